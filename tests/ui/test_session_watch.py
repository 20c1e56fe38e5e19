import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from coordinator_app.ui.idle_lock import LockReason
from coordinator_app.ui.session_watch import SessionWatch

ROOT = Path(__file__).resolve().parents[2]
ON_A_REAL_BUS = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from coordinator_app.ui.session_watch import SessionWatch
app = QCoreApplication([])
watch = SessionWatch(session_bus=QDBusConnection.sessionBus())
watch.locked.connect(lambda reason: (again.stop(), print(reason.value), app.quit()))
other = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "other")
signal = QDBusMessage.createSignal("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged")
signal.setArguments([True])
again = QTimer()  # what is sent before the bus knows who listens reaches nobody
again.timeout.connect(lambda: other.send(signal))
again.start(50)
app.exec()
"""


class Bus:
    def __init__(self, *, connected: bool = True) -> None:
        self._connected = connected
        self.heard: list[str] = []

    def isConnected(self) -> bool:
        return self._connected

    def connect(
        self, _service: str, _path: str, interface: str, name: str, _receiver: QObject, _slot: str
    ) -> bool:
        self.heard.append(f"{interface}.{name}")
        return True


def test_it_listens_for_sleep_and_for_locks_of_the_session(qapp: QApplication) -> None:
    system, session = Bus(), Bus()
    watch = SessionWatch(system_bus=system, session_bus=session)
    assert system.heard == [
        "org.freedesktop.login1.Manager.PrepareForSleep",
        "org.freedesktop.login1.Session.Lock",
    ]
    assert len(session.heard) == 2
    assert watch.listening == 4


def test_without_a_bus_it_hears_nothing_and_says_so(qapp: QApplication) -> None:
    assert SessionWatch(system_bus=Bus(connected=False), session_bus=Bus(connected=False)).listening == 0


def test_each_signal_locks_with_its_reason(qapp: QApplication) -> None:
    watch = SessionWatch(system_bus=Bus(), session_bus=Bus())
    heard: list[LockReason] = []
    watch.locked.connect(heard.append)
    watch.on_sleep(False)
    watch.on_saver(False)
    assert not heard
    watch.on_sleep(True)
    watch.on_session_lock()
    watch.on_saver(True)
    assert heard == [LockReason.SLEEP, LockReason.SESSION, LockReason.SESSION]


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="no D-Bus on this machine")
def test_a_signal_on_a_real_bus_is_heard() -> None:
    command = ["dbus-run-session", "--", sys.executable, "-c", ON_A_REAL_BUS]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert set(ran.stdout.split()) == {"session"}
