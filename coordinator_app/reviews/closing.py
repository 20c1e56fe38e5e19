"""Keep a review while it is written, and close it: what was shared, the next one, the summary's reference."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.core.calendar import DAY
from coordinator_app.core.dates import say_day
from coordinator_app.core.deadline_types import Deadline
from coordinator_app.core.other_deadlines import programme_review
from coordinator_app.core.plausible import before, refuse
from coordinator_app.organisations.actions import school_days
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.actions import (
    Told,
    finish_review,
    plan_review,
    reviews_of,
    save_review,
    set_targets,
)
from coordinator_app.reviews.model import Review, ReviewTarget
from coordinator_app.store.session import Session

WEEKS = 6


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


@dataclass(frozen=True, slots=True)
class Proposal:
    """When the next review should be, and why that day."""

    on: date
    why: str


def propose_next(session: Session, pupil_id: str, start: date) -> Proposal:
    """Six weeks after `start`, pulled back to a school day; the plain six weeks where term dates run out."""
    pupil = session.get(Pupil, pupil_id)
    due = programme_review(start, school_days(session, pupil.school_id), weeks=WEEKS)
    literal = start + 7 * WEEKS * DAY
    if due.due is None:
        return Proposal(literal, f"Six weeks later. Whether the school is open is {due.why_unknown}.")
    return Proposal(due.due, _why(due, literal))


def _why(due: Deadline, literal: date) -> str:
    if due.due == literal:
        return "Six weeks later, a school day."
    reason = due.school.why_not(literal) if due.school else None
    return f"Six weeks later is {say_day(literal)} ({reason or 'no school'}), so it comes back to the school day before."


def keep(session: Session, written: Written) -> Review:
    """Keep what has been written so far, finished or not."""
    review = save_review(session, written.review).record
    earlier = next(iter(written.earlier), None)
    if earlier is not None:
        set_targets(session, session.get(Review, earlier.review_id), written.earlier)
    set_targets(session, review, written.new)
    return review


def close(session: Session, written: Written) -> Review:
    """Keep everything, finish the review (GateShut if something is missing), and plan the next one.

    InvalidInput if the day chosen for the next review is not after this one.
    """
    held = written.review.held_on
    if written.next_on is not None and held is not None:
        refuse((before("next_on", written.next_on, held + DAY, "the day after this review"),))
    review = finish_review(session, keep(session, written), written.decided).record
    _plan_next(session, review, written.next_on)
    return review


def _plan_next(session: Session, review: Review, wanted: date | None) -> None:
    waiting = [one for one in reviews_of(session, review.pupil_id) if not one.finished]
    if waiting or review.held_on is None:
        return
    planned = plan_review(session, review.pupil_id, review.held_on).record
    if wanted is not None and wanted != planned.due_on:
        save_review(session, replace(planned, due_on=wanted))
