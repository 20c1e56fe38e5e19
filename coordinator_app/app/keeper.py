"""What Settings may do with the open vault's files: backups, their test, the passphrase."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from coordinator_app.app import clock_facts, restoring
from coordinator_app.core.errors import AuditAltered, VaultMissing
from coordinator_app.core.kept_backups import KeptBackup, Where
from coordinator_app.core.restoring import BackupSeen, Checked
from coordinator_app.core.vault_health import HealthCheck, HealthFacts, WholeCheck, health
from coordinator_app.jobs.jobs import InTask
from coordinator_app.services import BackupTaken
from coordinator_app.store import backup, backup_list, header, holdings, passphrases
from coordinator_app.store.ballast import space_warning
from coordinator_app.store.disk_encryption import is_encrypted
from coordinator_app.store.kept_backups import KeptBackups
from coordinator_app.store.restore import Purpose
from coordinator_app.store.vault import OpenVault
from coordinator_app.store.verify import verify, verify_open
from coordinator_app.ui.door import Strength


class StoreKeeper:
    """Implements `services.VaultKeeper` on an open vault."""

    def __init__(
        self, vault: OpenVault, made: Callable[[], None] = lambda: None, kept: KeptBackups | None = None
    ) -> None:
        """`made()` hears, on the worker's thread, that a backup was made; `kept` remembers those elsewhere."""
        self._vault, self._made = vault, made
        self._kept = kept or KeptBackups(vault)

    def backups(self) -> tuple[BackupTaken, ...]:
        """The backups in the vault's own folder, newest first."""
        found = (
            (folder, backup.made_at(folder))
            for folder in backup.generations(self._vault.folder / backup.LOCAL)
        )
        return tuple(BackupTaken(folder, made) for folder, made in found if made is not None)

    def elsewhere(self) -> tuple[KeptBackup, ...]:
        """The backups that were made into other folders, newest first, and which of them are there now."""
        return self._kept.look()

    def back_up(self, target: Path | None, task: InTask) -> Where:
        """Make a verified backup; in the vault's own folder old ones give way, one elsewhere is remembered.

        None gives way where the audit was altered: an older one may show what it was (AuditAltered).
        """
        tell = restoring.teller(task)
        try:
            if target is not None:
                where, _manifest = self._kept.back_up(target, tell, task.cancelled)
            else:
                where = Where.OWN
                backup.back_up(self._vault, progress=tell, cancelled=task.cancelled)
                backup.thin(self._vault.folder / backup.LOCAL, self._vault.clock.now())
        except AuditAltered:
            self._made()
            raise
        self._made()
        return where

    def test(self, folder: Path) -> WholeCheck:
        """Open a backup with the keys held, read every page and walk its audit."""
        found = verify(folder, self._vault.keys)
        return WholeCheck(found.problems, found.altered)

    def find_backups(self, chosen: Path) -> tuple[BackupSeen, ...]:
        """The backups in, under or at a folder, newest first."""
        return backup_list.find(chosen)

    def check(self, folder: Path, task: InTask) -> Checked:
        """Open a backup with the keys held and say what it holds beside what there is now."""
        vault = self._vault
        _demand_ours(folder, vault.header.vault_id)
        now = holdings.of_vault(vault.paths, vault.keys, tuple(restoring.kinds()))
        return restoring.check(folder, vault.keys, task, now)

    def restore_copy(self, folder: Path, target: Path, task: InTask) -> Path:
        """Restore a copy to look at beside the vault, which stays the one in use."""
        restorer = restoring.Restorer(self._vault.clock, self._vault.state)
        return restorer.restore(folder, target, self._vault.keys, task, Purpose.COPY).folder

    def health(self) -> tuple[HealthCheck, ...]:
        """Look at the disk, the folder, the clock, the copies and the room."""
        folder = self._vault.folder
        return health(
            HealthFacts(
                now=self._vault.clock.now(),
                encrypted=is_encrypted(folder),
                place=restoring.place_words(folder),
                room=space_warning(folder) or "",
                last_entry=clock_facts.last_written(self._vault),
                ahead=clock_facts.dated_ahead(self._vault),
                own=[one.made_at for one in self.backups()],
                elsewhere=self.elsewhere(),
            )
        )

    def check_vault(self) -> WholeCheck:
        """Read every page of the open vault, and walk its audit from the first entry to the last."""
        found = verify_open(self._vault)
        return WholeCheck(found.problems, found.altered)

    def make_room(self) -> bool:
        """Give up the ballast, so that the next save finds room."""
        return self._vault.make_room()

    def kinds(self) -> Mapping[str, str]:
        """The kinds of record that are counted, with their words."""
        return restoring.kinds()

    def place_trouble(self, folder: Path) -> str:
        """Why a vault should not live in this folder, and what to do, or ""."""
        return restoring.place_trouble(folder)

    def change_passphrase(self, old: str, new: str) -> None:
        """Give this user a new passphrase."""
        self._vault.change_passphrase(old, new)

    def judge(self, passphrase: str) -> Strength:
        """How strong a passphrase is."""
        found = passphrases.judge(passphrase)
        return Strength(found.step, found.word, found.reason, found.accepted)

    def suggest(self) -> str:
        """Five random words."""
        return passphrases.suggest()


def _demand_ours(folder: Path, vault_id: str) -> None:
    if header.read(folder).vault_id != vault_id:
        raise VaultMissing(
            "This is a backup of another vault.",
            safe="Nothing has been changed.",
            next_step="Lock this vault, then choose “Restore from a backup” and type the passphrase of the other one.",
        )
