"""Settings about the partnership, locking and wording (general.db, audited), and counters such as "Request 14"."""

from __future__ import annotations

import json
from typing import TypeVar

from coordinator_app.store.connection import Connection
from coordinator_app.store.sql import row, run, value

T = TypeVar("T")


def get(connection: Connection, name: str, default: T) -> T:
    """A setting, or the default if it was never set or is of another type than the default."""
    found = row(connection, "SELECT value FROM setting WHERE name = ?", (name,))
    if found is None:
        return default
    kept = json.loads(found[0])
    fits = default is None or type(kept) is type(default)
    return kept if fits else default


def put(connection: Connection, name: str, kept: object) -> tuple[str, str]:
    """Keep a setting (anything JSON holds); returns the JSON before and after."""
    before = value(connection, "SELECT value FROM setting WHERE name = ?", (name,)) or ""
    after = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    run(connection, "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, after))
    return before, after


def next_number(connection: Connection, counter: str) -> int:
    """The next number of a counter, from 1; a unit of work that rolls back gives its number back."""
    run(
        connection,
        "INSERT INTO counter (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1",
        (counter,),
    )
    return int(value(connection, "SELECT value FROM counter WHERE name = ?", (counter,)))
