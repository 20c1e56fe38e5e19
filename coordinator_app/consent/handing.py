"""From whom it is kept where a pupil is, read from the vault, and whether a letter may go to somebody (003-8.1)."""

from __future__ import annotations

from coordinator_app.consent.whereabouts import NO_LETTER, KeptFrom, is_kept_from, kept_from, leaves_out
from coordinator_app.core.gates import OPEN, Decision
from coordinator_app.pupils.actions import carers_of
from coordinator_app.pupils.links import CourtOrder
from coordinator_app.store.session import Session


def kept_of(session: Session, pupil_id: str) -> tuple[KeptFrom, ...]:
    """Who must not see where this pupil is today."""
    orders = tuple(session.list(CourtOrder, where={"pupil_id": pupil_id}))
    return kept_from(carers_of(session, pupil_id), orders, session.clock.today())


def leaves_out_for(session: Session, pupil_id: str, handed_to: str) -> bool:
    """Whether a form of this pupil is made without where the pupil is: see `whereabouts.leaves_out`."""
    return leaves_out(kept_of(session, pupil_id), carers_of(session, pupil_id), handed_to)


def letter_gate(session: Session, pupil_id: str, carer_id: str) -> Decision:
    """Whether a letter about this pupil may go to this person on the record."""
    return Decision((NO_LETTER,)) if is_kept_from(kept_of(session, pupil_id), carer_id) else OPEN
