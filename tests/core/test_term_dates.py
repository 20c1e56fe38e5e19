from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator_app.core.calendar import DayOff, TermBlock, TermCalendar, calendar_warnings
from coordinator_app.core.term_dates import LONGEST_PASTE, parse_term_dates, term_dates_text

d = date.fromisoformat
AUTUMN = TermBlock("Autumn term 1", d("2025-08-27"), d("2025-10-17"))


@pytest.mark.parametrize(
    "row",
    [
        "Autumn term 1: 27 August 2025 to 17 October 2025",
        "Autumn term 1 - 27 August 2025 to 17 October 2025",
        "Autumn term 1, 27 August 2025 until 17 October 2025",
        "Autumn term 1\t27/08/2025\t17/10/2025",
        "Autumn term 1,27.08.2025,17.10.2025",
        "Autumn term 1  2025-08-27  2025-10-17",
        "Autumn term 1: Wednesday 27 August to Friday 17 October 2025",
        "Autumn term 1 from Wed 27th Aug 2025 \u2013 Fri 17th Oct 2025",
        "Autumn term 1 (27 August 2025 to 17 October 2025)",
        "27 August 2025 to 17 October 2025: Autumn term 1",
        "27 August 2025 to 17 October 2025 (Autumn term 1)",
        "Autumn term 1 starts: 27 August 2025\nAutumn term 1 ends: 17 October 2025",
        "Autumn term 1 is from 27th of August 2025 to 17th of October 2025",
    ],
)
def test_the_usual_layouts_give_the_same_term(row: str) -> None:
    read = parse_term_dates(row, name="x")
    assert read.problems == ()
    assert read.calendar.blocks == (AUTUMN,)


@pytest.mark.parametrize(
    ("row", "days"),
    [
        ("INSET: 28 November 2025", ["2025-11-28"]),
        (
            "INSET days: 26 August 2025, 28 November 2025 and 5 January 2026",
            ["2025-08-26", "2025-11-28", "2026-01-05"],
        ),
        ("Staff training 27 and 28 November 2025", ["2025-11-27", "2025-11-28"]),
        ("Teacher day\t28/11/2025", ["2025-11-28"]),
        ("Training: 27 to 28 November 2025", ["2025-11-27", "2025-11-28"]),
        ("INSET Thursday 27 November to Monday 1 December 2025", ["2025-11-27", "2025-11-28", "2025-12-01"]),
    ],
)
def test_inset_days_are_read_one_by_one_or_as_a_run(row: str, days: list[str]) -> None:
    read = parse_term_dates(row, name="x")
    assert read.problems == ()
    assert [off.day.isoformat() for off in read.calendar.inset_days] == days


def test_closures_keep_their_reason() -> None:
    read = parse_term_dates("12 January 2026 (snow)\nClosed for polling: 7 May 2026", name="x")
    assert read.calendar.closures == (
        DayOff(d("2026-01-12"), "snow"),
        DayOff(d("2026-05-07"), "Closed for polling"),
    )


def test_a_day_off_without_words_of_its_own_is_still_named() -> None:
    # a label is what the row says; the kind is all that a nameless table column leaves
    read = parse_term_dates("INSET 28 November 2025", name="x")
    assert read.calendar.inset_days[0].reason == "INSET"


def test_half_term_splits_the_term_at_weekdays() -> None:
    text = "Spring term: 6 January 2026 to 27 March 2026\nHalf-term: 16 to 20 February 2026"
    blocks = parse_term_dates(text, name="x").calendar.blocks
    assert blocks == (
        TermBlock("Spring term, part 1", d("2026-01-06"), d("2026-02-13")),
        TermBlock("Spring term, part 2", d("2026-02-23"), d("2026-03-27")),
    )


def test_rows_that_need_no_note_are_passed_over() -> None:
    text = """School term dates 2025 to 2026
2025/26
Term\tFirst day\tLast day

Autumn term 1: 27 August 2025 to 17 October 2025
Christmas holiday: 20 December to 5 January 2026
Bank holiday: 4 May 2026
"""
    read = parse_term_dates(text, name="x")
    assert read.problems == ()
    assert read.calendar.blocks == (AUTUMN,)


