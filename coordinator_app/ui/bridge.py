"""From worker threads to the window's thread: `Jobs` hands callbacks to `Bridge.deliver`, which runs them here.

One queued signal of one long-lived object (a signal whose emitter is gone is lost); the callbacks wait in a
queue of our own. A callback meant for a page that is gone is dropped by `guarded`.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections import deque
from collections.abc import Callable
from typing import ParamSpec

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

P = ParamSpec("P")
_TURN_SECONDS = 0.008  # half a frame: the rest waits for the next turn, so that the window is painted between


class Bridge(QObject):
    """Made on the window's thread and kept as long as the window."""

    _waiting = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tray: deque[Callable[[], None]] = deque()
        self._waiting.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    def deliver(self, callback: Callable[[], None]) -> None:
        """Run `callback` on the window's thread, after what was delivered before; from any thread."""
        self._tray.append(callback)
        with contextlib.suppress(RuntimeError):  # the window has gone: nobody is left to tell
            self._waiting.emit()

    @Slot()
    def _drain(self) -> None:
        until = time.monotonic() + _TURN_SECONDS
        while self._tray:
            self._run(self._tray.popleft())
            if self._tray and time.monotonic() > until:
                self._waiting.emit()
                return

    def _run(self, callback: Callable[[], None]) -> None:
        try:
            callback()
        except Exception:  # noqa: BLE001  (one page's fault must not swallow the next one's answer)
            sys.excepthook(*sys.exc_info())


def guarded(receiver: QObject, callback: Callable[P, object]) -> Callable[P, None]:
    """`callback`, except that nothing happens once the receiver (a page, a widget) has been deleted."""

    def call(*args: P.args, **kwargs: P.kwargs) -> None:
        if isValid(receiver):
            callback(*args, **kwargs)

    return call


def either(
    receiver: QObject, callback: Callable[P, object], otherwise: Callable[P, object]
) -> Callable[P, None]:
    """`callback`, or `otherwise` once the receiver has been deleted: what came of a write is never left unsaid."""

    def call(*args: P.args, **kwargs: P.kwargs) -> None:
        (callback if isValid(receiver) else otherwise)(*args, **kwargs)

    return call
