"""Rows of any spreadsheet as lines, the hidden ones apart; shared by the readers of all its formats."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from coordinator_app.core.dates import say
from coordinator_app.documents.looking.found import MOST_LETTERS, Part
from coordinator_app.documents.looking.texts import too_long

_MOST_GAP: Final = 12
HIDDEN: Final = "Hidden sheet: "


@dataclass(slots=True)
class Letters:
    """How many letters of a file were taken: more than can be kept is refused before it is put together."""

    count: int = 0

    def take(self, words: str) -> str:
        """The same words, counted. BadFile once there are too many."""
        self.count += len(words) + 1
        if self.count > MOST_LETTERS:
            raise too_long()
        return words


@dataclass(slots=True)
class Sheet:
    """One sheet: its visible rows as lines; cells of hidden rows and columns by their place."""

    name: str
    is_hidden: bool = False
    lines: list[str] = field(default_factory=list)
    hidden_rows: list[str] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    others: list[Part] = field(default_factory=list)

    def row(
        self, number: int, cells: Mapping[int, str], hidden_columns: AbstractSet[int], *, is_hidden: bool
    ) -> None:
        """Cells by their column (from 0) in the row `number` (from 1)."""
        if is_hidden:
            self.hidden_rows.append(f"Row {number}: {in_line(cells)}")
            return
        shown = {column: words for column, words in cells.items() if column not in hidden_columns}
        if shown:
            self.lines.append(in_line(shown))
        for column, words in cells.items():
            if column in hidden_columns:
                self.hidden_columns.append(f"{place(column)}{number}: {words}")

    def parts(self) -> list[Part]:
        """The sheet under its heading, then what is hidden in it."""
        heading = f"{HIDDEN if self.is_hidden else 'Sheet: '}{self.name}"
        found = [Part(heading, tuple(self.lines))]
        if self.hidden_rows:
            found.append(Part(f"Hidden rows of sheet {self.name}", tuple(self.hidden_rows)))
        if self.hidden_columns:
            found.append(Part(f"Hidden columns of sheet {self.name}", tuple(self.hidden_columns)))
        return [*found, *self.others]


def in_line(cells: Mapping[int, str]) -> str:
    """The cells of a row side by side; a wide gap is drawn together."""
    words: list[str] = []
    before = -1
    for column in sorted(cells):
        gap = column - before - 1
        words += [""] * gap if gap <= _MOST_GAP else ["…"]
        words.append(" ".join(cells[column].split()))
        before = column
    return " | ".join(words)


def place(column: int) -> str:
    """A column (from 0) by its letters: 0 is A, 27 is AB."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_of(reference: str) -> int:
    """The column (from 0) of a cell called "AB12"; -1 if it is none."""
    number = 0
    for letter in reference:
        if not ("A" <= letter <= "Z"):
            break
        number = number * 26 + ord(letter) - 64
    return number - 1 if number <= 16_384 else -1


def worded(value: object) -> str:
    """A value as people write it: dates in words, whole numbers without a point."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return say(value.date()) + (f" {value:%H:%M}" if value.time() != time() else "")
    if isinstance(value, date):
        return say(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, timedelta):
        return str(value)
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def unseen(sheets: list[Sheet]) -> list[str]:
    """Sentences about what is hidden in a workbook."""
    names = [f"“{sheet.name}”" for sheet in sheets if sheet.is_hidden]
    said = [f"Hidden sheets: {', '.join(names)}."] if names else []
    if any(sheet.hidden_rows or sheet.hidden_columns for sheet in sheets):
        said.append("It has hidden rows or columns.")
    if any(part.heading.startswith("Comment") for sheet in sheets for part in sheet.others):
        said.append("It has comments.")
    return said
