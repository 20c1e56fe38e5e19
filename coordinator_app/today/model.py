"""What Today shows: things that need the coordinator, things that wait for someone else, in order of urgency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coordinator_app.core.deadline_types import Deadline
from coordinator_app.core.remaining import Remaining


class Who(StrEnum):
    """Whose move it is."""

    YOU = "you"
    SOMEONE_ELSE = "someone_else"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class DueItem:
    """One line or clock card of Today.

    `tone` is one of the design's sets (over, soon, safe, pause, info, neutral), `chip` the words of the chip,
    `page` and `params` where its button leads, `action` the button's words. A CLOCK carries its deadline and what
    remains of it; `second_line` then says the next step, `clock_of` what it is the clock of. `key` is stable, so that a row can be snoozed.
    """

    key: str
    title: str
    second_line: str
    icon: str
    page: str
    params: tuple[tuple[str, str], ...] = ()
    action: str = "Look"
    who: Who = Who.YOU
    tone: str = "neutral"
    chip: str = ""
    due: date | None = None
    clock: Deadline | None = None
    remains: Remaining | None = None
    pupil_id: str = ""
    clock_of: str = "Access request"


def urgency(item: DueItem) -> tuple[int, date, str]:
    """The order of Today: overdue first, then by date, then what has no date (design 8.2)."""
    return (0 if item.tone == "over" else 1, item.due or date.max, item.title)


def in_order(items: Iterable[DueItem], who: Who) -> list[DueItem]:
    """The items that are one party's move, most urgent first."""
    return sorted((item for item in items if item.who is who), key=urgency)


def summary(items: Iterable[DueItem]) -> str:
    """One sentence: what is overdue, what runs, what is paused (design 8.2)."""
    everything = list(items)
    clocks = [item for item in everything if item.who is Who.CLOCK]
    mine = [item for item in everything if item.who is Who.YOU]
    paused = sum(1 for item in clocks if item.tone == "pause")
    parts = (
        _count(
            sum(1 for item in (*mine, *clocks) if item.tone == "over"), "thing is", "things are", "overdue"
        ),
        _count(len(clocks) - paused, "deadline is", "deadlines are", "running"),
        _count(paused, "is", "are", "paused") if paused else "",
    )
    said = [part for part in parts if part]
    if not said:
        return "Nothing is overdue and no deadline is running."
    lower = [said[0], *(f"{part[0].lower()}{part[1:]}" for part in said[1:])]
    return f"{', '.join(lower[:-1])} and {lower[-1]}." if len(lower) > 1 else f"{lower[0]}."


def _count(number: int, one: str, many: str, rest: str) -> str:
    if number == 0:
        return ""
    word = _NUMBERS.get(number, str(number))
    return f"{word} {one if number == 1 else many} {rest}"


_NUMBERS = {1: "One", 2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven", 8: "Eight", 9: "Nine"}
