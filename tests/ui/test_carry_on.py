"""A box is opened again as soon as its page can, once, and not where the user has gone elsewhere."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.services import Services
from coordinator_app.ui import carry_on, layout
from coordinator_app.ui.carry_on import CarryOn, Left, Openers
from coordinator_app.ui.page import Page

LEFT = Left("settle_note", "7")


class Part(QWidget):
    """A part of a page that opens a box once it is ready."""

    def __init__(self) -> None:
        super().__init__()
        self.ready, self.opened = False, list[Left]()

    def reopens(self) -> Openers:
        return {LEFT.kind: self._open}

    def _open(self, left: Left) -> bool:
        if self.ready:
            self.opened.append(left)
        return self.ready


class PageWithPart(Page):
    """A page, and the services of which it asks nothing here but where the user is."""

    def __init__(self) -> None:
        self.asked = SimpleNamespace()
        super().__init__(cast("Services", self.asked))
        self.part = Part()


@pytest.fixture
def page(qtbot: QtBot) -> PageWithPart:
    made = PageWithPart()
    qtbot.addWidget(made)
    layout.add_all(made.body, made.part)
    made.show()
    return made


def test_it_waits_for_the_draft_of_the_page_and_for_the_part_and_opens_once(page: PageWithPart) -> None:
    part, ready = page.part, [False]
    missed: list[bool] = []
    waiting = CarryOn(page, LEFT, lambda: ready[0], lambda: missed.append(True))
    part.ready = True
    waiting.attempt()
    assert part.opened == [], "what was typed on the page itself is put back first"
    ready[0], part.ready = True, False
    waiting.attempt()
    assert waiting.isActive()
    part.ready = True
    waiting.attempt()
    assert part.opened == [LEFT]
    assert not waiting.isActive()
    assert missed == []


def test_whoever_has_gone_elsewhere_gets_no_box(page: PageWithPart) -> None:
    page.asked.go = SimpleNamespace(page=None)
    page.part.ready = True
    waiting = CarryOn(page, LEFT, lambda: True, lambda: None)
    waiting.attempt()
    assert page.part.opened == []
    assert not waiting.isActive()


def test_what_cannot_be_opened_any_more_is_said_in_the_end(
    page: PageWithPart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carry_on, "_MOST", 2)
    missed: list[bool] = []
    waiting = CarryOn(page, LEFT, lambda: True, lambda: missed.append(True))
    waiting.attempt()
    assert missed == []
    waiting.attempt()
    assert missed == [True]
    assert not waiting.isActive()
