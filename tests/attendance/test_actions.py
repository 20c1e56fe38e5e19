"""Keeping weeks: what is typed and what a file brings, in one change, undone as one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator_app.attendance import actions
from coordinator_app.attendance.actions import Typed
from coordinator_app.attendance.model import AttendanceFile, AttendanceWeek
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.providers import Provider
from coordinator_app.pupils import actions as pupils
from tests.attendance.conftest import (
    ALL_WEEK,
    MONDAY,
    another_pupil,
    at,
    at_school,
    keep,
    week,
    withdraw,
)
from tests.vaults import House, new_pupil

NEXT = date(2026, 11, 23)
"""The week of the test's own day, a Tuesday."""


def weeks(house: House) -> list[AttendanceWeek]:
    return house.session.list(AttendanceWeek)


def typed(house: House, provider: Provider, marks: dict[int, str], monday: date = MONDAY) -> Typed:
    return Typed(house.pupil.id, at(provider), monday, marks)


def test_what_is_typed_is_kept_and_says_who_says_so(referred: House, provider: Provider) -> None:
    saved = actions.type_marks(referred.session, [typed(referred, provider, {0: "/", 3: "I"})])
    assert saved.record[0].marks == "/ . . I . . . . . ."
    assert saved.record[0].source == "Kingfisher Workshop"


def test_typing_changes_only_its_sessions_whatever_was_kept_meanwhile(
    referred: House, provider: Provider
) -> None:
    keep(referred, at(provider), "I I I I I I I I I I")
    saved = actions.type_marks(referred.session, [typed(referred, provider, {1: "\\"})])
    assert saved.record[0].marks == "I \\ I I I I I I I I"
    assert len(weeks(referred)) == 1


def test_typing_over_what_a_file_said_is_typed_from_then_on(referred: House, provider: Provider) -> None:
    brought = keep(referred, at(provider))
    with referred.session.write() as work:
        file = work.add(AttendanceFile(brought_at=referred.clock.now(), called="list.csv"))
        work.change(brought, brought_in_id=file.id)
    same = actions.type_marks(referred.session, [typed(referred, provider, {0: "/"})]).record[0]
    assert same.brought_in_id == file.id
    other = actions.type_marks(referred.session, [typed(referred, provider, {0: "L"})]).record[0]
    assert other.brought_in_id == ""


def test_many_weeks_are_one_change_and_undone_as_one(referred: House, provider: Provider) -> None:
    keep(referred, at_school(referred), "B B B B B B I I I I")
    second = another_pupil(referred)
    wanted = [
        week(referred, at(provider)),
        week(referred, at_school(referred)),
        week(referred, at(provider), pupil_id=second.id),
    ]
    saved = actions.keep_weeks(referred.session, wanted)
    assert len(saved.record) == 3
    assert {one.marks for one in weeks(referred)} == {ALL_WEEK}
    referred.session.undo(saved.change_id)
    assert [one.marks for one in weeks(referred)] == ["B B B B B B I I I I"]


@pytest.mark.parametrize("table", ["disclosed_item", "request_item"])
def test_an_undo_of_many_weeks_asks_once_what_was_given_or_gathered(
    referred: House, provider: Provider, table: str
) -> None:
    session, seen = referred.session, list[str]()
    mondays = [MONDAY - timedelta(days=7 * number) for number in range(8)]
    saved = actions.keep_weeks(session, [week(referred, at(provider), monday=day) for day in mondays])
    connection = session.databases.connection(Compartment.GENERAL)
    connection.set_trace_callback(seen.append)
    session.undo(saved.change_id)
    connection.set_trace_callback(None)
    assert weeks(referred) == []
    assert sum(f'FROM "{table}"' in sql for sql in seen) == 1
    # the weeks themselves are read once each before they go
    assert sum('FROM "attendance_week" WHERE id =' in sql for sql in seen) == len(mondays)


def test_one_week_that_cannot_be_kept_keeps_all_out(referred: House, provider: Provider) -> None:
    wrong = week(referred, at(provider), "/ \\ %% \\ / \\ / \\ / \\")
    with pytest.raises(InvalidInput, match="not a code"):
        actions.keep_weeks(referred.session, [week(referred, at_school(referred)), wrong])
    assert weeks(referred) == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"monday": date(2026, 11, 17)}, "begins on a Monday"),
        ({"monday": None}, "begins on a Monday"),
        ({"provider_id": ""}, "a school or for a provider"),
    ],
)
def test_a_week_without_its_day_or_place_is_refused(
    referred: House, provider: Provider, more: dict[str, object], words: str
) -> None:
    with pytest.raises(InvalidInput, match=words):
        actions.keep_weeks(referred.session, [replace(week(referred, at(provider)), **more)])  # type: ignore[arg-type]  # fields told by name


