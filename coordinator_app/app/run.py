"""One run of the window: from the start to the lock (which starts a fresh process) or the close.

Imported at the top is only what the lock screen needs for its first paint; all else is imported by the functions
that need it, which run after that (performance rule 2).
"""

from __future__ import annotations

import os
import sys
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from coordinator_app.app.first_look import first_look
from coordinator_app.app.late import AfterFirstPaint, Late
from coordinator_app.ui import theme
from coordinator_app.ui.device_settings import DeviceSettings
from coordinator_app.ui.entry_flow import EntryFlow
from coordinator_app.ui.focus_ring import FocusRing
from coordinator_app.ui.lock_reason import LockReason
from coordinator_app.ui.main_window import TITLE, MainWindow, window_icon
from coordinator_app.ui.theme import Theme

# ruff: noqa: PLC0415  (imports wait for the first paint: see above)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from coordinator_app.app.opened import Opened
    from coordinator_app.app.preloading import OneATurn
    from coordinator_app.core.catalogue import Catalogue
    from coordinator_app.core.clock import Clock
    from coordinator_app.crash import Reporter
    from coordinator_app.jobs.jobs import Jobs
    from coordinator_app.registry import Capability
    from coordinator_app.store.session import Session
    from coordinator_app.store.vault import OpenVault
    from coordinator_app.ui.dialogs import Dialogs
    from coordinator_app.ui.door import Door
    from coordinator_app.ui.drop_anywhere import DropAnywhere
    from coordinator_app.ui.troubles import Unexpected

    Restart = Callable[..., Any]


