"""Locks the vault after a time without use, with a warning a minute ahead (decision 20, design section 6.10).

Time is read from two clocks, because one may not tell of a pause (a machine within another that was halted) and the
other can be set by hand: the greater of the two counts. What they went on between two ticks beyond a third clock, which
stands still while a laptop sleeps, was sleep; where all three went on, the window was only kept busy, and nobody left.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QDropEvent, QInputEvent, QInputMethodEvent

from coordinator_app.ui import awake
from coordinator_app.ui.lock_reason import LockReason

__all__ = ["IdleLock", "LockReason"]

DEFAULT_MINUTES = 5
SHORTEST_MINUTES = 1
LONGEST_MINUTES = 15
WARNING_SECONDS = 60
SLEEP_GAP_SECONDS = 30
"""The laptop slept longer than this between two ticks."""
HIDDEN_SECONDS = 120
"""A window out of sight for so long locks (security checklist, "window hidden")."""
CURTAIN_SECONDS = 60 * 60
"""The longest that a curtain stands for the lock, whatever goes on behind it."""


def _wall() -> float:
    return time.time()


def _nothing_instead(_reason: LockReason) -> bool:
    return False


def _held_back_by_nobody(_watched: QObject, _event: QEvent) -> bool:
    return False


_BY_HAND = (QInputEvent, QInputMethodEvent, QDropEvent)
"""The classes of event that input comes in."""


class IdleLock(QObject):
    """Watches the application's input. `start()` begins; `tick()` is called every second, by tests by hand.

    Signals: `warned(int)` with the seconds left, `eased()` when the warning is no longer true,
    `locked(LockReason)` once.
    """

    warned = Signal(int)
    eased = Signal()
    locked = Signal(object)

    _INPUT: ClassVar[frozenset[QEvent.Type]] = frozenset(
        {
            QEvent.Type.KeyPress,
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseMove,
            QEvent.Type.Wheel,
            QEvent.Type.TouchBegin,
            QEvent.Type.TabletPress,
            QEvent.Type.InputMethod,
            QEvent.Type.Drop,
        },
    )

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        minutes: int = DEFAULT_MINUTES,
        monotonic: Callable[[], float] = awake.passed,
        wall: Callable[[], float] = _wall,
        awake: Callable[[], float] = awake.awake,
    ) -> None:
        super().__init__(parent)
        self._clocks, self._awake = (monotonic, wall), awake
        self.then: Callable[[QObject, QEvent], bool] = _held_back_by_nobody
        """Asked of all input whether it ends here: one filter, for each of them takes its time of every event there is."""
        self.instead: Callable[[LockReason], bool] = _nothing_instead
        """Asked before the lock of a window that is not used or out of sight: whether a curtain was drawn instead."""
        self._covered: tuple[LockReason, tuple[float, float]] | None = None
        self._limit = DEFAULT_MINUTES * 60
        self.set_minutes(minutes)
        self._last_input = self._last_tick = self._read()
        self._last_awake = self._awake()
        self._hidden_at: tuple[float, float] | None = None
        self._warning = False
        self._done = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)

    def set_minutes(self, minutes: int) -> None:
        """Lock after so many minutes, kept between 1 and 15."""
        self._limit = 60 * max(SHORTEST_MINUTES, min(minutes, LONGEST_MINUTES))

    @property
    def warning_seconds(self) -> int:
        """How long before the lock the warning comes: a minute, or half of a limit of one minute."""
        return min(WARNING_SECONDS, self._limit // 2)

    def start(self) -> None:
        """Begin to count from now."""
        self._last_input = self._last_tick = self._read()
        self._last_awake = self._awake()
        self._timer.start()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def touch(self) -> None:
        """Somebody is there: input in our window, or "Stay unlocked"."""
        self._last_input = self._read()
        if self._warning:
            self._warning = False
            self.eased.emit()

    def idle_seconds(self) -> float:
        """How long nobody has used the window."""
        return _since(self._last_input, self._read())

    def set_hidden(self, hidden: bool) -> None:
        """The window went out of sight, or came back."""
        self._hidden_at = (self._hidden_at or self._read()) if hidden else None

    def cover(self, reason: LockReason) -> None:
        """A curtain is drawn: nobody's input puts the lock off any more, and after an hour it comes (for this reason)."""
        self._covered = (reason, self._read())

    def uncover(self) -> None:
        """Whoever holds the passphrase is there."""
        self._covered = None
        self.touch()

    def tick(self) -> None:
        """Compare the clocks; warn or lock. Sleep locks, curtain or not."""
        now, asleep = self._read(), self._asleep()
        if asleep > SLEEP_GAP_SECONDS:
            self.lock(LockReason.SLEEP)
        elif self._covered is not None:
            reason, since = self._covered
            if _since(since, now) >= CURTAIN_SECONDS:
                self.lock(reason)
        elif self._hidden_at and _since(self._hidden_at, now) >= HIDDEN_SECONDS:
            self._cover_or_lock(LockReason.HIDDEN)
        else:
            self._weigh(self._limit - _since(self._last_input, now))

    def _cover_or_lock(self, reason: LockReason) -> None:
        if not self.instead(reason):
            self.lock(reason)

    def _asleep(self) -> float:
        """Seconds slept since the last tick."""
        now, awake = self._read(), self._awake()
        slept = _since(self._last_tick, now) - (awake - self._last_awake)
        self._last_tick, self._last_awake = now, awake
        return slept

    def _weigh(self, left: float) -> None:
        if left <= 0:
            self._cover_or_lock(LockReason.IDLE)
        elif left <= self.warning_seconds:
            self._warning = True
            self.warned.emit(int(left + 0.5))

    def lock(self, reason: LockReason) -> None:
        """Say `locked`, once."""
        if not self._done:
            self._done = True
            self.stop()
            self.locked.emit(reason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See input on its way to any widget, and hold back what `then` takes. While the warning stands it counts too."""
        # asked of every event of the application: its class says at once what its kind would say ten times as slowly
        if not isinstance(event, _BY_HAND):
            return False
        if event.type() in self._INPUT:
            self.touch()
        return self.then(watched, event)

    def _read(self) -> tuple[float, float]:
        monotonic, wall = self._clocks
        return monotonic(), wall()


def _since(then: tuple[float, float], now: tuple[float, float]) -> float:
    """Seconds passed by whichever clock says more; a wall clock set back counts as nothing."""
    return max(0.0, now[0] - then[0], now[1] - then[1])
