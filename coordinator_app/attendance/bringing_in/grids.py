"""A file as a grid of texts, whatever it came as: what every later step goes by. Child process only."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass

from coordinator_app.attendance.bringing_in.asked import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from coordinator_app.core.errors import BadFile

_LONGEST_LINE = 1024 * 1024  # letters
_LONGEST_CELL = 64 * 1024
_DELIMITERS = ",;\t|"
_TRIED_LINES = 40
_AGAIN = "Open it where it came from, save the register alone, and choose that file."
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of texts with the number that each has in the file, from 1; rows without any text are left out.

    `unkept` are the cells (row number, column from 0) that hold a formula without a kept value.
    """

    rows: tuple[tuple[int, Cells], ...]
    unkept: frozenset[tuple[int, int]] = frozenset()


def read_text(text: str) -> Grid:
    """A list with commas, semicolons, tabs or bars. Raises BadFile."""
    if not text.strip():
        raise BadFile("The file is empty.", next_step="Choose the one that holds the register.")
    if max(map(len, text.splitlines())) > _LONGEST_LINE:
        raise BadFile("A line of this file is longer than any register's.", next_step=_AGAIN)
    text, delimiter = _without_excel_line(text)
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[tuple[int, Cells]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or delimiter_of(text))
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                rows.append((number, tidy(cells)))
                demand_size(len(rows), len(cells))
    except csv.Error as fault:
        if "field limit" in str(fault):
            raise BadFile("A cell of this file is longer than any register's.", next_step=_AGAIN) from fault
        raise BadFile("The quotation marks of this file do not close.", next_step=_AGAIN) from fault
    return Grid(tuple(rows))


def delimiter_of(text: str) -> str:
    """What parts the cells: what parts most lines into the same number of more than one."""

    def score(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text[: 4 * _LONGEST_CELL], newline=""), delimiter=delimiter)
        try:
            widths = [len(cells) for cells, _ in zip(reader, range(_TRIED_LINES), strict=False) if cells]
        except csv.Error:
            return 0, 0
        (width, times), *_ = Counter(widths).most_common(1) or [(0, 0)]
        return (times, width) if width > 1 else (0, 0)

    return max(_DELIMITERS, key=score)


def tidy(cells: list[str]) -> Cells:
    """Texts without the space around them."""
    return tuple(cell.strip() for cell in cells)


def demand_size(rows: int, columns: int) -> None:
    """Go on, or raise BadFile if this is more than a register has."""
    if columns > MOST_COLUMNS:
        words = f"The file has more than {MOST_COLUMNS:,} columns."
        raise BadFile(words, next_step=_AGAIN)
    if rows > MOST_ROWS + 20:  # headings and titles are no rows of a register
        words = f"The file has more than {MOST_ROWS:,} rows."
        raise BadFile(words, next_step="Bring it in by parts, for example a term at a time.")
    if rows * columns > MOST_CELLS:
        raise BadFile("The file is larger than any register.", next_step=_AGAIN)


def _without_excel_line(text: str) -> tuple[str, str]:
    """The text and the delimiter that its first line names ("sep=;"), which Excel writes; "" if it names none."""
    first, _, _rest = text.partition("\n")
    named = first.strip().lower()
    if named.startswith("sep=") and len(named) <= 5:
        # an empty line in its place keeps the numbers of the rows
        return text[len(first) :], named[4:] or "\t"
    return text, ""
