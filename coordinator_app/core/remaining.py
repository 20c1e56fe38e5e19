"""How a clock stands today: its state, the words of its chip and the share of time used (design 4.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from coordinator_app.core.calendar import DAY
from coordinator_app.core.dates import say, say_list, say_weekday
from coordinator_app.core.deadline_types import Deadline, Rule, Unit

_SOON = 4  # 1 to 4 days left are "due soon"
_URGENT_HOURS = 12
_PRECEDENCE = list(Rule)
WAS_DUE = "Was due "
"""How the words of an overdue clock begin where no count can be given."""


class State(StrEnum):
    """The states of a clock; the value is the state's name in words."""

    ON_TIME = "On time"
    DUE_SOON = "Due soon"
    DUE_TODAY = "Due today"
    URGENT = "Urgent"
    OVERDUE = "Overdue"
    PAUSED = "Paused"
    DONE = "Done"
    LATE = "Done late"
    UNKNOWN = "Not known"

    @property
    def tone(self) -> str:
        """The set of colour tokens: safe, soon, over, pause or neutral."""
        return _TONES[self]


_TONES = {
    State.ON_TIME: "safe",
    State.DUE_SOON: "soon",
    State.DUE_TODAY: "soon",
    State.URGENT: "over",
    State.OVERDUE: "over",
    State.PAUSED: "pause",
    State.DONE: "safe",
    State.LATE: "soon",
    State.UNKNOWN: "neutral",
}


@dataclass(frozen=True, slots=True)
class Remaining:
    """What a chip shows.

    `text` is the chip's ("7 school days left"), `short` the one for lists ("Due Friday"), `due_text` stands
    beside where there is room ("due 3 December 2026"), `left` counts in the clock's own unit (negative when
    overdue, None when there is no count), `share_used` is 0 to 1 for the bar.
    """

    state: State
    text: str
    short: str
    due_text: str = ""
    left: int | None = None
    share_used: float = 0.0

    @property
    def dated(self) -> str:
        """The words with their day: "7 days left, due 3 December 2026", "Due today, 24 November 2026".

        A day that the words name already is named once, in full: "Was due 20 November 2026".
        """
        if self.text.startswith(WAS_DUE):
            return self.due_text.replace("due ", WAS_DUE, 1)
        day = self.due_text.removeprefix("due ") if self.state is State.DUE_TODAY else self.due_text
        return ", ".join(part for part in (self.text, day) if part)


def remaining(
    deadline: Deadline,
    today: date,
    *,
    done_on: date | None = None,
    done_word: str = "Sent",
    paused_for: str = "",
) -> Remaining:
    """How `deadline` stands on `today`, in that clock's own unit.

    `done_on` finishes it ("Sent 1 December 2026", "Sent 4 days after the limit"). `paused_for` completes "Paused, waiting for ..." for a clock
    that stands by setting; a deadline that is itself waiting says so without it.
    """
    if done_on is not None:
        return _done(deadline, done_on, done_word)
    waiting = paused_for or deadline.waiting
    if waiting:
        return _plain(State.PAUSED, f"Paused, waiting for {waiting}")
    if deadline.due is None:
        return _plain(State.UNKNOWN, deadline.why_unknown[:1].upper() + deadline.why_unknown[1:])
    return _running(deadline, _target(deadline, deadline.due, today), today)


def _running(deadline: Deadline, target: date, today: date) -> Remaining:
    due_text = f"due {say(target)}"
    share = _share(deadline, target, today)
    if today > target:
        return _overdue(deadline, target, today, due_text)
    left = _count(deadline, today, target)
    if target == today:
        return Remaining(State.DUE_TODAY, "Due today", "Due today", due_text, 0, share)
    text = f"{_number(left, deadline.unit)} left"
    if left > _SOON:
        return Remaining(State.ON_TIME, text, text, due_text, left, share)
    near = (target - today).days < 7
    short = f"Due {say_weekday(target)}" if near else f"Due {say_list(target)}"
    return Remaining(State.DUE_SOON, text, short, due_text, left, share)


