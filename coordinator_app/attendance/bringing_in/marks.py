r"""Rows of a list as marks: each row (or each week of a row) a line with the pupil it names. Child process only.

A mark is taken as the register writes it: small letters become capitals, and a stroke either way means present, in
the morning / and in the afternoon \. Nothing else is turned into anything; what is no code is a refused row.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from coordinator_app.attendance.bringing_in.columns import DAY_COLUMNS, WEEK_COLUMNS, Means
from coordinator_app.attendance.bringing_in.days import read_day, read_heading, read_session
from coordinator_app.attendance.bringing_in.grids import Cells, Grid
from coordinator_app.attendance.bringing_in.shape import Table
from coordinator_app.core.attendance import AFTERNOON, CODES, MORNING, NO_MARK, WEEK_SESSIONS, code_problem
from coordinator_app.core.dates import say, say_day

_NO_MARKS = frozenset({"", "-", NO_MARK, "--", "n/a", "N/A"})
_BOTH = re.compile(r"[\s,;|]+")
PORTION = 500
_SPORT = (
    "In the register P is a sporting activity; present is a stroke. Ask whoever sent it what P stands for."
)
Placed = tuple[date, int | None, str]
"""A day, its session (None: the whole day) and what the cell says."""


class Bad(ValueError):  # noqa: N818  (a refused row, no error of the program)
    """Why a row, or a week of it, cannot be taken: a sentence."""


@dataclass(slots=True)
class Lines:
    """What becomes of a file: `people` are (UPN, family name, given name, date of birth), each once.

    A line is (row number, place in `people`, Monday as 2026-11-02 or "", the ten marks or why the line is refused).
    """

    people: list[tuple[str, str, str, str]] = field(default_factory=list)
    lines: list[tuple[int, int, str, str]] = field(default_factory=list)
    _places: dict[tuple[str, str, str, str], int] = field(default_factory=dict)

    def who(self, person: tuple[str, str, str, str]) -> int:
        """The place of a person."""
        place = self._places.setdefault(person, len(self.people))
        if place == len(self.people):
            self.people.append(person)
        return place

    def packed(self) -> tuple[bytes, bytes]:
        """People and lines as JSON, lines in portions of which each is a line: one long text would hold up the window."""
        portions = (self.lines[start : start + PORTION] for start in range(0, len(self.lines), PORTION))
        return json.dumps(self.people).encode(), "\n".join(map(json.dumps, portions)).encode()

    def notes(self) -> tuple[str, ...]:
        """What looks odd about the marks together."""
        seen = Counter(mark for _, _, monday, said in self.lines if monday for mark in said.split())
        if seen["P"] and not seen[MORNING] + seen[AFTERNOON]:
            times = "once" if seen["P"] == 1 else f"{seen['P']:,} times"
            return (f"This file has the mark P {times} and no stroke at all. {_SPORT}",)
        return ()


def read_rows(grid: Grid, table: Table, meanings: Sequence[str], *, day_first: bool) -> Lines:
    """Every row below the headings as one line or more."""
    made = Lines()
    reader = _Reader(table.heading, meanings, day_first=day_first)
    unkept: dict[int, list[int]] = {}
    for row, column in grid.unkept:
        unkept.setdefault(row, []).append(column)
    for number, cells in table.rows:
        if any(means != Means.NOTHING and cell for means, cell in zip(meanings, cells, strict=False)):
            _read_row(made, reader, number, cells, unkept.get(number, ()))
        elif any(
            column < len(meanings) and meanings[column] != Means.NOTHING for column in unkept.get(number, ())
        ):
            made.lines.append((number, made.who(("", "", "", "")), "", _NOT_KEPT))
    return made


_NOT_KEPT = (
    "A cell holds a formula whose value was not kept in the file. Open it, save it again, and bring that in."
)


def _read_row(made: Lines, reader: _Reader, number: int, cells: Cells, unkept: Sequence[int]) -> None:
    who = made.who(reader.person(cells))
    if any(column < len(reader.meanings) and reader.meanings[column] != Means.NOTHING for column in unkept):
        made.lines.append((number, who, "", _NOT_KEPT))
        return
    if any(cells[len(reader.meanings) :]):
        words = "The row has more cells than there are headings, so its columns may be shifted."
        made.lines.append((number, who, "", words))
        return
    try:
        placed = list(reader.marks(cells))
    except Bad as bad:
        made.lines.append((number, who, "", str(bad)))
        return
    if not placed:
        made.lines.append((number, who, "", "The row holds no mark."))
    for monday, week in _by_week(placed).items():
        try:
            made.lines.append((number, who, monday.isoformat(), _line(week)))
        except Bad as bad:
            made.lines.append((number, who, "", str(bad)))


class _Reader:
    """What stands where in a row."""

    def __init__(self, heading: Cells, meanings: Sequence[str], *, day_first: bool) -> None:
        self.meanings = tuple(meanings)
        self._day_first = day_first
        self._at: Mapping[str, int] = {means: place for place, means in enumerate(meanings)}
        self._headed = [
            (place, found)
            for place, (one, means) in enumerate(zip(heading, meanings, strict=True))
            if means == Means.ON and (found := read_heading(one, day_first=day_first)) is not None
        ]

    def said(self, cells: Cells, means: str) -> str:
        """The text of a row's column, "" where there is none."""
        place = self._at.get(means)
        return cells[place] if place is not None and place < len(cells) else ""

    def person(self, cells: Cells) -> tuple[str, str, str, str]:
        """Whom a row names; a birth date that cannot be read stays as it is typed."""
        family, given = self.said(cells, Means.FAMILY), self.said(cells, Means.GIVEN)
        whole = self.said(cells, Means.NAME)
        if whole and not (family and given):
            family, given = parted(whole)
        typed = self.said(cells, Means.BIRTH)
        born = read_day(typed, day_first=self._day_first) if typed else None
        return self.said(cells, Means.UPN), family, given, born.isoformat() if born else typed

    def marks(self, cells: Cells) -> Iterator[Placed]:
        """Day, session and text of every cell with a mark. Raises Bad."""
        if self._headed:
            for place, one in self._headed:
                text = cells[place] if place < len(cells) else ""
                if text not in _NO_MARKS:
                    yield one.day, one.session, text
        elif Means.WEEK in self._at and (week := self.said(cells, Means.WEEK)):
            yield from self._of_week(cells, self._day(week))
        else:
            yield from self._of_day(cells)

    def _of_day(self, cells: Cells) -> Iterator[Placed]:
        day = self._day(self.said(cells, Means.DATE))
        for half, means in enumerate((Means.AM, Means.PM)):
            text = self.said(cells, means)
            if text not in _NO_MARKS:
                yield day, half, text
        text = self.said(cells, Means.MARK)
        if text in _NO_MARKS:
            return
        if Means.SESSION not in self._at:
            yield day, None, text
            return
        typed = self.said(cells, Means.SESSION)
        session = read_session(typed)
        if session is None:
            raise Bad(
                f"“{_short(typed)}” is neither morning nor afternoon."
                if typed
                else "The row says no session."
            )
        yield day, session, text

    def _of_week(self, cells: Cells, day: date) -> Iterator[Placed]:
        monday = day - timedelta(days=day.weekday())
        line = self.said(cells, Means.MARKS)
        if line:
            for place, text in enumerate(_ten(line)):
                if text not in _NO_MARKS:
                    yield monday + timedelta(days=place // 2), place % 2, text
        for place, name in enumerate(WEEK_COLUMNS):
            text = self.said(cells, name)
            if text not in _NO_MARKS:
                yield monday + timedelta(days=place // 2), place % 2, text
        for place, name in enumerate(DAY_COLUMNS):
            text = self.said(cells, name)
            if text not in _NO_MARKS:
                yield monday + timedelta(days=place), None, text

    def _day(self, typed: str) -> date:
        if not typed:
            raise Bad("The row says no day.")
        day = read_day(typed, day_first=self._day_first)
        if day is None:
            raise Bad(f"“{_short(typed)}” is no day.")
        return day


def parted(whole: str) -> tuple[str, str]:
    """Family name and given name of "Puddlecombe, Marigold" or "Marigold Puddlecombe"."""
    family, comma, given = whole.partition(",")
    if comma:
        return family.strip(), given.strip()
    given, _, family = whole.strip().rpartition(" ")
    return family.strip(), given.strip()


def _by_week(placed: Sequence[Placed]) -> dict[date, list[Placed]]:
    weeks: dict[date, list[Placed]] = {}
    for one in placed:
        weeks.setdefault(one[0] - timedelta(days=one[0].weekday()), []).append(one)
    return weeks


def _line(week: Sequence[Placed]) -> str:
    """The ten marks of a week, as they are kept. Raises Bad."""
    marks = [NO_MARK] * WEEK_SESSIONS
    for day, session, text in week:
        if day.weekday() > 4:
            raise Bad(f"{say_day(day)} is at a weekend.")
        codes = _both(text, day) if session is None else ((session, text),)
        for half, code in codes:
            marks[day.weekday() * 2 + half] = _code(code, day, half)
    return " ".join(marks)


def _both(text: str, day: date) -> Iterator[tuple[int, str]]:
    """The two marks of a whole day: one for both, or two parted, or two letters."""
    parts = [part for part in _BOTH.split(text) if part]
    if len(parts) == 1 and len(text) == 2 and text.upper() not in CODES:
        parts = list(text)
    if len(parts) > 2:
        raise Bad(f"“{_short(text)}” on {say(day)} is more than two marks.")
    for half, part in enumerate(parts * (3 - len(parts))):
        if part not in _NO_MARKS:
            yield half, part


def _ten(line: str) -> Sequence[str]:
    parts = [part for part in _BOTH.split(line) if part]
    if len(parts) == WEEK_SESSIONS:
        return parts
    if len(parts) == WEEK_SESSIONS // 2 and all(len(part) == 2 for part in parts):
        return [mark for part in parts for mark in part]
    if len(parts) == 1 and len(line) == WEEK_SESSIONS:
        return line
    raise Bad(f"“{_short(line)}” is not the ten marks of a week.")


def _code(text: str, day: date, half: int) -> str:
    """The code as the register writes it. Raises Bad with the nearest ones."""
    if text in {MORNING, AFTERNOON}:
        return AFTERNOON if half else MORNING
    code = text.upper()
    wrong = code_problem(code, afternoon=half == 1)
    if wrong is not None:
        shown = wrong.replace(code, _short(code), 1)
        raise Bad(f"{say(day)}, {'afternoon' if half else 'morning'}: {shown}")
    return code


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:24]}…"
