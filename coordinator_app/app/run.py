"""One run of the window: from the start to the lock (which starts a fresh process) or the close."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QObject, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from coordinator_app import crash, registry, restart
from coordinator_app.app.opened import Opened, Parts, page_classes
from coordinator_app.app.store_door import StoreDoor
from coordinator_app.core.catalogue import Catalogue
from coordinator_app.core.clock import Clock
from coordinator_app.hooks import resolve
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.log import Event, Log
from coordinator_app.registry import Capability
from coordinator_app.store.session import Session
from coordinator_app.store.vault import OpenVault
from coordinator_app.ui import theme
from coordinator_app.ui.bridge import Bridge
from coordinator_app.ui.device_settings import DeviceSettings
from coordinator_app.ui.dialogs import WindowDialogs
from coordinator_app.ui.entry_flow import EntryFlow
from coordinator_app.ui.focus_ring import FocusRing
from coordinator_app.ui.idle_lock import LockReason
from coordinator_app.ui.main_window import TITLE, MainWindow
from coordinator_app.ui.theme import Theme
from coordinator_app.ui.troubles import Unexpected

Restart = Callable[..., Any]


class App(QObject):
    """Everything of one process: window, jobs, and the vault once it is open.

    `state` is the folder of per-user state (None: the system's own); `become` is called at the lock instead of
    `restart.restart_locked` by tests.
    """

    def __init__(
        self,
        clock: Clock,
        settings: DeviceSettings,
        *,
        capabilities: tuple[Capability, ...] = registry.CAPABILITIES,
        catalogue: Catalogue = registry.CATALOGUE,
        state: Path | None = None,
        become: Restart = restart.restart_locked,
    ) -> None:
        super().__init__()
        self._clock, self._settings, self._become = clock, settings, become
        self._catalogue, self._capabilities = catalogue, capabilities
        self._vault: OpenVault | None = None
        self.opened: Opened | None = None
        self.window = MainWindow(settings)
        self._bridge = Bridge(self)
        self.jobs: Jobs[Session] = Jobs(self._session, self._bridge.deliver)
        self.dialogs = WindowDialogs(lambda: self.window)
        self._door = StoreDoor(clock, self.jobs, self.dialogs, state=state)
        self.entry = EntryFlow(self.window, self._door, self._run, self.dialogs, settings)
        self.entry.opened.connect(self._open)
        self.window.closing.connect(self.close)

    def start(self, folder: Path | None, reason: LockReason) -> None:
        """Show the window at the lock screen and load the rest while the passphrase is typed."""
        self.entry.start(folder, reason)
        self.window.show()
        names = sorted(set(page_classes(self._capabilities).values()))
        self.jobs.task(lambda _in_task: preload(names), failed=_leave_it)

    def tell_fault(self, reference: str) -> None:
        """Something went wrong that is our bug: say so calmly, with a reference that holds no content."""
        self.dialogs.trouble(_fault(reference))

    def close(self) -> None:
        """Put everything away and end: the last change first, then jobs, then the lock file."""
        if self.opened is not None:
            self.opened.window.drafts.keep()
            self.opened.window.stop()
        self.entry.leave()
        self._put_away()
        self.window.allow_close()

    def lock(self, reason: LockReason) -> None:
        """The screen is blank: end this process and begin a fresh one at the lock screen."""
        vault = self._vault
        if vault is not None:
            self._become(vault.folder, reason.value, stop_jobs=self.jobs.stop, release_lock=vault.close)

    def _run(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        self.jobs.task(lambda _in_task: work(), done=done, failed=failed)

    def _session(self, read_only: bool) -> Session:
        vault = self._vault
        if vault is None:
            raise RuntimeError("no session before the vault is open")
        return Session(
            vault.paths,
            vault.keys,
            catalogue=self._catalogue,
            clock=self._clock,
            actor=vault.actor,
            publish=self.jobs.publish,
            read_only=read_only,
        )

    def _open(self, vault: object) -> None:
        self._vault = cast("OpenVault", vault)
        parts = Parts(
            self.window,
            cast("Jobs[Any]", self.jobs),
            self._clock,
            self.dialogs,
            self._settings,
            self._catalogue,
            self._capabilities,
        )
        self.opened = Opened(parts, self._vault)
        self.opened.window.locking.connect(self.lock)
        self.opened.start()

    def _put_away(self) -> None:
        self.jobs.stop()
        vault, self._vault = self._vault, None
        if vault is not None:
            vault.close()


def preload(names: list[str]) -> None:
    """Import the pages, so that the first of them opens at once."""
    for name in names:
        resolve(name)


def _leave_it(_error: Exception) -> None:
    """A page that cannot be imported says so when it is opened."""


def _fault(reference: str) -> Unexpected:
    fault = Unexpected(reference)
    fault.next_step = f"{fault.next_step} Reference: {reference}"
    return fault


def run_window(
    vault_folder: Path | None,
    locked: bool,  # noqa: ARG001  (said by the restart; every start is at the lock screen, so it changes nothing)
    reason: str,
    clock: Clock,
) -> int:
    """Show the window until it is closed; the exit code.

    Without `vault_folder` the last vault of this laptop is shown. `locked` says that this process follows a lock.
    """
    crash.harden()
    log = Log()
    reporter = crash.Reporter(log)
    reporter.install()
    qInstallMessageHandler(reporter.on_qt_message)
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    settings = DeviceSettings()
    dress(qt, settings)
    app = App(clock, settings)
    reporter.tell = app.tell_fault
    log.write(Event.STARTED)
    app.start(vault_folder or settings.last_vault_folder, LockReason.read(reason))
    code = qt.exec()
    log.write(Event.ENDED)
    qInstallMessageHandler(None)
    return code


def dress(qt: QApplication, settings: DeviceSettings) -> Theme:
    """Name the application, and give it the theme, text size and face of this laptop."""
    qt.setApplicationName(TITLE)
    qt.setApplicationDisplayName(TITLE)
    qt.setDesktopFileName("coordinator-app")
    made = theme.Theme(settings.theme.value, settings.text_size / 100, settings.face.value)
    made.apply(qt)
    FocusRing(qt)
    return made
