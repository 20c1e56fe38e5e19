"""Missing and cut-short school years, and closures that change nothing."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.core.calendar import DayOff, TermBlock, TermCalendar
from coordinator_app.organisations.model import TermException
from coordinator_app.organisations.term_years import (
    closure_doubt,
    cut_short,
    missing_words,
    missing_years,
    year_warnings,
)

TODAY = date(2026, 11, 24)
AUTUMN = TermBlock("Autumn", date(2026, 8, 25), date(2026, 12, 18))
SUMMER = TermBlock("Summer", date(2027, 4, 12), date(2027, 7, 9))
NEXT = TermBlock("Autumn", date(2027, 8, 25), date(2028, 7, 7))


def test_a_whole_year_and_the_next_have_nothing_missing() -> None:
    terms = TermCalendar("", (AUTUMN, SUMMER, NEXT))
    assert missing_years(terms, TODAY) == ()
    assert year_warnings(terms, TODAY) == ()


def test_the_next_year_is_missed_with_the_day_from_which_deadlines_are_not_known() -> None:
    terms = TermCalendar("", (AUTUMN, SUMMER))
    assert year_warnings(terms, TODAY) == (
        "Term dates for 2027 to 2028 are missing. Deadlines after 9 July 2027 are not known.",
    )


def test_this_year_and_the_next_are_both_named() -> None:
    words = missing_words(TermCalendar("", (TermBlock("Old", date(2025, 8, 25), date(2026, 7, 9)),)), TODAY)
    assert [one.split(".")[0] for one in words] == [
        "Term dates for 2026 to 2027 are missing",
        "Term dates for 2027 to 2028 are missing",
    ]
    assert missing_words(TermCalendar(""), TODAY)[0] == "Term dates for 2026 to 2027 are missing."


def test_an_empty_calendar_says_nothing_here() -> None:
    assert year_warnings(TermCalendar(""), TODAY) == ()


def test_a_year_that_begins_late_or_ends_early_is_asked_about() -> None:
    assert "Is the summer term missing?" in cut_short(TermCalendar("", (AUTUMN,)), TODAY)[0]
    assert "Is the autumn term missing?" in cut_short(TermCalendar("", (SUMMER,)), TODAY)[0]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 28), "at a weekend"),
        (date(2026, 12, 21), "outside every term"),
        (date(2026, 11, 27), "No school on this calendar is open"),
        (date(2026, 11, 26), "is there already"),
        (date(2026, 11, 25), ""),
        (None, ""),
    ],
)
def test_a_closure_that_changes_nothing_is_asked_about(day: date | None, words: str) -> None:
    terms = TermCalendar("", (AUTUMN,), (DayOff(date(2026, 11, 27), "INSET"),))
    there = TermException(id="x", school_id="s", on_day=date(2026, 11, 26))
    found = closure_doubt(terms, (there,), TermException(school_id="s", on_day=day))
    assert words in found
    assert bool(found) == bool(words)


def test_another_schools_closure_on_the_same_day_is_none_of_its_concern() -> None:
    there = TermException(id="x", school_id="other", on_day=date(2026, 11, 26))
    wanted = TermException(school_id="s", on_day=date(2026, 11, 26))
    assert closure_doubt(TermCalendar("", (AUTUMN,)), (there,), wanted) == ""
