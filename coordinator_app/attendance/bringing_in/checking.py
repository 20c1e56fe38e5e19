"""The dry run: what each row would do, and every week as it would be afterwards. Nothing is written."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from coordinator_app.attendance.actions import folded, kept_weeks
from coordinator_app.attendance.bringing_in.asked import FileRead
from coordinator_app.attendance.bringing_in.matching import Match, match_all, people
from coordinator_app.attendance.bringing_in.plan import Outcome, Plan, RowOutcome, WeekPlan
from coordinator_app.attendance.bringing_in.standing import Standing, standing
from coordinator_app.attendance.model import AttendanceFile, Place
from coordinator_app.core.attendance import NO_MARK, WEEK_SESSIONS, session_words
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say
from coordinator_app.core.errors import Cancelled
from coordinator_app.jobs.jobs import InTask, Progress
from coordinator_app.store.session import Session

_AT_ONCE = 500  # rows between two looks at whether to stop
_SHOWN = 4
_DAYS = tuple(timedelta(days=number) for number in range(5))
Marks = list[str]


@dataclass(frozen=True, slots=True)
class Given:
    """A file that was read, and whose register it is."""

    read: FileRead
    called: str
    sha256: str
    place: Place
    place_name: str


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the file with its pupil. `said` has (place in the week, mark), nothing where `why` says why it is left out."""

    row: int
    match: Match
    monday: date | None
    said: tuple[tuple[int, str], ...]
    why: str = ""

    @property
    def key(self) -> tuple[str, date]:
        """Pupil and Monday; AssertionError for a line that is left out."""
        assert self.monday is not None
        return self.match.id, self.monday


def check(session: Session, given: Given, within: InTask) -> Plan:
    """What bringing the file in would do now. Raises Cancelled when asked to stop."""
    within.tell(Progress(0, None, "Looking for the pupils"))
    matches = match_all(people(session), [_person(one) for one in json.loads(given.read.people)])
    found = standing(session, given.place, given.place_name, {one.id for one in matches if one.id})
    lines = list(_judged(_lines(given.read, matches), found, within, given.read.rows))
    lines = _without_doubles(lines)
    within.tell(Progress(len(lines), len(lines), "Comparing with what is kept"))
    wanted = _merged(lines)
    kept = kept_weeks(session, [(pupil, given.place, monday) for pupil, monday in wanted])
    before = {(key[0], key[2]): folded(weeks) for key, weeks in kept.items()}
    return Plan(
        given.place,
        given.place_name,
        given.called,
        given.sha256,
        given.read.rows,
        tuple(_outcome(line, before) for line in lines),
        tuple(_weeks(wanted, before)),
        (*given.read.notes, *_brought_before(session, given.sha256)),
    )


def _brought_before(session: Session, sha256: str) -> Iterator[str]:
    """A sentence if the very same file was brought in and not taken back."""
    known = session.list(AttendanceFile, where={"sha256": sha256}, newest=True, limit=1) if sha256 else []
    for file in known:
        on = f" on {say(file.brought_at.astimezone(LONDON).date())}" if file.brought_at else ""
        yield f"This very file was brought in before{on}."


def _person(one: list[str]) -> tuple[str, str, str, str]:
    upn, family, given, born = one
    return upn, family, given, born


def _lines(read: FileRead, matches: list[Match]) -> Iterator[_Line]:
    for row, who, monday, said in _parts(read):
        match = matches[who]
        if not monday:
            yield _Line(row, match, None, (), said)
        elif match.why:
            yield _Line(row, match, date.fromisoformat(monday), (), match.why)
        else:
            marks = tuple((place, mark) for place, mark in enumerate(said.split()) if mark != NO_MARK)
            yield _Line(row, match, date.fromisoformat(monday), marks)


def _parts(read: FileRead) -> Iterator[list[Any]]:
    for portion in read.lines.splitlines():
        yield from json.loads(portion)


def _judged(lines: Iterator[_Line], found: Standing, within: InTask, total: int) -> Iterator[_Line]:
    """Each line, left out where the pupil, the place or a day of it stands against it."""
    for number, line in enumerate(lines):
        if number % _AT_ONCE == 0:
            if within.cancelled():
                raise Cancelled
            within.tell(Progress(min(number, total), total, f"Checking row {line.row:,}"))
        yield line if line.why else _left_out(line, _why_not(line, found))


