from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator_app.core.dates import (
    HOW,
    Lean,
    date_from,
    month_number,
    read_date,
    say,
    say_chip,
    say_day,
    say_list,
    say_range,
    say_time,
    say_weekday,
)
from coordinator_app.core.errors import InvalidInput

TODAY = date(2026, 11, 24)  # a Tuesday
NOV_28 = date(2026, 11, 28)

READ_AS_28_NOVEMBER_2026 = [
    "28 November 2026",
    "28 november 2026",
    "28 NOVEMBER 2026",
    "28 Nov 2026",
    "28 nov 2026",
    "28 nov. 2026",
    "28 Nove 2026",
    "28th November 2026",
    "28th of November 2026",
    "28 of November 2026",
    "28 November, 2026",
    "28November2026",
    "28nov2026",
    "28-nov-2026",
    "28/nov/2026",
    "28.nov.2026",
    "28. November 2026",
    "November 28 2026",
    "November 28, 2026",
    "Nov 28th 2026",
    "28/11/2026",
    "28.11.2026",
    "28-11-2026",
    "28 11 2026",
    "28\u201311\u20132026",
    "2026-11-28",
    "2026/11/28",
    "2026.11.28",
    "  28   November   2026  ",
    "28\u00a0November\u00a02026",
    "28 November 2026.",
    "Saturday 28 November 2026",
    "saturday, 28 november 2026",
    "Sat 28 Nov 2026",
    "Sat, 28/11/2026",
    "sat. 28.11.2026",
]

READ_WITHOUT_A_YEAR = [
    ("24/11", "2026-11-24"),
    ("24 nov", "2026-11-24"),
    ("23/11", "2026-11-23"),
    ("25/11", "2025-11-25"),
    ("28/11", "2025-11-28"),
    ("28 nov", "2025-11-28"),
    ("28th nov", "2025-11-28"),
    ("28.11.", "2025-11-28"),
    ("28-11", "2025-11-28"),
    ("nov 28", "2025-11-28"),
    ("1 jan", "2026-01-01"),
    ("1/1", "2026-01-01"),
    ("01/01", "2026-01-01"),
    ("31 dec", "2025-12-31"),
    ("31/12", "2025-12-31"),
    ("3 sept", "2026-09-03"),
    ("3 sep", "2026-09-03"),
    ("2nd june", "2026-06-02"),
    ("2 jul", "2026-07-02"),
    ("Mon 23 nov", "2026-11-23"),
    ("today", "2026-11-24"),
    ("Today", "2026-11-24"),
    (" TODAY ", "2026-11-24"),
    ("yesterday", "2026-11-23"),
    ("tomorrow", "2026-11-25"),
]

FOUR_DIGITS = "Type the year with four digits, like this: 28 November 2026."
UNREADABLE = f"This is not a date we can read. {HOW}"

PROBLEMS = [
    ("", HOW),
    ("   ", HOW),
    (".", HOW),
    ("next week", UNREADABLE),
    ("28", UNREADABLE),
    ("November", UNREADABLE),
    ("November 2026", UNREADABLE),
    ("28112026", UNREADABLE),
    ("20261128", UNREADABLE),
    ("28/11/2026/1", UNREADABLE),
    ("28 No 2026", UNREADABLE),
    ("28 ma 2026", UNREADABLE),
    ("28 Novembre 2026", UNREADABLE),
    ("28 Smarch 2026", UNREADABLE),
    ("28//11", UNREADABLE),
    ("-1/11/2026", UNREADABLE),
    ("\u0662\u0668/\u0661\u0661/2026", UNREADABLE),
    ("28/11/2026 10:20", UNREADABLE),
    ("<b>28/11/2026</b>", UNREADABLE),
    ("28 November 2026\u202e", UNREADABLE),
    ("1" * 5_000, UNREADABLE),
    ("28/11/26", FOUR_DIGITS),
    ("28.11.26", FOUR_DIGITS),
    ("28 nov 26", FOUR_DIGITS),
    ("28 November 202", FOUR_DIGITS),
    ("28 November 20266", FOUR_DIGITS),
    ("26-11-28", FOUR_DIGITS),
    ("28/11/" + "9" * 5_000, FOUR_DIGITS),
    ("31 November", "There is no 31 November. Type the date again."),
    ("31 November 2026", "There is no 31 November. Type the date again."),
    ("31/11/2026", "There is no 31 November. Type the date again."),
    ("2026-11-31", "There is no 31 November. Type the date again."),
    ("31/4", "There is no 31 April. Type the date again."),
    ("31 june", "There is no 31 June. Type the date again."),
    ("31 sept", "There is no 31 September. Type the date again."),
    ("30 February 2024", "There is no 30 February. Type the date again."),
    ("0 May 2026", "There is no 0 May. Type the date again."),
    ("32 January", "There is no 32 January. Type the date again."),
    ("99 dec 2026", "There is no 99 December. Type the date again."),
    ("29 February 2026", "There is no 29 February 2026. Type the date again."),
    ("29/02/1900", "There is no 29 February 1900. Type the date again."),
    ("29 feb", "There is no 29 February 2026. Type the date again, with the year."),
    ("11/28/2026", "There is no month 28. Type the day first, like this: 28 November 2026."),
    ("1/13", "There is no month 13. Type the day first, like this: 28 November 2026."),
    ("1/0/2026", "There is no month 0. Type the day first, like this: 28 November 2026."),
    ("2026-28-11", "There is no month 28. Type the day first, like this: 28 November 2026."),
    ("28 November 1070", "The year 1070 looks wrong. Check it and type the date again."),
    ("28 November 3026", "The year 3026 looks wrong. Check it and type the date again."),
    ("28 November 0000", "The year 0000 looks wrong. Check it and type the date again."),
    ("28 November 0026", "The year 26 looks wrong. Check it and type the date again."),
    ("31/12/1899", "The year 1899 looks wrong. Check it and type the date again."),
    ("1/1/2087", "The year 2087 looks wrong. Check it and type the date again."),
    ("Friday 28 November 2026", "28 November 2026 is a Saturday. Check the form and type the date again."),
    ("tue 23 nov", "23 November 2026 is a Monday. Check the form and type the date again."),
]


