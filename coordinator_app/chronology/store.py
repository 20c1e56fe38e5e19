"""What Today asks of the chronology at once, read in one statement for each compartment and without whole records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coordinator_app.chronology.suspension import ExclusionKind
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.connection import Connection
from coordinator_app.store.session import Session
from coordinator_app.store.sql import as_list, rows

_DUE = (
    "SELECT a.id, e.pupil_id, a.due_on, e.id FROM entry_action AS a"
    " JOIN chronology_entry AS e ON e.id = a.entry_id AND e.trashed_at IS NULL"
    " WHERE a.trashed_at IS NULL AND a.done_on IS NULL AND a.due_on <= ? AND (? = '' OR e.pupil_id = ?)"
)
_UNREAD = (
    "SELECT e.id, e.pupil_id, e.happened_on, e.id FROM chronology_entry AS e"
    " WHERE e.for_others = 1 AND e.trashed_at IS NULL AND (? = '' OR e.pupil_id = ?)"
    " AND NOT EXISTS (SELECT 1 FROM entry_seen AS s WHERE s.entry_id = e.id AND s.trashed_at IS NULL"
    " AND s.seen_at >= e.changed_at AND s.slot_id IN (SELECT value FROM json_each(?)))"
)
_SUSPENDED = (
    "SELECT DISTINCT s.pupil_id FROM suspension AS s"
    " JOIN pupil AS p ON p.id = s.pupil_id AND p.trashed_at IS NULL AND p.closed_on IS NULL"
    " WHERE s.trashed_at IS NULL AND (s.first_on >= ?"
    " OR (s.first_on >= ? AND s.exclusion_kind = ? AND s.arranged_from IS NULL)) AND (? = '' OR p.id = ?)"
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry to read or a thing to do: the id of that record, its pupil, its day, its entry, where it lies."""

    id: str
    pupil_id: str
    day: date
    entry_id: str
    is_guarded: bool


def due_actions(session: Session, until: date, pupil_id: str = "") -> list[Waiting]:
    """The open things to do that are due until a day, the earliest first; of one pupil if an id is given."""
    found = _everywhere(session, _DUE, (until.isoformat(), pupil_id, pupil_id))
    return sorted(found, key=lambda one: (one.day, one.id))


def unread(session: Session, pupil_id: str = "") -> list[Waiting]:
    """The entries that others need to see and this user has not read as they stand now, the newest first."""
    own = as_list((session.actor.slot_id, *session.actor.also))
    found = _everywhere(session, _UNREAD, (pupil_id, pupil_id, own))
    return sorted(found, key=lambda one: (one.day, one.id), reverse=True)


def lately_suspended(
    connection: Connection, since: date, permanent_since: date, pupil_id: str = ""
) -> set[str]:
    """The pupils with a suspension that began since a day, or a permanent exclusion without education arranged."""
    values = (
        since.isoformat(),
        permanent_since.isoformat(),
        ExclusionKind.PERMANENT.value,
        pupil_id,
        pupil_id,
    )
    return {one for (one,) in rows(connection, _SUSPENDED, values)}


def _everywhere(session: Session, sql: str, values: tuple[str, ...]) -> Iterator[Waiting]:
    for compartment in (Compartment.GENERAL, Compartment.GUARDED):
        if compartment in session.held:
            guarded = compartment is Compartment.GUARDED
            for found in rows(session.databases.connection(compartment), sql, values):
                record_id, pupil_id, day, entry_id = found
                yield Waiting(record_id, pupil_id, date.fromisoformat(day), entry_id, guarded)
