"""What a box is made with that is opened again, read anew (no Qt)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coordinator_app.chronology import suspension_view
from coordinator_app.chronology.model import ChronologyEntry, entry_compartment
from coordinator_app.chronology.parts import EntryAction, part_compartment
from coordinator_app.chronology.suspension import Suspension
from coordinator_app.chronology.suspension_view import Suspensions
from coordinator_app.chronology.view import Line, one_line
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class ToDo:
    """A thing to do, kept or new, and where it lies."""

    action: EntryAction
    compartment: Compartment


@dataclass(frozen=True, slots=True)
class ToSuspend:
    """A suspension, kept or new, and what its box offers."""

    suspension: Suspension
    facts: Suspensions


def to_do(session: Session, record_id: str) -> ToDo:
    """`record_id` is that of a thing to do, or of the entry to which one was being added. NotFound."""
    kept = session.find(EntryAction, record_id)
    if kept is not None and kept.trashed_at is None:
        return ToDo(kept, part_compartment(kept))
    entry = session.get(ChronologyEntry, record_id)
    return ToDo(EntryAction(entry_id=entry.id), entry_compartment(entry))


def suspension(session: Session, pupil_id: str, record_id: str) -> ToSuspend:
    """`record_id` is that of a suspension, of the entry that tells of a new one, or of the pupil. NotFound."""
    facts = suspension_view.read(session, pupil_id)
    kept = next((one.suspension for one in facts.lines if one.suspension.id == record_id), None)
    if kept is not None:
        return ToSuspend(kept, facts)
    new = Suspension(pupil_id=pupil_id, school_id=facts.school_id)
    if record_id != pupil_id:
        new = suspension_view.told_by(session.get(ChronologyEntry, record_id), facts)
    return ToSuspend(new, facts)


def lines(session: Session, entry_ids: Sequence[str]) -> tuple[Line, ...]:
    """These entries, as far as they are still there."""
    found = (session.find(ChronologyEntry, one) for one in entry_ids)
    kept = [one for one in found if one is not None and one.trashed_at is None]
    return tuple(one_line(session, one.id, guarded_words=True) for one in kept)