@pytest.mark.parametrize("text", READ_AS_28_NOVEMBER_2026)
def test_what_people_type_is_read_day_first(text: str) -> None:
    assert read_date(text, TODAY).value == NOV_28


@pytest.mark.parametrize(("text", "expected"), READ_WITHOUT_A_YEAR)
def test_a_date_without_a_year_is_the_most_recent_one(text: str, expected: str) -> None:
    assert read_date(text, TODAY).value == date.fromisoformat(expected)


@pytest.mark.parametrize(("text", "message"), PROBLEMS)
def test_what_is_no_date_is_said_in_words(text: str, message: str) -> None:
    read = read_date(text, TODAY)
    assert (read.value, read.problem) == (None, message)


def test_the_table_is_as_long_as_it_claims() -> None:
    assert len(READ_AS_28_NOVEMBER_2026) + len(READ_WITHOUT_A_YEAR) + len(PROBLEMS) > 100


@pytest.mark.parametrize(
    ("text", "expected"), [("24/11", "2026-11-24"), ("23/11", "2027-11-23"), ("28/11", "2026-11-28")]
)
def test_a_plan_without_a_year_is_the_next_one(text: str, expected: str) -> None:
    assert read_date(text, TODAY, lean=Lean.FUTURE).value == date.fromisoformat(expected)


def test_where_the_year_matters_it_is_asked_for() -> None:
    read = read_date("28/11", TODAY, lean=Lean.ASK)
    assert read.problem == "Type the year too, like this: 28 November 2026."


def test_dates_outside_what_is_allowed_are_said() -> None:
    late = read_date("25 November 2026", TODAY, future=False)
    assert late.problem == "This date is in the future. Check the form and type the date again."
    assert read_date("today", TODAY, future=False).value == TODAY
    old = read_date("1/1/2001", TODAY, oldest=date(2001, 1, 2))
    assert old.problem == "This date is before 2 January 2001. Check the form and type the date again."
    assert read_date("2/1/2001", TODAY, oldest=date(2001, 1, 2)).value == date(2001, 1, 2)


def test_an_action_gets_a_date_or_a_problem_with_its_field() -> None:
    assert date_from("received", "28/11/2026", TODAY) == NOV_28
    with pytest.raises(InvalidInput) as caught:
        date_from("received", "31 November", TODAY)
    assert caught.value.problems[0].field == "received"
    assert caught.value.happened == "There is no 31 November. Type the date again."


def test_months_are_known_by_three_letters_or_more() -> None:
    assert [month_number(word) for word in ("Nov", "SEPT", "june", "ju", "ma", "may", "mayo")] == [
        11,
        9,
        6,
        None,
        None,
        5,
        None,
    ]


@given(st.dates(date(1900, 1, 1), date(2080, 1, 1)))
def test_whatever_we_say_we_can_read(day: date) -> None:
    for text in (say(day), say_day(day), day.isoformat(), f"{day.day}/{day.month}/{day.year}"):
        assert read_date(text, TODAY).value == day


@given(st.text(max_size=40), st.sampled_from(Lean))
def test_anything_typed_gives_a_date_or_a_sentence(text: str, lean: Lean) -> None:
    read = read_date(text, TODAY, lean=lean, future=False)
    assert (read.value is None) != (read.problem is None)
    assert read.value is None or read.value <= TODAY


def test_dates_are_said_as_the_writing_rules_ask() -> None:
    assert say(NOV_28) == "28 November 2026"
    assert say_day(NOV_28) == "Saturday 28 November 2026"
    assert say_list(NOV_28) == "28 November"
    assert say_chip(NOV_28) == "28 Nov"
    assert say_weekday(NOV_28) == "Saturday"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(10, 20), "10:20am"),
        (time(12, 0), "midday"),
        (time(0, 0), "midnight"),
        (time(0, 5), "12:05am"),
        (time(12, 30), "12:30pm"),
        (time(9, 0), "9am"),
        (time(23, 59), "11:59pm"),
        (time(13, 5), "1:05pm"),
    ],
)
def test_times_are_said_with_am_and_pm(at: time, said: str) -> None:
    assert say_time(at) == said


@pytest.mark.parametrize(
    ("days", "year", "said"),
    [
        (4, True, "28 November to 2 December 2026"),
        (2, True, "28 to 30 November 2026"),
        (2, False, "28 to 30 November"),
        (4, False, "28 November to 2 December"),
        (0, True, "28 November 2026"),
        (0, False, "28 November"),
        (40, False, "28 November 2026 to 7 January 2027"),
    ],
)
def test_ranges_say_no_more_than_they_need(days: int, year: bool, said: str) -> None:
    assert say_range(NOV_28, NOV_28 + timedelta(days), year=year) == said


def test_a_range_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="range"):
        say_range(NOV_28, TODAY)
