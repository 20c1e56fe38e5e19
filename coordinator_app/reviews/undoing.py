"""What Undo may not take back of a review: that it is finished, once somebody has its summary (003-5.3)."""

from __future__ import annotations

from coordinator_app.core.changes import TakenBack
from coordinator_app.reviews.copies import copies_of
from coordinator_app.reviews.model import Review
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo


def undo_gate(session: Session, taken: tuple[TakenBack, ...]) -> None:
    """Go on, or raise CannotUndo: a summary that was given speaks of a review as it was finished."""
    for one in taken:
        if isinstance(one.now, Review) and _opens(one) and copies_of(session, one.now.id):
            raise CannotUndo(
                "A copy of the summary was given, so the review stays finished.",
                next_step="If it is wrong, open it again with a reason, and give everyone the new summary.",
            )


def _opens(one: TakenBack) -> bool:
    """Whether a finished review would be written in again, or go."""
    was = isinstance(one.now, Review) and one.now.finished
    stays = isinstance(one.wanted, Review) and one.wanted.finished and not one.goes
    return was and not stays