def _why_not(line: _Line, found: Standing) -> str:
    why = found.why_not_pupil(line.match.id)
    if why:
        return why
    _, monday = line.key
    for place, mark in line.said:
        said = found.why_not_mark(line.match.id, monday + _DAYS[place // 2], mark)
        if said:
            return said
    return ""


def _left_out(line: _Line, why: str) -> _Line:
    return _Line(line.row, line.match, line.monday, (), why) if why else line


# the same session twice


def _without_doubles(lines: list[_Line]) -> list[_Line]:
    """Rows that say the same again are left out, and all of those that say different things of one session."""
    said: dict[tuple[str, date], list[dict[str, int]]] = {}
    for line in lines:
        if not line.why:
            places = said.setdefault(line.key, [{} for _ in range(WEEK_SESSIONS)])
            for place, mark in line.said:
                places[place].setdefault(mark, line.row)
    seen: set[tuple[str, date, int]] = set()
    return [line if line.why else _left_out(line, _doubled(line, said[line.key], seen)) for line in lines]


def _doubled(line: _Line, said: list[dict[str, int]], seen: set[tuple[str, date, int]]) -> str:
    pupil, monday = line.key
    fresh = False
    for place, mark in line.said:
        others = said[place]
        if len(others) > 1:
            other = next(row for code, row in others.items() if code != mark)
            return f"{session_words(place)}: row {other:,} says something else of the same session."
        fresh = fresh or (pupil, monday, place) not in seen
        seen.add((pupil, monday, place))
    first = min((row for place, mark in line.said for row in said[place].values()), default=line.row)
    return "" if fresh else f"Row {first:,} says the same already."


# weeks as they would be


def _merged(lines: list[_Line]) -> dict[tuple[str, date], Marks]:
    weeks: dict[tuple[str, date], Marks] = defaultdict(lambda: [NO_MARK] * WEEK_SESSIONS)
    for line in lines:
        if not line.why:
            week = weeks[line.key]
            for place, mark in line.said:
                week[place] = mark
    return dict(weeks)


def _weeks(
    wanted: Mapping[tuple[str, date], Marks], before: Mapping[tuple[str, date], tuple[str, ...]]
) -> Iterator[WeekPlan]:
    """The weeks that would be other than they are; what the file says nothing of stays."""
    for key, marks in wanted.items():
        kept = before.get(key)
        after = (
            marks
            if kept is None
            else [new if new != NO_MARK else old for new, old in zip(marks, kept, strict=True)]
        )
        if kept is None or tuple(after) != kept:
            yield WeekPlan(*key, "" if kept is None else " ".join(kept), " ".join(after))


def _outcome(line: _Line, before: Mapping[tuple[str, date], tuple[str, ...]]) -> RowOutcome:
    outcome, words = _what_becomes(line, before)
    return RowOutcome(line.row, outcome, line.match.who, line.monday, words, line.match.id)


def _what_becomes(line: _Line, before: Mapping[tuple[str, date], tuple[str, ...]]) -> tuple[Outcome, str]:
    if line.why:
        return Outcome.REFUSED, line.why
    kept = before.get(line.key, (NO_MARK,) * WEEK_SESSIONS)
    changed = [(place, kept[place], mark) for place, mark in line.said if kept[place] not in {NO_MARK, mark}]
    fresh = [(place, mark) for place, mark in line.said if kept[place] == NO_MARK]
    if changed:
        words = _some([f"{session_words(place)}: {old} becomes {new}" for place, old, new in changed])
        more = f". {len(fresh)} more {'is' if len(fresh) == 1 else 'are'} new" if fresh else ""
        return Outcome.CHANGES, words + more
    if fresh:
        words = _some([f"{session_words(place)}: {mark}" for place, mark in fresh])
        return Outcome.NEW, words
    return Outcome.SAME, "What the row says is kept already."


def _some(said: list[str]) -> str:
    more = f", and {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
    return ", ".join(said[:_SHOWN]) + more