def remaining_hours(deadline: Deadline, now: datetime, *, done_on: date | None = None) -> Remaining:
    """How a clock of hours stands at the instant `now` (aware): amber, then red from 12 hours, never green.

    Raises ValueError for a clock that counts days.
    """
    if deadline.due_at is None or deadline.due is None:
        message = "this clock counts days"
        raise ValueError(message)
    if done_on is not None:
        return _done(deadline, done_on, "Sent")
    left = deadline.due_at - now
    hours = left // timedelta(hours=1)
    due_text = f"due {say(deadline.due)}"
    share = min(1.0, max(0.0, 1 - left / timedelta(hours=72)))
    if left < timedelta(0):
        return Remaining(State.OVERDUE, "Overdue", "Overdue", due_text, hours, share)
    words = f"{hours} h left" if hours else "under 1 h left"
    if left <= timedelta(hours=_URGENT_HOURS):
        return Remaining(State.URGENT, f"Urgent, {words}", words, due_text, hours, share)
    return Remaining(State.DUE_SOON, words, words, due_text, hours, share)


def earliest(clocks: Iterable[Deadline]) -> Deadline | None:
    """The clock to work to: the earliest date, law before policy on the same day; None when none is known."""
    known = [clock for clock in clocks if clock.due is not None]
    return min(known, key=_order, default=None)


def earliest_text(clocks: Iterable[Deadline], today: date) -> str:
    """The earliest clock named in its own unit: "Partnership target: 12 days left, due 3 December 2026"."""
    first = earliest(clocks)
    if first is None:
        return "No date is known yet"
    stands = remaining(first, today)
    return f"{first.rule.label}: {stands.dated}"


def _order(clock: Deadline) -> tuple[date, int]:
    return (clock.work_to or clock.due or date.max, _PRECEDENCE.index(clock.rule))


def _done(deadline: Deadline, done_on: date, word: str) -> Remaining:
    """Done, and where that was after the day that law or promise gives, by how much."""
    due, named = deadline.due, _MEASURES.get(deadline.rule)
    if due is None or named is None or done_on <= due:
        return _plain(State.DONE, f"{word} {say(done_on)}", 1.0)
    late = 0 if _unknown(deadline, done_on) else _count(deadline, due, done_on)
    return _plain(
        State.LATE, f"{word} {f'{_number(late, deadline.unit)} ' if late else ''}after {named}", 1.0
    )


# not a review: it is planned for a day, and may be held on another that suits the family
_MEASURES = {
    Rule.LEGAL_MONTH: "the limit",
    Rule.ICO_REPORT: "the limit",
    Rule.COMPLAINT_STATUTE: "the limit",
    Rule.POLICY_TARGET: "the target",
    Rule.SCHOOL_RECORD: "the day it was due",
    Rule.INFORMATION: "the limit",
}


def _plain(state: State, text: str, share: float = 0.0) -> Remaining:
    return Remaining(state, text, text, share_used=share)


def _target(deadline: Deadline, due: date, today: date) -> date:
    """The cautious date until it has passed, then the date that the law gives: nobody is called late early."""
    cautious = deadline.work_to or due
    return cautious if today <= cautious else due


def _overdue(deadline: Deadline, target: date, today: date, due_text: str) -> Remaining:
    late = None if _unknown(deadline, today) else _count(deadline, target, today)
    # a Friday's school clock is not yet a school day late on Saturday; and what is due on a day is late from the next
    text = f"{_number(late, deadline.unit)} overdue" if late else f"{WAS_DUE}{say_list(target)}"
    return Remaining(State.OVERDUE, text, text, due_text, -late if late else late, 1.0)


def _unknown(deadline: Deadline, today: date) -> bool:
    return deadline.school is not None and deadline.school.why_unknown(today) is not None


def _count(deadline: Deadline, after: date, until: date) -> int:
    """The days of the clock's unit after `after`, up to and including `until`."""
    span = (until - after).days
    if deadline.school is None:
        return span
    return sum(deadline.school.counts(after + n * DAY) for n in range(1, span + 1))


def _share(deadline: Deadline, target: date, today: date) -> float:
    """Time used, 0 to 1, in the clock's own unit; a clock of no length is used up."""
    start = deadline.started or target
    whole = _count(deadline, start, target)
    return min(1.0, max(0.0, _count(deadline, start, today) / whole)) if whole else 1.0


def _number(count: int, unit: Unit) -> str:
    word = "school day" if unit is Unit.SCHOOL_DAYS else "day"
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
