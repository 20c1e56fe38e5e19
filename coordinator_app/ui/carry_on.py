"""Opens the very box again in which somebody was typing when the vault was locked, over its page and its record.

Whatever shows a box that keeps a draft, a page or a part of one, has `reopens()`: by the kind of the draft, what opens
the box again. It gives back False as long as what the box is made with has not come.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from coordinator_app.ui.page import Page

CARRY_ON = "Carry on"
SAID, ACT = "said", "act"
"""What a draft that nobody typed says of itself in its box, and what carrying on with it is called."""
_EVERY_MS = 100
_MOST = 200  # turns: a page that shows nothing for so long shows its trouble instead


@dataclass(frozen=True, slots=True)
class Left:
    """A box that was left: the kind of its draft, the record it is kept with, and what the box was told besides."""

    kind: str
    record_id: str
    more: Mapping[str, str] = field(default_factory=dict)


Opener = Callable[[Left], bool]
Openers = Mapping[str, Opener]


class CarryOn(QTimer):
    """Waits until the page can open the box, and opens it once; nothing more once the user has gone elsewhere.

    `is_ready` says whether what was typed on the page itself has been put back, `not_there` is told after a while.
    """

    def __init__(
        self, page: Page, left: Left, is_ready: Callable[[], bool], not_there: Callable[[], None]
    ) -> None:
        super().__init__(page)
        self._page, self._left, self._is_ready, self._not_there = page, left, is_ready, not_there
        self._turns = 0
        self.setInterval(_EVERY_MS)
        self.timeout.connect(self.attempt)
        self.start()

    def attempt(self) -> None:
        """Open it if the page can by now."""
        self._turns += 1
        if (
            not self._page.in_front()
            or QApplication.activeModalWidget() is not None
            or (self._is_ready() and open_again(self._page, self._left))
        ):
            self._end()
        elif self._turns >= _MOST:
            self._end()
            self._not_there()

    def _end(self) -> None:
        self.stop()
        self.deleteLater()


def offered(box: Mapping[str, object], when: str) -> tuple[str, str]:
    """What is said of a draft that was left, and of the button that leads back to it; `when` it was last saved."""
    if SAID in box:
        return str(box[SAID]), str(box.get(ACT, CARRY_ON))
    words = f"You were typing here on {when}. It is saved as a draft."
    if title := box.get("title"):
        words += f" “{title}” opens again with what you typed."
    return words, CARRY_ON


def open_again(page: Page, left: Left) -> bool:
    """Open the box if it can be by now; whether it was. A part that is shown goes before others, the page comes last."""
    parts = sorted(page.findChildren(QWidget), key=lambda one: not one.isVisibleTo(page))
    found = (_opener(one, left.kind) for one in (*parts, page))
    opener = next((one for one in found if one is not None), None)
    return opener is not None and opener(left)


def _opener(owner: QWidget, kind: str) -> Opener | None:
    reopens = getattr(owner, "reopens", None)
    if not callable(reopens):
        return None
    openers: Openers = reopens()
    return openers.get(kind)
