"""Days of a suspension: E is proposed, another mark is asked about once and is told apart from then on."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coordinator_app.attendance.model import NOTHING, AttendanceWeek, Place
from coordinator_app.attendance.page import tab_reading, week_reading
from coordinator_app.attendance.page.grid_model import Roles
from coordinator_app.attendance.page.place_week import WeekPage
from coordinator_app.attendance.sheet import Cell, Row, Sheet
from coordinator_app.chronology.suspension import ExclusionKind, ExclusionReason, Suspension
from tests.attendance.conftest import MONDAY, another_pupil, at_school, keep
from tests.attendance.screens import CTRL, go, row_of, settle, type_in
from tests.organisations.desk import Desk
from tests.vaults import House

AWAY = Cell(why="suspended, so the code is E", proposes="E")
ASKED = "Monday morning, 2 November 2026: suspended, so the code is E. Press E, or type it again if that is right."
PLACE = Place(school_id="s")


def row(marks: tuple[str, ...] = NOTHING, away: int = 2, pupil: str = "p") -> Row:
    """A week whose first `away` sessions are those of a suspension."""
    return Row(
        (pupil, PLACE, date(2026, 11, 2)),
        "2 November 2026",
        "",
        marks,
        (AWAY,) * away + (Cell(),) * (10 - away),
    )


def suspend(house: House, **more: object) -> Suspension:
    values = {
        "pupil_id": house.pupil.id,
        "exclusion_kind": ExclusionKind.SUSPENSION,
        "first_on": date(2026, 11, 17),
        "half_days": 3,
        "school_id": house.school.id,
        "reason": ExclusionReason.ADULT_THREAT,
    }
    with house.session.write() as work:
        return work.add(Suspension(**(values | more)))  # type: ignore[arg-type]  # plain values by name


def proposed(house: House, monday: date = MONDAY) -> str:
    """A letter for each session of a week at the school: what is proposed, "h" for half a day, "." for nothing."""
    shown = tab_reading.read_tab(house.session, house.pupil.id)
    (found,) = [one for one in shown.places[0].rows if one.monday == monday]
    return "".join(cell.proposes or ("h" if "half" in cell.why else ".") for cell in found.cells)


def test_present_on_a_suspended_day_is_asked_about_once_and_then_taken_for_the_day() -> None:
    made = Sheet((row(),))
    assert made.fill_day(0, 0) == ASKED
    assert made.typed == {}
    assert made.fill_day(0, 0) == ""
    assert made.marks(0)[:3] == ("/", "\\", ".")
    assert made.spoken(0, 0).endswith("present, suspended, so the code is E, not saved yet")


def test_a_sheet_that_did_not_ask_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault."""
    monkeypatch.setattr(Cell, "doubts", lambda *_: False)
    with pytest.raises(AssertionError):
        test_present_on_a_suspended_day_is_asked_about_once_and_then_taken_for_the_day()


@pytest.mark.parametrize("mark", ["E", "B", "K", "D", "#", "."])
def test_e_and_what_says_where_else_the_pupil_is_are_taken_at_once(mark: str) -> None:
    made = Sheet((row(),))
    assert made.put(0, 0, mark) == ""
    assert made.mark(0, 0) == mark


def test_the_question_is_about_one_cell_and_comes_again_for_the_next_and_after_another_mark() -> None:
    made = Sheet((row(),))
    assert made.put(0, 0, "/") == ASKED
    assert "afternoon" in made.put(0, 1, "I")
    assert made.put(0, 0, "/") == ASKED
    assert made.put(0, 2, "/") == ""
    assert made.put(0, 0, "I") == ASKED
    assert made.put(0, 0, "I") == ""
    assert made.put(0, 0, "I") == ""


def test_the_row_is_filled_with_e_where_the_pupil_is_suspended() -> None:
    made = Sheet((row(away=3),))
    assert made.fill_row(0) == ""
    assert " ".join(made.marks(0)) == "E E E \\ / \\ / \\ / \\"


