"""Migrations: numbered SQL files for each compartment, each run in one transaction with `user_version`.

The files are split into statements here, because `executescript` commits the open transaction. The caller
makes a verified backup first (security 2.7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sqlcipher3.dbapi2 import complete_statement

from coordinator_app.core.catalogue import Catalogue
from coordinator_app.core.errors import VaultDamaged, VaultTooNew
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.connection import Connection
from coordinator_app.store.schema import LATER_INDEXES, statements
from coordinator_app.store.sql import rows, run, value

FOLDER = Path(__file__).resolve().parent / "migrations"

_FILE = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")


def files(compartment: Compartment, folder: Path | None = None) -> tuple[tuple[int, Path], ...]:
    """The migrations of a compartment as (number, file), in order; ValueError if one is missing or odd."""
    found = []
    for path in sorted((folder or FOLDER).joinpath(compartment.value).glob("*.sql")):
        match = _FILE.fullmatch(path.name)
        if match is None:
            message = "a migration is named NNNN_what_it_does.sql"
            raise ValueError(message)
        found.append((int(match[1]), path))
    if [number for number, _ in found] != list(range(1, len(found) + 1)):
        message = "the migrations are not numbered 1, 2, 3 and so on"
        raise ValueError(message)
    return tuple(found)


def latest(compartment: Compartment, folder: Path | None = None) -> int:
    """The number of the newest migration, which is the `user_version` of an up-to-date database."""
    return len(files(compartment, folder))


def migrate(connection: Connection, compartment: Compartment, folder: Path | None = None) -> int:
    """Bring a database up to date and return its version.

    Raises VaultTooNew if a newer Coordinator wrote it. Each migration is applied whole or not at all.
    """
    connection.isolation_level = None
    wanted = files(compartment, folder)
    here = int(value(connection, "PRAGMA user_version"))
    if here > len(wanted):
        raise VaultTooNew("This vault was last used by a newer Coordinator.")
    for number, path in wanted[here:]:
        _apply(connection, tuple(split(path.read_text(encoding="utf-8"))), number)
    return len(wanted)


def _apply(connection: Connection, script: tuple[str, ...], number: int) -> None:
    run(connection, "BEGIN IMMEDIATE")
    try:
        for statement in script:
            run(connection, statement)
        if rows(connection, "PRAGMA foreign_key_check"):
            raise VaultDamaged("Some records in this vault point to records that are not there.")
        # a pragma takes no bound parameter; the number is ours
        run(connection, f"PRAGMA user_version = {number:d}")
        run(connection, "COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.rollback()
        raise


def split(script: str) -> Iterator[str]:
    """The statements of a script one by one; a trigger's own semicolons do not end it."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if line.rstrip().endswith(";") and complete_statement(pending):
            yield pending.strip()
            pending = ""
    if _without_comments(pending):
        message = "the last statement of a migration is not finished"
        raise ValueError(message)


def _without_comments(script: str) -> str:
    return "".join(line for line in script.splitlines() if not line.lstrip().startswith("--")).strip()


def prepare(connection: Connection, compartment: Compartment, catalogue: Catalogue) -> None:
    """Make an empty database ready for a catalogue of its own: the system's tables, then the records'.

    For tests and tools; a vault is made by `migrate`, whose second file holds the same statements.
    """
    connection.isolation_level = None
    _, first = files(compartment)[0]
    system = (*split(first.read_text(encoding="utf-8")), *LATER_INDEXES)
    _apply(connection, (*system, *statements(catalogue, compartment)), 2)
