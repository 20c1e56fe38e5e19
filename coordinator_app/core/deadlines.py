"""The clocks of an access request: the legal month, our own target, the 15 school days of the 2005 Regulations.

Only clocks whose rule rolls are rolled: the legal month goes forward to a working day, our own target comes
back (decision 3). Identity moves the start, clarification pauses (decision 1). Days that nobody told us about
give "not known", never a guess (decision 2). No function decides for a person: these are dates to work to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from coordinator_app.core.calendar import DAY, BankHolidays, SchoolDays
from coordinator_app.core.counting import (
    DaysNotKnown,
    Pause,
    Step,
    count_calendar_days,
    count_school_days,
    count_working_days,
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
    ProofKind,
    Rule,
    TargetRule,
    waiting_for,
    worked_out,
)
from coordinator_app.core.months import month_n

FIFTEEN = 15
TWENTY, SIXTY = 20, 60

MONTH_SOURCE = "UK GDPR, articles 12(3) and 12A; ICO guidance of 8 December 2025"
EXTENDED_SOURCE = MONTH_SOURCE + "; extended for complexity or number of requests"
PROMPT_DAYS = 7
"""Within how many days after a request arrived its proof is asked for without undue delay, both days as on the calendar.

The ICO's guidance on the right of access says to ask promptly and gives no number: seven is our wording, and a question for the
data protection officer (docs/questions-for-the-dpo.md). What was asked for later starts no month anew.
"""
TARGET_SOURCE = "Policy and protocol for safe use of data, section 5.1"
RECORD_SOURCE = "Education (Pupil Information) (England) Regulations 2005, regulation 5"
RECORD_NOT_BOUND = f"{TARGET_SOURCE}; the 2005 Regulations do not bind this school"

INFORMATION_SOURCE = "Freedom of Information Act 2000, section 10; Time for Compliance with Request Regulations 2004, regulation 3"


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
    pause gives no date but `waiting`. What was asked when the time was over changes nothing: what is late stays late.
    Proof that was asked for after more than PROMPT_DAYS does not start the month anew, whatever the time was made longer by.
    The same clock holds for rectification, erasure, restriction, objection.
    """
    prompt = tuple(one for one in proofs if is_prompt(received, one.asked))
    late = tuple(one for one in proofs if one not in prompt)

    def month(stops: tuple[Proof | Pause, ...]) -> Deadline:
        asked = tuple(stop for stop in stops if isinstance(stop, Proof))
        questions = tuple(stop for stop in stops if isinstance(stop, Pause))
        return _month(received, bank, asked, questions, extended_on)

    return _with_late(month(_in_time((*prompt, *pauses), lambda stops: month(stops).due)), received, late)


def is_prompt(received: date, asked: date | None) -> bool:
    """Whether proof was asked for without undue delay; where nobody knows when it was asked for, it counts as such."""
    return asked is None or (asked - received).days <= PROMPT_DAYS


def _with_late(month: Deadline, received: date, late: tuple[Proof, ...]) -> Deadline:
    """The same date; its steps say what was asked for too late to start it anew."""
    told = [_late_step(received, one.asked, one.kind) for one in late if one.asked is not None]
    steps = sorted((*month.steps[1:-1], *told), key=lambda step: step.day)
    return replace(month, steps=(*month.steps[:1], *steps, *month.steps[1:][-1:])) if told else month


def _late_step(received: date, asked: date, kind: ProofKind) -> Step:
    after = (asked - received).days
    said = f"{kind.value} asked for {after} days after the request arrived, later than {PROMPT_DAYS}: the month does not start anew"
    return Step(asked, f"{say_day(asked)}: {said}")


_Stop = TypeVar("_Stop", bound=Proof | Pause)


