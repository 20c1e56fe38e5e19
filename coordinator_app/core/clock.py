"""The clock that actions and pages are handed: real on a laptop, set by the test in a test.

Instants are UTC, civil dates are those of Europe/London (decision 14).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    """What tells the time."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""

    def today(self) -> date:
        """The civil date in Europe/London."""


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The laptop's own clock."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The civil date in Europe/London."""
        return self.now().astimezone(LONDON).date()


@dataclass(slots=True)
class SetClock:
    """A clock that stands where it is put; `at` is a naive London wall-clock time or an aware instant."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 24, 9, 0))  # noqa: DTZ001 - naive on purpose

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        aware = self.at if self.at.tzinfo else self.at.replace(tzinfo=LONDON)
        return aware.astimezone(UTC)

    def today(self) -> date:
        """The civil date in Europe/London."""
        return self.now().astimezone(LONDON).date()
