"""The month to answer somebody who asks to correct, erase, restrict or stop, and what of it moves (UK GDPR articles 12(3), 12A).

Proof of who they are moves the start, as for an access request. A question to them does not stop it: the law lets the days until
the answer go uncounted only for a request to see information (its twin, section 54(3C) of the Data Protection Act 2018, names
that right alone). So we work to the month without any pause; a reading that leaves those days out gives a later last day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from coordinator_app.core.calendar import BankHolidays
from coordinator_app.core.counting import Pause, Step
from coordinator_app.core.dates import say, say_day
from coordinator_app.core.deadline_types import Deadline, Proof
from coordinator_app.core.deadlines import legal_month
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.longer_ground import LongerGround

RUNS_ON = (
    "we asked them something. The month runs on: only a request to see information may wait for the answer"
)


class Asked(Protocol):
    """A question to whoever asked: when it went out, when the answer came."""

    @property
    def asked_on(self) -> date | None:
        """None while it is only written down."""

    @property
    def answered_on(self) -> date | None:
        """None while it is open."""


@dataclass(frozen=True, slots=True)
class TimeShown:
    """What a page shows of the time to answer: how the date came about, line by line, and where it comes from."""

    steps: tuple[str, ...] = ()
    source: str = ""
    extended_on: date | None = None
    extension_reason: str = ""
    extension_ground: LongerGround | None = None


def answer_month(
    received: date,
    bank: BankHolidays,
    *,
    proofs: tuple[Proof, ...] = (),
    questions: Iterable[Asked] = (),
    extended_on: date | None = None,
) -> Deadline:
    """One month, or three where they were told in time that it takes longer; `work_to` is the day without any pause."""
    strict = legal_month(received, bank, proofs=proofs, extended_on=extended_on)
    asked = tuple(one for one in questions if one.asked_on is not None)
    if strict.due is None or not asked:
        return strict
    answered = tuple(
        Pause(one.asked_on, one.answered_on) for one in asked if one.asked_on and one.answered_on
    )
    wide = legal_month(received, bank, proofs=proofs, pauses=answered, extended_on=extended_on)
    last, keep = max(strict.due, wide.due or strict.due), strict.work_to or strict.due
    told = [Step(one.asked_on, f"{say_day(one.asked_on)}: {RUNS_ON}") for one in asked if one.asked_on]
    steps = sorted((*strict.steps[1:-1], *told), key=lambda step: step.day)
    later = (
        (Step(last, f"{say_day(last)}: a reading that leaves out the days until they answered ends here"),)
        if last > keep
        else ()
    )
    return replace(
        strict, due=last, work_to=keep, steps=(*strict.steps[:1], *steps, *strict.steps[-1:], *later)
    )


def too_late(month: Deadline, told_on: date | None) -> FieldProblem | None:
    """What is wrong with telling on this day that it takes longer; `month` is the clock without that."""
    last = month.work_to or month.due
    if told_on is None or last is None or told_on <= last:
        return None
    words = f"This is after the month was over, on {say(last)}. An extension must be told within it."
    return FieldProblem("extended_on", words)


def shown(
    month: Deadline | None,
    extended_on: date | None = None,
    reason: str = "",
    ground: LongerGround | None = None,
) -> TimeShown:
    """The count, for the page."""
    steps, source = (
        (tuple(step.text for step in month.steps), month.source) if month is not None else ((), "")
    )
    return TimeShown(steps, source, extended_on, reason, ground)
