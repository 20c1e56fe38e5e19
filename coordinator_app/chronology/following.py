"""What hangs on an entry follows it into the guarded compartment: things to do, and who has read it.

A correction may show that an entry is about safeguarding or health. It moves with its history; so must every word that
hangs on it. Where the program was cut off in between, the next unlock with the guarded key does the rest (upkeep).
"""

from __future__ import annotations

from typing import Any

from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.chronology.parts import EntryAction, EntrySeen
from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session
from coordinator_app.store.sql import rows

_PARTS: tuple[type[EntryAction | EntrySeen], ...] = (EntryAction, EntrySeen)


def moved(session: Session, record: Record) -> None:
    """An entry is guarded now: its parts go with it, those in the trash too."""
    if isinstance(record, ChronologyEntry):
        for cls in _PARTS:
            for part in session.list(cls, where={"entry_id": record.id}, trashed=None):
                _follow(session, part)


def upkeep(session: Session) -> None:
    """Bring after them the parts whose entries have gone ahead. Nothing without the key."""
    if Compartment.GUARDED not in session.held:
        return
    general = session.databases.connection(Compartment.GENERAL)
    for cls in _PARTS:
        kind = record_type(cls).kind
        left = rows(
            general,
            f'SELECT id, entry_id FROM "{kind}" WHERE entry_id NOT IN (SELECT id FROM chronology_entry)',  # noqa: S608  a kind of the catalogue
        )
        for part_id, entry_id in left:
            if session.find(ChronologyEntry, entry_id) is not None:
                _follow(session, session.get(cls, part_id))


def _follow(session: Session, part: Any) -> None:
    if not part.is_guarded:
        session.move(part, Compartment.GUARDED, is_guarded=True)
