"""Restoring a backup: into a new folder, verified and compared, the old vault kept beside it (security.md 2.6)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import say
from coordinator_app.core.errors import (
    DiskFull,
    InvalidInput,
    Trouble,
    VaultDamaged,
    VaultMissing,
    VaultPlaceUnsafe,
)
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import audit, copies, files, generation, header, manifest
from coordinator_app.store.backup import LOCAL
from coordinator_app.store.ballast import free_bytes
from coordinator_app.store.connection import Connection, open_copy, open_database
from coordinator_app.store.copies import Contents
from coordinator_app.store.create import PARTIAL, SUFFIX, clear_partial, database_name
from coordinator_app.store.holdings import demand_not_newer
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.lock_file import LockFile
from coordinator_app.store.manifest import BackupManifest
from coordinator_app.store.troubles import troubles
from coordinator_app.store.verify import Progress, Steps, silent, verify

RESTORED = "restored"
"""The action of the row that a restore leaves in the audit of each store that it could open."""


class Purpose(StrEnum):
    """What a backup is restored for."""

    REPLACE = "replace"
    """Instead of the vault at the target, if there is one, which is then kept aside."""
    ANEW = "anew"
    """To work on with, in a folder of its own."""
    COPY = "copy"
    """To look at, in a folder of its own, beside a vault that stays the one in use: its copy is the older one."""


@dataclass(frozen=True, slots=True)
class VaultFacts:
    """What is told of a vault before and after: rows per compartment that could be read, last audit day."""

    rows: Mapping[Compartment, int]
    last_used: str | None


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """A finished restore: the vault's folder, where the old one was kept (None if there was none), both in figures.

    `left` is the folder of the old vault's own backups where they could not be moved to the restored one.
    """

    folder: Path
    kept: Path | None
    made_at: datetime
    restored: VaultFacts
    replaced: VaultFacts | None
    left: Path | None = None


def restore(
    backup: Path,
    target: Path,
    keys: VaultKeys,
    *,
    clock: Clock,
    state: Path | None = None,
    progress: Progress = silent,
    cancelled: copies.Cancel = copies.never,
    purpose: Purpose = Purpose.REPLACE,
) -> RestoreReport:
    """Put a backup in place as the vault `target` (named `….vault`); `keys` come from `verify.keys_of(backup, …)`.

    The backup is verified, copied by the engine into `….vault.partial`, verified again against the manifest,
    given a new generation and an audit row, and only then renamed. A vault that is at `target` becomes
    `….vault.before-restore` and is never overwritten, its own backups/ move to the restored one, or the report
    says that they could not; with `purpose` other than REPLACE it is refused instead. `progress` gets (done, total, words) in bytes of each
    step. Raises VaultMissing, VaultDamaged, VaultTooNew, VaultInUse, DiskFull, VaultPlaceUnsafe, InvalidInput,
    Cancelled; whatever happens, the backup stays as it is and nothing half-made remains.
    """
    _demand_name(target, purpose)
    listed = manifest.read(backup, keys)
    with _told():
        verify(backup, keys, progress, cancelled).demand()
        demand_not_newer(backup, keys, tuple(listed.contents))
        _demand_room(target, sum(file.size for file in listed.files))
    lock = LockFile(target) if target.is_dir() else None
    partial = target.with_name(target.name + PARTIAL)
    work = _Rebuild(backup, partial, listed, keys, clock, purpose, _seen(state, listed))
    try:
        replaced = _facts(target, keys) if lock else None
        with _told():
            restored = work.run(progress, cancelled)
    finally:
        if lock:
            lock.release()
    with _told():
        kept = _swap(partial, target)
    left = _take_over_backups(kept, target) if kept else None
    if purpose is not Purpose.COPY:
        known = {compartment: facts[0] for compartment, facts in restored.items()}
        generation.remember(state, listed.vault_id, known, clock.today())
    return RestoreReport(target, kept, listed.made_at, _new_facts(listed, restored), replaced, left)


def _demand_name(target: Path, purpose: Purpose) -> None:
    if target.suffix != SUFFIX:
        raise InvalidInput.one("folder", f"The name of a vault ends in {SUFFIX}.")
    if purpose is not Purpose.REPLACE and target.exists():
        raise InvalidInput.one(
            "folder", "There is already something with this name here. Choose another name or folder."
        )


def _seen(state: Path | None, listed: BackupManifest) -> Mapping[Compartment, int]:
    return generation.seen(state, listed.vault_id)[0]


def _demand_room(target: Path, size: int) -> None:
    """Refuse before an hour's copying rather than after it."""
    there = next((folder for folder in target.parents if folder.is_dir()), None)
    if there is not None and free_bytes(there) < size:
        raise DiskFull("There is no room.")


@contextmanager
def _told() -> Iterator[None]:
    """Say of every trouble of the disk what it means for a restore."""
    try:
        with troubles():
            yield
    except DiskFull:
        raise DiskFull(
            "The backup could not be restored because the drive has too little room.",
            safe="Your vault and the backup are as they were.",
            next_step="Free some space or choose another drive.",
        ) from None
    except VaultPlaceUnsafe:
        raise VaultPlaceUnsafe(
            "The backup could not be restored here because this folder or drive can only be read.",
            safe="Your vault and the backup are as they were.",
            next_step="Choose another folder.",
        ) from None
    except (VaultMissing, OSError) as error:
        raise VaultDamaged(
            "The backup could not be read to its end.",
            safe="Your vault is as it was, and nothing half-restored was left.",
            next_step="Check that its drive is plugged in and try again, or choose another backup.",
        ) from error


