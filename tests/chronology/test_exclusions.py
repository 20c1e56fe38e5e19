from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.chronology import thresholds
from coordinator_app.chronology.counted_terms import easter_monday, term_of, totals
from coordinator_app.chronology.exclusions import Span, day_six, overlapping, run_of, span_of, told
from coordinator_app.chronology.lengths import days_words
from coordinator_app.chronology.suspension import ExclusionKind, ExclusionReason, Suspension
from coordinator_app.chronology.thresholds import FIFTEEN, FIVE, FORTY_FIVE, stands
from coordinator_app.core.calendar import DayOff, SchoolDays, TermBlock, TermCalendar, parse_bank_holidays
from coordinator_app.resources import resource
from tests.vaults import TERMS_2025

BANK = parse_bank_holidays(resource("holidays", "england.json").read_text(encoding="utf-8"))
TERMS = TermCalendar("Eastmere schools", tuple(TermBlock(*one) for one in TERMS_2025))
SCHOOL = SchoolDays(TERMS, BANK)
PERMANENT, LUNCHTIME = ExclusionKind.PERMANENT, ExclusionKind.LUNCHTIME


def one(first: date, half_days: int | None = 12, **more: Any) -> Suspension:
    values: dict[str, Any] = {
        "id": f"{first}-{half_days}",
        "exclusion_kind": ExclusionKind.SUSPENSION,
        "first_on": first,
        "half_days": half_days,
        "school_id": "school",
        "reason": ExclusionReason.DISRUPTIVE,
    }
    return Suspension(**(values | more))


def span(first: date, half_days: int | None = 12, **more: Any) -> Span:
    return span_of(one(first, half_days, **more), SCHOOL)


@pytest.mark.parametrize(
    ("first", "sixth"),
    [
        (date(2026, 11, 9), date(2026, 11, 16)),  # vector G, over a weekend
        (date(2026, 10, 14), date(2026, 10, 28)),  # vector G, over the half term
        (date(2026, 4, 29), date(2026, 5, 7)),  # over the Early May bank holiday
        (date(2026, 5, 21), date(2026, 6, 4)),  # over a half term with a bank holiday in it
        (date(2026, 10, 24), date(2026, 11, 2)),  # from a day without a session
    ],
)
def test_day_six_is_counted_by_the_school_s_own_calendar(first: date, sixth: date) -> None:
    found = day_six(span(first), [], SCHOOL)
    assert found is not None
    assert (found.deadline.due, found.is_owed, found.who) == (sixth, True, "the school")
    assert [step.counted for step in found.deadline.steps].count(True) == 6


def test_a_calendar_without_the_half_term_would_say_another_day() -> None:
    blind = SchoolDays(
        TermCalendar("No half term", (TermBlock("Autumn", date(2026, 8, 25), date(2026, 12, 18)),)), BANK
    )
    found = day_six(span(date(2026, 10, 14)), [], blind)  # the planted fault
    assert found is not None
    assert found.deadline.due == date(2026, 10, 21)


def test_a_closure_of_the_school_is_no_day_of_the_suspension() -> None:
    shut = SchoolDays(TERMS.with_closures([DayOff(date(2026, 11, 11), "snow")]), BANK)
    found = day_six(span_of(one(date(2026, 11, 9)), shut), [], shut)
    assert found is not None
    assert found.deadline.due == date(2026, 11, 17)
    assert any("snow, not counted" in step.text for step in found.deadline.steps)


def test_five_days_owe_nothing_on_the_sixth_and_say_which_day_it_would_be() -> None:
    five, longer = (day_six(span(date(2026, 11, 9), half), [], SCHOOL) for half in (10, 11))
    assert five is not None
    assert longer is not None
    assert (five.is_owed, longer.is_owed) == (False, True)
    assert five.deadline.due == longer.deadline.due == date(2026, 11, 16)


def test_a_permanent_exclusion_owes_it_whatever_and_the_authority_arranges() -> None:
    found = day_six(span(date(2026, 11, 9), None, exclusion_kind=PERMANENT), [], SCHOOL)
    assert found is not None
    assert (found.is_owed, found.who, found.deadline.due) == (True, "the local authority", date(2026, 11, 16))


