"""What a deadline is: a date to work to, the rule and the source that produced it, and every step of the count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.counting import DaysNotKnown, Step
from coordinator_app.core.dates import say_day


class Rule(StrEnum):
    """What sets a clock. The order is that of precedence when two fall on one day: law first."""

    LEGAL_MONTH = "legal_month"
    SCHOOL_RECORD = "school_record"
    INFORMATION = "information"
    ICO_REPORT = "ico_report"
    POLICY_TARGET = "policy_target"
    COMPLAINT_STATUTE = "complaint_statute"
    COMPLAINT_GUIDANCE = "complaint_guidance"
    SUSPENSION_DAY_SIX = "suspension_day_six"
    TRANSFER_FILE = "transfer_file"
    CHILD_PROTECTION_FILE = "child_protection_file"
    PROGRAMME_REVIEW = "programme_review"
    AGREEMENT_SUSPENSION = "agreement_suspension"

    @property
    def label(self) -> str:
        """The clock's name on the screen."""
        return _LABELS[self]


_LABELS = {
    Rule.LEGAL_MONTH: "Legal month",
    Rule.SCHOOL_RECORD: "15 school days",
    Rule.INFORMATION: "Freedom of information",
    Rule.ICO_REPORT: "72 hours",
    Rule.POLICY_TARGET: "Partnership target",
    Rule.COMPLAINT_STATUTE: "30 days, as the Act counts",
    Rule.COMPLAINT_GUIDANCE: "30 days, as the ICO counts",
    Rule.SUSPENSION_DAY_SIX: "Day 6 education",
    Rule.TRANSFER_FILE: "Transfer file",
    Rule.CHILD_PROTECTION_FILE: "Child protection file",
    Rule.PROGRAMME_REVIEW: "Review",
    Rule.AGREEMENT_SUSPENSION: "Agreement suspended",
}


class Unit(StrEnum):
    """What a clock counts."""

    DAYS = "days"
    SCHOOL_DAYS = "school days"
    HOURS = "hours"


class TargetRule(StrEnum):
    """The setting for "normally within fifteen days" (clause 003-5.1): calendar days by default."""

    CALENDAR_15 = "calendar_15"
    SCHOOL_15 = "school_15"


class ProofKind(StrEnum):
    """What may be asked for before the legal month starts; the value completes "waiting for ..."."""

    IDENTITY = "identity"
    AUTHORITY = "proof of authority"
    FEE = "the fee"


@dataclass(frozen=True, slots=True)
class Proof:
    """Something asked for before the month can start; `received` is None until it arrives, `asked` where nobody knows."""

    kind: ProofKind
    received: date | None = None
    asked: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date to work to, the rule that produced it and how.

    `due` is None when `why_unknown` (or `waiting`) says why. `unrolled` is the date before rolling or pulling,
    `work_to` an earlier cautious date where readings of the law differ by a day (else `due`), `due_at` the
    instant in UTC of a clock that counts hours, `started` the day the clock began, `school` the calendar the
    clock was counted in.
    """

    rule: Rule
    due: date | None
    why_unknown: str
    source: str
    steps: tuple[Step, ...]
    unit: Unit = Unit.DAYS
    started: date | None = None
    unrolled: date | None = None
    work_to: date | None = None
    due_at: datetime | None = None
    waiting: str = ""
    school: SchoolDays | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Found:
    """What a count found: the date due, the date before it was moved, the cautious date."""

    due: date
    unrolled: date | None = None
    work_to: date | None = None


def worked_out(
    rule: Rule,
    source: str,
    start: date,
    why: str,
    find: Callable[[list[Step]], Found],
    *,
    school: SchoolDays | None = None,
) -> Deadline:
    """Runs the count and keeps its steps, also when it ran into unknown days."""
    unit = Unit.SCHOOL_DAYS if school else Unit.DAYS
    steps = [Step(start, f"{say_day(start)}: {why}")]
    try:
        found = find(steps)
    except DaysNotKnown as gap:
        return Deadline(rule, None, str(gap), source, tuple(steps), unit, start, school=school)
    steps.append(Step(found.due, f"{say_day(found.due)}: due"))
    return Deadline(
        rule,
        found.due,
        "",
        source,
        tuple(steps),
        unit,
        start,
        unrolled=found.unrolled or found.due,
        work_to=found.work_to or found.due,
        school=school,
    )


def waiting_for(rule: Rule, source: str, since: date, waiting: str) -> Deadline:
    """A clock that stands until something arrives; `waiting` completes "waiting for ..."."""
    text = f"{say_day(since)}: the clock stands, waiting for {waiting}"
    return Deadline(rule, None, f"waiting for {waiting}", source, (Step(since, text),), waiting=waiting)
