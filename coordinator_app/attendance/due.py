"""What attendance brings to Today: one quiet line, how many weeks of pupils on a programme are not filled in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from coordinator_app.attendance.actions import folded, key_of
from coordinator_app.attendance.expected import Course, courses, provider_cells
from coordinator_app.attendance.model import AttendanceWeek, Place, monday_of
from coordinator_app.attendance.sheet import Asks
from coordinator_app.core.attendance import NO_MARK
from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.dates import say
from coordinator_app.organisations.actions import school_days
from coordinator_app.programmes.store import UNDER_WAY
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem

WEEKS = 4
"""So many whole weeks are looked at: what is older is history, and nagging about it helps nobody."""
Missing = tuple[str, Place, date]


@dataclass(frozen=True, slots=True)
class NotFilled:
    """The weeks in which a session that was asked for has no mark."""

    weeks: tuple[Missing, ...]

    @property
    def pupils(self) -> int:
        """Of how many pupils."""
        return len({one[0] for one in self.weeks})

    @property
    def first_to_fill(self) -> tuple[Place, date]:
        """The place and week where most of it can be filled in at once; the newest of equals."""
        found = Counter((place, monday) for _pupil, place, monday in self.weeks)
        return max(found, key=lambda one: (found[one], one[1], one[0]))


def due_items(session: Session) -> list[DueItem]:
    """One line, or none."""
    found = not_filled(session)
    if not found.weeks:
        return []
    number = len(found.weeks)
    weeks = "1 week" if number == 1 else f"{number} weeks"
    pupils = "1 pupil" if found.pupils == 1 else f"{found.pupils} pupils"
    last = monday_of(session.clock.today()) - timedelta(days=3)
    place, monday = found.first_to_fill
    return [
        DueItem(
            key="attendance-not-filled",
            title=f"{weeks} of attendance {'is' if number == 1 else 'are'} not filled in",
            second_line=f"Of {pupils} on a programme, in the {WEEKS} weeks up to {say(last)}.",
            icon="list-checks",
            page="attendance_week",
            params=(("provider_id", place.provider_id), ("week", monday.isoformat())),
            action="Fill in",
        )
    ]


def not_filled(session: Session) -> NotFilled:
    """The weeks of programmes under way at providers, of the last whole weeks, in which a mark is missing."""
    this = monday_of(session.clock.today())
    mondays = [this - timedelta(days=7 * number) for number in range(1, WEEKS + 1)]
    running = _followed(session)
    if not running:
        return NotFilled(())
    kept = _kept(session, mondays)
    days = _Days(session, {one.programme.pupil_id for one in running})
    found = {
        (one.programme.pupil_id, one.place, monday)
        for one in running
        for monday in mondays
        if _is_missing(one, monday, kept, days)
    }
    return NotFilled(tuple(sorted(found)))


def _followed(session: Session) -> list[Course]:
    """The programmes under way at providers of which attendance has been kept before: who never keeps any is not nagged."""
    under_way = [
        one for one in courses(session, {"state": UNDER_WAY}) if one.place.provider_id and one.sessions
    ]
    providers = {one.place.provider_id for one in under_way}
    known = {one for one in providers if session.count(AttendanceWeek, where={"provider_id": one}, cap=1)}
    return [one for one in under_way if one.place.provider_id in known]


def _kept(session: Session, mondays: list[date]) -> dict[Missing, list[AttendanceWeek]]:
    found: dict[Missing, list[AttendanceWeek]] = {}
    for week in session.list(AttendanceWeek, where={"monday": tuple(mondays)}, newest=True):
        found.setdefault(key_of(week), []).append(week)
    return found


class _Days:
    """The calendar of each pupil's school, read once a school; a pupil in the trash has none and is not asked for."""

    def __init__(self, session: Session, pupil_ids: set[str]) -> None:
        self.today = session.clock.today()
        self._session, self._found = session, dict[str, SchoolDays]()
        known = session.list(Pupil, where={"id": tuple(pupil_ids)})
        self._schools = {one.id: one.school_id for one in known if one.closed_on is None}

    def of(self, pupil_id: str) -> SchoolDays | None:
        """The calendar of the school on roll, None for a pupil who is not asked for."""
        school_id = self._schools.get(pupil_id)
        if school_id is None:
            return None
        if school_id not in self._found:
            self._found[school_id] = school_days(self._session, school_id)
        return self._found[school_id]


def _is_missing(course: Course, monday: date, kept: dict[Missing, list[AttendanceWeek]], days: _Days) -> bool:
    school = days.of(course.programme.pupil_id)
    if school is None or not course.touches(monday):
        return False
    marks = folded(kept.get((course.programme.pupil_id, course.place, monday), []))
    cells = provider_cells([course], monday, days.today, school)
    return any(cell.asks is Asks.ASKED and mark == NO_MARK for cell, mark in zip(cells, marks, strict=True))
