"""A page refreshes when its records change, keeps still when it is hidden, and says troubles in words."""

from __future__ import annotations

from typing import ClassVar

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.core.clock import SetClock
from coordinator_app.core.errors import DiskFull
from coordinator_app.ui.buttons import Button
from coordinator_app.ui.labels import heading
from coordinator_app.ui.page import Page
from tests.ui.recording import RecordingDialogs


class _Services:
    clock = SetClock()
    dialogs = RecordingDialogs()


class _Pupils(Page):
    name: ClassVar[str] = "pupils"
    title: ClassVar[str] = "Pupils"
    kinds: ClassVar[frozenset[str]] = frozenset({"pupil"})

    def __init__(self) -> None:
        super().__init__(_Services())
        self.refreshed = 0
        self.body.addWidget(heading("Pupils", 1))

    def refresh(self) -> None:
        self.refreshed += 1


@pytest.fixture
def page(qtbot: QtBot) -> _Pupils:
    made = _Pupils()
    qtbot.addWidget(made)
    return made


def test_visible_page_refreshes_and_a_hidden_one_is_marked_stale(page: _Pupils) -> None:
    page.records_changed(frozenset({"pupil"}))
    assert (page.refreshed, page.stale) == (0, True)
    page.show()
    page.shown_again()
    assert (page.refreshed, page.stale) == (1, False)
    page.records_changed(frozenset({"pupil", "review"}))
    assert page.refreshed == 2


def test_records_of_other_kinds_change_nothing(page: _Pupils) -> None:
    page.show()
    page.records_changed(frozenset({"breach"}))
    assert (page.refreshed, page.stale) == (0, False)


def test_opening_refreshes(page: _Pupils) -> None:
    page.open(anything=1)
    assert page.refreshed == 1


def test_trouble_stands_in_place_of_the_content_and_can_be_tried_again(page: _Pupils) -> None:
    page.show()
    page.show_trouble(DiskFull("The disk is full."))
    texts = " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    assert page.in_trouble()
    assert "The disk is full." in texts
    assert DiskFull.safe in texts
    assert "disk-full" in texts
    assert "Traceback" not in texts
    next(one for one in page.findChildren(Button) if one.text() == "Try again").click()
    assert (page.in_trouble(), page.refreshed) == (False, 1)


def test_opening_puts_the_focus_on_the_heading(page: _Pupils, qtbot: QtBot) -> None:
    page.show()
    page.first_focus()
    focus = page.focusWidget()
    assert focus is not None
    assert focus.property("heading") == 1


def test_page_without_typing_has_no_draft(page: _Pupils) -> None:
    assert page.save_draft() is None
    page.restore_draft({})
    page.busy(True)
    page.busy(False)
