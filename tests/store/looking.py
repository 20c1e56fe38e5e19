"""Looking for a text in every column of every table of a database, the index's own tables included."""

from __future__ import annotations

from coordinator_app.store.connection import Connection
from coordinator_app.store.sql import rows


def tables_with(connection: Connection, marker: str) -> set[str]:
    """The tables that hold the marker anywhere, in any case."""
    wanted = marker.lower().encode()
    names = [name for (name,) in rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name
        for name in names
        if any(_holds(item, wanted) for item in rows(connection, f'SELECT * FROM "{name}"'))
    }


def _holds(found: tuple[object, ...], wanted: bytes) -> bool:
    plain = (item if isinstance(item, bytes) else str(item).encode() for item in found)
    return any(wanted in item.lower() for item in plain)
