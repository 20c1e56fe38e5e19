"""Hears from the system that the laptop sleeps or that its user locked it, where the system tells.

Linux: D-Bus signals of logind and of the screen savers. Elsewhere, or with no bus, nothing is heard and the
idle lock's jump of the clocks must do; `listening` says which.
"""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot

from coordinator_app.ui.idle_lock import LockReason

_LOGIND = "org.freedesktop.login1"
_SAVERS = ("org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver")


class SessionWatch(QObject):
    """Emits `locked(LockReason)` when the system says so. `listening` counts the signals subscribed to."""

    locked = Signal(object)

    def __init__(
        self, parent: QObject | None = None, *, system_bus: Any = None, session_bus: Any = None
    ) -> None:
        super().__init__(parent)
        self.listening = 0
        if system_bus is None and session_bus is None and sys.platform == "linux":
            # Windows and macOS builds of PySide6 carry no QtDBus
            from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415  (Linux only)

            system_bus, session_bus = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        self._subscribe(system_bus, session_bus)

    def _subscribe(self, system_bus: Any, session_bus: Any) -> None:
        if system_bus is not None and system_bus.isConnected():
            self._hear(system_bus, _LOGIND, f"{_LOGIND}.Manager", "PrepareForSleep", "on_sleep(bool)")
            self._hear(system_bus, _LOGIND, f"{_LOGIND}.Session", "Lock", "on_session_lock()")
        if session_bus is not None and session_bus.isConnected():
            for saver in _SAVERS:
                self._hear(session_bus, "", saver, "ActiveChanged", "on_saver(bool)")

    def _hear(self, bus: Any, service: str, interface: str, name: str, slot: str) -> None:
        # an empty path hears every object: another session's lock locks us too, which is the safe side
        if bus.connect(service, "", interface, name, self, SLOT(slot)):
            self.listening += 1

    @Slot(bool)
    def on_sleep(self, starting: bool) -> None:
        """The laptop is about to sleep (True) or woke up (False: the sleep was seen, or the clocks say it)."""
        if starting:
            self.locked.emit(LockReason.SLEEP)

    @Slot()
    def on_session_lock(self) -> None:
        """The session is being locked."""
        self.locked.emit(LockReason.SESSION)

    @Slot(bool)
    def on_saver(self, active: bool) -> None:
        """The screen saver or lock screen came up."""
        if active:
            self.locked.emit(LockReason.SESSION)
