"""What belongs to a complaint follows it into the guarded compartment, at once or at the next unlock after a kill."""

from __future__ import annotations

from coordinator_app.complaints.model import Complaint, ComplaintStep, KeptComplaintLetter
from coordinator_app.core.catalogue import Record
from coordinator_app.core.changes import TakenBack
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo

_PARTS: tuple[type[ComplaintStep | KeptComplaintLetter], ...] = (ComplaintStep, KeptComplaintLetter)


def moved(session: Session, record: Record) -> None:
    """A complaint is guarded now: its steps and letters go with it, from the trash too."""
    if isinstance(record, Complaint):
        for cls in _PARTS:
            for part in session.list(cls, where={"complaint_id": record.id}, trashed=None):
                if not part.is_guarded:
                    session.move(part, Compartment.GUARDED, is_guarded=True)


def upkeep(session: Session) -> None:
    """Bring after it what a kill left behind. Nothing without the key."""
    if Compartment.GUARDED not in session.held:
        return
    for cls in _PARTS:
        for part in session.list(cls, where={"is_guarded": False}, trashed=None):
            complaint = session.find(Complaint, part.complaint_id)
            if complaint is not None and complaint.is_guarded:
                session.move(part, Compartment.GUARDED, is_guarded=True)


def undo_gate(session: Session, taken: tuple[TakenBack, ...]) -> None:  # noqa: ARG001  (a letter says it all)
    """CannotUndo for a letter that has left, and what was noted with it."""
    if any(isinstance(one.now, KeptComplaintLetter) for one in taken):
        raise CannotUndo(
            "This letter has left.",
            next_step="If it says something wrong, write another one that puts it right.",
        )
