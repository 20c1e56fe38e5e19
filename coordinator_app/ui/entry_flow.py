"""From the start to an open vault: which screen comes when (design section 8.1, journey 1)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator_app.core.errors import Trouble
from coordinator_app.ui.lock_reason import LockReason
from coordinator_app.ui.lock_screen import LockScreen

if TYPE_CHECKING:
    from coordinator_app.ui.create_vault.screen import CreateScreen
    from coordinator_app.ui.device_settings import DeviceSettings
    from coordinator_app.ui.dialogs import Dialogs
    from coordinator_app.ui.door import Door, Runner
    from coordinator_app.ui.glance import Glance
    from coordinator_app.ui.main_window import MainWindow
    from coordinator_app.ui.recovery_screen import RecoveryScreen
    from coordinator_app.ui.restore.screen import RestoreScreen


class EntryFlow(QObject):
    """Shows the screens before the unlock in the window. Emits `opened(object)` with a vault ready for work."""

    opened = Signal(object)

    def __init__(
        self, window: MainWindow, door: Door, run: Runner, dialogs: Dialogs, settings: DeviceSettings
    ) -> None:
        super().__init__(window)
        self._window, self._door, self._run = window, door, run
        self._dialogs, self._settings = dialogs, settings
        self._folder: Path | None = None
        self._screen: CreateScreen | RecoveryScreen | RestoreScreen | None = None

    def start(
        self, folder: Path | None, reason: LockReason = LockReason.NONE, glance: Glance | None = None
    ) -> None:
        """Show the lock screen of a vault, or the first screen if there is none.

        `glance` is what is known of the vault already; the door is then asked only by `look_again`.
        """
        self._screen = None
        self._folder = folder
        if folder is not None and glance is not None:
            self._show_lock(folder, glance, reason)
            return
        if folder is None:
            self._show_first(None)
            return
        try:
            glance = self._door.look(folder)
        except Trouble as trouble:
            self._show_first(trouble)
            return
        self._show_lock(folder, glance, reason)

    def look_again(self) -> None:
        """Ask the door whether the vault on the lock screen is one that can be opened; if not, say so."""
        if self._folder is None:
            return
        try:
            self._door.look(self._folder)
        except Trouble as trouble:
            self._show_first(trouble)

    def leave(self) -> None:
        """The window closes: a vault that is open but not taken over is closed."""
        screen, self._screen = self._screen, None
        if screen is not None:
            screen.leave()

    def _show_first(self, trouble: Trouble | None) -> None:
        from coordinator_app.ui.first_screen import FirstScreen  # noqa: PLC0415  (the lock screen comes first)

        screen = FirstScreen(trouble)
        screen.making.connect(self.make)
        screen.another.connect(self.another)
        screen.restoring.connect(self.restore)
        screen.again.connect(lambda: self.start(self._folder))
        self._window.show_screen(screen)

    def _show_lock(self, folder: Path, glance: Glance, reason: LockReason) -> None:
        screen = LockScreen(self._door, self._run, folder, glance, reason)
        screen.unlocked.connect(self._unlocked)
        screen.recovery.connect(self.recover)
        screen.another.connect(self.another)
        screen.making.connect(self.make)
        screen.restoring.connect(self.restore)
        self._window.show_screen(screen)

    def recover(self) -> None:
        """Ask for the recovery key."""
        if self._folder is None:
            return
        screen = self._recovery_screen(self._folder)
        screen.unlocked.connect(self._unlocked)
        screen.back.connect(lambda: self.start(self._folder))
        self._screen = screen
        self._window.show_screen(screen)

    def another(self) -> None:
        """Choose the folder of another vault."""
        self._dialogs.choose_folder("Choose the folder of the vault", self.start)

    def restore(self) -> None:
        """Restore a vault from a backup; the backups of the vault at hand are listed at once."""
        from coordinator_app.ui.restore.screen import RestoreScreen  # noqa: PLC0415  (the lock screen comes first)

        screen = RestoreScreen(self._door, self._run, self._dialogs, present=self._folder)
        screen.back.connect(lambda: self.start(self._folder))
        screen.restored.connect(self._restored)
        self._screen = screen
        self._window.show_screen(screen)

    def _restored(self, vault: object, folder: Path, recovered: bool) -> None:
        self._folder = folder
        if not recovered:
            self._unlocked(vault)
            return
        screen = self._recovery_screen(folder, vault)
        screen.lead.setText(
            "The backup opened with the recovery key. Choose a passphrase for the restored vault."
        )
        self._await_passphrase(screen)

    def make(self) -> None:
        """Make a new vault."""
        screen = self._create_screen()
        screen.back.connect(lambda: self.start(self._folder))
        self._show_create(screen)

    def _recovery_screen(self, folder: Path, vault: object | None = None) -> RecoveryScreen:
        # the lock screen comes first, and most starts need no other
        from coordinator_app.ui.recovery_screen import RecoveryScreen  # noqa: PLC0415  (see above)

        return RecoveryScreen(self._door, self._run, folder, self._door.look(folder), vault)

    def _create_screen(self, vault: object | None = None, title: str = "") -> CreateScreen:
        from coordinator_app.ui.create_vault.screen import CreateScreen  # noqa: PLC0415  (as above)

        return CreateScreen(self._door, self._run, self._dialogs, vault=vault, title=title)

    def _show_create(self, screen: CreateScreen) -> None:
        screen.created.connect(self._ready)
        self._screen = screen
        self._window.show_screen(screen)

    def _unlocked(self, vault: object) -> None:
        folder = self._folder
        if folder is not None and self._door.must_change(vault):
            self._await_passphrase(self._recovery_screen(folder, vault))
        elif folder is not None and self._door.lacks_recovery_key(vault):
            title = self._door.look(folder).title
            self._show_create(self._create_screen(vault, title))
        else:
            self._ready(vault)

    def _await_passphrase(self, screen: RecoveryScreen) -> None:
        screen.unlocked.connect(self._unlocked)
        self._screen = screen
        self._window.show_screen(screen)

    def _ready(self, vault: object) -> None:
        self._screen = None
        self._settings.last_vault_folder = self._door.folder_of(vault)
        self.opened.emit(vault)