class App(QObject):
    """Everything of one process: window, jobs, and the vault once it is open.

    `clock`, `capabilities` and `catalogue` are the real ones where None is given. `state` is the folder of per-user
    state (None: the system's own); `become` is called at the lock instead of `restart.restart_locked` by tests.
    """

    def __init__(
        self,
        clock: Clock | None,
        settings: DeviceSettings,
        *,
        capabilities: tuple[Capability, ...] | None = None,
        catalogue: Catalogue | None = None,
        state: Path | None = None,
        become: Restart | None = None,
    ) -> None:
        super().__init__()
        self._given_clock, self._settings, self._become = clock, settings, become
        self._catalogue, self._capabilities, self._state = catalogue, capabilities, state
        self._vault: OpenVault | None = None
        self.opened: Opened | None = None
        self.preloading: OneATurn | None = None
        self.painted: Callable[[], None] = _nothing
        self.window = MainWindow(settings)
        self.dialogs = cast("Dialogs", Late(self._make_dialogs))
        door = cast("Door", Late(self._make_door))
        self.entry = EntryFlow(self.window, door, self._run, self.dialogs, settings)
        self.entry.opened.connect(self._open)
        self.window.closing.connect(self.close)
        self.drops: DropAnywhere | None = None

    @cached_property
    def clock(self) -> Clock:
        """The clock given, or the system's."""
        from coordinator_app.core.clock import SystemClock

        return self._given_clock or SystemClock()

    @cached_property
    def jobs(self) -> Jobs[Session]:
        """Made at the first use, on the window's thread."""
        from coordinator_app.jobs.jobs import Jobs
        from coordinator_app.ui.bridge import Bridge

        return Jobs(self._session, Bridge(self).deliver)

    def start(self, folder: Path | None, reason: LockReason) -> None:
        """Show the window at the lock screen and load the rest while the passphrase is typed."""
        self.entry.start(folder, reason, first_look(folder) if folder is not None else None)
        AfterFirstPaint(self.window, self._go_on)
        self.window.show()

    def _go_on(self) -> None:
        self.painted()
        from coordinator_app.app.collecting import Collector
        from coordinator_app.core.memory import keep_large_blocks_apart
        from coordinator_app.ui.drop_anywhere import DropAnywhere
        from coordinator_app.ui.focus_place import watch_focus
        from coordinator_app.ui.safe_scroll import safe_scroll_areas

        keep_large_blocks_apart()
        self.drops = DropAnywhere(self.window)
        self._take_drops()
        collector = Collector(self.window)
        safe_scroll_areas()
        watch_focus(cast("QApplication", QApplication.instance()))
        theme.current().load_all_fonts()
        self.window.setWindowIcon(window_icon())
        self.entry.look_again()
        from coordinator_app.ui.bridge import guarded

        pages = guarded(
            self.window, lambda names: self._pages(names, collector.set_aside)
        )  # it may have gone by then
        self.jobs.task(lambda _in_task: self._rules(), done=pages, failed=_leave_it)

    def _rules(self) -> list[str]:
        from coordinator_app.app import preloading

        names = [capability.name for capability in self._registered()[0]]
        preloading.import_all(preloading.rules_of(names))
        return preloading.pages_of(names)

    def _pages(self, names: list[str], loaded: Callable[[], None]) -> None:
        from coordinator_app.app.preloading import OneATurn

        self.preloading = OneATurn(names, self.window, loaded)
        self.preloading.start()

    def tell_fault(self, reference: str) -> None:
        """Something went wrong that is our bug: say so calmly, with a reference that holds no content."""
        self.dialogs.trouble(_fault(reference))

    def close(self) -> None:
        """Put everything away and end: the last change first, then jobs, then the lock file."""
        if self.opened is not None:
            self.opened.window.keep_boxes()
            self.opened.window.drafts.keep()
            self.opened.window.stop()
        self.entry.leave()
        self._put_away()
        self.window.allow_close()

    def lock(self, reason: LockReason) -> None:
        """The screen is blank: end this process and begin a fresh one at the lock screen."""
        from coordinator_app.restart import restart_locked

        vault, become = self._vault, self._become or restart_locked
        if vault is not None:
            become(vault.folder, reason.value, stop_jobs=self.jobs.stop, release_lock=vault.close)

    def _make_dialogs(self) -> Dialogs:
        from coordinator_app.ui.dialogs import WindowDialogs

        return WindowDialogs(lambda: self.window)

    def _make_door(self) -> Door:
        from coordinator_app.app.store_door import StoreDoor

        return StoreDoor(self.clock, self.jobs, self.dialogs, state=self._state)

    def _registered(self) -> tuple[tuple[Capability, ...], Catalogue]:
        from coordinator_app import registry

        return self._capabilities or registry.CAPABILITIES, self._catalogue or registry.CATALOGUE

    def _run(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        self.jobs.task(lambda _in_task: work(), done=done, failed=failed)

    def _session(self, read_only: bool) -> Session:
        from coordinator_app.store.session import Session

        vault = self._vault
        if vault is None:
            raise RuntimeError("no session before the vault is open")
        return Session(
            vault.paths,
            vault.keys,
            catalogue=self._registered()[1],
            clock=self.clock,
            actor=vault.actor,
            publish=self.jobs.publish,
            read_only=read_only,
        )

    def _open(self, vault: object) -> None:
        from coordinator_app.app.opened import Opened, Parts

        self._vault = cast("OpenVault", vault)
        capabilities, catalogue = self._registered()
        parts = Parts(
            self.window,
            cast("Jobs[Any]", self.jobs),
            self.clock,
            self.dialogs,
            self._settings,
            catalogue,
            capabilities,
        )
        self.opened = Opened(parts, self._vault)
        self.opened.window.locking.connect(self.lock)
        self._take_drops()
        self.opened.start()

    def _take_drops(self) -> None:
        """Scans dropped anywhere on the window go to the page that takes them; nobody takes any before the unlock."""
        if self.opened is not None and self.drops is not None:
            self.drops.taker = self.opened.take_files
            self.drops.apart_taker = partial(self.opened.take_files, apart=True)

    def _put_away(self) -> None:
        self.jobs.stop()
        vault, self._vault = self._vault, None
        if vault is not None:
            vault.close()


def _nothing() -> None:
    """Nobody waits for the first paint."""


def _leave_it(_error: Exception) -> None:
    """A page that cannot be imported says so when it is opened."""


def _fault(reference: str) -> Unexpected:
    from coordinator_app.ui.troubles import Unexpected

    fault = Unexpected(reference)
    fault.next_step = f"{fault.next_step} Reference: {reference}"
    return fault


def run_window(
    vault_folder: Path | None,
    locked: bool,  # noqa: ARG001  (said by the restart; every start is at the lock screen, so it changes nothing)
    reason: str,
    clock: Clock | None = None,
    *,
    settings: DeviceSettings | None = None,
    painted: Callable[[], None] = _nothing,
) -> int:
    """Show the window until it is closed; the exit code.

    Without `vault_folder` the last vault of this laptop is shown. `locked` says that this process follows a lock.
    `painted` is called after the first paint.
    """
    os.umask(0o077)
    sys.excepthook = _early_error
    qt = QApplication.instance() or theme.make_app(sys.argv[:1])
    assert isinstance(qt, QApplication)
    settings = settings or DeviceSettings()
    dress(qt, settings)
    app = App(clock, settings)
    app.painted = partial(_guard, app, painted)
    app.start(vault_folder or settings.last_vault_folder, LockReason.read(reason))
    code = qt.exec()
    _end()
    return code


def _guard(app: App, painted: Callable[[], None]) -> None:
    """Before anything can be typed: no core dump, no other program reads the memory, and errors go to the log."""
    from PySide6.QtCore import qInstallMessageHandler

    from coordinator_app import crash
    from coordinator_app.log import Event, Log

    painted()
    crash.harden()
    reporter = crash.Reporter(Log(), app.tell_fault)
    reporter.install()
    qInstallMessageHandler(reporter.on_qt_message)
    reporter.log.write(Event.STARTED)


def _end() -> None:
    from PySide6.QtCore import qInstallMessageHandler

    from coordinator_app.log import Event, Log

    Log().write(Event.ENDED)
    qInstallMessageHandler(None)


def _early_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What goes wrong before the first paint is written like any other fault."""
    early_reporter().on_error(kind, error, trace)


def early_reporter() -> Reporter:
    """A reporter for the time before the window is there."""
    from coordinator_app.crash import Reporter
    from coordinator_app.log import Log

    return Reporter(Log())


def dress(qt: QApplication, settings: DeviceSettings) -> Theme:
    """Name the application, and give it the theme, text size and face of this laptop."""
    qt.setApplicationName(TITLE)
    qt.setApplicationDisplayName(TITLE)
    qt.setDesktopFileName("coordinator-app")
    made = theme.Theme(settings.theme.value, settings.text_size / 100, settings.face.value)
    made.apply(qt, all_fonts=False)
    FocusRing(qt)
    return made
