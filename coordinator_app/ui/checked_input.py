"""A line whose text must pass a check of `core.identifiers`: numbers of schools, telephones, addresses."""

from __future__ import annotations

from collections.abc import Callable

from coordinator_app.core.identifiers import Checked
from coordinator_app.ui.inputs import TextInput


class CheckedInput(TextInput):
    """A line whose text must pass `check`; `problem` says what is wrong and where."""

    def __init__(self, check: Callable[[str], Checked], *, width: float | None = None) -> None:
        super().__init__(width=width, longest=80)
        self._check = check

    def problem(self) -> str:
        """What is wrong with it, or ""."""
        return self._check(super().value()).problem or ""

    def warning(self) -> str:
        """What looks odd and may still be right, or ""."""
        return self._check(super().value()).warning or ""