def test_a_week_at_a_school_and_a_provider_at_once_is_refused(referred: House, provider: Provider) -> None:
    both = replace(week(referred, at(provider)), school_id=referred.school.id)
    with pytest.raises(InvalidInput, match="one of them only"):
        actions.keep_weeks(referred.session, [both])


def test_the_same_week_twice_is_refused(referred: House, provider: Provider) -> None:
    with pytest.raises(InvalidInput, match="twice"):
        actions.keep_weeks(referred.session, [week(referred, at(provider)), week(referred, at(provider))])


def test_a_day_still_to_come_can_only_be_marked_as_not_counted(referred: House, provider: Provider) -> None:
    with pytest.raises(InvalidInput, match="Wednesday morning, 25 November 2026, is still to come"):
        actions.type_marks(referred.session, [typed(referred, provider, {4: "/"}, NEXT)])
    with pytest.raises(InvalidInput, match="still to come"):
        actions.keep_weeks(referred.session, [week(referred, at(provider), monday=NEXT)])
    today = {2: "/", 4: "D", 8: "#"}
    assert actions.type_marks(referred.session, [typed(referred, provider, today, NEXT)]).record


def test_a_wrong_code_or_session_is_refused(referred: House, provider: Provider) -> None:
    with pytest.raises(InvalidInput, match="In the afternoon the mark is"):
        actions.type_marks(referred.session, [typed(referred, provider, {1: "/"})])
    with pytest.raises(InvalidInput, match="A week has 10 sessions"):
        actions.type_marks(referred.session, [typed(referred, provider, {10: "/"})])


def test_a_week_that_is_emptied_goes_to_the_trash_and_comes_back_by_undo(
    referred: House, provider: Provider
) -> None:
    keep(referred, at(provider), "/ . . . . . . . . .")
    saved = actions.type_marks(referred.session, [typed(referred, provider, {0: "."})])
    assert (saved.record, weeks(referred)) == ((), [])
    referred.session.undo(saved.change_id)
    assert [one.marks for one in weeks(referred)] == ["/ . . . . . . . . ."]


def test_an_empty_week_of_which_nothing_was_kept_is_not_kept(referred: House, provider: Provider) -> None:
    assert actions.type_marks(referred.session, [typed(referred, provider, {0: "."})]).record == ()
    assert weeks(referred) == []


def test_two_weeks_of_merged_records_become_one(referred: House, provider: Provider) -> None:
    """Two records of a child that were merged may each have kept the same week."""
    with referred.session.write() as work:
        work.add(week(referred, at(provider), "/ \\ . . . . . . . ."))
        work.add(week(referred, at(provider), "I . / . . . . . . ."))
    actions.type_marks(referred.session, [typed(referred, provider, {9: "\\"})])
    assert [one.marks for one in weeks(referred)] == ["I \\ / . . . . . . \\"]


def test_nothing_is_kept_of_a_child_whom_no_school_has_referred(house: House) -> None:
    pupil = pupils.save_pupil(house.session, new_pupil(house)).record
    with pytest.raises(GateShut):
        actions.type_marks(house.session, [Typed(pupil.id, at_school(house), MONDAY, {0: "/"})])
    with pytest.raises(GateShut):
        actions.keep_weeks(house.session, [week(house, at_school(house), pupil_id=pupil.id)])
    assert house.session.list(AttendanceWeek) == []


def test_without_the_question_at_the_gate_the_week_would_be_kept(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault that the test above finds."""
    pupil = pupils.save_pupil(house.session, new_pupil(house)).record
    monkeypatch.setattr(actions, "shut_for", lambda *_: frozenset())
    actions.keep_weeks(house.session, [week(house, at_school(house), pupil_id=pupil.id)])
    assert house.session.list(AttendanceWeek)


def test_a_mark_that_stands_is_put_right_where_nothing_more_may_be_kept(
    referred: House, provider: Provider
) -> None:
    keep(referred, at(provider), "O . . . . . . . . .")
    withdraw(referred)
    put_right = actions.type_marks(referred.session, [typed(referred, provider, {0: "I"})])
    assert put_right.record[0].marks == "I . . . . . . . . ."
    with pytest.raises(GateShut):
        actions.type_marks(referred.session, [typed(referred, provider, {0: "/", 1: "\\"})])
    assert actions.type_marks(referred.session, [typed(referred, provider, {0: "."})]).record == ()
