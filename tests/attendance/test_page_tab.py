"""The Attendance tab by keyboard: typed, kept on leaving the row, put back after a lock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from coordinator_app.attendance import actions, drafts
from coordinator_app.attendance.actions import Typed
from coordinator_app.attendance.model import AttendanceWeek
from coordinator_app.attendance.page.grid import MarkGrid
from coordinator_app.attendance.page.tab import BACK_AGAIN, AttendanceTab
from coordinator_app.core.errors import DiskFull
from coordinator_app.organisations.providers import Provider
from coordinator_app.pupils import actions as pupils
from tests.attendance.conftest import ALL_WEEK, MONDAY, at, at_school, keep, on_programme, withdraw
from tests.attendance.screens import CTRL, go, row_of, settle, type_in
from tests.organisations.desk import Desk, words_of
from tests.vaults import House, new_pupil

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


def weeks(desk: Desk) -> list[str]:
    return [one.marks for one in desk.session.list(AttendanceWeek, order="monday")]


def test_a_week_is_typed_by_keyboard_and_kept_when_the_row_is_left(open_tab: Open, desk: Desk) -> None:
    tab = open_tab()
    grid = school_grid(tab)
    go(grid, 1, 0)
    type_in(grid, "//l\\ci")
    assert row_of(grid, 1) == "/ \\ / \\ L \\ C I . ."
    assert weeks(desk) == []
    QTest.keyClick(grid, Qt.Key.Key_Down)
    settle()
    assert weeks(desk) == ["/ \\ / \\ L \\ C I . ."]
    assert desk.told.toasts == ["Attendance saved (undo)"]
    assert desk.session.drafts() == []


def test_two_characters_make_one_code_and_a_c_before_a_letter_is_a_c(open_tab: Open) -> None:
    grid = school_grid(open_tab())
    go(grid, 1, 0)
    type_in(grid, "c2y4cij1")
    assert row_of(grid, 1) == "C2 Y4 C I J1 . . . . ."


def test_a_wrong_code_is_refused_and_said_with_the_nearest_ones(open_tab: Open) -> None:
    tab = open_tab()
    grid = school_grid(tab)
    go(grid, 1, 2)
    type_in(grid, "h")
    assert "H is not used since August 2024. C is the nearest" in words_of(tab)
    assert row_of(grid, 1) == ". " * 9 + "."
    assert grid.currentIndex().column() == 2
    type_in(grid, "i")
    assert "not used since" not in words_of(tab)


def test_a_half_typed_code_is_not_kept_and_said(open_tab: Open) -> None:
    tab = open_tab()
    grid = school_grid(tab)
    go(grid, 1, 0)
    type_in(grid, "y")
    assert grid.rows.index(1, 0).data() == "Y…"
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert "Y alone is no code and was not kept. Type Y1 to Y7." in words_of(tab)
    assert row_of(grid, 1) == ". " * 9 + "."


def test_the_row_above_is_repeated_and_a_session_emptied(open_tab: Open) -> None:
    grid = school_grid(open_tab())
    go(grid, 1, 0)
    type_in(grid, "/////")
    go(grid, 2, 0)
    QTest.keyClick(grid, Qt.Key.Key_D, CTRL)
    assert row_of(grid, 2) == ALL_WEEK
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert row_of(grid, 2) == ". \\ / \\ / \\ / \\ / \\"


def test_a_whole_row_is_present_by_one_key(open_tab: Open) -> None:
    grid = school_grid(open_tab())
    go(grid, 1, 0)
    type_in(grid, "i")
    QTest.keyClick(grid, Qt.Key.Key_Return, CTRL)
    assert row_of(grid, 1) == "I \\ / \\ / \\ / \\ / \\"


def test_typing_goes_on_to_the_next_session_that_is_asked_for(
    referred: House, provider: Provider, open_tab: Open
) -> None:
    on_programme(referred, provider)
    tab = open_tab()
    grid = tab.parts[at(provider)].grid
    go(grid, 1, 0)
    type_in(grid, "///")
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (2, 0)
    assert row_of(grid, 1) == "/ \\ / \\ / \\ . . . ."


def test_a_shut_day_refuses_a_mark_and_says_why(open_tab: Open) -> None:
    tab = open_tab()
    grid = school_grid(tab)
    go(grid, 0, 6)
    type_in(grid, "/")
    assert "Thursday morning, 26 November 2026: still to come. No mark can be typed here." in words_of(tab)
    assert grid.rows.index(0, 6).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Thursday morning, 26 November 2026: no mark, still to come"
    )


def test_each_cell_has_its_name_for_a_screen_reader(referred: House, open_tab: Open) -> None:
    keep(referred, at_school(referred), "/ \\ / L . . . . . .")
    grid = school_grid(open_tab())
    said = [grid.rows.index(1, at).data(Qt.ItemDataRole.AccessibleTextRole) for at in (0, 3, 4, 10)]
    assert said == [
        "Monday morning, 16 November 2026: present",
        "Tuesday afternoon, 17 November 2026: L, late, before the register closed",
        "Wednesday morning, 18 November 2026: no mark",
        "4 of 4 attended",
    ]
    header = grid.rows.headerData(1, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole)
    assert header == "Week of 16 November 2026, 4 of 4 attended"


def test_the_last_key_is_taken_back_by_ctrl_z_before_it_is_kept(open_tab: Open, desk: Desk) -> None:
    grid = school_grid(open_tab())
    go(grid, 1, 0)
    type_in(grid, "i")
    QTest.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert row_of(grid, 1) == ". " * 9 + "."
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert weeks(desk) == []


def test_ctrl_s_keeps_the_row_that_is_typed(open_tab: Open, desk: Desk) -> None:
    grid = school_grid(open_tab())
    go(grid, 1, 0)
    type_in(grid, "i")
    QTest.keyClick(grid, Qt.Key.Key_S, CTRL)
    settle()
    assert weeks(desk) == ["I . . . . . . . . ."]
    QTest.keyClick(grid, Qt.Key.Key_S, CTRL)
    assert desk.told.toasts[-1] == "Everything here is saved"


def test_leaving_the_tab_keeps_what_is_typed(open_tab: Open, desk: Desk) -> None:
    tab = open_tab()
    go(school_grid(tab), 1, 0)
    type_in(school_grid(tab), "i")
    tab.hide()
    settle()
    assert weeks(desk) == ["I . . . . . . . . ."]


def test_what_is_read_while_typing_wipes_nothing(referred: House, open_tab: Open) -> None:
    tab = open_tab()
    grid = school_grid(tab)
    go(grid, 1, 0)
    type_in(grid, "i")
    keep(referred, at_school(referred), ALL_WEEK)
    tab.refresh()
    settle()
    assert row_of(grid, 1) == "I \\ / \\ / \\ / \\ / \\"
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 1)


def test_what_is_typed_is_a_draft_and_is_put_back(open_tab: Open, desk: Desk, referred: House) -> None:
    tab = open_tab()
    grid = school_grid(tab)
    go(grid, 1, 0)
    type_in(grid, "i")
    tab.keeper.draft()
    found = drafts.find(desk.session, [referred.pupil.id])
    assert found == (Typed(referred.pupil.id, at_school(referred), MONDAY, {0: "I"}),)
    assert weeks(desk) == []
    other = open_tab()
    assert row_of(school_grid(other), 1) == "I . . . . . . . . ."
    assert BACK_AGAIN in desk.told.toasts
    other.keeper.save()
    settle()
    assert weeks(desk) == ["I . . . . . . . . ."]
    assert desk.session.drafts() == []


def test_a_lock_keeps_what_is_typed(open_tab: Open, desk: Desk) -> None:
    tab = open_tab()
    go(school_grid(tab), 1, 0)
    type_in(school_grid(tab), "i")
    tab.keeper.keep_at_lock()
    assert weeks(desk) == ["I . . . . . . . . ."]


def test_without_its_keeper_a_lock_would_lose_what_is_typed(
    open_tab: Open, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault that the test above finds."""
    tab = open_tab()
    monkeypatch.setattr(tab.keeper, "save", lambda *_: None)
    monkeypatch.setattr(tab.keeper, "draft", lambda: None)
    go(school_grid(tab), 1, 0)
    type_in(school_grid(tab), "i")
    tab.keeper.keep_at_lock()
    assert weeks(desk) == []


