"""What follows from suspensions: which school days they take, the sixth of them, and which overlap.

Counted in half days, as schools report them (domain 6.4): a whole day is two, a lunchtime is one. Nothing is guessed:
where term dates are missing the counts say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from coordinator_app.chronology.lengths import days_words
from coordinator_app.chronology.suspension import ExclusionKind, Suspension
from coordinator_app.core.calendar import DAY, SchoolDays
from coordinator_app.core.dates import say
from coordinator_app.core.deadline_types import Deadline
from coordinator_app.core.other_deadlines import suspension_day_six

DAY_SIX_AFTER = 10  # half days: five days
MOST_HALF_DAYS = 190  # in one decision: more is a slip, the law allows 90 in a year


@dataclass(frozen=True, slots=True)
class Span:
    """The school days that a suspension takes, with the half days of each. `why_unknown` says which are not known."""

    of: Suspension
    days: tuple[tuple[date, int], ...]
    uncounted: int = 0
    why_unknown: str = ""

    @property
    def first(self) -> date | None:
        """The first school day of it."""
        return self.days[0][0] if self.days else self.of.first_on

    @property
    def last(self) -> date | None:
        """The last school day of it; None where it is not known, and for a permanent exclusion."""
        return self.days[-1][0] if self.days and not self.uncounted else None


def span_of(one: Suspension, school: SchoolDays) -> Span:
    """Count its half days along the school's calendar."""
    left = one.half_days or 0
    if one.first_on is None or one.exclusion_kind is ExclusionKind.PERMANENT:
        return Span(one, ())
    each = 1 if one.exclusion_kind is ExclusionKind.LUNCHTIME else 2
    days: list[tuple[date, int]] = []
    day = one.first_on
    while left > 0:
        unknown = school.why_unknown(day)
        if unknown is not None:
            return Span(one, tuple(days), left, unknown)
        if school.counts(day):
            days.append((day, min(each, left)))
            left -= each
        day += DAY
    return Span(one, tuple(days))


@dataclass(frozen=True, slots=True)
class DaySix:
    """The sixth school day of a suspension or of several that follow each other without a school day between.

    `is_owed` is whether the law calls for education on it: the suspension lasts longer than five days, or the exclusion
    is permanent. `began` is the first day of the first of them.
    """

    deadline: Deadline
    is_owed: bool
    half_days: int
    began: date | None
    is_permanent: bool = False
    ids: frozenset[str] = frozenset()

    def holds(self, one: Suspension) -> bool:
        """Whether a suspension is one of those that are counted together."""
        return one.id in self.ids

    @property
    def who(self) -> str:
        """Who must arrange it."""
        return "the local authority" if self.is_permanent else "the school"


def day_six(span: Span, others: Sequence[Span], school: SchoolDays) -> DaySix | None:
    """The day from which education is due, counted by this school's calendar; None for a lunchtime.

    `others` are the pupil's other suspensions: what follows without a school day between is one period for this duty
    (DfE guidance on suspension and permanent exclusion).
    """
    first = span.of.first_on
    if first is None or span.of.exclusion_kind is ExclusionKind.LUNCHTIME:
        return None
    if span.of.exclusion_kind is ExclusionKind.PERMANENT:
        return DaySix(
            suspension_day_six(first, school), is_owed=True, half_days=0, began=first, is_permanent=True
        )
    run = run_of(span, others, school)
    began = run[0].of.first_on or first
    half_days = sum(one.of.half_days or 0 for one in run)
    ids = frozenset(one.of.id for one in run)
    return DaySix(suspension_day_six(began, school), half_days > DAY_SIX_AFTER, half_days, began, ids=ids)


def run_of(span: Span, others: Sequence[Span], school: SchoolDays) -> tuple[Span, ...]:
    """The suspensions that follow each other without a school day between, this one among them, the first first."""
    whole = [
        one for one in others if one.of.exclusion_kind is ExclusionKind.SUSPENSION and one.of.id != span.of.id
    ]
    run = [span]
    while (before := next((one for one in whole if _follows(one, run[0], school)), None)) is not None:
        run.insert(0, before)
        whole.remove(before)
    while (after := next((one for one in whole if _follows(run[-1], one, school)), None)) is not None:
        run.append(after)
        whole.remove(after)
    return tuple(run)


def _follows(before: Span, after: Span, school: SchoolDays) -> bool:
    """Whether no school day lies between the two."""
    if before.last is None or after.first is None or after.first <= before.last:
        return False
    day = before.last + DAY
    while day < after.first:
        if school.why_unknown(day) is not None or school.counts(day):
            return False
        day += DAY
    return True


def overlapping(span: Span, others: Iterable[Span]) -> Suspension | None:
    """Another suspension that takes one of the same days, or None. A permanent exclusion may follow at any moment."""
    taken = {day for day, _ in span.days} or {day for day in (span.of.first_on,) if day is not None}
    for other in others:
        same = other.of.id == span.of.id
        permanent = ExclusionKind.PERMANENT in {other.of.exclusion_kind, span.of.exclusion_kind}
        if not same and not permanent and taken & {day for day, _ in other.days}:
            return other.of
    return None


def told(one: Suspension, school_name: str) -> str:
    """The suspension in one sentence, in facts that anybody may read: "Suspension, 3 days from 9 November 2026 ..."."""
    kind = one.exclusion_kind.label if one.exclusion_kind else ""
    since = f"from {say(one.first_on)}" if one.first_on else ""
    if one.exclusion_kind is ExclusionKind.PERMANENT:
        length = ""
    elif one.exclusion_kind is ExclusionKind.LUNCHTIME:
        count = one.half_days or 0
        length = "1 lunchtime" if count == 1 else f"{count} lunchtimes"
    else:
        length = days_words(one.half_days or 0)
    what = ", ".join(part for part in (kind, " ".join(part for part in (length, since) if part)) if part)
    reasons = "; ".join(reason.label for reason in one.reasons)
    return f"{what}, by {school_name or 'the school'}. Reason given: {reasons}."
