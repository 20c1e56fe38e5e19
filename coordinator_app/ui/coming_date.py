"""A date that lies ahead, as a rule: a day and a month without a year are read as the next ones."""

from __future__ import annotations

from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import Lean, read_date
from coordinator_app.ui.date_input import DateInput


class ComingDate(DateInput):
    """`problem()` says what is wrong in the words of `core.dates`; one that has passed is no problem."""

    def __init__(self, clock: Clock, *, width: float | None = 236) -> None:
        self._clock = clock
        super().__init__(
            lambda text: read_date(text, clock.today(), lean=Lean.FUTURE).value,
            today=clock.today,
            width=width,
        )

    def problem(self) -> str:
        """What to do when it cannot be read."""
        if not self.typed():
            return ""
        return read_date(self.typed(), self._clock.today(), lean=Lean.FUTURE).problem or ""
