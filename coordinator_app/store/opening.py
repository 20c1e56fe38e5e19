"""The databases of a vault at unlock: whole, belonging to this vault, up to date, and their generation raised."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coordinator_app.core.errors import BackupFailed, VaultDamaged, VaultTooNew
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import copies, files, generation
from coordinator_app.store.connection import Connection, open_database, read_pragma
from coordinator_app.store.create import database_name
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.migrate import latest, migrate
from coordinator_app.store.troubles import DAMAGED_WORDS, troubles

BEFORE_UPDATE = "before-update"


@dataclass(frozen=True, slots=True)
class Opened:
    """What was found: where the databases lie, their generations (already raised), the day of the last audit row."""

    paths: Mapping[Compartment, Path]
    before: Mapping[Compartment, int]
    generations: Mapping[Compartment, int]
    last_used: date | None


def paths_of(folder: Path, keys: VaultKeys) -> dict[Compartment, Path]:
    """The database of each compartment held."""
    return {
        compartment: folder / database_name(compartment)
        for compartment in Compartment
        if compartment in keys.held
    }


def _nothing(_connection: Connection, _compartment: Compartment) -> None:
    """Nothing more is to be done."""


def open_all(
    folder: Path,
    vault_id: str,
    keys: VaultKeys,
    *,
    then: Callable[[Connection, Compartment], None] = _nothing,
    newest: Callable[[Compartment], int] = latest,
    update: Callable[[Connection, Compartment], int] = migrate,
) -> Opened:
    """Open every database held, check it, bring it up to date after a verified copy, and raise its generation.

    `then` is called for each at the end. All are checked before any is written to. Raises VaultMissing, VaultDamaged, VaultTooNew, VaultInUse,
    DiskFull, BackupFailed.
    """
    paths = paths_of(folder, keys)
    with ExitStack() as stack, troubles():
        opened = {
            compartment: stack.enter_context(closing(open_database(path, keys.key(compartment))))
            for compartment, path in paths.items()
        }
        before = {compartment: _look(connection, vault_id) for compartment, connection in opened.items()}
        for compartment, connection in opened.items():
            _demand_not_newer(connection, newest(compartment))
        for compartment, connection in opened.items():
            if _version(connection) < newest(compartment):
                copy_before_update(folder, compartment, keys, _version(connection))
                update(connection, compartment)
        used = generation.last_used(opened[Compartment.GENERAL])
        raised = {compartment: generation.lift(connection) for compartment, connection in opened.items()}
        for compartment, connection in opened.items():
            then(connection, compartment)
    return Opened(paths, before, raised, used)


def _look(connection: Connection, vault_id: str) -> int:
    pages = read_pragma(connection, "page_count")
    number = generation.read(connection, vault_id)
    file = Path(str(connection.execute("PRAGMA database_list").fetchone()[2]))
    waiting = file.with_name(file.name + "-wal")
    # pages may still stand in a WAL that a kill left; without one the file holds them all
    cut = not (waiting.is_file() and waiting.stat().st_size) and file.stat().st_size != int(str(pages)) * 4096
    if cut or not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise VaultDamaged(DAMAGED_WORDS)
    return number


def _version(connection: Connection) -> int:
    return int(str(read_pragma(connection, "user_version")))


def _demand_not_newer(connection: Connection, newest: int) -> None:
    if _version(connection) > newest:
        raise VaultTooNew("This vault was last used by a newer Coordinator.")


def copy_before_update(folder: Path, compartment: Compartment, keys: VaultKeys, version: int) -> Path:
    """A verified copy of one database as it was before its tables change; BackupFailed if it is not good."""
    place = folder / "backups" / f"{BEFORE_UPDATE}-{version:04d}"
    files.make_folder(place)
    target = place / database_name(compartment)
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    key, digest_key = keys.key(compartment), keys.file_key(compartment)
    contents = copies.copy_database(folder / database_name(compartment), partial, key, digest_key)
    if copies.faults(partial, key, digest_key, contents):
        partial.unlink()
        raise BackupFailed(
            "The copy that is made before an update did not pass its check, so the vault was not updated.",
            next_step="Make a backup by hand, then open the vault again.",
        )
    files.replace(partial, target)
    return target
