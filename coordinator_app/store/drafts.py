"""Drafts: what a user was typing on a screen about a record, kept in the record's compartment (decision 22).

They are neither audited nor kept in history; they are gathered for an access request.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from coordinator_app.store.connection import Connection
from coordinator_app.store.sql import row, rows, run

_ASIDE = "-"  # no slot's id; only within a swap


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: whose slot, which screen, about which record, when it was saved, and what was typed."""

    slot_id: str
    screen: str
    record_id: str
    saved_at: datetime
    body: dict[str, Any]

    def mentions(self, ids: frozenset[str]) -> bool:
        """Whether it is about one of these records: by its record, or by an id in its body."""
        return self.record_id in ids or any(isinstance(one, str) and one in ids for one in self.body.values())


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Where a draft belongs."""

    slot_id: str
    screen: str
    record_id: str


def save(connection: Connection, place: DraftPlace, at: datetime, body: Mapping[str, Any]) -> None:
    """Keep a draft in place of the one before."""
    text = json.dumps(dict(body), ensure_ascii=True, separators=(",", ":"))
    run(
        connection,
        # an update in place writes one page; a replacement would write the key's page as well
        "INSERT INTO draft (slot_id, screen, record_id, saved_at, body) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (slot_id, screen, record_id) DO UPDATE SET saved_at = excluded.saved_at, body = excluded.body",
        (place.slot_id, place.screen, place.record_id, at.astimezone(UTC).isoformat(), text),
    )


def drop(connection: Connection, place: DraftPlace) -> None:
    """Forget a draft."""
    run(
        connection,
        "DELETE FROM draft WHERE slot_id = ? AND screen = ? AND record_id = ?",
        (place.slot_id, place.screen, place.record_id),
    )


def take_over(connection: Connection, slot_id: str, others: Sequence[str]) -> None:
    """Give a user the drafts that lie under other slots of his; of two for one place the newer is his at once.

    The older stays where it is, and is given to him at the first unlock after the newer is done with: nothing
    that was typed is lost, and finishing one draft never drops the other unseen.
    """
    for other in others:
        place = "SELECT screen, record_id, saved_at FROM draft WHERE slot_id = ?"
        own = {(screen, record): at for screen, record, at in rows(connection, place, (slot_id,))}
        for screen, record, at in rows(connection, place, (other,)):
            kept = own.get((screen, record))
            if kept is None or at > kept:
                _swap(connection, DraftPlace(slot_id, screen, record), other)


def _swap(connection: Connection, place: DraftPlace, other: str) -> None:
    """Let the drafts of two slots about one thing change places; one of them may be missing."""
    sql = "UPDATE draft SET slot_id = ? WHERE slot_id = ? AND screen = ? AND record_id = ?"
    for source, target in ((place.slot_id, _ASIDE), (other, place.slot_id), (_ASIDE, other)):
        run(connection, sql, (target, source, place.screen, place.record_id))


def drop_all_about(connection: Connection, record_id: str) -> None:
    """Forget every user's drafts about a record that is removed."""
    run(connection, "DELETE FROM draft WHERE record_id = ?", (record_id,))


def turn(connection: Connection, from_id: str, to_id: str) -> None:
    """Let all that was typed about one record be about another; of two for one place the newer stays."""
    about = [one for one in all_drafts(connection) if one.mentions(frozenset({from_id}))]
    for one in reversed(about):  # the oldest first, so that a newer one takes its place
        old = DraftPlace(one.slot_id, one.screen, one.record_id)
        new = DraftPlace(one.slot_id, one.screen, to_id if one.record_id == from_id else one.record_id)
        body = {name: to_id if value == from_id else value for name, value in one.body.items()}
        there = row(
            connection,
            "SELECT saved_at FROM draft WHERE slot_id = ? AND screen = ? AND record_id = ?",
            (new.slot_id, new.screen, new.record_id),
        )
        drop(connection, old)
        if there is None or datetime.fromisoformat(there[0]) <= one.saved_at:
            save(connection, new, one.saved_at, body)


def find(connection: Connection, place: DraftPlace) -> dict[str, Any] | None:
    """What was typed, or None."""
    sql = "SELECT body FROM draft WHERE slot_id = ? AND screen = ? AND record_id = ?"
    found = row(connection, sql, (place.slot_id, place.screen, place.record_id))
    return None if found is None else dict(json.loads(found[0]))


def all_drafts(connection: Connection) -> list[Draft]:
    """Every draft in a compartment, newest first."""
    sql = "SELECT slot_id, screen, record_id, saved_at, body FROM draft ORDER BY saved_at DESC"
    return [
        Draft(slot_id, screen, record_id, datetime.fromisoformat(at), json.loads(body))
        for slot_id, screen, record_id, at, body in rows(connection, sql)
    ]
