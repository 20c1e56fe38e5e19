"""What Today asks of all programmes under way and of the newest weeks, read in one statement each without whole records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coordinator_app.attendance.model import Place
from coordinator_app.core.attendance import NO_MARK, read_week
from coordinator_app.programmes.model import Half, ProgrammeState, Weekday
from coordinator_app.programmes.store import UNDER_WAY
from coordinator_app.store.connection import Connection
from coordinator_app.store.sql import as_list, rows

_WEEKDAYS, _HALVES = tuple(Weekday), tuple(Half)
_COURSES = (
    "SELECT g.pupil_id, g.provider_id, coalesce(p.school_id, ''), g.state, g.start_on, g.paused_on,"
    " group_concat(d.weekday || ' ' || d.half)"
    " FROM programme AS g"
    " JOIN pupil AS p ON p.id = g.pupil_id AND p.trashed_at IS NULL AND p.closed_on IS NULL"
    " JOIN programme_day AS d ON d.programme_id = g.id AND d.trashed_at IS NULL"
    " WHERE g.trashed_at IS NULL AND g.provider_id IS NOT NULL AND g.start_on IS NOT NULL"
    " AND g.state IN (SELECT value FROM json_each(?)) GROUP BY g.id"
)
_WEEKS = (
    "SELECT pupil_id, provider_id, monday, marks FROM attendance_week"
    " WHERE trashed_at IS NULL AND provider_id IS NOT NULL"
    " AND pupil_id IN (SELECT value FROM json_each(?)) AND monday IN (SELECT value FROM json_each(?))"
)
_FOLLOWED = (
    "SELECT value FROM json_each(?) WHERE EXISTS"
    " (SELECT 1 FROM attendance_week WHERE provider_id = value AND trashed_at IS NULL)"
)


@dataclass(frozen=True, slots=True)
class Running:
    """A programme under way at a provider, of a pupil whose record is open; its sessions by their place from 0 to 9."""

    pupil_id: str
    provider_id: str
    school_id: str
    start_on: date
    paused_on: date | None
    sessions: frozenset[int]

    @property
    def place(self) -> Place:
        """Where it takes place."""
        return Place(provider_id=self.provider_id)

    def runs(self, day: date) -> bool:
        """Whether it ran on a day."""
        return day >= self.start_on and (self.paused_on is None or day < self.paused_on)


def running(connection: Connection) -> list[Running]:
    """Every one that has sessions."""
    return [
        Running(pupil, provider, school, date.fromisoformat(start), _paused(state, paused), _sessions(days))
        for pupil, provider, school, state, start, paused, days in rows(
            connection, _COURSES, (as_list(UNDER_WAY),)
        )
    ]


def followed(connection: Connection, provider_ids: Iterable[str]) -> frozenset[str]:
    """Those of these providers of which attendance was ever kept."""
    return frozenset(one for (one,) in rows(connection, _FOLLOWED, (as_list(sorted(provider_ids)),)))


def marked(
    connection: Connection, pupil_ids: Iterable[str], mondays: Iterable[date]
) -> dict[tuple[str, str, date], frozenset[int]]:
    """The sessions of these pupils of which something is known, by pupil, provider and Monday.

    By pupils, not by weeks: of a week there are as many rows as pupils ever had one, on a programme or not.
    """
    found: dict[tuple[str, str, date], set[int]] = defaultdict(set)
    wanted = (as_list(sorted(pupil_ids)), as_list(day.isoformat() for day in mondays))
    for pupil, provider, monday, marks in rows(connection, _WEEKS, wanted):
        known = (at for at, mark in enumerate(read_week(marks)) if mark != NO_MARK)
        found[pupil, provider, date.fromisoformat(monday)].update(known)
    return {key: frozenset(known) for key, known in found.items()}


def _paused(state: str, paused_on: str | None) -> date | None:
    return date.fromisoformat(paused_on) if state == ProgrammeState.PAUSED and paused_on else None


def _sessions(days: str) -> frozenset[int]:
    pairs = (one.split() for one in days.split(","))
    return frozenset(
        2 * _WEEKDAYS.index(Weekday(weekday)) + _HALVES.index(Half(half)) for weekday, half in pairs
    )