def test_repeating_the_row_above_puts_e_and_leaves_what_stands_on_days_of_a_suspension() -> None:
    above = row(("/", "\\") * 5, away=0)
    made = Sheet((above, row(("I", *NOTHING[1:]), away=4, pupil="q")))
    assert made.repeat_above(1) == ""
    assert " ".join(made.marks(1)) == "I E E E / \\ / \\ / \\"


def test_e_is_proposed_on_its_school_days_and_half_a_day_is_said(referred: House) -> None:
    assert proposed(referred) == "." * 10
    suspend(referred)
    assert proposed(referred) == "..EEhh...."
    shown = tab_reading.read_tab(referred.session, referred.pupil.id).places[0].rows
    assert [one.second for one in shown[:2]] == ["This week", "Suspended"]


def test_nothing_is_proposed_at_lunchtime_once_education_is_arranged_or_by_another_school(
    referred: House,
) -> None:
    suspend(referred, exclusion_kind=ExclusionKind.LUNCHTIME)
    assert proposed(referred) == "." * 10
    suspend(referred, half_days=8, arranged_from=date(2026, 11, 19))
    assert proposed(referred) == "..EEEE...."
    with referred.session.write() as work:
        for one in referred.session.list(Suspension):
            work.trash(one)
    assert proposed(referred) == "." * 10


def test_a_permanent_exclusion_proposes_e_from_its_day_on(referred: House) -> None:
    suspend(referred, exclusion_kind=ExclusionKind.PERMANENT, half_days=None, first_on=date(2026, 11, 19))
    assert proposed(referred) == "......EEEE"
    assert proposed(referred, date(2026, 11, 23)) == "EEEE......"  # Tuesday is today


def test_the_week_of_a_school_proposes_it_for_who_is_suspended_and_says_so(referred: House) -> None:
    another_pupil(referred)
    suspend(referred)
    rows = week_reading.read_week(referred.session, at_school(referred), MONDAY).rows
    assert ["".join(cell.proposes or "." for cell in one.cells) for one in rows] == ["..EE......", "." * 10]
    assert [one.second for one in rows] == ["Suspended", "Year 10"]


@pytest.fixture
def page(desk: Desk, referred: House, qtbot: QtBot) -> WeekPage:
    suspend(referred)
    made = WeekPage(desk.services)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.open(school_id=referred.school.id, week=MONDAY.isoformat())
    settle()
    return made


def test_the_keys_ask_say_what_is_proposed_and_take_the_second_press(page: WeekPage, desk: Desk) -> None:
    assert "(E) stands where the pupil is suspended" in page.says.words.text()
    go(page.grid, 0, 2)
    type_in(page.grid, "/")
    assert page.says.words.text().startswith(
        "Tuesday morning, 17 November 2026: suspended, so the code is E."
    )
    assert row_of(page.grid, 0) == " ".join(NOTHING)
    type_in(page.grid, "/")
    assert row_of(page.grid, 0) == ". . / \\ . . . . . ."
    assert "(E) stands" in page.says.words.text()
    index = page.grid.rows.index(0, 2)
    assert page.grid.rows.data(index, Roles.PROPOSES) == "E"
    assert page.grid.rows.data(page.grid.rows.index(0, 0), Roles.PROPOSES) == ""
    QTest.keyClick(page.grid, Qt.Key.Key_Return, CTRL)
    page.keeper.save()
    settle()
    assert [one.marks for one in desk.session.list(AttendanceWeek)] == ["/ \\ / \\ / \\ / \\ / \\"]


def test_a_kept_mark_that_differs_is_told_apart(page: WeekPage, referred: House) -> None:
    keep(referred, at_school(referred))
    page.refresh()
    settle()
    shown = [page.grid.rows.data(page.grid.rows.index(0, at), Roles.PROPOSES) for at in range(10)]
    assert shown == ["", "", "E", "E", "", "", "", "", "", ""]
    assert "suspended, so the code is E" in page.grid.sheet.spoken(0, 2)