@dataclass(frozen=True, slots=True)
class _Rebuild:
    """Builds the restored vault beside its place."""

    backup: Path
    partial: Path
    listed: BackupManifest
    keys: VaultKeys
    clock: Clock
    purpose: Purpose
    seen: Mapping[Compartment, int]
    """The generations that the restored vault has to pass."""

    def run(self, progress: Progress, cancelled: copies.Cancel) -> dict[Compartment, tuple[int, str | None]]:
        """Each store's new generation, and the day of its last audit row as it was in the backup."""
        whole = 2 * sum(file.size for file in self.listed.files)
        steps = Steps(whole, "Restoring the vault", progress, cancelled)
        clear_partial(self.partial)
        files.make_folder(self.partial.parent)
        self.partial.mkdir(mode=files.PRIVATE_FOLDER)
        try:
            raised = {
                compartment: self._one(compartment, contents, steps, cancelled)
                for compartment, contents in self.listed.contents.items()
            }
            for name in self.listed.sealed:
                files.write_new(self.partial / name, (self.backup / name).read_bytes())
            header.write(self.partial, header.read(self.backup), self.keys)
            files.sync_folder(self.partial)
            steps.on(0)
        except BaseException:
            shutil.rmtree(self.partial, ignore_errors=True)
            raise
        return raised

    def _one(
        self, compartment: Compartment, contents: Contents, steps: Steps, cancelled: copies.Cancel
    ) -> tuple[int, str | None]:
        path = self.partial / database_name(compartment)
        key, digest_key = self.keys.key(compartment), self.keys.file_key(compartment)
        source = self.backup / path.name
        with closing(open_copy(source, key)) as reading:
            copies.copy_from(reading, path, key, _pages(steps, source.stat().st_size), cancelled)
        if copies.faults(path, key, digest_key, contents, cancelled):
            raise VaultDamaged(
                "The restored copy did not pass its check, so nothing was put in place.",
                safe="Your vault and the backup are as they were.",
                next_step="Try again, or choose another backup.",
            )
        steps.on(source.stat().st_size)
        # opening for work sets WAL again
        with closing(open_database(path, key)) as connection:
            used = generation.last_used(connection)
            number = self._mark(connection, compartment)
        files.sync_file(path)
        return number, say(used) if used else None

    def _mark(self, connection: Connection, compartment: Compartment) -> int:
        """Put the generation in its place and leave a row in the audit, in one transaction."""
        connection.execute("BEGIN IMMEDIATE")
        if self.purpose is Purpose.COPY:
            number = generation.lower(connection)
        else:
            number = generation.lift(connection, self.seen.get(compartment, 0) + 1)
        entry = audit.AuditEntry(self.clock.now(), "", RESTORED)
        audit.append(connection, self.keys.audit_key(compartment), entry)
        connection.execute("COMMIT")
        return number


def _pages(steps: Steps, size: int) -> copies.Tell:
    """Turn pages copied into bytes done."""
    told = 0

    def tell(done: int, pages: int) -> None:
        nonlocal told
        now = size * done // pages if pages else size
        steps.on(now - told)
        told = now

    return tell


def _facts(folder: Path, keys: VaultKeys) -> VaultFacts:
    """What can still be read of the vault to be replaced; a damaged one gives what it gives."""
    rows: dict[Compartment, int] = {}
    used = None
    for compartment in sorted(keys.held):
        path = folder / database_name(compartment)
        try:
            with (
                closing(open_database(path, keys.key(compartment), read_only=True)) as connection,
                troubles(),
            ):
                rows[compartment] = sum(copies.counts_of(connection).values())
                used = generation.last_used(connection) if compartment is Compartment.GENERAL else used
        except Trouble:
            continue
    return VaultFacts(rows, say(used) if used else None)


def _new_facts(listed: BackupManifest, restored: Mapping[Compartment, tuple[int, str | None]]) -> VaultFacts:
    return VaultFacts(listed.row_counts, restored[Compartment.GENERAL][1])


def _swap(partial: Path, target: Path) -> Path | None:
    """Rename the new vault into place, the old one aside; a kill between the two leaves both whole."""
    kept = _free_name(target) if target.exists() else None
    if kept:
        target.rename(kept)
    try:
        partial.rename(target)
    except OSError:
        if kept:
            kept.rename(target)
        raise
    # from here on the vault is replaced: whatever fails now must not be told as if nothing had happened
    with suppress(OSError):
        files.sync_folder(target.parent)
    return kept


def _take_over_backups(kept: Path, target: Path) -> Path | None:
    """Move the old vault's own backups to the restored one; where they still are if that fails, else None."""
    mine = kept / LOCAL
    try:
        if mine.is_dir():
            mine.rename(target / LOCAL)
            files.sync_folder(target)
    except OSError:
        return mine if mine.is_dir() else None
    return None


def _free_name(target: Path) -> Path:
    names = [
        target.with_name(target.name + header.BEFORE_RESTORE + (f"-{number}" if number > 1 else ""))
        for number in range(1, 1000)
    ]
    return next(name for name in names if not name.exists())