def test_marks_that_are_refused_stay_on_the_screen_and_in_a_draft(
    open_tab: Open, desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = open_tab()
    grid = school_grid(tab)
    go(grid, 1, 0)
    type_in(grid, "i")

    def full(*_more: object) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(actions, "write_weeks", full)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    settle()
    assert [str(one) for one in desk.told.troubles] == ["The disk is full."]
    assert row_of(grid, 1) == "I . . . . . . . . ."
    assert drafts.find(desk.session, [referred.pupil.id])


def test_numbers_and_chart_are_shown_and_persistent_absence_is_said(referred: House, open_tab: Open) -> None:
    keep(referred, at_school(referred), "/ \\ O O / \\ / \\ / \\")
    keep(referred, at_school(referred), "D D D D D D D D D D", monday=date(2026, 11, 9))
    tab = open_tab()
    shown = words_of(tab)
    assert "80 per cent of 10 sessions" in shown
    assert "Persistently absent" in shown
    assert "8 attended, 0 absent with leave, 2 without leave." in shown
    assert [bar.shown() for bar in tab.totals.chart.bars._bars] == ["80"]


def test_before_the_first_mark_there_are_no_numbers(open_tab: Open) -> None:
    assert open_tab().totals.isHidden()


def test_earlier_weeks_come_by_a_button(open_tab: Open) -> None:
    tab = open_tab()
    before = len(school_grid(tab).sheet.rows)
    tab.more.click()
    settle()
    assert len(school_grid(tab).sheet.rows) == before + 12 - 4  # the school year has no more weeks


def test_without_a_referral_the_tab_says_why_and_takes_no_mark(
    house: House, desk: Desk, qtbot: QtBot
) -> None:
    pupil = pupils.save_pupil(house.session, new_pupil(house, birth_date=date(2010, 1, 1))).record
    tab = AttendanceTab(desk.services, pupil.id)
    qtbot.addWidget(tab)
    tab.show()
    settle()
    assert "No attendance can be kept yet." in words_of(tab)
    assert tab.parts == {}


def test_the_codes_are_explained_beside_the_grid(open_tab: Open) -> None:
    tab = open_tab()
    assert tab.codes.table.isHidden()
    tab.codes.button.click()
    assert not tab.codes.table.isHidden()
    assert tab.codes.button.text() == "Hide the codes"


def test_a_code_can_be_chosen_from_the_list(open_tab: Open) -> None:
    grid = school_grid(open_tab())
    go(grid, 1, 1)
    grid.offer_codes()
    menu = grid.findChild(QMenu)
    assert menu is not None
    parts = [part for act in menu.actions() if isinstance(part := act.menu(), QMenu)]
    offered = [act for part in parts for act in part.actions()]
    assert len(offered) == 33  # all codes but the mark of the morning
    wanted = next(act for act in offered if act.text().startswith("I "))
    wanted.trigger()
    assert row_of(grid, 1) == ". I . . . . . . . ."
    menu.close()


def test_marks_kept_elsewhere_are_shown_at_once_or_when_the_tab_is_shown_again(
    open_tab: Open, desk: Desk, referred: House
) -> None:
    tab = open_tab()
    typed = Typed(referred.pupil.id, at_school(referred), MONDAY, {0: "I"})
    desk.services.jobs.write(lambda session: actions.type_marks(session, [typed])).result()
    settle()
    assert row_of(school_grid(tab), 1) == "I . . . . . . . . ."
    tab.hide()
    other = Typed(referred.pupil.id, at_school(referred), MONDAY, {0: "O"})
    desk.services.jobs.write(lambda session: actions.type_marks(session, [other])).result()
    settle()
    assert row_of(school_grid(tab), 1) == "I . . . . . . . . ."
    tab.show()
    settle()
    assert row_of(school_grid(tab), 1) == "O . . . . . . . . ."


def test_after_a_withdrawn_referral_only_marks_that_stand_are_put_right(
    referred: House, open_tab: Open, desk: Desk
) -> None:
    keep(referred, at_school(referred), "O . . . . . . . . .")
    withdraw(referred)
    tab = open_tab()
    grid = school_grid(tab)
    assert [row.title for row in grid.sheet.rows] == ["16 November 2026"]
    go(grid, 0, 1)
    type_in(grid, "\\")
    assert "the school has not referred this pupil. No mark can be typed here." in words_of(tab)
    go(grid, 0, 0)
    type_in(grid, "i")
    tab.save()
    settle()
    assert weeks(desk) == ["I . . . . . . . . ."]
    assert desk.told.troubles == []
