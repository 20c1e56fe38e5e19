"""What a user of the window can do, in the user's own terms: the journeys know nothing else.

`driver.WindowUser` does it to the widgets of this process, `screen_reader.ScreenReaderUser` to another process
through the accessibility bus. A control is named as a screen reader names it: by its accessible name and role.
"""

from __future__ import annotations

from typing import Protocol


class User(Protocol):
    """Every method waits until it can be done, and fails with what is on the screen if it cannot."""

    def sees(self, *words: str) -> None:
        """Each of these words comes on the screen."""

    def sees_one_of(self, *words: str) -> str:
        """One of these comes on the screen; gives the first of them that is there."""

    def does_not_see(self, *words: str) -> None:
        """None of these words is on the screen any more."""

    def reads(self) -> str:
        """All words on the screen, one control a line."""

    def presses(self, name: str) -> None:
        """A button, link, tab, menu entry, step or stage of exactly this name."""

    def offers(self, name: str) -> bool:
        """Whether a button of exactly this name is there and can be pressed at this moment; waits for nothing."""

    def opens(self, words: str) -> None:
        """The one row of a list in which these words stand."""

    def types(self, field: str, text: str) -> None:
        """Replace what stands in the field of this name, then leave it."""

    def finds(self, field: str, part: str, row: str) -> None:
        """Type part of a name and take the first that is offered, which must say `row`."""

    def chooses(self, question: str, answer: str) -> None:
        """An answer of a question: one of its radio boxes, or an entry of its list."""

    def ticks(self, name: str) -> None:
        """Tick the box of this name; a box already ticked stays so."""

    def keys(self, keys: str) -> None:
        """Press keys as Qt writes them: "Ctrl+K", "Return"."""
