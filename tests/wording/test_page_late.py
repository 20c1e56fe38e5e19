"""What is typed into a wording stays, whatever is answered late, and a draft of it is made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import DiskFull
from coordinator_app.wording import actions
from coordinator_app.wording.model import FormWording
from coordinator_app.wording.page import WordingPage
from tests.referrals.page_desk import Desk
from tests.vaults import House
from tests.wording.test_actions import STATEMENT


class Late:
    """Reads or writes of a desk that wait until they are let go."""

    def __init__(self, desk: Desk, which: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self._honest = getattr(desk.services.jobs, which)
        self.waiting: list[Callable[[], object]] = []
        monkeypatch.setattr(desk.services.jobs, which, self._hold)

    def _hold(self, *given: Any, **more: Any) -> None:
        self.waiting.append(lambda: self._honest(*given, **more))

    def let_go(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


@pytest.fixture
def page(qtbot: QtBot, at_desk: Desk) -> WordingPage:
    made = WordingPage(at_desk.services)
    qtbot.addWidget(made)
    at_desk.pages.append(made)
    made.resize(1162, 736)
    return made


def drafts(house: House) -> list[FormWording]:
    return [one for one in house.session.list(FormWording) if one.template == STATEMENT]


def add(page: WordingPage, words: str) -> None:
    page.writing.source.put_in(words)


def test_before_the_form_has_come_nothing_can_be_pressed_or_typed_and_its_draft_waits(
    page: WordingPage, at_desk: Desk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    del house
    late = Late(at_desk, "read", monkeypatch)
    page.open(template=STATEMENT)
    page.restore_draft({"title": "Ours", "subtitle": "", "body": "# Ours"})
    assert page.save_draft() == {"title": "Ours", "subtitle": "", "body": "# Ours"}  # not to be dropped
    assert not any(one.isEnabled() for one in (page.save, page.force, page.writing))
    assert page.restore.isHidden()
    late.let_go()
    assert page.writing.texts()[0] == "Ours"
    assert page.writing.isEnabled()
    assert page.save.isEnabled()


def test_pressed_twice_one_draft_is_made(
    page: WordingPage, at_desk: Desk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open(template=STATEMENT)
    add(page, "Ours. ")
    late = Late(at_desk, "write", monkeypatch)
    page.save.click()
    page.save_now()
    late.let_go()
    assert len(drafts(house)) == 1


def test_what_is_typed_before_the_answer_stays_and_a_second_press_keeps_it_in_the_same_draft(
    page: WordingPage, at_desk: Desk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open(template=STATEMENT)
    add(page, "Ours. ")
    late = Late(at_desk, "write", monkeypatch)
    page.save_now()
    add(page, "And more. ")
    late.let_go()
    assert "Ours. And more. " in page.writing.texts()[2]
    assert page.save_draft() is not None
    page.save_now()
    add(page, "And the end. ")
    page.save_now()  # before the answer
    late.let_go()
    assert page.save_draft() is None
    assert ["Ours. And more. And the end. " in one.body for one in drafts(house)] == [True]


def test_a_draft_that_could_not_be_thrown_away_keeps_what_was_typed_since(
    page: WordingPage, at_desk: Desk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open(template=STATEMENT)
    add(page, "Ours. ")
    page.save_now()
    add(page, "And more. ")

    def full(*_given: object) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(actions, "drop_draft", full)
    page.throw_away()
    page.refresh()
    assert "And more. " in page.writing.texts()[2]
    assert page.drop.isEnabled()
    assert len(drafts(house)) == 1
