"""Counting days aloud: every function appends a `Step` for each day it looked at, fit to show on screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.core.calendar import DAY, BankHolidays, SchoolDays, bank_unknown, why_not_working_day
from coordinator_app.core.dates import say_day, say_range


@dataclass(frozen=True, slots=True)
class Step:
    """One line of "how this date was worked out"; `counted` marks the days that count."""

    day: date
    text: str
    counted: bool = False


class DaysNotKnown(Exception):  # noqa: N818  (turned into `Deadline.why_unknown`)
    """The count ran into days that nobody told us about; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A clarification: asked on one day, answered on another, or still open (`answered` None)."""

    asked: date
    answered: date | None = None


@dataclass(frozen=True, slots=True)
class PausedRun:
    """Days that do not count, `first` and `last` included (Data Protection Act 2018, section 54(3C)).

    `questions` that follow one another day by day make one run; one that was asked while another was open is not counted.
    """

    first: date
    last: date
    questions: int = 1

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        """Whether `day` is paused."""
        return self.first <= day <= self.last


def paused_runs(pauses: tuple[Pause, ...], start: date) -> tuple[PausedRun, ...]:
    """The answered pauses from `start` on, joined where they overlap or touch, so that no day counts twice."""
    runs: list[PausedRun] = []
    for pause in sorted((p for p in pauses if p.answered), key=lambda pause: pause.asked):
        first, last = max(pause.asked, start), pause.answered
        if last is None or last < first:
            continue
        if runs and first <= runs[-1].last + DAY:
            before = runs[-1]
            asked_anew = first > before.last
            runs[-1] = replace(before, last=max(before.last, last), questions=before.questions + asked_anew)
        else:
            runs.append(PausedRun(first, last))
    return tuple(runs)


def note_pauses(runs: tuple[PausedRun, ...], steps: list[Step]) -> int:
    """Says each pause; the number of paused days altogether."""
    for run in runs:
        days = "1 day" if run.days == 1 else f"{run.days} days"
        where = say_range(run.first, run.last)
        steps.append(Step(run.first, f"{where}: paused for {days}, from our question to the answer"))
    return sum(run.days for run in runs)


def roll_to_working_day(day: date, bank: BankHolidays, steps: list[Step]) -> date:
    """The next working day on or after `day`. Raises DaysNotKnown outside the table of bank holidays."""
    return _move(day, bank, steps, DAY.days, "moves to the next working day")


def pull_to_working_day(day: date, bank: BankHolidays, steps: list[Step]) -> date:
    """The last working day on or before `day`. Raises DaysNotKnown outside the table of bank holidays."""
    return _move(day, bank, steps, -DAY.days, "comes back to the working day before")


def _move(day: date, bank: BankHolidays, steps: list[Step], by: int, moves: str) -> date:
    while True:
        if not bank.covers(day):
            raise DaysNotKnown(bank_unknown(bank, day))
        reason = why_not_working_day(day, bank)
        if reason is None:
            return day
        steps.append(Step(day, f"{say_day(day)}: {reason}, {moves}"))
        day += by * DAY


def pull_to_school_day(day: date, school: SchoolDays, steps: list[Step]) -> date:
    """The last school day on or before `day`. Raises DaysNotKnown outside the known terms."""
    while True:
        _known(day, school)
        reason = school.why_not(day)
        if reason is None:
            return day
        steps.append(Step(day, f"{say_day(day)}: {reason}, comes back to the school day before"))
        day -= DAY


def count_school_days(
    after: date, days: int, school: SchoolDays, steps: list[Step], runs: tuple[PausedRun, ...] = ()
) -> date:
    """The `days`-th school day after `after`. Raises DaysNotKnown when the known terms do not reach it."""

    def why_not(day: date) -> str | None:
        _known(day, school)
        return school.why_not(day)

    return _count(after, days, "school day", why_not, steps, runs)


def count_working_days(after: date, days: int, bank: BankHolidays, steps: list[Step]) -> date:
    """The `days`-th working day after `after`. Raises DaysNotKnown outside the table of bank holidays."""

    def why_not(day: date) -> str | None:
        if not bank.covers(day):
            raise DaysNotKnown(bank_unknown(bank, day))
        return why_not_working_day(day, bank)

    return _count(after, days, "working day", why_not, steps, ())


def count_calendar_days(after: date, days: int, steps: list[Step], runs: tuple[PausedRun, ...] = ()) -> date:
    """The `days`-th calendar day after `after`, paused days left out."""
    return _count(after, days, "day", lambda _day: None, steps, runs)


def _count(
    after: date,
    days: int,
    word: str,
    why_not: Callable[[date], str | None],
    steps: list[Step],
    runs: tuple[PausedRun, ...],
) -> date:
    day, counted = after, 0
    while counted < days:
        day += DAY
        reason = "paused" if any(run.holds(day) for run in runs) else why_not(day)
        if reason is None:
            counted += 1
            steps.append(Step(day, f"{say_day(day)}: {word} {counted}", counted=True))
        else:
            steps.append(Step(day, f"{say_day(day)}: {reason}, not counted"))
    return day


def _known(day: date, school: SchoolDays) -> None:
    unknown = school.why_unknown(day)
    if unknown is not None:
        raise DaysNotKnown(unknown)