def test_a_holiday_over_new_year_began_the_year_before() -> None:
    text = "Winter term: 1 December 2025 to 30 January 2026\nHoliday: 20 December to 5 January 2026"
    blocks = parse_term_dates(text, name="x").calendar.blocks
    assert [(block.first, block.last) for block in blocks] == [
        (d("2025-12-01"), d("2025-12-19")),
        (d("2026-01-06"), d("2026-01-30")),
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Somewhere 12", "There is no date in this row. Type a name and its dates, or remove the row."),
        ("Autumn: 31 November 2025 to 4 December 2025", "There is no 31 November. Type the date again."),
        ("Autumn: 27/08/25 to 17/10/25", "Type the year with four digits, like this: 28 November 2026."),
        ("Autumn: 27 August to 17 October", "A date in this row has no year. Type it in full, like this: 28 November 2026."),
        ("Autumn: 27 August 2025", "A term needs its first and its last day. Type both in this row."),
        ("Autumn ends: 27 August 2025", "A term needs its first and its last day. Type both in this row."),
        ("Autumn starts: 27 August 2025", "This term starts but no row says when it ends."),
        ("Autumn: 17 October 2025 to 27 August 2025", "27 August 2025 is before 17 October 2025. Type the first day first."),
        ("Autumn: 27 August 2025 to 17 October 2026", "This is longer than a term. Check both dates."),
        ("INSET: 27 August 2025 to 17 October 2025", "From 27 August 2025 to 17 October 2025 is not a run of days off. Check both dates."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_says_why_and_the_others_are_kept(row: str, message: str) -> None:
    read = parse_term_dates(f"Autumn term 1: 27 August 2025 to 17 October 2025\n{row}", name="x")
    assert [(problem.number, problem.message) for problem in read.problems] == [(2, message)]
    assert read.calendar.blocks == (AUTUMN,)


def test_a_holiday_over_the_edge_of_a_term_is_asked_about() -> None:
    text = "Half-term: 13 to 24 October 2025\nAutumn term 1: 27 August 2025 to 17 October 2025"
    read = parse_term_dates(text, name="x")
    assert read.problems[0].number == 1
    assert "overlaps the start or the end of Autumn term 1" in read.problems[0].message


def test_a_term_without_a_name_gets_a_number() -> None:
    read = parse_term_dates("27 August 2025 to 17 October 2025", name="x")
    assert read.calendar.blocks[0].name == "Term 1"
    assert (
        parse_term_dates("starts 27 August 2025\nends 17 October 2025", name="x").calendar.blocks[0].name
        == "Term 1"
    )


def test_a_term_that_stands_twice_is_one_term_and_two_of_other_names_are_asked_about() -> None:
    row = "Autumn term: 25 August 2026 to 16 October 2026"
    read = parse_term_dates(f"{row}\n{row}\n25 August 2026 to 16 October 2026", name="x")
    assert [one.name for one in read.calendar.blocks] == ["Autumn term"]
    assert calendar_warnings(read.calendar) == ()
    other = parse_term_dates(f"{row}\n{row.replace('term', 'half')}", name="x")
    assert len(calendar_warnings(other.calendar)) == 1


def test_a_term_opens_and_closes() -> None:
    read = parse_term_dates("Summer term starts: 13 April 2026\nSummer closes 10 July 2026", name="x")
    assert read.calendar.blocks == (TermBlock("Summer term", d("2026-04-13"), d("2026-07-10")),)


def test_a_row_without_end_is_reported_and_not_searched() -> None:
    read = parse_term_dates("on " * 1_000 + "27 August 2025", name="x")
    assert "too long" in read.problems[0].message


def test_too_long_a_text_is_refused_at_once() -> None:
    read = parse_term_dates("1 " * LONGEST_PASTE, name="x")
    assert len(read.problems) == 1
    assert read.calendar.blocks == ()


def test_the_reference_calendar_survives_being_written_and_read(leics: TermCalendar) -> None:
    assert parse_term_dates(term_dates_text(leics), name=leics.name).calendar == leics


ROWS = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.builds(
            "{}{} {} to {} {}".format,
            st.sampled_from(["Autumn term 1: ", "INSET ", "Half-term ", "Closed: ", "", "Term starts "]),
            st.integers(1, 31),
            st.sampled_from(["May 2026", "June 2026", "june", ""]),
            st.integers(1, 31),
            st.sampled_from(["June 2026", "July 2026", "", "2026"]),
        ),
    ),
    max_size=6,
).map("\n".join)


@given(ROWS)
def test_whatever_is_pasted_is_read_or_reported_and_what_was_read_survives(text: str) -> None:
    calendar = parse_term_dates(text, name="x").calendar
    assert parse_term_dates(term_dates_text(calendar), name="x").calendar == calendar
