"""The other clocks: breaches, complaints, reviews, suspensions, files that follow a pupil, agreements.

The 72 hours and the 30 days of the statute stand where they land; the guidance date for complaints rolls
forward; reviews come back to a school day (decision 3).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from coordinator_app.core.calendar import DAY, BankHolidays, SchoolDays
from coordinator_app.core.clock import LONDON
from coordinator_app.core.counting import (
    Step,
    count_calendar_days,
    count_school_days,
    pull_to_school_day,
    roll_to_working_day,
)
from coordinator_app.core.dates import say_day, say_time
from coordinator_app.core.deadline_types import Deadline, Found, Rule, Unit, worked_out


def ico_report(aware: datetime) -> Deadline:
    """72 elapsed hours from awareness of a breach, weekends and holidays included (UK GDPR article 33(1)).

    `aware` is an aware datetime (else ValueError); the count is in UTC, so a change of clocks moves the wall
    time and not the length. `due` is the civil date in London.
    """
    if aware.tzinfo is None:
        message = "the time of awareness needs its time zone"
        raise ValueError(message)
    due_at = aware.astimezone(UTC) + timedelta(hours=72)
    start, end = aware.astimezone(LONDON), due_at.astimezone(LONDON)
    steps = [Step(start.date(), f"{say_day(start.date())}, {say_time(start.time())}: we became aware")]
    if start.utcoffset() != end.utcoffset():
        steps.append(Step(end.date(), "The clocks change in between: the wall time differs by an hour"))
    steps.append(Step(end.date(), f"{say_day(end.date())}, {say_time(end.time())}: 72 hours later"))
    source = "UK GDPR, article 33(1)"
    day = end.date()
    return Deadline(
        Rule.ICO_REPORT, day, "", source, tuple(steps), Unit.HOURS, start.date(), day, day, due_at=due_at
    )


def programme_review(start: date, school: SchoolDays, *, weeks: int = 6) -> Deadline:
    """The next review, `weeks` after `start`, pulled back to a school day (editable for each programme)."""

    def find(steps: list[Step]) -> Found:
        literal = start + timedelta(weeks=weeks)
        steps.append(Step(literal, f"{say_day(literal)}: {weeks} weeks later"))
        return Found(pull_to_school_day(literal, school, steps), literal)

    source = "Our review cycle, set for each programme"
    return worked_out(
        Rule.PROGRAMME_REVIEW, source, start, "the last review or the start", find, school=school
    )


def complaint_statute(received: date) -> Deadline:
    """Acknowledge within 30 days, the day of receipt being day 1; not rolled (DPA 2018, section 164A)."""

    def find(steps: list[Step]) -> Found:
        return Found(count_calendar_days(received - DAY, 30, steps))

    source = "Data Protection Act 2018, section 164A"
    return worked_out(Rule.COMPLAINT_STATUTE, source, received, "the complaint arrived", find)


def complaint_guidance(received: date, bank: BankHolidays) -> Deadline:
    """Acknowledge within 30 days counted from the day after, rolled to a working day (ICO guidance)."""

    def find(steps: list[Step]) -> Found:
        literal = count_calendar_days(received, 30, steps)
        return Found(roll_to_working_day(literal, bank, steps), literal)

    source = "ICO guidance on data protection complaints"
    return worked_out(Rule.COMPLAINT_GUIDANCE, source, received, "the complaint arrived, day 0", find)


def suspension_day_six(first_day: date, school: SchoolDays) -> Deadline:
    """The sixth school day of a suspension, when full-time education is owed; `first_day` is day 1.

    A first day without a session counts from the next school day. Source: DfE guidance.
    """

    def find(steps: list[Step]) -> Found:
        return Found(count_school_days(first_day - DAY, 6, school, steps))

    source = "DfE guidance on suspension and permanent exclusion"
    return worked_out(
        Rule.SUSPENSION_DAY_SIX, source, first_day, "the suspension starts", find, school=school
    )


def transfer_file(left: date, school: SchoolDays) -> Deadline:
    """The common transfer file: 15 school days after the pupil left the roll (DfE, Common Transfer File)."""

    def find(steps: list[Step]) -> Found:
        return Found(count_school_days(left, 15, school, steps))

    source = (
        "Education (Pupil Information) (England) Regulations 2005, regulation 9; DfE, Common Transfer File"
    )
    return worked_out(Rule.TRANSFER_FILE, source, left, "the pupil left the roll, day 0", find, school=school)


def child_protection_file(left: date) -> Deadline:
    """The child protection file: 5 days after an in-year move (KCSIE does not say which: calendar days)."""

    def find(steps: list[Step]) -> Found:
        return Found(count_calendar_days(left, 5, steps))

    source = "Keeping Children Safe in Education"
    return worked_out(Rule.CHILD_PROTECTION_FILE, source, left, "the pupil moved, day 0", find)


def agreement_suspension(suspended: date) -> Deadline:
    """A suspended sharing agreement ends or resumes after 30 days (document 002, section 10); not rolled."""

    def find(steps: list[Step]) -> Found:
        return Found(count_calendar_days(suspended, 30, steps))

    source = "Information sharing agreement, section 10"
    return worked_out(
        Rule.AGREEMENT_SUSPENSION, source, suspended, "the agreement was suspended, day 0", find
    )
