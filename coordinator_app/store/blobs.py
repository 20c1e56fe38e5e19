"""Files in the database of the record they belong to, in parts of 256 kB: one transaction, no names on disk."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from datetime import UTC, datetime

from coordinator_app.core.errors import NotFound, VaultDamaged
from coordinator_app.core.ids import new_id
from coordinator_app.store.connection import Connection
from coordinator_app.store.sql import row, rows, run, run_many

PART = 256 * 1024


def put(connection: Connection, key: bytes, data: bytes, at: datetime, blob_id: str = "") -> str:
    """Keep a file and return its id; `key` makes its digest (a digest without one could be guessed from)."""
    blob_id = blob_id or new_id()
    digest = hmac.new(key, data, hashlib.sha256).hexdigest()
    run(
        connection,
        "INSERT INTO blob (id, size, digest, created_at) VALUES (?, ?, ?, ?)",
        (blob_id, len(data), digest, at.astimezone(UTC).isoformat()),
    )
    parts = (
        (blob_id, place, data[place * PART : (place + 1) * PART]) for place in range(-(-len(data) // PART))
    )
    run_many(connection, "INSERT INTO blob_part (blob_id, number, data) VALUES (?, ?, ?)", parts)
    return blob_id


def is_here(connection: Connection, blob_id: str) -> bool:
    """Whether this compartment holds the file."""
    return row(connection, "SELECT 1 FROM blob WHERE id = ?", (blob_id,)) is not None


def parts(connection: Connection, blob_id: str) -> Iterator[bytes]:
    """The parts of a file in order."""
    sql = "SELECT number FROM blob_part WHERE blob_id = ? ORDER BY number"
    for (number,) in rows(connection, sql, (blob_id,)):
        found = row(
            connection, "SELECT data FROM blob_part WHERE blob_id = ? AND number = ?", (blob_id, number)
        )
        assert found is not None
        yield bytes(found[0])


def get(connection: Connection, key: bytes, blob_id: str) -> bytes:
    """A whole file. Raises NotFound, or VaultDamaged if it is not what was put in."""
    found = row(connection, "SELECT size, digest FROM blob WHERE id = ?", (blob_id,))
    if found is None:
        raise NotFound("This file is not in the vault, or your passphrase does not open it.")
    data = b"".join(parts(connection, blob_id))
    digest = hmac.new(key, data, hashlib.sha256).hexdigest()
    if len(data) != found[0] or not hmac.compare_digest(digest, found[1]):
        raise VaultDamaged("A file in the vault is not what was put in.")
    return data


def remove(connection: Connection, blob_id: str) -> None:
    """Remove a file and its parts."""
    run(connection, "DELETE FROM blob WHERE id = ?", (blob_id,))
