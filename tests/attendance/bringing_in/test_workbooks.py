"""Workbooks: kept values only, typed days, sheets hidden or chosen, and formulas without a value refused."""

from __future__ import annotations

from datetime import datetime

import pytest

from coordinator_app.attendance.bringing_in import workbooks
from coordinator_app.attendance.bringing_in.asked import SheetSeen
from tests.attendance.bringing_in.registers import (
    HEADING,
    found,
    kit,
    lines_of,
    ods_of,
    people_of,
    replaced,
    seen,
    written_xlsx,
    xlsx_of,
)

MONDAY = "2026-11-16"
DAY = datetime(2026, 11, 16)
ROW = ("A820200001001", "Puddlecombe", "Kit", datetime(2012, 5, 3), DAY, "AM", "/")
SHEET = "xl/worksheets/sheet1.xml"


def test_typed_days_are_days_whatever_they_look_like() -> None:
    for content in (written_xlsx([HEADING, ROW]), xlsx_of(("Register", [HEADING, ROW]))):
        read = found(content)
        assert lines_of(read) == [(2, MONDAY, "/ . . . . . . . . .")]
        assert people_of(read) == [("A820200001001", "Puddlecombe", "Kit", "2012-05-03")]


def test_hidden_sheets_are_said_and_not_taken_by_themselves() -> None:
    content = xlsx_of(("Old", [HEADING]), ("Register", [HEADING, ROW]), hidden=["Old"])
    shown = seen(content, "register.xlsx")
    assert shown.sheets == (SheetSeen("Old", is_hidden=True), SheetSeen("Register"))
    assert (shown.sheet, shown.rows) == ("Register", 1)
    assert shown.notes == ("One sheet of this workbook is hidden.",)
    assert seen(content, "register.xlsx", sheet="Old").notes == ("This sheet is hidden in the workbook.",)


def test_an_empty_sheet_is_said_where_there_are_others_to_choose() -> None:
    shown = seen(xlsx_of(("Empty", []), ("Register", [HEADING, ROW])))
    assert (shown.notes, shown.rows) == (("This sheet is empty.",), 0)


def test_the_value_that_was_kept_beside_a_formula_is_taken_and_never_worked_out() -> None:
    content = written_xlsx([HEADING, (*ROW[:6], ('=IF(1=1,"I","I")', "L"))])
    assert lines_of(found(content)) == [(2, MONDAY, "L . . . . . . . . .")]


def test_a_formula_without_a_kept_value_refuses_its_row_and_no_other() -> None:
    content = xlsx_of(("Register", [HEADING, (*ROW[:6], '=IF(1=1,"I","L")'), (*ROW[:5], "PM", "\\")]))
    (first, second) = lines_of(found(content))
    assert first[0] == 2
    assert "formula whose value was not kept" in first[2]
    assert second == (3, MONDAY, ". \\ . . . . . . . .")


def test_a_formula_in_a_column_that_is_not_needed_refuses_nothing() -> None:
    content = xlsx_of(("Register", [(*HEADING, "Room"), (*ROW, "=1+1")]))
    assert lines_of(found(content)) == [(2, MONDAY, "/ . . . . . . . . .")]


def test_a_formula_whose_kept_value_is_an_empty_text_is_empty() -> None:
    content = written_xlsx([(*HEADING[:5], "AM", "PM"), (*ROW[:5], "/", ('=""', ""))])
    as_excel = replaced(
        content, SHEET, lambda xml: xml.replace(b"<f>", b"<f >").replace(b'r="G2"', b'r="G2" t="str"')
    )
    assert lines_of(found(as_excel)) == [(2, MONDAY, "/ . . . . . . . . .")]


def test_without_the_look_at_formulas_an_unkept_one_would_be_an_empty_cell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The planted fault."""
    content = xlsx_of(("Register", [HEADING, (*ROW[:6], '=IF(1=1,"I","L")'), (*ROW[:5], "PM", "\\")]))
    monkeypatch.setattr(workbooks, "_unkept", lambda *_: ())
    assert "formula" not in lines_of(found(content))[0][2]


def test_an_ods_register_is_read_and_its_unkept_formula_refused() -> None:
    rows = [HEADING, kit("2026-11-16", "AM", "/")]
    assert lines_of(found(ods_of(rows))) == [(2, MONDAY, "/ . . . . . . . . .")]
    texts = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in kit("2026-11-17", "AM", "")[:6]
    )
    row = f'<table:table-row>{texts}<table:table-cell table:formula="of:=1+1"/></table:table-row>'
    *_, last = lines_of(found(ods_of(rows, row)))
    assert "formula whose value was not kept" in last[2]


def test_the_sheet_is_found_where_the_workbook_says_it_lies() -> None:
    content = xlsx_of(("One", [HEADING]), ("Two", [HEADING, (*ROW[:6], "=1+1"), ROW]))
    assert "formula" in lines_of(found(content, seen(content, sheet="Two")))[0][2]


def test_a_workbook_without_its_list_of_sheets_is_refused() -> None:
    content = replaced(xlsx_of(("Register", [HEADING, ROW])), "xl/workbook.xml", lambda _: b"<nothing/>")
    with pytest.raises(Exception, match=r"no sheet|cannot be read"):
        seen(content)
