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


class Growing:
    """A file that comes in portions, each kept by a unit of work of its own, and stands only once it is finished.

    Until then it has no digest and no record names it; what a kill leaves of it is swept away at the next unlock.
    """

    def __init__(self, key: bytes) -> None:
        self.id = new_id()
        self.size = 0
        self._code = hmac.new(key, digestmod=hashlib.sha256)
        self._rest = bytearray()
        self._number = 0

    def add(self, connection: Connection, data: bytes, at: datetime) -> None:
        """Keep the next portion; the first makes the row of the file."""
        if not self.size:
            run(
                connection,
                "INSERT INTO blob (id, size, digest, created_at) VALUES (?, 0, '', ?)",
                (self.id, at.astimezone(UTC).isoformat()),
            )
        self.size += len(data)
        self._code.update(data)
        self._rest += data
        self._put(connection, len(self._rest) - len(self._rest) % PART)

    def read(self, connection: Connection, at: int, count: int) -> bytes:
        """What came so far from a place on; fewer bytes at its end."""
        first, last = at // PART, (at + max(count, 1) - 1) // PART
        data = b"".join(self._stands(connection, number) for number in range(first, last + 1))
        return data[at - first * PART :][:count]

    def finish(self, connection: Connection) -> str:
        """Keep what is left, and make it a file like any other; its id. ValueError if nothing ever came."""
        if not self.size:
            message = "a file of nothing"
            raise ValueError(message)
        self._put(connection, len(self._rest))
        sql = "UPDATE blob SET size = ?, digest = ? WHERE id = ?"
        run(connection, sql, (self.size, self._code.hexdigest(), self.id))
        return self.id

    def _stands(self, connection: Connection, number: int) -> bytes:
        if number >= self._number:
            return bytes(self._rest) if number == self._number else b""
        sql = "SELECT data FROM blob_part WHERE blob_id = ? AND number = ?"
        found = row(connection, sql, (self.id, number))
        return bytes(found[0]) if found else b""

    def _put(self, connection: Connection, upto: int) -> None:
        whole, self._rest = bytes(self._rest[:upto]), self._rest[upto:]
        parts = [whole[at : at + PART] for at in range(0, len(whole), PART)]
        rows_of = ((self.id, self._number + place, part) for place, part in enumerate(parts))
        run_many(connection, "INSERT INTO blob_part (blob_id, number, data) VALUES (?, ?, ?)", rows_of)
        self._number += len(parts)


def remove_unfinished(connection: Connection) -> int:
    """Remove the files that were never finished; how many."""
    return run(connection, "DELETE FROM blob WHERE digest = ''")


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
