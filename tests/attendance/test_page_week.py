"""One week of a place: its pupils below each other, other weeks and places, and nothing lost on the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coordinator_app.attendance import actions, drafts
from coordinator_app.attendance.actions import Typed
from coordinator_app.attendance.model import AttendanceWeek
from coordinator_app.attendance.page.place_week import WeekPage
from coordinator_app.attendance.page.tab import BACK_AGAIN
from coordinator_app.core.errors import DiskFull
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.model import Weekday
from tests.attendance.conftest import MONDAY, another_pupil, at, at_school, keep, new_provider, on_programme
from tests.attendance.screens import CTRL, go, row_of, settle, type_in
from tests.organisations.desk import Desk, words_of
from tests.vaults import House

Open = Callable[..., WeekPage]
WEEK = "2026-11-16"


@pytest.fixture
def open_week(desk: Desk, qtbot: QtBot) -> Open:
    def opened(**params: str) -> WeekPage:
        page = WeekPage(desk.services)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        page.show()
        page.open(**params)
        settle()
        return page

    return opened


@pytest.fixture
def two_pupils(referred: House, provider: Provider) -> House:
    on_programme(referred, provider)
    on_programme(referred, provider, another_pupil(referred), weekdays=(Weekday.THURSDAY,))
    return referred


def kept(desk: Desk) -> list[str]:
    return [one.marks for one in desk.session.list(AttendanceWeek)]


def test_all_pupils_of_a_provider_are_typed_below_each_other(
    two_pupils: House, provider: Provider, open_week: Open, desk: Desk
) -> None:
    page = open_week(provider_id=provider.id, week=WEEK)
    assert [row.title for row in page.grid.sheet.rows] == ["Kit Puddlecombe", "Wren Thimblewick"]
    assert page.grid.hasFocus() or page.grid.currentIndex().isValid()
    go(page.grid, 0, 0)
    type_in(page.grid, "///")
    assert (page.grid.currentIndex().row(), page.grid.currentIndex().column()) == (1, 6)
    assert kept(desk) == ["/ \\ / \\ / \\ . . . ."]
    assert "1 of 2 pupils filled in." in words_of(page)
    type_in(page.grid, "i\\")
    page.hide()
    settle()
    assert kept(desk) == ["/ \\ / \\ / \\ . . . .", ". . . . . . I \\ . ."]


def test_without_a_place_the_first_provider_with_pupils_is_shown(
    two_pupils: House, provider: Provider, open_week: Open
) -> None:
    new_provider(two_pupils.session, "Alder Farm")
    page = open_week()
    assert page.place == at(provider)
    assert page.choice.value() == at(provider)
    assert "Week of 23 to 27 November 2026" in words_of(page)


def test_other_weeks_are_gone_to_and_none_to_come(
    two_pupils: House, provider: Provider, open_week: Open
) -> None:
    page = open_week(provider_id=provider.id, week=WEEK)
    page.after.click()
    settle()
    assert page.monday.isoformat() == "2026-11-23"
    assert not page.after.isEnabled()
    page.before.click()
    page.before.click()
    settle()
    assert page.monday.isoformat() == "2026-11-09"
    assert page.where() == {"provider_id": provider.id, "school_id": "", "week": "2026-11-09"}
    page.open(week="soon")
    assert page.monday.isoformat() == "2026-11-09"


def test_going_to_another_week_keeps_what_is_typed_and_shows_none_of_it_there(
    two_pupils: House, provider: Provider, open_week: Open, desk: Desk
) -> None:
    page = open_week(provider_id=provider.id, week=WEEK)
    go(page.grid, 0, 0)
    type_in(page.grid, "i")
    page.before.click()
    settle()
    assert kept(desk) == ["I . . . . . . . . ."]
    assert [row_of(page.grid, row) for row in range(2)] == [". " * 9 + "."] * 2
    assert len(page.grid.sheet.rows) == 2
    page.after.click()
    settle()
    assert row_of(page.grid, 0) == "I . . . . . . . . ."


def test_marks_that_could_not_be_kept_are_back_when_their_week_is_gone_to_again(
    two_pupils: House,
    provider: Provider,
    open_week: Open,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = open_week(provider_id=provider.id, week=WEEK)
    go(page.grid, 0, 0)
    type_in(page.grid, "i")

    def full(*_more: object) -> None:
        raise DiskFull("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(actions, "write_weeks", full)
        page.before.click()
        settle()
    assert len(desk.told.troubles) == 1
    assert kept(desk) == []
    page.after.click()
    settle()
    assert row_of(page.grid, 0) == "I . . . . . . . . ."
    page.keeper.save()
    settle()
    assert kept(desk) == ["I . . . . . . . . ."]
    assert desk.session.drafts() == []


def test_another_place_is_chosen_from_the_list(
    two_pupils: House, provider: Provider, open_week: Open
) -> None:
    page = open_week(provider_id=provider.id, week=WEEK)
    page.choice.setCurrentIndex(page.choice.findText("Foxglove Hill School"))
    page.choice.activated.emit(page.choice.currentIndex())
    settle()
    assert page.place == at_school(two_pupils)
    assert len(page.grid.sheet.rows) == 2


def test_a_place_without_pupils_says_so(referred: House, provider: Provider, open_week: Open) -> None:
    page = open_week(provider_id=provider.id)
    assert "No pupil of this place in this week" in words_of(page)
    assert page.grid.isHidden() or not page.grid.isVisible()


def test_what_was_typed_before_a_crash_is_put_back(
    two_pupils: House, provider: Provider, open_week: Open, desk: Desk
) -> None:
    typed = Typed(two_pupils.pupil.id, at(provider), MONDAY, {0: "I"})
    with two_pupils.session.write() as work:
        drafts.write(two_pupils.session, work, [typed], {}, [])
    page = open_week(provider_id=provider.id, week=WEEK)
    assert row_of(page.grid, 0) == "I . . . . . . . . ."
    assert BACK_AGAIN in desk.told.toasts
    QTest.keyClick(page.grid, Qt.Key.Key_S, CTRL)
    settle()
    assert kept(desk) == ["I . . . . . . . . ."]


def test_what_was_typed_at_another_place_stays_in_its_draft_whatever_is_typed_here(
    two_pupils: House, provider: Provider, open_week: Open, desk: Desk
) -> None:
    typed = Typed(two_pupils.pupil.id, at_school(two_pupils), MONDAY, {0: "I"})
    with two_pupils.session.write() as work:
        drafts.write(two_pupils.session, work, [typed], {}, [])
    page = open_week(provider_id=provider.id, week=WEEK)
    go(page.grid, 0, 1)
    type_in(page.grid, "o")
    page.keeper.draft()
    here = Typed(two_pupils.pupil.id, at(provider), MONDAY, {1: "O"})
    assert drafts.find(desk.session, [two_pupils.pupil.id]) == (here, typed)
    go(page.grid, 1, 1)  # the first row is left, and kept
    type_in(page.grid, "o")
    page.keeper.save()
    settle()
    assert drafts.find(desk.session, [row.key[0] for row in page.grid.sheet.rows]) == (typed,)
    page.open(school_id=two_pupils.school.id, week=WEEK)
    settle()
    assert row_of(page.grid, 0) == "I . . . . . . . . ."
    page.keeper.save()
    settle()
    assert desk.session.drafts() == []


def test_a_change_elsewhere_is_shown_and_wipes_nothing(
    two_pupils: House, provider: Provider, open_week: Open
) -> None:
    page = open_week(provider_id=provider.id, week=WEEK)
    go(page.grid, 0, 0)
    type_in(page.grid, "i")
    keep(two_pupils, at(provider))
    page.records_changed(frozenset({"attendance_week"}))
    settle()
    assert row_of(page.grid, 0) == "I \\ / \\ / \\ / \\ / \\"


def test_the_page_holds_hundreds_of_pupils(referred: House, provider: Provider, open_week: Open) -> None:
    for number in range(120):
        on_programme(
            referred, provider, another_pupil(referred, given_names=f"Wren {number}", birth_date=MONDAY.replace(year=2011, month=1 + number % 12, day=1 + number % 28))
        )  # fmt: skip
    page = open_week(provider_id=provider.id, week=WEEK)
    assert len(page.grid.sheet.rows) == 120
    QTest.keyClick(page.grid, Qt.Key.Key_End, CTRL)
    assert page.grid.currentIndex().row() == 119
    QTest.keyClick(page.grid, Qt.Key.Key_D, CTRL)
    assert "The row above has no mark" in words_of(page)
