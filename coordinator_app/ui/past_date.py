"""A date that must have happened: read as it is typed, refused when it lies ahead."""

from __future__ import annotations

from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import read_date
from coordinator_app.ui.date_input import DateInput


class PastDate(DateInput):
    """`problem()` says what is wrong in the words of `core.dates`; `value()` is None only for what is no date."""

    def __init__(self, clock: Clock, *, width: float | None = 236) -> None:
        self._clock = clock
        super().__init__(lambda text: read_date(text, clock.today()).value, today=clock.today, width=width)

    def problem(self) -> str:
        """What to do when it cannot be read or lies in the future."""
        if not self.typed():
            return ""
        return read_date(self.typed(), self._clock.today(), future=False).problem or ""
