"""What attendance brings to Today: one quiet line, how many weeks of pupils on a programme are not filled in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from coordinator_app.attendance.expected import why_shut
from coordinator_app.attendance.model import Place, monday_of
from coordinator_app.attendance.store import Running, followed, marked, running
from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.dates import say
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.actions import school_days
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
    """The weeks of programmes under way at providers, of the last whole weeks, in which a mark is missing.

    Only of providers whose attendance has been kept before: who never keeps any is not nagged.
    """
    connection = session.databases.connection(Compartment.GENERAL)
    known = running(connection)
    asked = followed(connection, {one.provider_id for one in known})
    if not asked:
        return NotFilled(())
    this = monday_of(session.clock.today())
    mondays = [this - timedelta(days=7 * number) for number in range(1, WEEKS + 1)]
    pupil_ids = {one.pupil_id for one in known if one.provider_id in asked}
    kept, shut = marked(connection, pupil_ids, mondays), _ShutDays(session)
    found = {
        (one.pupil_id, one.place, monday)
        for one in known
        for monday in mondays
        if one.provider_id in asked
        and _lacks(one, monday, kept.get((one.pupil_id, one.provider_id, monday), frozenset()), shut)
    }
    return NotFilled(tuple(sorted(found)))


class _ShutDays:
    """The closed days of each school in a week, worked out once for all its pupils."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._schools: dict[str, SchoolDays] = {}
        self._found: dict[tuple[str, date], frozenset[date]] = {}

    def of(self, school_id: str, monday: date) -> frozenset[date]:
        """Those from Monday to Friday."""
        key = (school_id, monday)
        if key not in self._found:
            if school_id not in self._schools:
                self._schools[school_id] = school_days(self._session, school_id)
            days = (monday + timedelta(days=number) for number in range(5))
            self._found[key] = frozenset(day for day in days if why_shut(self._schools[school_id], day))
        return self._found[key]


def _lacks(one: Running, monday: date, marks: frozenset[int], shut: _ShutDays) -> bool:
    """Whether a session that was expected has no mark."""
    days = {at: monday + timedelta(days=at // 2) for at in one.sessions - marks}
    return any(one.runs(day) and day not in shut.of(one.school_id, monday) for day in days.values())
