"""Questions and warnings about a plan: never a refusal."""

from __future__ import annotations

from datetime import date

from coordinator_app.core.calendar import BankHolidays, SchoolDays, TermBlock, TermCalendar
from coordinator_app.organisations.providers import Provider, ProviderType
from coordinator_app.programmes.model import Programme, ProgrammeType
from coordinator_app.programmes.notices import doubts, warnings
from tests.programmes.conftest import START, TODAY, full_week, week

SCHOOL = SchoolDays(
    TermCalendar("Eastmere", (TermBlock("Autumn 2", date(2026, 10, 26), date(2026, 12, 18)),)),
    BankHolidays((), 2026, 2027),
)
FULL = Programme(programme_type=ProgrammeType.FULL_TIME, plan_named=True)


def test_a_first_day_without_school_or_long_ago_is_asked_about() -> None:
    assert doubts(Programme(start_on=START), SCHOOL, TODAY) == {"start_on": ""}
    saturday = doubts(Programme(start_on=date(2026, 11, 28)), SCHOOL, TODAY)["start_on"]
    assert saturday == "Saturday 28 November 2026 is no school day (weekend). Check it."
    assert "2 years ago" in doubts(Programme(start_on=date(2024, 11, 1)), SCHOOL, TODAY)["start_on"]
    assert doubts(Programme(start_on=date(2027, 3, 1)), SCHOOL, TODAY) == {"start_on": ""}  # not known
    assert doubts(Programme(), SCHOOL, TODAY) == {"start_on": ""}


def test_a_full_time_week_that_is_short_and_a_part_time_week_that_is_full_are_pointed_out() -> None:
    assert warnings(FULL, week(), None, ()) == ("A full-time week has 10 sessions. This one has 6.",)
    part = Programme(programme_type=ProgrammeType.PART_TIME)
    assert "needs a risk assessment" in warnings(part, full_week(), None, ())[0]
    assert warnings(part, week(), None, ()) == ()


def test_a_pupil_with_a_plan_full_time_at_no_school_is_pointed_out() -> None:
    tutor = Provider(name="Bluebell Tutors", provider_type=ProviderType.TUITION)
    assert "Ask the local authority first." in warnings(FULL, full_week(), tutor, ())[0]
    school = Provider(name="Quarry School", provider_type=ProviderType.SCHOOL)
    assert warnings(FULL, full_week(), school, ()) == ()


def test_clashes_come_first_and_a_dear_week_last() -> None:
    dear = Programme(programme_type=ProgrammeType.PART_TIME, weekly_cost=1_850_000)
    assert warnings(dear, week(), None, ("Another is running.",)) == (
        "Another is running.",
        "That is £18,500 a week. Check it.",
    )


def test_an_agreement_that_runs_out_while_the_programme_runs_is_pointed_out() -> None:
    plan = Programme(programme_type=ProgrammeType.PART_TIME, start_on=START, longest_weeks=4)
    until = date(2026, 12, 4)
    (said,) = warnings(plan, week(), None, (), consent_until=until)
    assert said.startswith(
        "The family's agreement holds only until 4 December 2026, before the programme ends on"
    )
    ends = Programme(programme_type=ProgrammeType.PART_TIME, start_on=START, planned_end_on=until)
    for calm in (ends, Programme(start_on=START), Programme(programme_type=ProgrammeType.PART_TIME)):
        assert warnings(calm, week(), None, (), consent_until=until) == ()
    assert warnings(plan, week(), None, ()) == ()
