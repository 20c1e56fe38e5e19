"""Keep a review while it is written, close it with what was shared and the next one, and open it again with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.core.calendar import DAY
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut
from coordinator_app.core.plausible import before, missing, refuse
from coordinator_app.organisations.actions import school_days
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.actions import (
    Told,
    demand_finishable,
    finish_review,
    next_after,
    plan_review,
    save_review,
    set_targets,
)
from coordinator_app.reviews.model import Review, ReviewTarget
from coordinator_app.reviews.schedule import WEEKS, Proposal, propose
from coordinator_app.store.session import Session

__all__ = ["WEEKS", "Proposal", "Written", "close", "keep", "open_again", "propose_next"]


@dataclass(frozen=True, slots=True)
class Written:
    """What stands on the screen: the review, results of the earlier targets, the new ones, what is shared or not.

    `next_on` is the day of the next review if the user chose another than the proposal.
    """

    review: Review
    earlier: tuple[ReviewTarget, ...] = ()
    new: tuple[ReviewTarget, ...] = ()
    decided: tuple[Told, ...] = ()
    next_on: date | None = None


def propose_next(session: Session, pupil_id: str, start: date) -> Proposal:
    """The review after one that is held on `start`, by the calendar of the school on roll."""
    pupil = session.get(Pupil, pupil_id)
    return propose(start, school_days(session, pupil.school_id))


def keep(session: Session, written: Written) -> Review:
    """Keep what has been written so far, finished or not."""
    review = save_review(session, written.review).record
    earlier = next(iter(written.earlier), None)
    if earlier is not None:
        set_targets(session, session.get(Review, earlier.review_id), written.earlier)
    set_targets(session, review, written.new)
    return review


def close(session: Session, written: Written) -> Saved[Review]:
    """Keep everything, finish the review (GateShut if something is missing), and plan the next one.

    The change that finished it is named for Undo, unless something was shared: then it is "", since the ledger stays.
    InvalidInput if the day chosen for the next review is not after this one.
    """
    held = written.review.held_on
    if written.next_on is not None and held is not None:
        refuse((before("next_on", written.next_on, held + DAY, "the day after this review"),))
    demand_finishable(session, written.review, written.decided)
    finished = finish_review(session, keep(session, written), written.decided)
    _plan_next(session, finished.record, written.next_on)
    return replace(finished, change_id="") if any(one.shared for one in written.decided) else finished


def _plan_next(session: Session, review: Review, wanted: date | None) -> None:
    if review.held_on is None or next_after(session, review) is not None:
        return
    planned = plan_review(session, review.pupil_id, review.held_on).record
    if wanted is not None and wanted != planned.due_on:
        save_review(session, replace(planned, due_on=wanted))


def open_again(session: Session, review_id: str, why: str) -> Saved[Review]:
    """Open a finished review to be written in again, with the reason; the ledger and the copies given stay as they are.

    GateShut for one that is not finished, InvalidInput without a reason.
    """
    review = session.get(Review, review_id)
    if not review.finished:
        raise GateShut(("This review is open already.",))
    refuse((missing("reopened_because", why.strip(), "Say why it is opened again."),))
    today = session.clock.today()
    with session.write() as work:
        kept = work.change(review, finished=False, reopened_on=today, reopened_because=why.strip())
    return Saved(kept, work.change_id)
