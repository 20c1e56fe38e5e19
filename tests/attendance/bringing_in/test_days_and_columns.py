"""Days as lists write them, and what each column is guessed, said and remembered to hold."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.attendance.bringing_in import columns
from coordinator_app.attendance.bringing_in.days import Headed, order_of, read_day, read_heading, read_session
from coordinator_app.attendance.bringing_in.grids import read_text
from coordinator_app.attendance.bringing_in.shape import table_of
from tests.attendance.bringing_in.registers import text_of

SECOND = date(2026, 11, 2)


@pytest.mark.parametrize(
    "typed",
    [
        "02/11/2026", "2/11/26", "02-11-2026", "02.11.2026", "2026-11-02", "2026/11/02", "Mon 02/11/2026",
        "Monday, 2 November 2026", "2 Nov 2026", "2nd Nov 2026", "02-Nov-26", "November 2, 2026",
        "02/11/2026 00:00", "2026-11-02T00:00:00", "2026-11-02 08:45:00",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(typed: str) -> None:
    assert read_day(typed) == SECOND


def test_the_other_order_is_taken_only_when_it_is_chosen() -> None:
    assert read_day("02/11/2026", day_first=False) == date(2026, 2, 11)
    assert read_day("02/25/2026") is None
    assert read_day("25/02/2026", day_first=False) is None
    assert order_of(["01/02/2026", "25/02/2026"]) == (True, True)
    assert order_of(["01/02/2026", "02/25/2026"]) == (False, True)
    assert order_of(["2026-02-25", "Kit"]) == (True, False)


@pytest.mark.parametrize("typed", ["", "31/02/2026", "2 Nov", "soon", "=TODAY()", "12345678", "٠٢/١١/٢٠٢٦x"])
def test_what_is_no_whole_day_is_none(typed: str) -> None:
    assert read_day(typed) is None


def test_headings_may_be_days_with_their_session() -> None:
    assert read_heading("Mon 02/11/2026 AM") == Headed(SECOND, 0)
    assert read_heading("02/11/2026 (pm)") == Headed(SECOND, 1)
    assert read_heading("2 Nov 2026 - Afternoon") == Headed(SECOND, 1)
    assert read_heading("02/11/2026") == Headed(SECOND, None)
    assert read_heading("Team") is None
    assert read_session("Morning") == 0
    assert read_session("evening") is None


def test_the_usual_headings_are_known() -> None:
    said = (
        "UPN",
        "Legal Surname",
        "Forename(s)",
        "Date of birth",
        "Attendance date",
        "AM/PM",
        "Mark",
        "Reg group",
    )
    assert columns.guess(said, []) == ("upn", "family", "given", "birth", "date", "session", "mark", "-")
    week = ("Pupil", "DOB", "Week commencing", "Mon AM", "Mon PM", "Tue AM")
    assert columns.guess(week, []) == ("name", "birth", "week", "mon_am", "mon_pm", "tue_am")
    assert columns.guess(("UPN", "02/11/2026 AM", "02/11/2026 PM"), []) == ("upn", "on", "on")


def test_what_stands_below_tells_columns_without_a_known_heading() -> None:
    rows = [("A820200001001", "02/11/2026", "am", "/"), ("A820200001002", "02/11/2026", "pm", "\\")]
    assert columns.guess(("Ref", "When", "Half", "Reg"), rows) == ("upn", "date", "session", "mark")


def test_no_meaning_comes_twice_and_a_mapping_with_two_is_refused() -> None:
    assert columns.guess(("Date", "Session date"), []) == ("date", "-")
    assert "Two columns" in columns.problem(("upn", "date", "date", "mark"))


@pytest.mark.parametrize(
    ("meanings", "missing"),
    [
        (("family", "given", "date", "mark"), "pupil number"),
        (("upn", "mark"), "the day"),
        (("upn", "date"), "the marks"),
        (("upn", "week", "mark"), "the marks"),
        (("upn", "date", "session", "mark"), ""),
        (("name", "birth", "date", "am", "pm"), ""),
        (("upn", "week", "mon", "tue"), ""),
        (("upn", "on"), ""),
    ],
)
def test_a_mapping_says_what_it_lacks(meanings: tuple[str, ...], missing: str) -> None:
    said = columns.problem(meanings)
    assert missing in said
    assert bool(missing) == bool(said)


def test_headings_of_sums_are_known_and_those_of_a_register_are_not_taken_for_sums() -> None:
    sums = ("UPN", "Possible", "Authorised", "Unauthorised", "% attendance")
    assert columns.only_totals(sums, columns.guess(sums, []))
    register = ("UPN", "Date", "Session", "Mark", "% attendance", "Total")
    assert not columns.only_totals(register, columns.guess(register, []))


def test_a_mapping_is_remembered_by_its_headings_and_fits_next_weeks_file() -> None:
    first = ("Ref", "Pupil", "Born", "02/11/2026 AM", "02/11/2026 PM")
    later = ("Ref", "Pupil", "Born", "09/11/2026 AM", "09/11/2026 PM")
    assert columns.heading_key(first) == columns.heading_key(later)
    kept = columns.to_remember(first, ("-", "name", "birth", "on", "on"))
    assert columns.remembered(later, ("upn", "name", "-", "on", "on"), kept) == (
        "-",
        "name",
        "birth",
        "on",
        "on",
    )
    assert columns.remembered(later, ("upn",) * 5, "only two") == ("upn",) * 5
    assert columns.remembered(later, ("upn",) * 5, "upn name evil") == ("upn",) * 5


def test_titles_above_the_headings_are_passed_over_and_two_lines_of_headings_are_joined() -> None:
    rows = [
        ("Foxglove Hill School", "", "", ""),
        ("UPN", "Surname", "02/11/2026", ""),
        ("", "", "AM", "PM"),
        ("A820200001001", "Puddlecombe", "/", "\\"),
    ]
    table = table_of(read_text(text_of(rows)))
    assert table.heading == ("UPN", "Surname", "02/11/2026 AM", "02/11/2026 PM")
    assert [number for number, _ in table.rows] == [4]


def test_a_file_without_headings_gets_numbers() -> None:
    table = table_of(read_text("A820200001001,02/11/2026,am,/\n"))
    assert table.heading == ("Column 1", "Column 2", "Column 3", "Column 4")
    assert len(table.rows) == 1


def test_days_above_their_mornings_and_afternoons_are_found_where_the_lower_line_knows_more_words() -> None:
    rows = [
        ("Pupil name", "Reg", "Mon 02/11/2026", "", "Tue 03/11/2026", ""),
        ("", "", "AM", "PM", "AM", "PM"),
    ]
    table = table_of(read_text(text_of([*rows, ("Kit", "10A", "/", "\\", "I", "I")])))
    assert table.heading[2:] == (
        "Mon 02/11/2026 AM", "Mon 02/11/2026 PM", "Tue 03/11/2026 AM", "Tue 03/11/2026 PM",
    )  # fmt: skip


def test_two_columns_of_marks_are_the_morning_and_the_afternoon() -> None:
    assert columns.guess(("UPN", "Mark", "Mark", "Date"), []) == ("upn", "am", "pm", "date")


def test_a_heading_without_end_is_no_day_and_is_not_tried_in_every_way() -> None:
    assert read_heading("-" * 200_000 + "x") is None
    assert read_heading(" " * 5 + "Mon 02/11/2026 - AM") == Headed(date(2026, 11, 2), 0)


@pytest.mark.parametrize(
    ("heading", "means"),
    [
        ("Surnme", "family"), ("Forname", "given"), ("Date of brith", "birth"), ("Wek beginning", "week"),
        ("Tuseday AM", "tue_am"), ("Sesion", "session"), ("House", "-"), ("Tutor", "-"), ("", "-"), ("x" * 9_000, "-"),
    ],
)  # fmt: skip
def test_a_heading_with_a_slip_is_asked_about_and_never_taken(heading: str, means: str) -> None:
    assert columns.near_meaning(heading) == means
    assert columns.meaning_of(heading) == columns.Means.NOTHING
