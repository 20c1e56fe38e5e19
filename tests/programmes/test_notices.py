"""Questions and warnings about a plan: never a refusal."""

from __future__ import annotations

from datetime import date

from coordinator_app.core.calendar import BankHolidays, SchoolDays, TermBlock, TermCalendar
from coordinator_app.organisations.providers import Provider, ProviderType
from coordinator_app.programmes.first_day import OddStart, odd_start
from coordinator_app.programmes.model import Half, Programme, ProgrammeDay, ProgrammeType, Weekday
from coordinator_app.programmes.notices import doubts, warnings
from tests.programmes.conftest import START, TODAY, full_week, week

SCHOOL = SchoolDays(
    TermCalendar("Eastmere", (TermBlock("Autumn 2", date(2026, 10, 26), date(2026, 12, 18)),)),
    BankHolidays((), 2026, 2027),
)
FULL = Programme(programme_type=ProgrammeType.FULL_TIME, plan_named=True)


def asked(start: date | None, days: list[ProgrammeDay]) -> str:
    return doubts(Programme(start_on=start), days, SCHOOL, TODAY)["start_on"]


def test_a_first_day_without_school_or_long_ago_is_asked_about() -> None:
    assert asked(START, []) == ""
    saturday = "Saturday 28 November 2026 is no school day (weekend)."
    assert asked(date(2026, 11, 28), []) == f"{saturday} The next that can be is Monday 30 November 2026."
    assert "2 years ago" in asked(date(2024, 11, 1), [])
    assert asked(date(2027, 3, 1), []) == ""  # not known
    assert asked(None, week()) == ""


def test_a_first_day_on_a_day_that_is_not_ticked_is_asked_about_with_the_next_that_is() -> None:
    assert asked(date(2026, 12, 4), week()) == (
        "Friday 4 December 2026 is not one of the ticked days. "
        "The next that can be is Monday 7 December 2026."
    )
    assert asked(date(2026, 12, 7), week()) == ""
    assert asked(date(2026, 12, 4), week(Weekday.FRIDAY, halves=[Half.AFTERNOON])) == ""


def test_the_next_day_is_never_one_on_which_the_school_is_known_to_be_closed() -> None:
    blocks = (*SCHOOL.terms.blocks, TermBlock("Spring 1", date(2027, 1, 6), date(2027, 2, 12)))
    school = SchoolDays(TermCalendar("Eastmere", blocks), SCHOOL.bank)
    odd = odd_start(Programme(start_on=date(2026, 12, 18)), week(Weekday.TUESDAY), school)
    assert odd is not None
    assert odd.instead == date(2027, 1, 12)


def test_where_no_day_can_be_found_it_is_only_asked_to_be_checked() -> None:
    closed = date(2026, 11, 28)
    nothing = OddStart("Saturday 28 November 2026 is no school day (weekend).", None)
    assert nothing.question.endswith("Check it.")
    odd = odd_start(Programme(start_on=closed), week(), SCHOOL)
    assert odd is not None
    assert odd.instead == START


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
