"""Attendance since the last review, from the weeks that are held: for the screen, the words and the printed chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from coordinator_app.attendance.view import weeks_of
from coordinator_app.core.attendance import Totals, say_tenths
from coordinator_app.core.calendar import DAY
from coordinator_app.core.dates import say
from coordinator_app.programmes.model import Programme
from coordinator_app.reviews.model import Review
from coordinator_app.store.session import Session

MOST_WEEKS = 13
"""A quarter of a year: more bars than these cannot be read on a page."""
_WITHOUT_START = timedelta(weeks=6)


@dataclass(frozen=True, slots=True)
class Week:
    """One week: its Monday and how its sessions count, all places together."""

    monday: date
    totals: Totals


@dataclass(frozen=True, slots=True)
class Attended:
    """The weeks from `first` to `last`, oldest first; only those of which something is known."""

    first: date
    last: date
    weeks: tuple[Week, ...] = ()

    @property
    def total(self) -> Totals:
        """All weeks together."""
        return sum((week.totals for week in self.weeks), Totals())

    @property
    def percent(self) -> str:
        """As a review keeps it: "92.4", or "" where nothing was possible."""
        tenths = self.total.tenths
        return "" if tenths is None else say_tenths(tenths)

    @property
    def words(self) -> str:
        """In words that a family reads: how many half days, and how many were missed with leave and without: all of them."""
        total = self.total
        if not total.possible:
            return ""
        came = f"Came to {total.attended} of {total.possible} half days."
        if not total.absent:
            return f"{came} None was missed."
        if not total.unauthorised:
            return f"{came} Every absence was agreed."
        if not total.authorised:
            return f"{came} {_half_days(total.unauthorised)} missed without leave."
        return f"{came} {_half_days(total.authorised)} missed with leave, and {total.unauthorised} without."

    @property
    def days(self) -> str:
        """The days in words."""
        return f"{say(self.first)} to {say(self.last)}"


def _half_days(number: int) -> str:
    return "1 half day was" if number == 1 else f"{number} half days were"


def since_last(session: Session, review: Review, before: Review | None) -> Attended:
    """The weeks from the day after the last review held, or from the first day of any programme under way, to this one."""
    last = review.held_on or session.clock.today()
    first = _first_day(session, review, before, last)
    first = max(first, last - timedelta(weeks=MOST_WEEKS) + DAY)
    return Attended(first, last, _weeks(session, review.pupil_id, first, last))


def _first_day(session: Session, review: Review, before: Review | None, last: date) -> date:
    held = _last_held(session, review, before)
    if held is not None:
        return held + DAY
    starts = [
        one.start_on
        for one in session.list(Programme, where={"pupil_id": review.pupil_id})
        if one.is_under_way and one.start_on is not None and one.start_on <= last
    ]
    return min(starts, default=last - _WITHOUT_START)


def _last_held(session: Session, review: Review, before: Review | None) -> date | None:
    """The day of the last review that took place: one that was planned and never held begins no count."""
    if before is None or before.held_on is not None:
        return before.held_on if before is not None else None
    held = [
        one.held_on
        for one in session.list(Review, where={"pupil_id": review.pupil_id})
        if one.held_on is not None and (one.review_number or 0) < (review.review_number or 0)
    ]
    return max(held, default=None)


def _weeks(session: Session, pupil_id: str, first: date, last: date) -> tuple[Week, ...]:
    """The weeks in which there was something to come to; half days outside are left out, so none is counted twice."""
    found = weeks_of(session, pupil_id, first, last)
    return tuple(Week(one.monday, one.together) for one in found if one.together.possible)
