"""Which row of a grid is its line of headings, and what stands below it. Child process only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coordinator_app.attendance.bringing_in.columns import is_total, is_upn, meaning_of
from coordinator_app.attendance.bringing_in.days import read_day, read_heading, read_session
from coordinator_app.attendance.bringing_in.grids import Cells, Grid
from coordinator_app.core.attendance import AFTERNOON, MORNING
from coordinator_app.core.errors import BadFile

_LOOKED_AT = 15  # rows: a title, a school, a week, an empty line


@dataclass(frozen=True, slots=True)
class Table:
    """The line of headings and the rows below it, each with its number in the file."""

    heading: Cells
    rows: tuple[tuple[int, Cells], ...]


def table_of(grid: Grid) -> Table:
    """Headings and rows; a file without headings gets "Column 1" and so on. Raises BadFile if there is nothing."""
    if not grid.rows:
        raise BadFile("The file is empty.", next_step="Choose the one that holds the register.")
    known = [_known(cells) for _, cells in grid.rows[:_LOOKED_AT]]
    best = max(range(len(known)), key=lambda place: (known[place], -place))
    width = max(len(cells) for _, cells in grid.rows)
    if best and _is_second_line(grid.rows[best][1]):
        best -= 1  # the days stand above their mornings and afternoons
    if known[best] < 2:
        best = 0
    if known[best] < 2 and not _stands_above(grid.rows):
        return Table(tuple(f"Column {number}" for number in range(1, width + 1)), grid.rows)
    heading, rows = grid.rows[best][1], grid.rows[best + 1 :]
    if rows and _is_second_line(rows[0][1]):
        heading, rows = _joined(heading, rows[0][1]), rows[1:]
    return Table(heading, rows)


def _known(cells: Cells) -> int:
    """How many cells are headings that we know; none where the row names a pupil or has a mark in it."""
    if any(cell in {MORNING, AFTERNOON} or is_upn(cell) for cell in cells):
        return 0
    return sum(bool(cell) and (meaning_of(cell) != "-" or is_total(cell)) for cell in cells)


def _stands_above(rows: Sequence[tuple[int, Cells]]) -> bool:
    """Whether the first row has nothing of what a row of a register has, and those below it have."""
    return not _is_of_a_register(rows[0][1]) and any(
        _is_of_a_register(cells) for _, cells in rows[1:_LOOKED_AT]
    )


def _is_of_a_register(cells: Cells) -> bool:
    return any(cell in {MORNING, AFTERNOON} or is_upn(cell) or read_day(cell) is not None for cell in cells)


def _is_second_line(cells: Cells) -> bool:
    """Whether a row says AM and PM below the days of the line above it, and nothing else."""
    said = [cell for cell in cells if cell]
    return len(said) > 1 and all(not cell.isdigit() and read_session(cell) is not None for cell in said)


def _joined(heading: Cells, second: Cells) -> Cells:
    width = max(len(heading), len(second))
    above, below = _padded(heading, width), _padded(second, width)
    joined, day = [], ""
    for upper, lower in zip(above, below, strict=True):
        # a day stands above the first of its two columns only
        day = upper if upper and read_heading(upper) is not None else ("" if upper else day)
        joined.append(f"{day} {lower}" if lower and day else upper)
    return tuple(joined)


def _padded(cells: Sequence[str], width: int) -> Cells:
    return (*cells, *([""] * (width - len(cells))))
