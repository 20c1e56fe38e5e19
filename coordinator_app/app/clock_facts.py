"""What the vault itself shows about the clock: when it was written to last, and days in it that are still to come."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime

from coordinator_app.core.clock import LONDON
from coordinator_app.core.vault_health import DatedAhead
from coordinator_app.store import audit_reading
from coordinator_app.store.connection import Connection, open_database, troubles
from coordinator_app.store.vault import OpenVault

HAPPENED = (
    ("chronology_entry", "happened_on"),
    ("unplaced_call", "happened_on"),
    ("initial_discussion", "held_on"),
    ("referral", "signed_on"),
    ("disclosure", "given_on"),
    ("access_request", "received_on"),
    ("correction_claim", "asked_on"),
)
"""Kinds of record and their day, where only what has happened is taken: a day to come was typed under a wrong clock."""


def last_written(vault: OpenVault) -> datetime | None:
    """The latest moment in any audit held: whatever is kept is written there with its time."""
    found = []
    for one, path in vault.paths.items():
        with closing(open_database(path, vault.keys.key(one), read_only=True)) as connection:
            found.append(audit_reading.latest_at(connection))
    return max((at for at in found if at is not None), default=None)


def dated_ahead(vault: OpenVault) -> DatedAhead:
    """The records outside of the trash that are dated after today, as far as the keys held reach."""
    today = vault.clock.now().astimezone(LONDON).date()
    number, latest = 0, None
    for one, path in vault.paths.items():
        with closing(open_database(path, vault.keys.key(one), read_only=True)) as connection:
            for kind, field in HAPPENED:
                more, newest = _after(connection, kind, field, today)
                number += more
                latest = max((day for day in (latest, newest) if day is not None), default=None)
    return DatedAhead(number, latest)


def _after(connection: Connection, kind: str, field: str, today: date) -> tuple[int, date | None]:
    """How many, and the latest day; by the index of the field."""
    there = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    sql = f'SELECT count(*), max("{field}") FROM "{kind}" WHERE "{field}" > ? AND trashed_at IS NULL'  # noqa: S608  own names
    with troubles(connection):
        if connection.execute(there, (kind,)).fetchone() is None:
            return 0, None  # this kind lives in another compartment
        number, newest = connection.execute(sql, (today.isoformat(),)).fetchone()
    return int(number), date.fromisoformat(newest) if newest else None