def _in_time(stops: tuple[_Stop, ...], due: Callable[[tuple[_Stop, ...]], date | None]) -> tuple[_Stop, ...]:
    """Those that were asked before the time was over, as it stood with the earlier ones (`due`); a late one stops nothing."""
    kept: tuple[_Stop, ...] = ()
    for stop in sorted(stops, key=lambda one: one.asked or date.min):
        last = due(kept)
        if last is None or stop.asked is None or stop.asked <= last:
            kept += (stop,)
    return kept


def _month(
    received: date,
    bank: BankHolidays,
    proofs: tuple[Proof, ...],
    pauses: tuple[Pause, ...],
    extended_on: date | None,
) -> Deadline:
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
    # the Act may be read to count one day less for each question: we work to the earlier date
    cautious = roll_to_working_day(unrolled - sum(run.questions for run in runs) * DAY, bank, [])
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
    `pauses_stop` a clarification stops this clock too, unless it was over already. Identity never moves it.
    """

    def target(stops: tuple[Pause, ...]) -> Deadline:
        return _target(received, bank, rule, school, stops, pauses_stop=pauses_stop)

    return target(_in_time(pauses, lambda stops: target(stops).due))


def _target(
    received: date,
    bank: BankHolidays,
    rule: TargetRule,
    school: SchoolDays | None,
    pauses: tuple[Pause, ...],
    *,
    pauses_stop: bool,
) -> Deadline:
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


def information_request(
    received: date, school: SchoolDays, *, pauses: tuple[Pause, ...] = (), is_named: bool = True
) -> Deadline:
    """Freedom of information asked of a school: 20 school days or 60 working days, whichever ends first (domain 1.4).

    A question that we had to ask starts the time anew when it is answered (section 1(3)); an open one gives no date. Where
    the terms are not known far enough, the 60 working days hold if they end before the first day that is not known.
    Where no school is named (`is_named` False) 20 working days count: no reading of the law ends sooner.
    """

    def limit(stops: tuple[Pause, ...]) -> Deadline:
        return _information(received, school, stops, is_named=is_named)

    return limit(_in_time(pauses, lambda stops: limit(stops).due))


def _information(
    received: date, school: SchoolDays, pauses: tuple[Pause, ...], *, is_named: bool
) -> Deadline:
    for pause in pauses:
        if pause.answered is None:
            return waiting_for(Rule.INFORMATION, INFORMATION_SOURCE, pause.asked, "an answer to our question")
    start = max((received, *(pause.answered for pause in pauses if pause.answered)))
    why = "the request arrived, day 0" if start == received else "they answered our question, day 0"
    return worked_out(
        Rule.INFORMATION,
        INFORMATION_SOURCE,
        start,
        why,
        lambda steps: (
            _whichever_first(start, school, steps) if is_named else _no_school(start, school, steps)
        ),
        school=school if is_named else None,
    )


def _no_school(start: date, school: SchoolDays, steps: list[Step]) -> Found:
    due = count_working_days(start, TWENTY, school.bank, steps)
    steps.append(Step(due, f"{say_day(due)}: no school is named, so the shortest time of the law counts"))
    return Found(due)


def _whichever_first(start: date, school: SchoolDays, steps: list[Step]) -> Found:
    working = count_working_days(start, SIXTY, school.bank, [])
    try:
        due = count_school_days(start, TWENTY, school, steps)
    except DaysNotKnown:
        if working > steps[-1].day:  # the 20 school days may end sooner, and nobody knows
            raise
        due = working
    if due < working:
        return Found(due)
    steps[:] = [step for step in steps if step.day <= working]
    steps.append(Step(working, f"{say_day(working)}: 60 working days after {say(start)}, which comes first"))
    return Found(working)


@dataclass(frozen=True, slots=True)
class Chase:
    """When to remind a requester who has not answered, and when to propose closing the request."""

    remind_on: date
    propose_close_on: date


def chase(asked: date) -> Chase:
    """A reminder after 14 days, a proposal to close after a month (our wording; domain 1.1)."""
    return Chase(asked + timedelta(days=14), month_n(asked, 1))
