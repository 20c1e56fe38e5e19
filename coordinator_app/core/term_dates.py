"""Term dates as a council or a school publishes them, pasted as text: read row by row, problems in words.

Usual layouts are read alike, because a row is a label and one or two dates: "Autumn term 1: 27 August 2025 to
17 October 2025", tables with tabs or commas, "INSET: 28 November 2025", rows that say when a term starts and
another when it ends, and terms with their half-term given as a break. Pure: a file is read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from coordinator_app.core.calendar import DAY, DayOff, TermBlock, TermCalendar, pull_back, roll_forward
from coordinator_app.core.dates import say
from coordinator_app.core.term_rows import Kind, Row, RowProblem, RowUnclear, rows_of, without_start

LONGEST_PASTE = 64_000  # characters
_LONGEST_TERM = 200  # days
_MOST_DAYS_OFF = 31  # in one row: a longer run is a holiday or a slip


@dataclass(frozen=True, slots=True)
class ReadTerms:
    """The calendar read so far and the rows that could not be taken."""

    calendar: TermCalendar
    problems: tuple[RowProblem, ...] = ()


def parse_term_dates(text: str, *, name: str) -> ReadTerms:
    """Reads pasted term dates; rows that cannot be read are reported and the others taken.

    A text over 64,000 characters gives one problem and no dates.
    """
    if len(text) > LONGEST_PASTE:
        problem = RowProblem(1, "This is too long for a list of term dates. Paste only the dates.")
        return ReadTerms(TermCalendar(name), (problem,))
    rows: list[Row] = []
    problems: list[RowProblem] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            rows.extend(rows_of(number, line))
        except RowUnclear as problem:
            problems.append(RowProblem(number, str(problem)))
    return build_calendar(name, rows, problems)


def term_dates_text(calendar: TermCalendar) -> str:
    """The calendar as text that `parse_term_dates` reads back as the same calendar."""
    lines = [f"{block.name}: {say(block.first)} to {say(block.last)}" for block in calendar.blocks]
    lines += [f"{off.reason}: {say(off.day)}" for off in (*calendar.inset_days, *calendar.closures)]
    return "".join(f"{line}\n" for line in lines)


@dataclass(slots=True)
class _Builder:
    """Takes rows one by one."""

    blocks: list[TermBlock] = field(default_factory=list)
    inset: list[DayOff] = field(default_factory=list)
    closures: list[DayOff] = field(default_factory=list)
    holidays: list[Row] = field(default_factory=list)
    open: Row | None = None

    def take(self, row: Row) -> None:
        """Adds one row. Raises RowUnclear."""
        match row.kind:
            case Kind.BANK_HOLIDAY:
                return  # the app knows them
            case Kind.INSET:
                self.inset.extend(_days_off(row, "INSET day"))
            case Kind.CLOSURE:
                self.closures.extend(_days_off(row, "closed"))
            case Kind.HOLIDAY:
                self.holidays.append(row)
            case _:
                self._take_term(row)

    def _take_term(self, row: Row) -> None:
        if len(row.days) == 1 and row.kind is Kind.STARTS:
            self.open = row
        elif len(row.days) == 1 and row.kind is Kind.ENDS and self.open:
            start, self.open = self.open, None
            self._add(Row(row.number, without_start(start.label), (start.days[0], row.days[0])))
        elif len(row.days) != 2:
            raise RowUnclear("A term needs its first and its last day. Type both in this row.")
        else:
            self._add(row)

    def _add(self, row: Row) -> None:
        first, last = row.days
        if last < first:
            raise RowUnclear(f"{say(last)} is before {say(first)}. Type the first day first.")
        if (last - first).days > _LONGEST_TERM:
            raise RowUnclear("This is longer than a term. Check both dates.")
        same = any(
            (one.first, one.last) == (first, last) and row.label in {"", one.name} for one in self.blocks
        )
        if not same:  # pasted twice, or an event kept twice in a calendar file, is one term
            self.blocks.append(TermBlock(row.label or f"Term {len(self.blocks) + 1}", first, last))

    def split(self, row: Row) -> None:
        """A half-term inside a term makes two blocks of it; any other holiday needs no note. Raises RowUnclear."""
        first, last = row.days[0], row.days[-1]
        for at, block in enumerate(self.blocks):
            if block.first < first and last < block.last:
                self.blocks[at : at + 1] = [
                    TermBlock(f"{block.name}, part 1", block.first, pull_back(first - DAY, _is_weekday)),
                    TermBlock(f"{block.name}, part 2", roll_forward(last + DAY, _is_weekday), block.last),
                ]
                return
            if block.first <= last and first <= block.last:
                raise RowUnclear(
                    f"This holiday overlaps the start or the end of {block.name}. Check its dates."
                )


def build_calendar(name: str, rows: Iterable[Row], problems: Iterable[RowProblem] = ()) -> ReadTerms:
    """A calendar from rows of any source (pasted text, a calendar file); adds its own problems."""
    builder, found = _Builder(), list(problems)
    for row in rows:
        try:
            builder.take(row)
        except RowUnclear as problem:
            found.append(RowProblem(row.number, str(problem)))
    for row in builder.holidays:
        try:
            builder.split(row)
        except RowUnclear as problem:
            found.append(RowProblem(row.number, str(problem)))
    if builder.open:
        found.append(RowProblem(builder.open.number, "This term starts but no row says when it ends."))
    blocks = tuple(sorted(builder.blocks, key=lambda block: block.first))
    calendar = TermCalendar(name, blocks, _in_order(builder.inset), _in_order(builder.closures))
    return ReadTerms(calendar, tuple(sorted(found, key=lambda problem: problem.number)))


def _in_order(days: list[DayOff]) -> tuple[DayOff, ...]:
    return tuple(sorted(days, key=lambda off: off.day))


def _is_weekday(day: date) -> bool:
    return day.weekday() < 5


def _days_off(row: Row, reason: str) -> Iterator[DayOff]:
    days = row.days
    if row.is_range:
        first, last = days
        length = (last - first).days
        if not 0 <= length <= _MOST_DAYS_OFF:
            raise RowUnclear(f"From {say(first)} to {say(last)} is not a run of days off. Check both dates.")
        run = (first + n * DAY for n in range(length + 1))
        days = tuple(day for day in run if _is_weekday(day))
    for day in days:
        yield DayOff(day, row.label or reason)
