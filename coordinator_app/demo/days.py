"""Days of the practice story: counted back from today, and term dates that always surround it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coordinator_app.core.calendar import BankHolidays, is_working_day, pull_back
from coordinator_app.organisations.model import ExceptionKind, TermBlock, TermException

# month and day of a year's terms, near those of Leicestershire: early October half-term, early summer holiday
_TERMS = (
    ("Autumn term 1", (0, 8, 25), (0, 10, 16)),
    ("Autumn term 2", (0, 10, 26), (0, 12, 18)),
    ("Spring term 1", (1, 1, 5), (1, 2, 12)),
    ("Spring term 2", (1, 2, 22), (1, 3, 26)),
    ("Summer term 1", (1, 4, 12), (1, 5, 28)),
    ("Summer term 2", (1, 6, 7), (1, 7, 9)),
)


@dataclass(frozen=True, slots=True)
class StoryDays:
    """Tells the days of the story from today's."""

    today: date
    bank: BankHolidays

    def ago(self, days: int) -> date:
        """The working day on or before `days` days ago."""
        return pull_back(self.today - timedelta(days=days), lambda day: is_working_day(day, self.bank))

    def exactly(self, days: int) -> date:
        """That very day, a weekend too."""
        return self.today - timedelta(days=days)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of a day, London wall clock."""
    return datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001  (SetClock takes wall clock)


def term_blocks(today: date) -> tuple[TermBlock, ...]:
    """The terms of the school year before this one, of this one and of the next."""
    this = today.year if today.month >= 8 else today.year - 1
    return tuple(
        TermBlock(title=title, first_day=_monday(_day(year, first)), last_day=_friday(_day(year, last)))
        for year in (this - 1, this, this + 1)
        for title, first, last in _TERMS
    )


def _day(year: int, place: tuple[int, int, int]) -> date:
    later, month, day = place
    return date(year + later, month, day)


def _monday(day: date) -> date:
    """The day itself from Monday to Friday, else the Monday after: no term begins at a weekend."""
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)


def _friday(day: date) -> date:
    """The day itself from Monday to Friday, else the Friday before: no term ends at a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def training_days(today: date) -> tuple[TermException, ...]:
    """A staff training day on the last Friday of each November."""
    return tuple(
        TermException(on_day=_last_friday(year), kind_of_day=ExceptionKind.INSET, title="Staff training day")
        for year in (today.year - 1, today.year)
    )


def _last_friday(year: int) -> date:
    last = date(year, 11, 30)
    return last - timedelta(days=(last.weekday() - 4) % 7)
