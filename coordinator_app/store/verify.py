"""Checking a backup, or the open vault itself: is every page, row and link as it was (security.md 2.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from coordinator_app.core.clock import Clock
from coordinator_app.core.errors import Cancelled, Trouble, VaultDamaged
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import audit_check, copies, header, manifest
from coordinator_app.store.back_off import BackOff
from coordinator_app.store.connection import Connection, open_copy, open_database
from coordinator_app.store.create import database_name
from coordinator_app.store.keys import STORE_WORDS, VaultKeys
from coordinator_app.store.manifest import BackupManifest, CopiedFile
from coordinator_app.store.vault import OpenVault, Way, unwrap_any

Progress = Callable[[int, int, str], None]


def silent(done: int, total: int, words: str) -> None:
    """Progress told to nobody."""


class Steps:
    """Counts work in bytes for `progress`, and raises Cancelled where it was stopped."""

    def __init__(self, total: int, words: str, progress: Progress, cancelled: copies.Cancel) -> None:
        self._done, self._total, self._words = 0, max(1, total), words
        self._progress, self._cancelled = progress, cancelled
        self.on(0)

    def on(self, size: int) -> None:
        """So many bytes more are done."""
        if self._cancelled():
            raise Cancelled
        self._done = min(self._total, self._done + size)
        self._progress(self._done, self._total, self._words)


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a check found: `problems` are sentences, empty if all is well; `rows` per compartment that was read.

    `unread` are compartments whose key was not held: of those only the files were checked. `altered` are sentences
    about audits that do not match: the files are as they were written, but somebody with the keys changed the story.
    """

    made_at: datetime | None
    rows: dict[Compartment, int]
    unread: tuple[Compartment, ...]
    problems: tuple[str, ...]
    altered: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether nothing wrong was found."""
        return not self.problems and not self.altered

    def demand(self) -> None:
        """Go on, or raise VaultDamaged with what was found."""
        if self.problems:
            raise VaultDamaged(
                " ".join(self.problems), safe="Nothing has been changed.", next_step="Choose another backup."
            )


def keys_of(folder: Path, way: Way, *, clock: Clock, state: Path | None = None) -> VaultKeys:
    """The keys of a backup (or vault) by a passphrase or recovery key of its own header, without opening it.

    Wrong tries make the next one wait as at the lock screen, and count there too: a backup is no way round it.
    Raises VaultMissing, HeaderAltered, VaultTooNew, MustWait, WrongPassphrase, WrongRecoveryKey.
    """
    said = header.read(folder)
    back_off = BackOff(said.vault_id, clock, state)
    back_off.demand()
    found = unwrap_any(said, way)
    if found is None:
        back_off.failed()
        raise way.wrong()
    if not said.is_genuine(found[1]):
        raise header.HeaderAltered
    back_off.clear()
    return found[1]


def verify(
    folder: Path, keys: VaultKeys, progress: Progress = silent, cancelled: copies.Cancel = copies.never
) -> VerifyReport:
    """Check a finished backup wholly: manifest, header, every file's hash, every page, row and link, and every audit.

    Nothing is written, so it works from a read-only stick. `progress` gets (done, total, words) in bytes: each
    file is read for its hash, then for its pages. Raises VaultMissing or VaultDamaged if there is no manifest to
    check against, and Cancelled; everything else is in the report.
    """
    listed = manifest.read(folder, keys)
    steps = Steps(2 * sum(file.size for file in listed.files), "Checking the backup", progress, cancelled)
    altered: list[str] = []
    problems = _file_problems(folder, listed, steps)
    problems += _header_problems(folder, listed, keys)
    if not problems:
        for compartment, contents in listed.contents.items():
            if compartment in keys.held:
                path = folder / database_name(compartment)
                key, digest_key = keys.key(compartment), keys.file_key(compartment)
                found = copies.faults(path, key, digest_key, contents, cancelled)
                problems += [f"The {STORE_WORDS[compartment]} store: {words}" for words in found]
                altered += [] if found else _altered_copy(path, keys, compartment)
                steps.on(path.stat().st_size)
    rows = {name: count for name, count in listed.row_counts.items() if name in keys.held}
    unread = tuple(compartment for compartment in Compartment if compartment not in rows)
    return VerifyReport(listed.made_at, rows, unread, tuple(problems), tuple(altered))


def _file_problems(folder: Path, listed: BackupManifest, steps: Steps) -> list[str]:
    problems = []
    for file in listed.files:
        path = folder / file.name
        if not path.is_file():
            problems.append(f"The file {file.name} is missing from the backup.")
        elif not _is_as_listed(path, file, steps):
            problems.append(f"The file {file.name} was changed or damaged after the backup was made.")
    return problems


def _is_as_listed(path: Path, file: CopiedFile, steps: Steps) -> bool:
    """Whether a file is as it was; one that the drive cannot read to its end is not."""
    try:
        return manifest.describe_file(path, steps.on) == file
    except OSError:
        return False


def _header_problems(folder: Path, listed: BackupManifest, keys: VaultKeys) -> list[str]:
    try:
        said = header.read(folder)
    except Trouble as trouble:
        return [trouble.happened]
    if said.vault_id != listed.vault_id or not said.is_genuine(keys):
        return ["The header of the backup was changed or damaged."]
    return []


def verify_open(vault: OpenVault) -> VerifyReport:
    """Check the open vault's own databases, after bringing what waits in the WAL into them, and walk every audit."""
    rows: dict[Compartment, int] = {}
    problems: list[str] = []
    altered: list[str] = []
    for compartment, path in vault.paths.items():
        try:
            with closing(open_database(path, vault.keys.key(compartment))) as connection:
                # before a checkpoint the check of page codes gives false alarms
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                found = list(copies.engine_faults(connection))
                # the engine has read every page by now: only their number is asked for
                rows[compartment] = sum(copies.counts_of(connection).values())
                # damaged pages are told as such: nobody is suspected for a bad disk
                altered += [] if found else _altered(connection, vault.keys, compartment)
        except dbapi2.DatabaseError:
            found = ["It cannot be read to its end."]
        except Trouble as trouble:
            found = [trouble.happened]
        problems += [f"The {STORE_WORDS[compartment]} store: {words}" for words in found]
    unread = tuple(compartment for compartment in Compartment if compartment not in vault.keys.held)
    return VerifyReport(None, rows, unread, tuple(problems), tuple(altered))


def _altered_copy(path: Path, keys: VaultKeys, compartment: Compartment) -> list[str]:
    with closing(open_copy(path, keys.key(compartment))) as connection:
        return list(_altered(connection, keys, compartment))


def _altered(connection: Connection, keys: VaultKeys, compartment: Compartment) -> Iterator[str]:
    """What the whole walk of an audit finds."""
    found = audit_check.verify(connection, keys.audit_key(compartment), compartment)
    if found.first_bad is not None:
        yield f"Entries of the audit of the {STORE_WORDS[compartment]} store do not match from number {found.first_bad:,} on."
