"""What the restore screen asks of backups; the composition root answers with the real store.

Finding goes through a `Runner`. Checking and restoring take long: they tell a `Watcher` and can be stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from coordinator_app.core.restoring import BackupSeen, Checked

if TYPE_CHECKING:
    from coordinator_app.jobs.job import Progress

Stop = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who hears how long work goes; each is called on the window's thread, `done` or `failed` once."""

    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    progress: Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class OpenedBackup:
    """A backup that was opened and read to its end; `key` is what restores it, and means nothing to a screen."""

    key: object
    checked: Checked


class RestoreDoor(Protocol):
    """Backups as seen from outside a vault. Every method may raise Trouble, or tell one to its watcher."""

    def find_backups(self, chosen: Path) -> tuple[BackupSeen, ...]:
        """The backups in, under or at a folder, newest first; VaultMissing if there is none (slow)."""

    def check_backup(self, folder: Path, typed: str, watch: Watcher, *, recovery: bool) -> Stop:
        """Open a backup by a passphrase or `recovery` key and read all of it; `done` gets an OpenedBackup."""

    def restore_backup(self, opened: OpenedBackup, target: Path, watch: Watcher) -> Stop:
        """Restore it to a folder that is not there yet; `done` gets that folder."""

    def open_restored(self, opened: OpenedBackup, folder: Path) -> object:
        """Open the restored vault with what opened its backup (slow)."""

    def kinds(self) -> Mapping[str, str]:
        """The kinds of record that are counted, with their words in the plural, in order."""

    def last_written(self, folder: Path) -> datetime | None:
        """When the files of a vault that cannot be opened were last written (UTC); None if there is no vault."""

    def place_trouble(self, folder: Path) -> str:
        """Why a vault should not live in this folder, and what to do, or ""."""

    def wrong_groups(self, typed: str) -> tuple[int, ...]:
        """The groups (from 1) of a recovery key that hold a slip."""
