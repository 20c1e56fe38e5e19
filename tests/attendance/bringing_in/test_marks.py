"""Rows as marks: long lists and wide ones, whole days, whole weeks, and everything that is refused with its reason."""

from __future__ import annotations

import pytest

from coordinator_app.attendance.bringing_in.marks import parted
from coordinator_app.core.errors import BadFile
from tests.attendance.bringing_in.registers import (
    HEADING,
    KIT,
    csv_of,
    found,
    kit,
    lines_of,
    people_of,
    seen,
    text_of,
)

MONDAY = "2026-11-16"
BARE = ". . . . . . . . . ."


def week(**marks: str) -> str:
    names = [f"{day}{half}" for day in ("mon", "tue", "wed", "thu", "fri") for half in ("am", "pm")]
    return " ".join(marks.get(name, ".") for name in names)


def one_line(content: bytes) -> str:
    ((_, _, said),) = lines_of(found(content))
    return said


def test_a_row_for_each_session() -> None:
    content = csv_of(kit("16/11/2026", "AM", "/"), kit("17/11/2026", "pm", "i"))
    assert lines_of(found(content)) == [(2, MONDAY, week(monam="/")), (3, MONDAY, week(tuepm="I"))]
    assert people_of(found(content)) == [("", "Puddlecombe", "Kit", "2012-05-03")]


def test_a_row_for_each_day_with_two_columns_or_one() -> None:
    heading = (*HEADING[:4], "Date", "AM", "PM")
    assert one_line(csv_of((*KIT, "16/11/2026", "/", "I"), heading=heading)) == week(monam="/", monpm="I")
    heading = (*HEADING[:4], "Date", "Mark")
    for typed, both in (("/\\", ("/", "\\")), ("I", ("I", "I")), ("L \\", ("L", "\\")), ("C1", ("C1", "C1"))):
        said = one_line(csv_of((*KIT, "16/11/2026", typed), heading=heading))
        assert said == week(monam=both[0], monpm=both[1])


def test_a_row_for_each_week() -> None:
    heading = (*HEADING[:4], "Week beginning", "Marks")
    for typed in ("/\\/\\/\\/\\II", "/ \\ / \\ / \\ / \\ I I", "/\\ /\\ /\\ /\\ II"):
        assert one_line(csv_of((*KIT, "16/11/2026", typed), heading=heading)) == "/ \\ / \\ / \\ / \\ I I"
    heading = (*HEADING[:4], "Week beginning", "Mon AM", "Mon PM", "Fri PM")
    assert one_line(csv_of((*KIT, "16/11/2026", "/", "", "B"), heading=heading)) == week(monam="/", fripm="B")


def test_a_row_for_each_pupil_with_days_across_is_parted_into_weeks() -> None:
    heading = ("UPN", "13/11/2026 AM", "13/11/2026 PM", "16/11/2026", "17/11/2026")
    content = csv_of(("A820200001001", "/", "\\", "L", "-"), heading=heading)
    assert lines_of(found(content)) == [
        (2, "2026-11-09", week(friam="/", fripm="\\")),
        (2, MONDAY, week(monam="L", monpm="L")),
    ]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_known(delimiter: str) -> None:
    rows = [HEADING, kit("16/11/2026", "AM", "/"), kit("16/11/2026", "PM", "\\")]
    assert len(lines_of(found(text_of(rows, delimiter).encode()))) == 2


def test_the_line_that_excel_writes_above_is_no_row() -> None:
    content = b"sep=;\r\n" + text_of([HEADING, kit("16/11/2026", "AM", "/")], ";").encode()
    assert [row for row, _, _ in lines_of(found(content))] == [3]


def test_quoted_cells_may_hold_commas_and_lines() -> None:
    content = csv_of(("", '"Puddle, combe"', '"Kit\nJames"', *kit("16/11/2026", "AM", "/")[3:]))
    assert people_of(found(content))[0][1:3] == ("Puddle, combe", "Kit\nJames")


def test_strokes_either_way_mean_present_and_stand_as_the_register_writes_them() -> None:
    content = csv_of(kit("16/11/2026", "PM", "/"), kit("17/11/2026", "AM", "\\"))
    assert [said for _, _, said in lines_of(found(content))] == [week(monpm="\\"), week(tueam="/")]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (kit("16/11/2026", "AM", "H"), "not used since August 2024"),
        (kit("16/11/2026", "AM", "Present"), "not a code of the register"),
        (kit("16/11/2026", "evening", "/"), "neither morning nor afternoon"),
        (kit("16/11/2026", "", "/"), "no session"),
        (kit("", "AM", "/"), "no day"),
        (kit("31/11/2026", "AM", "/"), "is no day"),
        (kit("21/11/2026", "AM", "/"), "at a weekend"),
        (kit("16/11/2026", "AM", ""), "holds no mark"),
        ((*kit("16/11/2026", "AM", "/"), "shifted"), "more cells than there are headings"),
        (kit("16/11/2026", "AM", "=1+1"), "not a code of the register"),
        (kit("16/11/2026", "AM", "@SUM(A1)"), "not a code of the register"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_reason(row: tuple[str, ...], why: str) -> None:
    content = csv_of(kit("16/11/2026", "AM", "/"), kit("16/11/2026", "PM", "\\"), row)
    *_, (number, monday, said) = lines_of(found(content))
    assert (number, monday) == (4, "")
    assert why in said


def test_a_formula_in_a_text_file_is_only_a_text() -> None:
    content = csv_of(("", "=HYPERLINK(x)", "+Kit", *kit("16/11/2026", "AM", "/")[3:]))
    assert people_of(found(content))[0][1:3] == ("=HYPERLINK(x)", "+Kit")


def test_a_file_of_totals_is_refused_in_plain_words() -> None:
    heading = ("UPN", "Surname", "Possible sessions", "Authorised absences", "% attendance")
    with pytest.raises(BadFile, match="only totals") as refused:
        seen(csv_of(("A820200001001", "Puddlecombe", "100", "8", "92"), heading=heading))
    assert "register itself" in refused.value.next_step


def test_names_are_parted_at_the_comma_or_before_the_last_word() -> None:
    assert parted("Puddlecombe, Kit James") == ("Puddlecombe", "Kit James")
    assert parted("Kit James Puddlecombe") == ("Puddlecombe", "Kit James")
    assert parted("Kit") == ("Kit", "")


def test_a_file_in_which_p_may_mean_present_is_said_to_be_odd() -> None:
    odd = csv_of(kit("16/11/2026", "AM", "P"), kit("16/11/2026", "PM", "p"))
    (note,) = found(odd).notes
    assert "the mark P 2 times and no stroke" in note
    assert found(csv_of(kit("16/11/2026", "AM", "P"), kit("16/11/2026", "PM", "\\"))).notes == ()


def test_many_rows_come_in_portions_and_none_is_lost() -> None:
    rows = [
        ("", f"Puddlecombe {number}", "Kit", "03/05/2012", "16/11/2026", "AM", "/") for number in range(1201)
    ]
    read = found(csv_of(*rows))
    assert len(read.lines.splitlines()) == 3
    assert [row for row, _, _ in lines_of(read)] == list(range(2, 1203))
