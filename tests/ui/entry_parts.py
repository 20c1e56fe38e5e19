"""A door that opens to one passphrase, for tests of the screens before the unlock, and a runner that runs at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from coordinator_app.core.errors import Cancelled, MustWait, VaultMissing, WrongPassphrase, WrongRecoveryKey
from coordinator_app.core.kept_backups import Where
from coordinator_app.core.restoring import BackupSeen
from coordinator_app.ui.door import Glance, MadeVault, NewVault, Office, Strength
from coordinator_app.ui.restore.door import OpenedBackup, Stop, Watcher

RIGHT = "kettle amber window field"
KEY = "ABC2-DEF3-GHJ4-KLM5-NPQ6-RST7-UVW8-XYZ9"
GLANCE = Glance("Hazelmoor Partnership", ("Co-ordinator",))
FOLDER = Path("/vaults/Hazelmoor.vault")


def run(work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
    """Do it at once."""
    try:
        result = work()
    except Exception as error:
        failed(error)
    else:
        done(result)


class FakeDoor:
    """Remembers what was asked; `raises` is raised by the next unlock."""

    def __init__(self) -> None:
        self.raises: Exception | None = None
        self.wait = 0
        self.calls: list[str] = []
        self.passphrase = RIGHT
        self.one_time = False
        self.users: tuple[Office, ...] = ()
        self.replaced: str | None = None
        self.unconfirmed = False
        self.glance: Glance | Exception = GLANCE
        self.backup_fails: Exception | None = None
        self.lies = Where.DRIVE
        self.made: NewVault | None = None
        self.backups: tuple[BackupSeen, ...] = ()
        self.watch: Watcher | None = None

    def look(self, folder: Path) -> Glance:
        if isinstance(self.glance, Exception):
            raise self.glance
        return self.glance

    def unlock(self, folder: Path, passphrase: str) -> object:
        self.calls.append("unlock")
        if self.raises is not None:
            raise self.raises
        if self.wait:
            raise MustWait(self.wait)
        if passphrase != self.passphrase:
            raise WrongPassphrase("That passphrase does not open this vault.")
        return "vault"

    def unlock_with_recovery(self, folder: Path, typed: str) -> object:
        if typed != KEY:
            raise WrongRecoveryKey("This recovery key is not the one of this vault.")
        return "vault"

    def mend_header(self, folder: Path, passphrase: str) -> None:
        self.calls.append("mend")

    def offices(self, vault: object) -> tuple[Office, ...]:
        return self.users

    def set_passphrase(self, vault: object, old: str | None, new: str, slot_id: str | None = None) -> None:
        self.passphrase, self.one_time, self.replaced = new, False, slot_id

    def must_change(self, vault: object) -> bool:
        return self.one_time

    def folder_of(self, vault: object) -> Path:
        return FOLDER

    def give_up(self, vault: object) -> None:
        self.calls.append("give up")

    def wrong_groups(self, typed: str) -> tuple[int, ...]:
        groups = typed.split("-")
        return tuple(
            at + 1 for at, group in enumerate(KEY.split("-")) if at >= len(groups) or groups[at] != group
        )

    def judge(self, passphrase: str) -> Strength:
        words = len(passphrase.split())
        step = 4 if words >= 5 else 3 if words >= 4 else 1
        return Strength(
            step, ("", "Weak", "Fair", "Strong", "Very strong")[step], "Use more words.", accepted=step > 1
        )

    def suggest(self) -> str:
        return "apple barn cedar dune ember"

    def place_trouble(self, folder: Path) -> str:
        return "This folder is kept in step with other computers." if "Dropbox" in folder.parts else ""

    def create(self, plan: NewVault) -> MadeVault:
        self.made = plan
        return MadeVault("vault", KEY)

    def lacks_recovery_key(self, vault: object) -> bool:
        return self.unconfirmed

    def new_recovery_key(self, vault: object) -> str:
        return KEY

    def confirm_recovery(self, vault: object, typed: str) -> None:
        self.unconfirmed = False

    def print_recovery_key(
        self, title: str, key: str, done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        self.calls.append("print")
        done(None)

    def find_backups(self, chosen: Path) -> tuple[BackupSeen, ...]:
        if not self.backups:
            raise VaultMissing("There is no backup in this folder.", next_step="Choose another.")
        return self.backups

    def check_backup(self, folder: Path, typed: str, watch: Watcher, *, recovery: bool) -> Stop:
        self.calls.append("check")
        self.watch = watch
        return lambda: watch.failed(Cancelled())

    def restore_backup(self, opened: OpenedBackup, target: Path, watch: Watcher) -> Stop:
        self.calls.append("restore")
        self.watch = watch
        return lambda: watch.failed(Cancelled())

    def open_restored(self, opened: OpenedBackup, folder: Path) -> object:
        return "restored"

    def kinds(self) -> dict[str, str]:
        return {"pupil": "Pupils", "entry": "Chronology entries", "letter": "Letters"}

    def last_written(self, folder: Path) -> datetime | None:
        return datetime(2026, 11, 21, 16, 5, tzinfo=UTC)

    def back_up(self, vault: object, target: Path) -> Where:
        if self.backup_fails is not None:
            raise self.backup_fails
        return self.lies


CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView, QScrollArea)


def unnamed(root: QWidget) -> list[str]:
    """The classes of controls below `root` that a screen reader could not name."""
    found = [child for child in root.findChildren(QWidget) if isinstance(child, CONTROLS)]
    return [type(child).__name__ for child in found if not child.accessibleName() and not _inner(child)]


def _inner(widget: QWidget) -> bool:
    # parts that Qt makes for itself (the line edit of a combo box, buttons of a scroll bar)
    return widget.objectName().startswith("qt_")
