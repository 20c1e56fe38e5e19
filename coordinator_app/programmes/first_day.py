"""Whether a first day can be one: a school day, and a day of the week that is ticked; else the next that can. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.dates import say_day
from coordinator_app.programmes.model import Programme, ProgrammeDay, Weekday

_WEEKDAYS = tuple(Weekday)
_LOOK_AHEAD = 120  # days: longer than any holiday, so that a school year to come is reached


@dataclass(frozen=True, slots=True)
class OddStart:
    """Why a first day cannot be one, in a sentence, and the next day that can (None: none is known)."""

    why: str
    instead: date | None

    @property
    def question(self) -> str:
        """Both, as it is asked before it is kept."""
        rest = f"The next that can be is {say_day(self.instead)}." if self.instead else "Check it."
        return f"{self.why} {rest}"


def odd_start(programme: Programme, days: Sequence[ProgrammeDay], school: SchoolDays) -> OddStart | None:
    """None where the first day is right, not typed yet, or nothing is known against it."""
    start = programme.start_on
    if start is None:
        return None
    closed, ticked = _closed(start, school), _ticked(days)
    if closed:
        why = f"{say_day(start)} is no school day ({closed})."
    elif ticked and start.weekday() not in ticked:
        why = f"{say_day(start)} is not one of the ticked days."
    else:
        return None
    return OddStart(why, _next(start, ticked or frozenset(range(len(_WEEKDAYS))), school))


def _ticked(days: Sequence[ProgrammeDay]) -> frozenset[int]:
    """The days of the week that have a session, Monday is 0."""
    return frozenset(_WEEKDAYS.index(one.weekday) for one in days if one.weekday)


def _closed(day: date, school: SchoolDays) -> str:
    """Why the school is known to be closed on a day, or ""."""
    return (school.why_not(day) or "") if school.why_unknown(day) is None else ""


def _next(start: date, weekdays: frozenset[int], school: SchoolDays) -> date | None:
    later = (start + timedelta(days=number) for number in range(1, _LOOK_AHEAD))
    return next((day for day in later if day.weekday() in weekdays and not _closed(day, school)), None)
