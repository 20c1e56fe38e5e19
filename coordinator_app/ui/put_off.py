"""Puts the lock off while work is under way that it would destroy, and has it follow as soon as that work is done.

Only the lock of a window that nobody uses, or that is asked for by hand. When the laptop sleeps, or its session is
locked or ended, the vault locks at once, whatever is under way.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from coordinator_app.jobs.under_way import UnderWay
from coordinator_app.ui.curtain import Curtain
from coordinator_app.ui.idle_lock import IdleLock, LockReason


class PutOff(QObject):
    """Emits `locking(LockReason)` when it can be put off no more. `keep` is done before the curtain is drawn."""

    locking = Signal(object)

    def __init__(
        self, curtain: Curtain, under_way: UnderWay, idle: IdleLock, keep: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.curtain, self._under_way, self._idle, self._keep = curtain, under_way, idle, keep
        self._reason = LockReason.NONE
        idle.instead = self.instead
        under_way.changed = self._told
        curtain.came_back.connect(idle.uncover)
        curtain.giving_up.connect(lambda: self.locking.emit(LockReason.ASKED))

    @property
    def wanted(self) -> bool:
        """Whether a lock would come as a curtain now."""
        return self._under_way.first is not None

    def instead(self, reason: LockReason) -> bool:
        """Draw the curtain, where the lock would end what is under way; whether it hangs there."""
        work = self._under_way.first
        if work is None:
            return False
        if not self.curtain.is_drawn or self.curtain.is_back:
            self._reason = reason
            self._keep()
            self.curtain.draw(reason, work)
            self._idle.cover(reason)
        return True

    def _told(self) -> None:
        """It is further, or has ended: if nobody came back by then, this is the lock that was put off."""
        self.curtain.tell(self._under_way.first)
        if self._is_due():
            # after what the end of the work itself still hands to the writer
            QTimer.singleShot(0, self, self._lock)

    def _is_due(self) -> bool:
        return not self.wanted and self.curtain.is_drawn and not self.curtain.is_back

    def _lock(self) -> None:
        if self._is_due():
            self.locking.emit(self._reason)
