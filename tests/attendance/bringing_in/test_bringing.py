"""Bringing in: all or nothing in one change, undone as one, remembered by its headings, and stopped without a trace."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coordinator_app.attendance.bringing_in import bringing
from coordinator_app.attendance.bringing_in.bringing import CheckedTooLongAgo, bring_in, recall, remember
from coordinator_app.attendance.bringing_in.plan import Plan, WeekPlan
from coordinator_app.attendance.model import AttendanceColumns, AttendanceFile, AttendanceWeek, Place
from coordinator_app.core.errors import Cancelled, GateShut, InvalidInput
from coordinator_app.jobs.jobs import InTask, Progress
from coordinator_app.referrals.model import Referral
from tests.attendance.bringing_in.checked import ALONG, READING, brought, plan_of
from tests.attendance.bringing_in.registers import HEADING, csv_of, kit
from tests.attendance.conftest import another_pupil, at_school, keep
from tests.vaults import House

WREN = ("", "Thimblewick", "Wren", "30/09/2011", "16/11/2026", "AM", "I")


def marks(house: House) -> list[str]:
    return sorted(one.marks for one in house.session.list(AttendanceWeek))


def test_every_week_is_kept_with_one_line_about_the_file(referred: House) -> None:
    another_pupil(referred)
    refused = kit("25/11/2026", "AM", "/")
    saved = brought(
        referred, csv_of(kit("16/11/2026", "AM", "/"), kit("16/11/2026", "PM", "\\"), WREN, refused)
    )
    assert marks(referred) == ["/ \\ . . . . . . . .", "I . . . . . . . . ."]
    file = saved.record
    assert (file.called, file.rows, file.new_weeks, file.changed_weeks, file.refused_rows) == (
        "register week 12.csv", 4, 2, 0, 1,
    )  # fmt: skip
    assert {one.brought_in_id for one in referred.session.list(AttendanceWeek)} == {file.id}
    assert {one.source for one in referred.session.list(AttendanceWeek)} == {"Foxglove Hill School"}


def test_all_of_it_is_undone_as_one(referred: House) -> None:
    keep(referred, at_school(referred), "/ I . . . . . . . .")
    saved = brought(referred, csv_of(kit("16/11/2026", "PM", "M"), kit("9/11/2026", "AM", "/")))
    referred.session.undo(saved.change_id)
    assert marks(referred) == ["/ I . . . . . . . ."]
    assert referred.session.list(AttendanceFile) == []
    assert referred.session.list(AttendanceColumns) != []  # how such a file is read stays known


def test_what_changed_after_the_check_is_not_overwritten(referred: House) -> None:
    plan = plan_of(referred, csv_of(kit("16/11/2026", "AM", "/"), kit("9/11/2026", "AM", "/")))
    keep(referred, at_school(referred), "I . . . . . . . . .")
    with pytest.raises(CheckedTooLongAgo):
        bring_in(referred.session, plan, READING, ALONG)
    assert marks(referred) == ["I . . . . . . . . ."]
    assert referred.session.list(AttendanceFile, trashed=None) == []


def test_without_that_look_there_would_be_two_weeks_of_one(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    plan = plan_of(referred, csv_of(kit("16/11/2026", "AM", "/")))
    keep(referred, at_school(referred), "I . . . . . . . . .")
    monkeypatch.setattr(bringing, "_demand_as_checked", lambda *_: None)
    bring_in(referred.session, plan, READING, ALONG)
    assert marks(referred) == ["/ . . . . . . . . .", "I . . . . . . . . ."]


def test_a_gate_that_shut_after_the_check_keeps_all_of_it_out(referred: House) -> None:
    another_pupil(referred)
    plan = plan_of(referred, csv_of(kit("16/11/2026", "AM", "/"), WREN))
    (referral,) = referred.session.list(Referral, where={"pupil_id": referred.pupil.id})
    with referred.session.write() as work:
        work.trash(referral)
    with pytest.raises(GateShut):
        bring_in(referred.session, plan, READING, ALONG)
    assert marks(referred) == []


@pytest.mark.parametrize("after", [-1, 0, 1])
def test_stopped_half_way_it_leaves_nothing(
    referred: House, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    another_pupil(referred)
    monkeypatch.setattr(bringing, "PORTION", 1)
    told: list[Progress] = []
    within = InTask(told.append, lambda: len(told) > after)
    plan = plan_of(referred, csv_of(kit("16/11/2026", "AM", "/"), WREN))
    with pytest.raises(Cancelled):
        bring_in(referred.session, plan, READING, within)
    assert marks(referred) == []
    assert referred.session.list(AttendanceFile, trashed=None) == []
    assert [one.done for one in told] == list(range(after + 1))


def test_weeks_are_kept_pupil_by_pupil_however_the_file_lists_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whether a week may be kept of a pupil is asked once in a portion."""
    monkeypatch.setattr(bringing, "PORTION", 3)
    days = [date(2026, 9, 7) + timedelta(weeks=number) for number in range(3)]
    weeks = tuple(WeekPlan(pupil, day, "", "/") for day in days for pupil in ("b", "a"))
    plan = Plan(Place(school_id="s"), "", "", "", 6, (), weeks, ())
    portions = [[(one.pupil_id, one.monday) for one in some] for some in bringing._portions(plan)]
    assert portions == [[("a", day) for day in days], [("b", day) for day in days]]


def test_a_file_with_nothing_new_is_not_brought_in(referred: House) -> None:
    keep(referred, at_school(referred), "/ . . . . . . . . .")
    plan = plan_of(referred, csv_of(kit("16/11/2026", "AM", "/")))
    with pytest.raises(InvalidInput, match="Nothing in this file is new"):
        bring_in(referred.session, plan, READING, ALONG)


def test_how_columns_are_read_is_kept_once_by_the_headings(referred: House) -> None:
    session = referred.session
    assert recall(session, HEADING, day_first=True) is None
    remember(session, READING)
    remember(session, READING)
    known = recall(session, HEADING, day_first=True)
    assert known is not None
    assert (known.meaning, known.encoding, known.day_first) == (
        "upn family given birth date session mark", "utf-8", 1,
    )  # fmt: skip
    assert len(session.list(AttendanceColumns)) == 1
    assert known.version == 1


def test_a_file_brought_in_twice_changes_nothing_the_second_time(referred: House) -> None:
    content = csv_of(kit("16/11/2026", "AM", "/"), kit("17/11/2026", "PM", "I"))
    brought(referred, content)
    again = plan_of(referred, content)
    assert again.weeks == ()
    assert {one.outcome.value for one in again.outcomes} == {"same"}
