"""The screen: the most urgent rows first, more when asked for, and nothing built anew that stands there already."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.store.session import Session
from coordinator_app.today import kept
from coordinator_app.today.actions import Part
from coordinator_app.today.kept import Kept
from coordinator_app.today.model import DueItem
from coordinator_app.today.page import gathering
from coordinator_app.today.page.page import FIRST_ROWS, READING, TodayPage
from coordinator_app.ui.buttons import Button
from coordinator_app.ui.page import Page
from coordinator_app.ui.rows import TwoLineRow
from tests.held_jobs import HeldBack
from tests.organisations.desk import words_of
from tests.referrals.page_desk import Desk, desk
from tests.vaults import House


@pytest.fixture
def at_desk(referred: House, tmp_path: Path) -> Desk:
    return desk(referred, tmp_path)


def with_items(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def items(_session: Session) -> list[DueItem]:
        return [DueItem(f"{at:03}", f"Thing {at:03}", "", "user", "review") for at in range(number)]

    monkeypatch.setattr(kept, "resolve", lambda _name: items)
    monkeypatch.setattr(gathering, "read_part", _part)


def _part(session: Session, name: str, hook: str) -> Part:
    return Part(name, Kept().items(session, hook))


def shown(page: TodayPage) -> list[TwoLineRow]:
    QApplication.processEvents()
    return [one for one in page.findChildren(TwoLineRow) if one.isVisibleTo(page)]


def opened(qtbot: QtBot, at: Desk) -> TodayPage:
    page = TodayPage(at.services)
    qtbot.addWidget(page)
    at.pages.append(page)
    page.resize(1100, 700)
    page.show()
    page.open()
    return page


def test_a_long_list_begins_with_the_most_urgent_and_shows_more_when_asked(
    qtbot: QtBot, at_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_items(monkeypatch, 70)
    page = opened(qtbot, at_desk)
    assert len(shown(page)) == FIRST_ROWS
    assert "70" in words_of(page)
    assert "40 less urgent ones are not shown." in words_of(page)
    more = next(one for one in page.findChildren(Button) if one.text() == "Show 30 more")
    more.click()
    assert len(shown(page)) == 60
    assert page.focusWidget() is shown(page)[30], "the button that was pressed has gone"
    assert "10 less urgent ones are not shown." in words_of(page)
    page.open()
    assert len(shown(page)) == FIRST_ROWS, "another visit begins anew"


def test_what_stands_there_already_is_not_built_anew(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    page = opened(qtbot, at_desk)
    rows = shown(page)
    assert rows
    at_desk.services.jobs.write(lambda session: _telephone(session, referred))
    assert shown(page) == rows
    at_desk.services.jobs.write(lambda session: _rename(session, referred))
    assert shown(page) != rows
    assert "Bramble" in words_of(page)


def test_what_comes_while_the_user_is_elsewhere_is_built_on_coming_back(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, at_desk)
    rows, answers = shown(page), HeldBack(at_desk.services.jobs, monkeypatch, "read")
    assert rows
    at_desk.services.jobs.write(lambda session: _rename(session, referred))
    monkeypatch.setattr(Page, "in_front", lambda _page: False)
    answers.let()
    assert shown(page) == rows, "another page is in front: it would wait for this one"
    monkeypatch.setattr(Page, "in_front", lambda _page: True)
    page.open()
    assert "Bramble" in words_of(page), "what came is shown at once, whatever is read again"


def test_while_the_first_reading_lasts_nothing_is_said_to_be_done(
    qtbot: QtBot, at_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_desk.services.jobs, "read", lambda *_given, **_more: None)
    page = opened(qtbot, at_desk)
    page._show()
    assert READING in words_of(page)
    assert "Nothing" not in words_of(page)


def _telephone(session: Session, house: House) -> None:
    with session.write() as work:
        work.change(replace(house.carer, telephone="01632 960007"))


def _rename(session: Session, house: House) -> None:
    with session.write() as work:
        work.change(replace(house.pupil, known_as="Bramble"))
