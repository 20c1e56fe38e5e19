"""Restoring a backup: into a new folder, verified and compared, the old vault kept beside it (security.md 2.6)."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import say
from coordinator_app.core.errors import Cancelled, InvalidInput, Trouble, VaultDamaged
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import copies, files, generation, header, manifest
from coordinator_app.store.backup import LOCAL, Progress, silent
from coordinator_app.store.connection import open_copy, open_database
from coordinator_app.store.copies import Contents
from coordinator_app.store.create import PARTIAL, SUFFIX, clear_partial, database_name
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.lock_file import LockFile
from coordinator_app.store.manifest import BackupManifest
from coordinator_app.store.troubles import troubles
from coordinator_app.store.verify import verify


@dataclass(frozen=True, slots=True)
class VaultFacts:
    """What is told of a vault before and after: rows per compartment that could be read, last audit day."""

    rows: Mapping[Compartment, int]
    last_used: str | None


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """A finished restore: the vault's folder, where the old one was kept (None if there was none), both in figures."""

    folder: Path
    kept: Path | None
    made_at: datetime
    restored: VaultFacts
    replaced: VaultFacts | None


def restore(
    backup: Path,
    target: Path,
    keys: VaultKeys,
    *,
    clock: Clock,
    state: Path | None = None,
    progress: Progress = silent,
    cancelled: copies.Cancel = copies.never,
) -> RestoreReport:
    """Put a backup in place as the vault `target` (named `….vault`); `keys` come from `verify.keys_of(backup, …)`.

    The backup is verified, copied by the engine into `….vault.partial`, verified again against the manifest,
    given a new generation, and only then renamed. A vault that is at `target` becomes
    `….vault.before-restore` and is never overwritten; its own backups/ move to the restored one. Raises
    VaultMissing, VaultDamaged, VaultInUse, DiskFull, VaultPlaceUnsafe, InvalidInput, Cancelled.
    """
    if target.suffix != SUFFIX:
        raise InvalidInput.one("folder", f"The name of a vault ends in {SUFFIX}.")
    listed = manifest.read(backup, keys)
    verify(backup, keys).demand()
    lock = LockFile(target) if target.is_dir() else None
    partial = target.with_name(target.name + PARTIAL)
    try:
        replaced = _facts(target, keys) if lock else None
        with troubles():
            restored = _rebuild(backup, partial, listed, keys, state, progress, cancelled)
    except BaseException:
        if lock:
            lock.release()
        raise
    if lock:
        lock.release()
    with troubles():
        kept = _swap(partial, target)
    known = {compartment: facts[0] for compartment, facts in restored.items()}
    generation.remember(state, listed.vault_id, known, clock.today())
    return RestoreReport(target, kept, listed.made_at, _new_facts(listed, restored), replaced)


def _rebuild(
    backup: Path,
    partial: Path,
    listed: BackupManifest,
    keys: VaultKeys,
    state: Path | None,
    progress: Progress,
    cancelled: copies.Cancel,
) -> dict[Compartment, tuple[int, str | None]]:
    clear_partial(partial)
    files.make_folder(partial.parent)
    partial.mkdir(mode=files.PRIVATE_FOLDER)
    try:
        seen, _ = generation.seen(state, listed.vault_id)
        raised = {}
        for number, (compartment, contents) in enumerate(listed.contents.items()):
            progress(number, len(listed.contents), "Restoring the vault")
            if cancelled():
                raise Cancelled
            raised[compartment] = _restore_one(
                backup, partial, compartment, keys, contents, seen.get(compartment, 0), cancelled
            )
        for name in listed.sealed:
            files.write_new(partial / name, (backup / name).read_bytes())
        header.write(partial, header.read(backup), keys)
        files.sync_folder(partial)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return raised


def _restore_one(
    backup: Path,
    partial: Path,
    compartment: Compartment,
    keys: VaultKeys,
    contents: Contents,
    seen: int,
    cancelled: copies.Cancel,
) -> tuple[int, str | None]:
    """Copy one database and return its new generation and the day of its last audit row."""
    path = partial / database_name(compartment)
    key, digest_key = keys.key(compartment), keys.file_key(compartment)
    with closing(open_copy(backup / path.name, key)) as reading:
        copies.copy_from(reading, path, key, cancelled=cancelled)
    if copies.faults(path, key, digest_key, contents):
        raise VaultDamaged(
            "The restored copy did not pass its check, so nothing was put in place.",
            safe="Your vault and the backup are as they were.",
            next_step="Try again, or choose another backup.",
        )
    # opening for work sets WAL again
    with closing(open_database(path, key)) as connection:
        number = generation.lift(connection, seen + 1)
        used = generation.last_used(connection)
    files.sync_file(path)
    return number, say(used) if used else None


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
                rows[compartment] = sum(copies.contents_of(connection, b"count").rows.values())
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
    if kept and (kept / LOCAL).is_dir():
        (kept / LOCAL).rename(target / LOCAL)
    files.sync_folder(target.parent)
    return kept


def _free_name(target: Path) -> Path:
    names = [
        target.with_name(target.name + header.BEFORE_RESTORE + (f"-{number}" if number > 1 else ""))
        for number in range(1, 1000)
    ]
    return next(name for name in names if not name.exists())
