"""The first question of a page gets the focus as soon as it can be typed into, also when the page's facts come late."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class FocusWhenThere:
    """Works for one page; `put` puts the focus into its first question."""

    def __init__(self, page: QWidget, put: Callable[[], None]) -> None:
        self._page, self._put = page, put
        self._waits = False

    def ask(self, *, ready: bool) -> None:
        """The page was gone to: now if it can be typed into, else as soon as `came` is told."""
        self._waits = not ready
        if ready:
            self._put()
        else:
            self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def came(self) -> None:
        """The page can be typed into. Whoever went on to something else meanwhile is left there."""
        if self._waits and self._page.isVisible() and self._page.hasFocus():
            self._put()
        self._waits = False
