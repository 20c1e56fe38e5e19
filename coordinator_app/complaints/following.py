"""What belongs to a complaint follows it into the guarded compartment, at once or at the next unlock after a kill."""

from __future__ import annotations

from coordinator_app.answering.registers import bring_after, parts_follow
from coordinator_app.complaints.model import Complaint, ComplaintStep, KeptComplaintLetter
from coordinator_app.core.catalogue import Record
from coordinator_app.core.changes import TakenBack
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo

_PARTS: tuple[type[ComplaintStep | KeptComplaintLetter], ...] = (ComplaintStep, KeptComplaintLetter)


def moved(session: Session, record: Record) -> None:
    """A complaint is guarded now: its steps and letters go with it, from the trash too."""
    if isinstance(record, Complaint):
        parts_follow(session, _PARTS, "complaint_id", record.id)


def upkeep(session: Session) -> None:
    """Bring after it what a kill left behind. Nothing without the key."""
    bring_after(session, _PARTS, "complaint_id", Complaint)


def undo_gate(session: Session, taken: tuple[TakenBack, ...]) -> None:  # noqa: ARG001  (a letter says it all)
    """CannotUndo for a letter that has left, and what was noted with it."""
    if any(isinstance(one.now, KeptComplaintLetter) for one in taken):
        raise CannotUndo(
            "This letter was printed or saved, and may have left.",
            next_step="If it says something wrong, write another one that puts it right.",
        )
