"""The dry run: every row has an outcome with its reason, and nothing is written by asking."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.attendance.bringing_in import checking
from coordinator_app.attendance.bringing_in.checking import Given, check
from coordinator_app.attendance.bringing_in.plan import Outcome, WeekPlan
from coordinator_app.attendance.model import AttendanceFile, AttendanceWeek, Place
from coordinator_app.core.errors import Cancelled
from coordinator_app.jobs.jobs import InTask
from coordinator_app.organisations.model import ExceptionKind, School, SchoolType, TermException
from coordinator_app.organisations.providers import Provider
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Pupil
from tests.attendance.bringing_in.checked import brought, outcomes, plan_of
from tests.attendance.bringing_in.registers import csv_of, found, kit
from tests.attendance.conftest import MONDAY, another_pupil, at, at_school, keep, on_programme
from tests.vaults import House, new_pupil

NEW, SAME, CHANGES, REFUSED = (one.value for one in Outcome)


def only(house: House, *rows: tuple[str, ...], place: Place | None = None) -> tuple[str, str]:
    """Outcome and words of the last row."""
    *_, (_, outcome, words) = outcomes(plan_of(house, csv_of(*rows), place))
    return outcome, words


def test_rows_are_new_the_same_or_changes_with_the_old_and_the_new(referred: House) -> None:
    keep(referred, at_school(referred), "/ I . . . . . . . .")
    plan = plan_of(
        referred,
        csv_of(
            kit("16/11/2026", "AM", "/"), kit("16/11/2026", "PM", "M"), kit("17/11/2026", "AM", "/"),
            kit("9/11/2026", "AM", "L"),
        ),
    )  # fmt: skip
    assert outcomes(plan) == [
        (2, SAME, "What the row says is kept already."),
        (3, CHANGES, "Monday afternoon: I becomes M"),
        (4, NEW, "Tuesday morning: /"),
        (5, NEW, "Monday morning: L"),
    ]
    assert plan.counts == {Outcome.NEW: 2, Outcome.SAME: 1, Outcome.CHANGES: 1, Outcome.REFUSED: 0}
    assert set(plan.weeks) == {
        WeekPlan(referred.pupil.id, MONDAY, "/ I . . . . . . . .", "/ M / . . . . . . ."),
        WeekPlan(referred.pupil.id, date(2026, 11, 9), "", "L . . . . . . . . ."),
    }
    assert (plan.new_weeks, plan.changed_weeks, plan.pupils, plan.rows) == (1, 1, 1, 4)


def test_asking_writes_nothing(referred: House) -> None:
    plan_of(referred, csv_of(kit("16/11/2026", "AM", "/")))
    assert referred.session.list(AttendanceWeek) == []
    assert referred.session.list(AttendanceFile) == []


def test_what_the_file_says_nothing_of_stays(referred: House) -> None:
    keep(referred, at_school(referred), "/ \\ / \\ / \\ / \\ / I")
    plan = plan_of(referred, csv_of(kit("16/11/2026", "AM", "L")))
    assert [one.after for one in plan.weeks] == ["L \\ / \\ / \\ / \\ / I"]


def test_nobody_or_two_who_fit_are_refused_under_the_name_in_the_row(referred: House) -> None:
    plan = plan_of(referred, csv_of(("", "Nobody", "Wynn", "03/05/2012", "16/11/2026", "AM", "/")))
    (one,) = plan.outcomes
    assert (one.outcome, one.who) == (Outcome.REFUSED, "Wynn Nobody")
    another_pupil(referred, given_names="Kit", family_name="Puddlecombe", birth_date=date(2012, 5, 3))
    assert "Two pupils" in only(referred, kit("16/11/2026", "AM", "/"))[1]


def test_a_day_still_to_come_is_refused_unless_its_session_is_not_counted(referred: House) -> None:
    assert only(referred, kit("25/11/2026", "AM", "/")) == (REFUSED, "25 November 2026 is still to come.")
    assert only(referred, kit("25/11/2026", "AM", "#"))[0] == NEW


def test_a_day_that_is_none_of_the_schools_is_refused_with_its_reason(referred: House) -> None:
    calendar = referred.session.get(School, referred.school.id).term_calendar_id
    with referred.session.write() as work:
        work.add(
            TermException(
                term_calendar_id=calendar,
                on_day=date(2026, 11, 20),
                kind_of_day=ExceptionKind.INSET,
                title="",
            )
        )
    assert only(referred, kit("20/11/2026", "AM", "/")) == (
        REFUSED,
        "20 November 2026 is no school day: Staff training day.",
    )
    assert "school holiday" in only(referred, kit("20/10/2026", "AM", "/"))[1]
    assert "bank holiday" in only(referred, kit("04/05/2026", "AM", "/"))[1]
    assert only(referred, kit("20/10/2026", "AM", "#"))[0] == NEW


def test_a_day_for_which_no_terms_are_known_is_not_held_against_a_row(referred: House) -> None:
    assert only(referred, kit("10/09/2024", "AM", "/"))[0] == NEW


def test_nothing_is_taken_of_a_pupil_whom_the_school_has_not_referred(referred: House) -> None:
    pupils.save_pupil(referred.session, new_pupil(referred, given_names="Wren", family_name="Thimblewick"))
    outcome, words = only(referred, ("", "Thimblewick", "Wren", "03/05/2012", "16/11/2026", "AM", "/"))
    assert outcome == REFUSED
    assert "not referred this pupil" in words


def test_a_pupil_of_another_school_is_refused_and_the_school_is_named(referred: House) -> None:
    with referred.session.write() as work:
        other = work.add(School(name="Otterbrook School", school_type=SchoolType.ACADEMY))
    outcome, words = only(referred, kit("16/11/2026", "AM", "/"), place=Place(school_id=other.id))
    assert (outcome, "the pupil's school is Foxglove Hill School" in words) == (REFUSED, False)
    pupil = referred.session.get(Pupil, referred.pupil.id)
    pupils.save_pupil(referred.session, type(pupil)(**{**_fields(pupil), "school_id": other.id}))
    before = only(referred, kit("16/11/2026", "AM", "/"))
    assert before[0] == NEW  # on roll until today
    plan = plan_of(
        referred, csv_of(kit("16/11/2026", "AM", "/")), Place(school_id=other.id), "Otterbrook School"
    )
    assert plan.outcomes[0].words == "On 16 November 2026 the pupil was not at Otterbrook School."


def test_a_provider_takes_the_days_of_its_programme_only(referred: House, provider: Provider) -> None:
    assert "had no programme at" in only(referred, kit("16/11/2026", "AM", "/"), place=at(provider))[1]
    on_programme(referred, provider, start_on=date(2026, 11, 10), ended_on=date(2026, 11, 17))
    assert only(referred, kit("16/11/2026", "AM", "/"), place=at(provider))[0] == NEW
    for day in ("09/11/2026", "18/11/2026"):
        assert "the pupil had no programme at" in only(referred, kit(day, "AM", "/"), place=at(provider))[1]


def test_a_provider_that_is_open_while_the_school_is_closed_keeps_its_marks(
    referred: House, provider: Provider
) -> None:
    on_programme(referred, provider, start_on=date(2026, 4, 1))
    for day in ("20/10/2026", "04/05/2026"):  # half term, a bank holiday
        assert only(referred, kit(day, "AM", "/"), place=at(provider))[0] == NEW
        assert only(referred, kit(day, "AM", "/"))[0] == REFUSED


def test_a_row_that_is_there_twice_is_taken_once(referred: House) -> None:
    row = kit("16/11/2026", "AM", "/")
    plan = plan_of(referred, csv_of(row, row))
    assert outcomes(plan)[1] == (3, REFUSED, "Row 2 says the same already.")
    assert len(plan.weeks) == 1


def test_rows_that_contradict_each_other_are_both_left_out(referred: House) -> None:
    plan = plan_of(referred, csv_of(kit("16/11/2026", "AM", "/"), kit("16/11/2026", "AM", "I")))
    assert [outcome for _, outcome, _ in outcomes(plan)] == [REFUSED, REFUSED]
    assert "Monday morning: row 3 says something else" in plan.outcomes[0].words
    assert plan.weeks == ()


def test_without_the_look_for_contradictions_the_last_row_would_win(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(checking, "_without_doubles", lambda lines: lines)
    plan = plan_of(referred, csv_of(kit("16/11/2026", "AM", "/"), kit("16/11/2026", "AM", "I")))
    assert [one.after[0] for one in plan.weeks] == ["I"]


def test_the_check_stops_when_it_is_asked_to(referred: House) -> None:
    given = Given(found(csv_of(kit("16/11/2026", "AM", "/"))), "a.csv", "", at_school(referred), "School")
    with pytest.raises(Cancelled):
        check(referred.session, given, InTask(lambda _: None, lambda: True))


def _fields(record: Pupil) -> dict[str, object]:
    return {name: getattr(record, name) for name in Pupil.__dataclass_fields__}


def test_the_very_same_file_is_said_to_have_been_brought_in_before(referred: House) -> None:
    content = csv_of(kit("16/11/2026", "AM", "/"))
    assert plan_of(referred, content).notes == ()
    saved = brought(referred, content)
    assert plan_of(referred, content).notes == ("This very file was brought in before on 24 November 2026.",)
    referred.session.undo(saved.change_id)
    assert plan_of(referred, content).notes == ()
