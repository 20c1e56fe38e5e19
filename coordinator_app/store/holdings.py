"""What a backup, or the vault in use, holds in figures: rows by kind of record and the moment of the last change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from coordinator_app.core.errors import VaultTooNew
from coordinator_app.core.privacy import Compartment
from coordinator_app.core.restoring import Holding
from coordinator_app.store import manifest
from coordinator_app.store.connection import Connection, open_copy, open_database, read_pragma
from coordinator_app.store.create import database_name
from coordinator_app.store.keys import VaultKeys
from coordinator_app.store.migrate import latest
from coordinator_app.store.troubles import troubles


def of_backup(folder: Path, keys: VaultKeys) -> Holding:
    """What a verified backup says it holds; records in the trash count as well. Raises as `manifest.read`."""
    listed = manifest.read(folder, keys)
    counts: Counter[str] = Counter()
    for contents in listed.contents.values():
        counts.update(contents.rows)
    changed = []
    for compartment in listed.contents:
        with closing(open_copy(folder / database_name(compartment), keys.key(compartment))) as connection:
            changed.append(last_change(connection))
    return Holding(dict(counts), max(filter(None, changed), default=None))


def of_vault(paths: Mapping[Compartment, Path], keys: VaultKeys, kinds: Collection[str]) -> Holding:
    """What the open vault holds of these kinds now, counted beside whoever works in it."""
    counts: Counter[str] = Counter()
    changed = []
    for compartment, path in paths.items():
        with (
            closing(open_database(path, keys.key(compartment), read_only=True)) as connection,
            troubles(connection),
        ):
            counts.update(_counted(connection, kinds))
            changed.append(last_change(connection))
    return Holding(dict(counts), max(filter(None, changed), default=None))


def _counted(connection: Connection, kinds: Collection[str]) -> dict[str, int]:
    there = {str(row[1]) for row in connection.execute("PRAGMA main.table_list").fetchall()}
    counts = {}
    for kind in sorted(there.intersection(kinds)):
        # a name of our own catalogue, and found among the tables
        counts[kind] = int(connection.execute(f'SELECT count(*) FROM "{kind}"').fetchone()[0])  # noqa: S608  own names
    return counts


def last_change(connection: Connection) -> datetime | None:
    """The moment of the newest audit row (UTC), None if there is none."""
    row = connection.execute("SELECT at FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return datetime.fromisoformat(str(row[0])).astimezone(UTC) if row else None


def demand_not_newer(folder: Path, keys: VaultKeys, compartments: Collection[Compartment]) -> None:
    """Go on, or raise VaultTooNew if a newer Coordinator made this backup: restored it could not be opened here."""
    for compartment in compartments:
        with closing(open_copy(folder / database_name(compartment), keys.key(compartment))) as connection:
            if int(str(read_pragma(connection, "user_version"))) > latest(compartment):
                raise VaultTooNew(
                    "This backup was made by a newer Coordinator than this one.",
                    safe="The backup is as it was, and nothing has been changed here.",
                    next_step="Install the newest Coordinator on this laptop, then restore the backup.",
                )
