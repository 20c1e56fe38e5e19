"""The vault's own memory of backups outside of its folder: which, where, and when each was last found there.

It is a setting of the vault (general.db, audited), because a path may hold a name.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from coordinator_app.core import kept_backups
from coordinator_app.core.catalogue import Catalogue
from coordinator_app.core.errors import DiskFull
from coordinator_app.core.kept_backups import KeptBackup, Where
from coordinator_app.store import backup, copies, manifest, places
from coordinator_app.store.manifest import BackupManifest
from coordinator_app.store.session import Session
from coordinator_app.store.vault import OpenVault
from coordinator_app.store.verify import Progress, silent

SETTING = "backups_elsewhere"
Write = Callable[[Callable[[Session], None]], None]
"""Does something with the vault's writing session and comes back when it is done; raises what that raises."""
_NO_RECORDS = Catalogue(())  # settings need no record type, and the screens before the unlock wait for none


class KeptBackups:
    """Asked and told on a worker's thread. `write` is the window's one writer; without a window it writes at once."""

    def __init__(self, vault: OpenVault, write: Write | None = None) -> None:
        self._vault, self._write = vault, write or partial(_at_once, vault)

    def all(self) -> tuple[KeptBackup, ...]:
        """What is remembered, newest first, without looking."""
        with closing(_session(self._vault, read_only=True)) as session:
            return _kept(session)

    def look(self) -> tuple[KeptBackup, ...]:
        """What is remembered, with whether each is there now; what was seen and what is gone is written down."""
        before, now = self.all(), self._vault.clock.now()
        after = kept_backups.looked_for(before, _is_there, now)
        if kept_backups.worth_keeping(before, after):
            self._write(partial(_note, before, after))
        return after

    def back_up(
        self, target: Path, progress: Progress = silent, cancelled: copies.Cancel = copies.never
    ) -> tuple[Where, BackupManifest]:
        """Make a verified backup in a folder outside of the vault, remember it, and say where it lies.

        Raises as `backup.back_up`; DiskFull also if the vault's own disk has no room left to remember it, and says
        that the backup is made.
        """
        done = backup.make(self._vault, target, progress, cancelled)
        where = places.seen_from(self._vault.folder, done.folder)
        made = backup.made_at(done.folder)
        assert made is not None
        one = KeptBackup(str(done.folder.absolute()), made, self._vault.clock.now(), where)
        try:
            self._write(partial(_add, one))
        except DiskFull as full:
            raise _not_remembered() from full
        done.demand_unaltered()
        return where, done.manifest


def _is_there(folder: str) -> bool:
    try:
        return (Path(folder) / manifest.NAME).is_file()
    except OSError:
        return False  # a drive that cannot be read is as good as none


def _kept(session: Session) -> tuple[KeptBackup, ...]:
    return kept_backups.read(session.setting(SETTING, []))


def _add(one: KeptBackup, session: Session) -> None:
    with session.write() as work:
        work.set_setting(SETTING, kept_backups.plain(kept_backups.with_new(_kept(session), one)))


def _note(before: tuple[KeptBackup, ...], after: tuple[KeptBackup, ...], session: Session) -> None:
    # read again inside the write: a backup may have been made while the drives were looked at
    with session.write() as work:
        work.set_setting(SETTING, kept_backups.plain(kept_backups.noted(_kept(session), before, after)))


def _not_remembered() -> DiskFull:
    return DiskFull(
        "The backup is made, but the vault could not remember it because the vault's own disk is full.",
        safe="The backup was opened again and every page was read. What you saved before is safe.",
        next_step="Free some space on the disk of the vault. Until then this backup is missing from the list.",
    )


def _session(vault: OpenVault, *, read_only: bool) -> Session:
    return Session(
        vault.paths,
        vault.keys,
        catalogue=_NO_RECORDS,
        clock=vault.clock,
        actor=vault.actor,
        publish=lambda _changes: None,
        read_only=read_only,
    )


def _at_once(vault: OpenVault, work: Callable[[Session], None]) -> None:
    with closing(_session(vault, read_only=False)) as session:
        work(session)
