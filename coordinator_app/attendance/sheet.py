"""A grid of attendance as it stands on a screen: what is kept, what is typed and not kept yet, and what may be typed where.

Free of Qt. Nothing typed is wiped by what is read later: `offer` changes only what is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum

from coordinator_app.attendance.actions import Typed, WeekKey, may_be_ahead
from coordinator_app.attendance.model import NOTHING
from coordinator_app.core.attendance import (
    AFTERNOON,
    CODES,
    MORNING,
    NO_MARK,
    WEEK_SESSIONS,
    Counts,
    Totals,
    code_problem,
    count,
    mark_words,
    session_words,
)
from coordinator_app.core.dates import say


class Asks(Enum):
    """What a cell of the grid is."""

    ASKED = "asked"
    """A mark is expected here."""
    OPEN = "open"
    """No mark is expected, and one can be typed all the same."""
    SHUT = "shut"
    """No session: only what is not counted can be typed, such as # for a planned closure."""
    BARRED = "barred"
    """No mark at all may be kept here."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One session of one row; `why` says in a few words why no mark is asked, or why `proposes` is the mark."""

    asks: Asks = Asks.ASKED
    why: str = ""
    proposes: str = ""

    def wants(self, at: int) -> str:
        """The mark with which a whole day or row is filled in."""
        return self.proposes or present_at(at)

    def doubts(self, mark: str) -> bool:
        """Whether a mark that may stand is asked about first; one that says where else the pupil is fits as well."""
        fits = mark == NO_MARK or CODES[mark].counts in {Counts.ELSEWHERE, Counts.NOT_COUNTED}
        return bool(self.proposes) and mark != self.proposes and not fits