def test_a_lunchtime_and_what_has_no_first_day_have_no_sixth_day() -> None:
    assert day_six(span(date(2026, 11, 9), 3, exclusion_kind=LUNCHTIME), [], SCHOOL) is None
    assert day_six(Span(Suspension(), ()), [], SCHOOL) is None


def test_suspensions_that_follow_each_other_are_counted_as_one() -> None:
    first, second, third = (
        span(date(2026, 11, 12), 4),  # Thursday and Friday
        span(date(2026, 11, 16), 6),  # Monday to Wednesday
        span(date(2026, 11, 20), 2),  # Friday: a school day lies between
    )
    everything = [third, second, first]
    assert run_of(second, everything, SCHOOL) == (first, second)
    assert run_of(first, everything, SCHOOL) == (first, second)
    found = day_six(second, everything, SCHOOL)
    assert found is not None
    assert (found.began, found.half_days, found.is_owed) == (date(2026, 11, 12), 10, False)
    assert found.deadline.due == date(2026, 11, 19)
    assert found.holds(first.of)
    assert not found.holds(third.of)


def test_over_a_half_term_two_suspensions_still_follow_each_other() -> None:
    before, after = span(date(2026, 10, 15), 4), span(date(2026, 10, 26), 8)
    found = day_six(after, [before, after], SCHOOL)
    assert found is not None
    assert (found.began, found.is_owed) == (date(2026, 10, 15), True)
    assert found.deadline.due == date(2026, 10, 29)


def test_where_term_dates_are_missing_nothing_is_guessed() -> None:
    late = span(date(2027, 2, 11), 8)
    assert late.uncounted == 4
    assert "add term dates" in late.why_unknown
    assert late.last is None
    found = day_six(late, [], SCHOOL)
    assert found is not None
    assert found.deadline.due is None
    assert found.deadline.why_unknown
    beyond = span(date(2027, 6, 7), 2)
    assert (beyond.days, beyond.uncounted, beyond.first) == ((), 2, date(2027, 6, 7))
    assert run_of(beyond, [span(date(2027, 2, 10), 4)], SCHOOL) == (beyond,)


def test_half_days_fall_on_school_days_and_lunchtimes_are_half_a_day_each() -> None:
    assert span(date(2026, 10, 15), 5).days == (
        (date(2026, 10, 15), 2),
        (date(2026, 10, 16), 2),
        (date(2026, 10, 26), 1),
    )
    lunch = span(date(2026, 11, 12), 3, exclusion_kind=LUNCHTIME)
    assert lunch.days == tuple((date(2026, 11, day), 1) for day in (12, 13, 16))
    assert span(date(2026, 11, 9), None, exclusion_kind=PERMANENT).days == ()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 31), "the autumn term 2026"),
        (date(2027, 1, 1), "the spring term 2027"),
        (date(2027, 3, 29), "the spring term 2027"),
        (date(2027, 3, 30), "the summer term 2027"),
        (date(2027, 7, 31), "the summer term 2027"),
        (date(2027, 8, 1), "the autumn term 2027"),
    ],
)
def test_the_terms_are_those_of_the_regulations(day: date, words: str) -> None:
    assert term_of(day).words == words
    assert term_of(day).holds(day)


def test_easter_monday_is_that_of_the_table_of_bank_holidays() -> None:
    known = [day for day, title in BANK.entries if title == "Easter Monday"]
    assert len(known) > 5
    assert [easter_monday(day.year) for day in known] == known


def test_totals_are_told_apart_by_term_and_school_year_in_half_days() -> None:
    spans = [
        span(date(2026, 7, 8), 8),  # its last day is the first of the next year
        span(date(2026, 10, 14), 7),
        span(date(2026, 12, 17), 6),  # into the spring term
        span(date(2026, 11, 9), 1, exclusion_kind=LUNCHTIME),
        span(date(2026, 11, 20), None, exclusion_kind=PERMANENT),
    ]
    counted = totals(spans)
    assert counted.in_term(date(2026, 7, 10)) == counted.in_year(date(2026, 7, 10)) == 6
    assert counted.in_term(date(2026, 11, 24)) == 2 + 7 + 4 + 1
    assert counted.in_term(date(2027, 1, 5)) == 2
    assert counted.in_year(date(2027, 1, 5)) == 16
    assert counted.in_term(date(2025, 1, 1)) == 0


