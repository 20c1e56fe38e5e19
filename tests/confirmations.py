"""A confirmation for tests of pages: it writes down what was asked, and says yes only when told to."""

from __future__ import annotations

from collections.abc import Callable


class Asks:
    """`fresh` False until `says_yes` and something was asked; `whys` are the sentences shown."""

    def __init__(self, *, says_yes: bool = False) -> None:
        self.fresh, self.says_yes = False, says_yes
        self.whys: list[str] = []

    def __call__(self, then: Callable[[], None], why: str) -> None:
        if not self.fresh:
            self.whys.append(why)
            self.fresh = self.says_yes
        if self.fresh:
            then()