@dataclass(frozen=True, slots=True)
class Row:
    """A week of one pupil at one place: its words at the left, what is kept, and its ten cells."""

    key: WeekKey
    title: str
    second: str = ""
    marks: tuple[str, ...] = NOTHING
    cells: tuple[Cell, ...] = (Cell(),) * WEEK_SESSIONS

    @property
    def monday(self) -> date:
        """The first day of the week."""
        return self.key[2]

    def day(self, at: int) -> date:
        """The day of a session."""
        return self.monday + timedelta(days=at // 2)


Spot = tuple[WeekKey, int]
"""A cell: its row and its session from 0 to 9."""
Changes = dict[Spot, str]


@dataclass(slots=True)
class Sheet:
    """The rows in their order, and what was typed over them."""

    rows: tuple[Row, ...] = ()
    typed: Changes = field(default_factory=dict)
    _before: list[Changes] = field(default_factory=list)
    _on_the_way: Counter[Spot] = field(default_factory=Counter)
    """How many savings of a cell have had no answer yet: until then nobody knows what is kept there."""
    _asked: Spot | None = None
    """The cell about whose mark was asked last: the next one typed there stands."""
    _sent: Changes = field(default_factory=dict)
    """What was sent last of a cell on its way."""

    # what stands where

    def row_of(self, key: WeekKey) -> int | None:
        """The place of a row, None where it is not shown."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), None)

    def mark(self, place: int, at: int) -> str:
        """What a cell shows: what was typed, else what is kept."""
        row = self.rows[place]
        return self.typed.get((row.key, at), row.marks[at])

    def marks(self, place: int) -> tuple[str, ...]:
        """All ten."""
        return tuple(self.mark(place, at) for at in range(WEEK_SESSIONS))

    def totals(self, place: int) -> Totals:
        """How the row counts as it stands."""
        return count(self.marks(place))

    def is_unsaved(self, place: int, at: int) -> bool:
        """Whether a cell was typed and is not kept yet."""
        return (self.rows[place].key, at) in self.typed

    def is_filled(self, place: int) -> bool:
        """Whether every session that is asked for has a mark."""
        row = self.rows[place]
        return all(
            self.mark(place, at) != NO_MARK for at, cell in enumerate(row.cells) if cell.asks is Asks.ASKED
        )

    def spoken(self, place: int, at: int) -> str:
        """A cell for somebody who hears it: "Tuesday afternoon, 3 November 2026: L, late, before the register closed"."""
        row, mark = self.rows[place], self.mark(place, at)
        said = f"{session_words(at)}, {say(row.day(at))}: {_mark_said(mark)}"
        cell = row.cells[at]
        tells = mark == NO_MARK or cell.doubts(mark)
        more = (cell.why if tells else "", "not saved yet" if self.is_unsaved(place, at) else "")
        return ", ".join((said, *(one for one in more if one)))

    # what is typed

    def refusal(self, place: int, at: int, mark: str) -> str:
        """Why a mark cannot stand in a cell, in a sentence, or ""."""
        wrong = code_problem(mark, afternoon=at % 2 == 1)
        if wrong is not None:
            return wrong
        row = self.rows[place]
        cell = row.cells[at]
        barred = cell.asks is Asks.BARRED and mark != NO_MARK
        if barred or (cell.asks is Asks.SHUT and not may_be_ahead(mark)):
            return f"{session_words(at)}, {say(row.day(at))}: {cell.why}. No mark can be typed here."
        return ""

    def doubt(self, place: int, at: int, mark: str) -> str:
        """What speaks against a mark that may stand, said once for a cell: typed again it is taken. Or ""."""
        row = self.rows[place]
        cell, spot = row.cells[at], (row.key, at)
        before, self._asked = self._asked, None
        if not cell.doubts(mark) or self.mark(place, at) == mark:
            return ""
        self._asked = spot
        if before == spot:
            return ""
        said = f"{session_words(at)}, {say(row.day(at))}: {cell.why}."
        return f"{said} Press {cell.proposes}, or type it again if that is right."

    def put(self, place: int, at: int, mark: str) -> str:
        """Type a mark into a cell; gives why it cannot stand there, or what is asked about it first, or ""."""
        problem = self.refusal(place, at, mark) or self.doubt(place, at, mark)
        if not problem:
            self._change({(self.rows[place].key, at): mark})
        return problem

    def put_present(self, place: int, at: int) -> str:
        """Present in this session, whichever half of the day it is."""
        return self.put(place, at, present_at(at))

    def fill_day(self, place: int, at: int) -> str:
        """Present in this session, and in the other half of its day where nothing stands and a mark may."""
        other = at ^ 1
        problem = self.refusal(place, at, present_at(at)) or self.doubt(place, at, present_at(at))
        if problem:
            return problem
        row = self.rows[place]
        wanted = {(row.key, at): present_at(at)}
        asked = row.cells[other].asks is Asks.ASKED
        if asked and self.mark(place, other) == NO_MARK:
            wanted[row.key, other] = present_at(other)
        self._change(wanted)
        return ""

    def fill_row(self, place: int) -> str:
        """Present in every session that is asked for and of which nothing is known; E where the pupil is suspended."""
        row = self.rows[place]
        wanted = {
            (row.key, at): cell.wants(at)
            for at, cell in enumerate(row.cells)
            if cell.asks is Asks.ASKED and self.mark(place, at) == NO_MARK
        }
        if not wanted:
            return "Every session that is asked for has a mark already."
        self._change(wanted)
        return ""

    def repeat_above(self, place: int) -> str:
        """The marks of the row above, wherever they may stand in this one; gives why nothing was repeated, or "".

        On a day of a suspension the mark of another week or pupil says nothing: what stands there stays, else E is put.
        """
        if place == 0:
            return "There is no row above this one."
        row, wanted = self.rows[place], {}
        for at, mark in enumerate(self.marks(place - 1)):
            if mark == NO_MARK or self.refusal(place, at, mark):
                continue
            if not row.cells[at].doubts(mark):
                wanted[row.key, at] = mark
            elif self.mark(place, at) == NO_MARK:
                wanted[row.key, at] = row.cells[at].proposes
        if not wanted:
            return "The row above has no mark that can stand in this one."
        self._change(wanted)
        return ""

    def take_back(self) -> bool:
        """Take back the last thing typed that is not kept yet; False where there is none."""
        if not self._before:
            return False
        self.typed = self._before.pop()
        return True

    def _change(self, wanted: Mapping[Spot, str]) -> None:
        self._before.append(dict(self.typed))
        for spot, mark in wanted.items():
            self.typed[spot] = mark
        self._drop_same(wanted)

    def _drop_same(self, spots: Iterable[Spot]) -> None:
        """What is as it is kept needs no keeping; of a cell on its way something else may be kept in a moment."""
        rows = {row.key: row for row in self.rows}
        for spot in [one for one in spots if one in self.typed and not self._on_the_way[one]]:
            key, at = spot
            if key in rows and rows[key].marks[at] == self.typed[spot]:
                del self.typed[spot]

    # keeping

    def unsaved(self, but: WeekKey | None = None) -> tuple[Typed, ...]:
        """What is to be kept, by rows; without the row that is still being typed, if one is given."""
        return typed_of({spot: mark for spot, mark in self.typed.items() if spot[0] != but})

    def resting(self) -> tuple[Typed, ...]:
        """What is typed and not on its way just so: a draft has to hold it."""
        return typed_of({spot: mark for spot, mark in self.typed.items() if self._sent.get(spot) != mark})

    def on_the_way(self) -> frozenset[Spot]:
        """The cells of which a saving has had no answer yet."""
        return frozenset(self._sent)

    def sent(self, typed: Iterable[Typed]) -> None:
        """These are on their way: from now on the way back is the undo of what is kept."""
        mine = {spot: mark for spot, mark in _spots(typed).items() if spot in self.typed}
        self._on_the_way.update(mine.keys())
        self._sent |= mine
        self._before.clear()

    def kept(self, typed: Iterable[Typed]) -> None:
        """These were kept: they are no longer typed only, unless something else was typed over them since."""
        found = tuple(typed)
        self._now_kept({one.key: one.marks for one in found})
        self._arrived(found)
        self._before.clear()

    def not_kept(self, typed: Iterable[Typed]) -> None:
        """These could not be kept, and stay typed."""
        self._arrived(typed)

    def _arrived(self, typed: Iterable[Typed]) -> None:
        spots = _spots(typed)
        self._on_the_way -= Counter(dict.fromkeys(spots, 1))
        self._sent = {spot: mark for spot, mark in self._sent.items() if self._on_the_way[spot]}
        self._drop_same(spots)

    def _now_kept(self, kept: Mapping[WeekKey, Mapping[int, str]]) -> None:
        """Until the rows are read again."""
        self.rows = tuple(
            replace(row, marks=tuple(kept[row.key].get(at, mark) for at, mark in enumerate(row.marks)))
            if row.key in kept
            else row
            for row in self.rows
        )

    def offer(self, rows: Sequence[Row]) -> None:
        """Show what is kept now; what is typed stays, and so does a row that has something typed in it."""
        known = {row.key for row in rows}
        waiting = {spot[0] for spot in self.typed} - known
        self.rows = (*rows, *(row for row in self.rows if row.key in waiting))
        self._drop_same(self.typed)

    def put_back(self, found: Iterable[Typed]) -> bool:
        """Put back what was typed before and never kept, where nothing else has been typed since; whether any was."""
        before, some = dict(self.typed), False
        for one in found:
            for at, mark in one.marks.items():
                place = self.row_of(one.key)
                new = (one.key, at) not in self.typed
                if new and place is not None and self.rows[place].marks[at] != mark:
                    self.typed[one.key, at], some = mark, True
        if some:
            self._before.append(before)
        return some


def present_at(at: int) -> str:
    """The mark of presence in a session."""
    return AFTERNOON if at % 2 else MORNING


def typed_of(changes: Mapping[Spot, str]) -> tuple[Typed, ...]:
    """Changes by their rows."""
    found: dict[WeekKey, dict[int, str]] = {}
    for (key, at), mark in changes.items():
        found.setdefault(key, {})[at] = mark
    return tuple(Typed(*key, marks) for key, marks in found.items())


def _spots(typed: Iterable[Typed]) -> Changes:
    return {(one.key, at): mark for one in typed for at, mark in one.marks.items()}


def _mark_said(mark: str) -> str:
    if mark in {MORNING, AFTERNOON}:
        return "present"
    return "no mark" if mark == NO_MARK else f"{mark}, {mark_words(mark)}"
