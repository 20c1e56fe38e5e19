"""The ways on the Attendance tab: to marks that were never saved, and by Tab and stroke into the grid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.attendance import drafts
from coordinator_app.attendance.actions import Typed
from coordinator_app.attendance.page.grid import MarkGrid
from coordinator_app.attendance.page.tab import BACK_AGAIN, AttendanceTab
from coordinator_app.organisations.providers import Provider
from tests.attendance.conftest import MONDAY, at, at_school, keep, on_programme
from tests.attendance.screens import go, row_of, settle, type_in
from tests.held_jobs import HeldBack
from tests.organisations.desk import Desk, press, words_of
from tests.vaults import House

Open = Callable[[], AttendanceTab]


@pytest.fixture
def open_tab(desk: Desk, referred: House, qtbot: QtBot) -> Open:
    def opened() -> AttendanceTab:
        tab = AttendanceTab(desk.services, referred.pupil.id)
        qtbot.addWidget(tab)
        tab.resize(1100, 700)
        tab.show()
        settle()
        return tab

    return opened


def school_grid(tab: AttendanceTab) -> MarkGrid:
    return next(iter(tab.parts.values())).grid


def test_what_was_typed_in_an_earlier_week_waits_in_its_draft_until_that_week_is_shown(
    open_tab: Open, desk: Desk, referred: House
) -> None:
    keep(referred, at_school(referred), monday=date(2026, 9, 7))
    typed = Typed(referred.pupil.id, at_school(referred), date(2026, 9, 14), {0: "I"})
    with referred.session.write() as work:
        drafts.write(referred.session, work, [typed], {}, [])
    tab = open_tab()
    assert tab.keeper.unsaved == ()
    go(school_grid(tab), 1, 0)
    type_in(school_grid(tab), "o")
    tab.keeper.draft()
    assert typed in drafts.find(desk.session, [referred.pupil.id])
    tab.keeper.save()
    settle()
    assert drafts.find(desk.session, [referred.pupil.id]) == (typed,)
    while not tab.keeper.unsaved:
        assert tab.more.isVisible()
        tab.more.click()
        settle()
    assert tab.keeper.unsaved == (typed,)
    assert BACK_AGAIN in desk.told.toasts
    tab.keeper.save()
    settle()
    assert desk.session.drafts() == []


def test_the_tab_says_which_week_holds_marks_that_were_never_saved_and_opens_it(
    open_tab: Open, desk: Desk, referred: House
) -> None:
    keep(referred, at_school(referred), monday=date(2026, 9, 7))
    typed = Typed(referred.pupil.id, at_school(referred), date(2026, 9, 14), {2: "I"})
    with referred.session.write() as work:
        drafts.write(referred.session, work, [typed], {}, [])
    tab = open_tab()
    said = words_of(tab)
    assert "Marks typed before wait in a week that is not shown here, and are not saved." in said
    assert "Foxglove Hill School, week of 14 September 2026." in said
    press(tab, "Show it")
    settle()
    grid = school_grid(tab)
    assert tab.keeper.unsaved == (typed,)
    assert grid.current_key() == typed.key
    assert grid.currentIndex().column() == 2
    assert grid.hasFocus()
    assert "Marks typed before wait" not in words_of(tab)


def test_marks_that_wait_at_a_place_without_a_grid_are_led_to_the_week_of_that_place(
    open_tab: Open, desk: Desk, referred: House, provider: Provider
) -> None:
    other = Typed(referred.pupil.id, at(provider), MONDAY, {0: "I"})
    older = Typed(referred.pupil.id, at(provider), date(2026, 9, 14), {0: "I"})
    with referred.session.write() as work:
        drafts.write(referred.session, work, [other, older], {}, [])
    tab = open_tab()
    assert "wait in 2 weeks that are not shown here" in words_of(tab)
    press(tab, "Show the newest")
    wanted = {"school_id": "", "provider_id": provider.id, "week": "2026-11-16"}
    assert desk.told.went[-1] == ("attendance_week", wanted)


def test_tab_goes_to_the_grid_before_what_stands_below_it_and_a_slash_on_the_tab_goes_there(
    open_tab: Open, desk: Desk, referred: House, provider: Provider
) -> None:
    on_programme(referred, provider)
    keep(referred, at_school(referred))
    tab = open_tab()
    first, second = (part.grid for part in tab.parts.values())
    tab.week.setFocus()
    order = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        order.append(QApplication.focusWidget())
    assert order == [first, second, tab.more, tab.codes.button]
    before = [row_of(grid, 0) for grid in (first, second)]
    QTest.keyClicks(tab.more, "/")
    assert first.hasFocus()
    assert [row_of(grid, 0) for grid in (first, second)] == before
    assert desk.told.toasts[-1] == "The cursor is in the grid now. Type the mark again."


def test_a_slash_on_the_tab_is_kept_from_the_finder_of_the_window(
    open_tab: Open, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = open_tab()
    found: list[str] = []
    finder = QShortcut(QKeySequence("/"), tab)
    finder.activated.connect(lambda: found.append("finder"))
    tab.week.setFocus()
    QTest.keyClicks(tab.week, "/")
    assert found == []
    assert school_grid(tab).hasFocus()
    monkeypatch.setattr(AttendanceTab, "_is_mark", lambda *_: False)  # the planted fault
    tab.week.setFocus()
    QTest.keyClicks(tab.week, "/")
    assert found == ["finder"]


def test_a_slash_before_the_weeks_have_come_is_said(
    open_tab: Open, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldBack(desk.services.jobs, monkeypatch, "read")
    tab = open_tab()
    QTest.keyClicks(tab, "/")
    assert desk.told.toasts[-1] == "One moment: the weeks are being read."
    held.let()
