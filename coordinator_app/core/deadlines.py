"""The clocks of an access request: the legal month, our own target, the 15 school days of the 2005 Regulations.

Only clocks whose rule rolls are rolled: the legal month goes forward to a working day, our own target comes
back (decision 3). Identity moves the start, clarification pauses (decision 1). Days that nobody told us about
give "not known", never a guess (decision 2). No function decides for a person: these are dates to work to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from coordinator_app.core.calendar import DAY, BankHolidays, SchoolDays
from coordinator_app.core.counting import (
    Pause,
    Step,
    count_calendar_days,
    count_school_days,
    note_pauses,
    paused_runs,
    pull_to_working_day,
    roll_to_working_day,
)
from coordinator_app.core.dates import say, say_day
from coordinator_app.core.deadline_types import (
    Deadline,
    Found,
    Proof,
    Rule,
    TargetRule,
    waiting_for,
    worked_out,
)
from coordinator_app.core.months import month_n

FIFTEEN = 15

MONTH_SOURCE = "UK GDPR, articles 12(3) and 12A; ICO guidance of 8 December 2025"
EXTENDED_SOURCE = MONTH_SOURCE + "; extended for complexity or number of requests"
TARGET_SOURCE = "Policy and protocol for safe use of data, section 5.1"
RECORD_SOURCE = "Education (Pupil Information) (England) Regulations 2005, regulation 5"
RECORD_NOT_BOUND = f"{TARGET_SOURCE}; the 2005 Regulations do not bind this school"


def legal_month(
    received: date,
    bank: BankHolidays,
    *,
    proofs: tuple[Proof, ...] = (),
    pauses: tuple[Pause, ...] = (),
    extended_on: date | None = None,
) -> Deadline:
    """One month from receipt, or from the last proof asked for (UK GDPR articles 12(3), 12A; domain 1.1).

    Clarification adds its days to the unrolled month end, then the date rolls to a working day. `work_to` is
    the cautious date, which counts one paused day less in each pause. With `extended_on` (the day the notice
    went to the requester, on or before the due date) it is three months from the same start. An open proof or
    pause gives no date but `waiting`. The same clock holds for rectification, erasure, restriction, objection.
    """
    for proof in proofs:
        if proof.received is None:
            return waiting_for(Rule.LEGAL_MONTH, MONTH_SOURCE, received, proof.kind.value)
    start = max((received, *(proof.received for proof in proofs if proof.received)))
    for pause in pauses:
        if pause.answered is None:
            return waiting_for(Rule.LEGAL_MONTH, MONTH_SOURCE, pause.asked, "an answer to our question")
    why = "the request arrived" if start == received else "the last proof arrived, the month starts"
    month = worked_out(
        Rule.LEGAL_MONTH, MONTH_SOURCE, start, why, lambda steps: _months(start, 1, bank, pauses, steps)
    )
    if extended_on is None or month.due is None or extended_on > month.due:
        return month
    return worked_out(
        Rule.LEGAL_MONTH, EXTENDED_SOURCE, start, why, lambda steps: _months(start, 3, bank, pauses, steps)
    )


def _months(
    start: date, months: int, bank: BankHolidays, pauses: tuple[Pause, ...], steps: list[Step]
) -> Found:
    end = month_n(start, months)
    number = "1 month" if months == 1 else f"{months} months"
    steps.append(Step(end, f"{say_day(end)}: {number} after {say(start)}"))
    runs = paused_runs(pauses, start)
    paused = note_pauses(runs, steps)
    unrolled = end + paused * DAY
    due = roll_to_working_day(unrolled, bank, steps)
    # the Act may be read to count one day less in each pause: we work to the earlier date
    cautious = roll_to_working_day(unrolled - len(runs) * DAY, bank, [])
    if cautious != due:
        steps.append(Step(cautious, f"{say_day(cautious)}: work to this, one reading of the Act is stricter"))
    return Found(due, unrolled, cautious)


def policy_target(
    received: date,
    bank: BankHolidays,
    *,
    rule: TargetRule = TargetRule.CALENDAR_15,
    school: SchoolDays | None = None,
    pauses: tuple[Pause, ...] = (),
    pauses_stop: bool = False,
) -> Deadline:
    """Our own "normally within fifteen days" (clause 003-5.1): calendar days pulled back to a working day.

    With `rule=SCHOOL_15` the days are those of `school` (which must then be given, else ValueError). With
    `pauses_stop` a clarification stops this clock too. Identity never moves it.
    """
    if pauses_stop and any(pause.answered is None for pause in pauses):
        asked = next(pause.asked for pause in pauses if pause.answered is None)
        return waiting_for(Rule.POLICY_TARGET, TARGET_SOURCE, asked, "an answer to our question")
    runs = paused_runs(pauses, received) if pauses_stop else ()
    arrived = "the request arrived, day 0"
    if rule is TargetRule.SCHOOL_15:
        if school is None:
            message = "a target in school days needs the school's calendar"
            raise ValueError(message)
        return worked_out(
            Rule.POLICY_TARGET,
            TARGET_SOURCE,
            received,
            arrived,
            lambda steps: Found(count_school_days(received, FIFTEEN, school, steps, runs)),
            school=school,
        )

    def find(steps: list[Step]) -> Found:
        literal = count_calendar_days(received, FIFTEEN, steps, runs)
        return Found(pull_to_working_day(literal, bank, steps), literal)

    return worked_out(Rule.POLICY_TARGET, TARGET_SOURCE, received, arrived, find)


def school_record(received: date, school: SchoolDays, *, bound: bool = True) -> Deadline:
    """A parent's right to the educational record: 15 school days, never paused (SI 2005/1437, regulation 5).

    `bound` says whether the school on roll is maintained (the Regulations bind it) or not (policy only).
    """
    return worked_out(
        Rule.SCHOOL_RECORD,
        RECORD_SOURCE if bound else RECORD_NOT_BOUND,
        received,
        "the request arrived, day 0",
        lambda steps: Found(count_school_days(received, FIFTEEN, school, steps)),
        school=school,
    )


@dataclass(frozen=True, slots=True)
class Chase:
    """When to remind a requester who has not answered, and when to propose closing the request."""

    remind_on: date
    propose_close_on: date


def chase(asked: date) -> Chase:
    """A reminder after 14 days, a proposal to close after a month (our wording; domain 1.1)."""
    return Chase(asked + timedelta(days=14), month_n(asked, 1))
