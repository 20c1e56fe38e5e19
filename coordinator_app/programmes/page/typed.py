"""Typed answers of a plan: a whole number, an amount in pounds, a time of day."""

from __future__ import annotations

from coordinator_app.programmes.costs import POUNDS_ASKED, read_pounds, say_pounds
from coordinator_app.programmes.timetable import TIME_ASKED, kept_time, read_time
from coordinator_app.ui.inputs import TextInput

_MOST_DIGITS = 4
NUMBER_ASKED = "Type a whole number, in digits."


class NumberInput(TextInput):
    """A whole number from 0, or nothing. `number()` is None for nothing and for what cannot be read."""

    def __init__(self) -> None:
        super().__init__(width=96, longest=12)

    def number(self) -> int | None:
        """The number."""
        typed = super().value()
        good = typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS
        return int(typed) if good else None

    def problem(self) -> str:
        """What is wrong with it, or ""."""
        return NUMBER_ASKED if super().value() and self.number() is None else ""


class PoundsInput(TextInput):
    """An amount in pounds, or nothing; `pence()` is None for nothing and for what cannot be read."""

    def __init__(self) -> None:
        super().__init__(width=140, longest=20, hint="£")

    def pence(self) -> int | None:
        """The amount in pence."""
        return read_pounds(super().value())

    def set_value(self, value: object) -> None:
        """Show pence as pounds, or a text as it was typed."""
        super().set_value(say_pounds(value) if isinstance(value, int) else value)

    def problem(self) -> str:
        """What is wrong with it, or ""."""
        return POUNDS_ASKED if super().value() and self.pence() is None else ""


class TimeInput(TextInput):
    """A time such as 9:15, or nothing; it is shown alike once it is left. `hint` is an example of this very time."""

    def __init__(self, name: str, hint: str = "9:15") -> None:
        super().__init__(width=84, longest=10, hint=hint)
        self.setAccessibleName(name)
        self.left.connect(lambda: self.setText(kept_time(self.text())))

    def problem(self) -> str:
        """What is wrong with it, or ""."""
        return TIME_ASKED if super().value() and read_time(super().value()) is None else ""
