"""A list as it leaves the vault: a title, columns and rows of typed cells, as they stood on the screen.

What a page's `load(session)` gives to `ui/export_list.py`. Text is made harmless for spreadsheet programs by the
child that writes the file, never here: a page hands over what it shows.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias, TypeVar

from coordinator_app.core.clock import LONDON

Cell: TypeAlias = str | int | float | bool | date | None
"""Text, a whole number, a number, yes or no, a civil date (or an instant, shown in London's time), or nothing."""
PAGE = 500
_DAY, _AT = "day", "at"
T = TypeVar("T")
M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Table:
    """`title` is the list's name on the screen ("Pupils") and never a person's: it names the file as well.

    Every row has a cell for each column. `about` says in whole sentences what was chosen, such as "Only pupils of
    Foxglove Hill.". ValueError for rows of another length, TypeError for a cell of another type.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("a list needs a column")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row needs a cell for each column")
        for row in self.rows:
            for cell in row:
                _check(cell)


def in_pages(read: Callable[[M | None, int], tuple[Sequence[T], M | None]], size: int = PAGE) -> Iterator[T]:
    """Everything that `read(after, limit) -> (found, next)` gives page by page; `next` None is the end."""
    after: M | None = None
    while True:
        found, after = read(after, size)
        yield from found
        if after is None:
            return


def packed(table: Table) -> bytes:
    """The table as bytes for the child, with days told apart from texts that look like one."""
    rows = [[_packed(cell) for cell in row] for row in table.rows]
    plain = {"title": table.title, "columns": table.columns, "rows": rows, "about": table.about}
    return json.dumps(plain, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def unpacked(content: bytes) -> Table:
    """What `packed` made; ValueError, KeyError or TypeError for anything else."""
    plain = json.loads(content)
    rows = tuple(tuple(_unpacked(cell) for cell in row) for row in plain["rows"])
    return Table(plain["title"], tuple(plain["columns"]), rows, tuple(plain["about"]))


def _check(cell: object) -> None:
    if isinstance(cell, float) and not math.isfinite(cell):
        raise ValueError("a number in a list is finite")
    if cell is not None and not isinstance(cell, str | int | float | date):
        raise TypeError(f"a {type(cell).__name__} is no cell")


def _packed(cell: Cell) -> Any:
    if isinstance(cell, datetime):
        local = cell.astimezone(LONDON) if cell.tzinfo else cell
        return {_AT: local.replace(tzinfo=None, microsecond=0).isoformat()}
    if isinstance(cell, date):
        return {_DAY: cell.isoformat()}
    return str(cell) if isinstance(cell, str) else cell


def _unpacked(cell: Any) -> Cell:
    if not isinstance(cell, dict):
        found: Cell = cell
        return found
    if _AT in cell:
        return datetime.fromisoformat(cell[_AT])
    return date.fromisoformat(cell[_DAY])
