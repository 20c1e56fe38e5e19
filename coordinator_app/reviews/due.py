"""Reviews that are due or overdue, as lines of Today, and how many there are, for the menu."""

from __future__ import annotations

from datetime import timedelta

from coordinator_app.core.dates import say
from coordinator_app.core.remaining import State
from coordinator_app.hooks import RailCount
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.actions import never_shared
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.standing import stands
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem

AHEAD = timedelta(days=14)


def due_items(session: Session) -> list[DueItem]:
    """Each review that is overdue or due within two weeks."""
    until = session.clock.today() + AHEAD
    near = [one for one in _waiting(session) if one.due_on and one.due_on <= until]
    return [_item(session, one) for one in near]


def rail_count(session: Session) -> RailCount | None:
    """How many reviews are planned, and how many of them are overdue."""
    waiting = _waiting(session)
    if not waiting:
        return None
    today = session.clock.today()
    return RailCount(len(waiting), sum(1 for one in waiting if one.due_on and one.due_on < today))


def _waiting(session: Session) -> list[Review]:
    return session.list(Review, where={"finished": False}, order="due_on")


def _item(session: Session, review: Review) -> DueItem:
    pupil = session.get(Pupil, review.pupil_id)
    left = stands(session, pupil, review)
    return DueItem(
        key=f"review-{review.id}",
        title=f"Progress review {review.review_number} for {pupil.called}",
        second_line=_second(session, review, overdue=left.state is State.OVERDUE),
        icon="clipboard-check",
        page="review",
        params=(("review_id", review.id),),
        action="Start" if review.held_on is None else "Continue",
        tone=left.state.tone,
        chip=left.text,
        due=review.due_on,
        pupil_id=pupil.id,
    )


def _second(session: Session, review: Review, *, overdue: bool) -> str:
    when = f"{'Was due' if overdue else 'Due'} {say(review.due_on)}. " if review.due_on else ""
    number = len(never_shared(session, review.pupil_id))
    if not number:
        return f"{when}Everything has been shared with the family."
    return f"{when}{'1 entry' if number == 1 else f'{number} entries'} not yet shared with the family."
