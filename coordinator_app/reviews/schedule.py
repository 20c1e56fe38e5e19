"""When the reviews of a programme fall: six-weekly, on a school day, at least one each half term (domain 6.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.core.calendar import DAY, SchoolDays, pull_back
from coordinator_app.core.dates import say_day
from coordinator_app.core.deadline_types import Deadline
from coordinator_app.core.other_deadlines import programme_review

WEEKS = 6
_MOST = 12
"""Reviews worked out ahead: more than a school year of them."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """When the next review should be, and why that day."""

    on: date
    why: str


def propose(start: date, school: SchoolDays) -> Proposal:
    """Six weeks after `start`, pulled back to a school day, and earlier where a whole short half term would be passed over.

    The plain six weeks where term dates run out.
    """
    due = programme_review(start, school, weeks=WEEKS)
    literal = start + 7 * WEEKS * DAY
    if due.due is None:
        return Proposal(literal, f"Six weeks later. Whether the school is open is {due.why_unknown}.")
    short = _passed_over(start, due.due, school)
    if short is not None:
        return Proposal(short, f"The half term ends on {say_day(short)}, and there is a review in each.")
    return Proposal(due.due, _why(due, literal))


def _passed_over(start: date, due: date, school: SchoolDays) -> date | None:
    """The last school day of the first half term that lies whole between two reviews; None where none does."""
    between = [one for one in school.terms.blocks if start < one.first and one.last < due]
    return min((pull_back(one.last, school.counts) for one in between), default=None)


def dates(start: date, until: date | None, school: SchoolDays) -> tuple[date, ...]:
    """Every review of a programme from its first day on, as far as term dates are known, a year ahead at most."""
    found: list[date] = []
    while len(found) < _MOST:
        start = propose(found[-1] if found else start, school).on
        known = school.why_unknown(start) is None
        if (until is not None and start > until) or not known or (found and start <= found[-1]):
            break
        found.append(start)
    return tuple(found)


def _why(due: Deadline, literal: date) -> str:
    if due.due == literal:
        return "Six weeks later, a school day."
    reason = due.school.why_not(literal) if due.school else None
    return f"Six weeks later is {say_day(literal)} ({reason or 'no school'}), so it comes back to the school day before."
