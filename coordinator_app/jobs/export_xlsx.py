"""A list as a workbook: texts as texts, numbers and dates as such, headings that stay in sight, nothing calculated.

Made in memory (XlsxWriter's constant-memory mode would put the rows on the disk); a row of twelve cells takes about
5 kB meanwhile, so 20,000 of them 100 MB of the child's own memory.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

import xlsxwriter

from coordinator_app.core.export_cells import clean, fitting, may_calculate, yes_no
from coordinator_app.core.export_table import Cell, Table

EVERY = 200
_DAY, _AT = "dd mmm yyyy", "dd mmm yyyy hh:mm"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_NARROWEST, _WIDEST = 8, 60
_FIRST_DAY, _LAST_DAY = (
    date(1900, 3, 1),
    date(9999, 12, 31),
)  # before, Excel counts a day that there never was
_EXACT = 10**15  # a cell keeps 15 digits


class _Book:
    """The workbook and its formats."""

    def __init__(self, out: io.BytesIO) -> None:
        self.book = xlsxwriter.Workbook(out, _OPTIONS)
        self.head = self.book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.day = self.book.add_format({"num_format": _DAY, "align": "left"})
        self.at = self.book.add_format({"num_format": _AT, "align": "left"})
        self.text = self.book.add_format({"num_format": "@"})
        # stays a text even when somebody opens the cell and presses Enter
        self.quoted = self.book.add_format({"num_format": "@", "quote_prefix": True})

    def put(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        """Write one cell as what it is."""
        if isinstance(cell, bool):
            sheet.write_string(row, column, yes_no(cell=cell))
        elif isinstance(cell, int | float) and abs(cell) < _EXACT:
            sheet.write_number(row, column, cell)
        elif isinstance(cell, date) and _FIRST_DAY <= _day(cell) <= _LAST_DAY:
            sheet.write_datetime(row, column, cell, self.at if isinstance(cell, datetime) else self.day)
        elif cell is not None and cell != "":
            text = fitting(clean(str(cell)))
            sheet.write_string(row, column, text, self.quoted if may_calculate(text) else self.text)


def xlsx_bytes(table: Table, about: Iterable[tuple[str, str]], told: Callable[[int], None]) -> bytes:
    """The whole file: a sheet with the list, one that says what it is; `told(row)` now and then."""
    out = io.BytesIO()
    made = _Book(out)
    sheet = made.book.add_worksheet("List")
    for column, title in enumerate(table.columns):
        sheet.write_string(0, column, fitting(clean(title)), made.head)
        sheet.set_column(column, column, _width(table, column))
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            made.put(sheet, number, column, cell)
        if number % EVERY == 0:
            told(number)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    _write_about(made, about)
    made.book.close()
    return out.getvalue()


def _write_about(made: _Book, about: Iterable[tuple[str, str]]) -> None:
    sheet = made.book.add_worksheet("About this list")
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, _WIDEST)
    for row, (name, words) in enumerate(about):
        sheet.write_string(row, 0, name, made.head)
        made.put(sheet, row, 1, words)


def _day(cell: date) -> date:
    return cell.date() if isinstance(cell, datetime) else cell


def _width(table: Table, column: int) -> int:
    """Wide enough for the heading and the first rows, within reason."""
    shown = [table.columns[column], *(_shown(row[column]) for row in table.rows[:200])]
    longest = max(len(line) for text in shown for line in (text.splitlines() or [""]))
    return min(_WIDEST, max(_NARROWEST, longest + 3))


def _shown(cell: Cell) -> str:
    return "22 Nov 2026" if isinstance(cell, date) else "" if cell is None else str(cell)
