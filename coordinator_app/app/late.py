"""Things that are made at their first use, so that the first paint does not wait for what they import."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class Late:
    """Stands for what `make()` gives, which is called once, when something is first asked of it."""

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make
        self._made: object | None = None

    def __getattr__(self, name: str) -> Any:
        """What the thing itself answers."""
        if self._made is None:
            self._made = self._make()
        return getattr(self._made, name)


class AfterFirstPaint(QObject):
    """Calls `then` once, in the turn of the event loop after the window was first painted."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's own name)
        """See the first paint on its way; hold nothing back."""
        if event.type() == QEvent.Type.Paint and watched is self._window:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self, self._go)
        return False

    def _go(self) -> None:
        self._then()
