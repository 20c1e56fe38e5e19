"""When an entry was typed so long after it happened that both days are shown: more than two school days (003-5.4)."""

from __future__ import annotations

from datetime import date, timedelta

from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.clock import LONDON

MOST_SCHOOL_DAYS = 2
_SURELY = 90  # days: no holiday is as long as that


def typed_on(entry: ChronologyEntry) -> date | None:
    """The day it was typed, by the calendar in London."""
    return entry.created_at.astimezone(LONDON).date() if entry.created_at else None


def days_late(entry: ChronologyEntry) -> int:
    """Days between what happened and its being typed; 0 when not known."""
    typed = typed_on(entry)
    return (typed - entry.happened_on).days if typed and entry.happened_on else 0


class BackDated:
    """Made for one school's calendar. Where term dates are not known, a weekday counts as a school day."""

    def __init__(self, school: SchoolDays) -> None:
        self._school = school
        self._known: dict[date, bool] = {}

    def is_so(self, entry: ChronologyEntry) -> bool:
        """Whether more than two school days lie between what happened and its being typed."""
        late = days_late(entry)
        if late <= MOST_SCHOOL_DAYS or entry.happened_on is None:
            return False
        if late > _SURELY:
            return True
        days = (entry.happened_on + timedelta(days=number) for number in range(1, late + 1))
        return sum(1 for day in days if self._counts(day)) > MOST_SCHOOL_DAYS

    def _counts(self, day: date) -> bool:
        if day not in self._known:
            unknown = self._school.why_unknown(day) is not None
            self._known[day] = day.weekday() < 5 if unknown else self._school.counts(day)
        return self._known[day]