def test_what_cannot_be_counted_day_by_day_still_counts() -> None:
    assert totals([span(date(2027, 2, 11), 8)]).in_term(date(2027, 2, 11)) == 8
    assert totals([span(date(2027, 6, 7), 3)]).in_year(date(2027, 6, 7)) == 3
    assert totals([Span(Suspension(), (), 3)]).years == {}


@pytest.mark.parametrize(
    ("term", "year", "wanted"),
    [
        (7, 7, []),
        (8, 8, [(FIVE, False)]),
        (10, 10, [(FIVE, False)]),
        (11, 11, [(FIVE, True)]),
        (26, 26, [(FIVE, True), (FIFTEEN, False)]),
        (30, 30, [(FIVE, True), (FIFTEEN, False)]),
        (31, 31, [(FIFTEEN, True)]),
        (0, 79, []),
        (0, 80, [(FORTY_FIVE, False)]),
        (0, 89, [(FORTY_FIVE, False)]),
        (0, 90, [(FORTY_FIVE, True)]),
    ],
)
def test_the_numbers_of_the_law_are_said_before_and_when_they_are_reached(
    term: int, year: int, wanted: list[tuple[thresholds.Threshold, bool]]
) -> None:
    assert [(found.line, found.is_reached) for found in stands(term, year)] == wanted


def test_what_the_law_asks_is_said_with_the_number() -> None:
    (near,), (reached,) = stands(9, 9), stands(11, 11)
    assert near.title == "Close to 5 days in one term"
    assert near.sentence.startswith("4½ days so far. With more than 5, if the parents ask")
    assert reached.sentence.startswith("5½ days so far. If the parents ask")
    (year,) = stands(0, 90)
    assert year.sentence.startswith("45 days so far. A pupil must not be suspended for more than 45 days")


def test_a_number_that_is_off_by_one_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thresholds, "FIVE", replace(FIVE, over=11))  # the planted fault
    (found,) = stands(11, 11)
    assert not found.is_reached


def test_days_that_are_taken_twice_are_found() -> None:
    kept = span(date(2026, 11, 9), 6)
    same_day = span(date(2026, 11, 11), 2)
    assert overlapping(same_day, [kept]) == kept.of
    assert overlapping(span(date(2026, 11, 12), 2), [kept]) is None
    assert overlapping(span(date(2026, 11, 10), 1, exclusion_kind=LUNCHTIME), [kept]) == kept.of
    assert overlapping(kept, [kept]) is None
    assert overlapping(span(date(2026, 11, 10), None, exclusion_kind=PERMANENT), [kept]) is None


@pytest.mark.parametrize(
    ("half_days", "words"), [(0, "no days"), (1, "half a day"), (2, "1 day"), (3, "1½ days"), (6, "3 days")]
)
def test_half_days_are_said_as_days(half_days: int, words: str) -> None:
    assert days_words(half_days) == words


def test_a_suspension_is_told_in_facts_alone() -> None:
    both = one(
        date(2026, 11, 9), 6, second_reason=ExclusionReason.DAMAGE, words="He shouted at M. Parchment."
    )
    assert told(both, "Foxglove Hill School") == (
        "Suspension, 3 days from 9 November 2026, by Foxglove Hill School. "
        "Reason given: Persistent or general disruptive behaviour; Damage."
    )
    lunch = one(date(2026, 11, 9), 1, exclusion_kind=LUNCHTIME)
    assert told(lunch, "").startswith(
        "Lunchtime suspension, 1 lunchtime from 9 November 2026, by the school."
    )
    assert "2 lunchtimes from" in told(one(date(2026, 11, 9), 2, exclusion_kind=LUNCHTIME), "")
    gone = one(date(2026, 11, 9), None, exclusion_kind=PERMANENT)
    assert told(gone, "").startswith("Permanent exclusion, from 9 November 2026, by the school.")
    assert told(Suspension(), "").startswith("no days, by the school.")
