"""Reviews that are due or overdue, as lines of Today, and how many there are, for the menu."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, partial

from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.dates import say
from coordinator_app.core.privacy import Compartment
from coordinator_app.core.remaining import State
from coordinator_app.hooks import RailCount
from coordinator_app.organisations.actions import school_days
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.actions import Held, held_of
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.never_shared import KEEPER
from coordinator_app.reviews.standing import stands_among
from coordinator_app.reviews.store import waiting
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem

AHEAD = timedelta(days=14)
MANY = 20
"""With more reviews than this the partnership's numbers are asked, which are kept: quicker than pupil by pupil."""


def due_items(session: Session) -> list[DueItem]:
    """Each review that is overdue or due within two weeks, of pupils that are not in the trash."""
    near = _near(session, session.clock.today() + AHEAD)
    ids = tuple({one.pupil_id for one in near})
    pupils = {one.id: one for one in session.list(Pupil, where={"id": ids})} if ids else {}
    days = cache(partial(school_days, session))
    held = KEEPER.numbers(session) if len(near) > MANY else {}
    return [
        _item(session, pupils[one.pupil_id], days(pupils[one.pupil_id].school_id), one, held)
        for one in near
        if one.pupil_id in pupils
    ]


def rail_count(session: Session) -> RailCount | None:
    """How many reviews are planned, and how many of them are overdue."""
    planned, overdue = waiting(session.databases.connection(Compartment.GENERAL), session.clock.today())
    return RailCount(planned, overdue) if planned else None


def _near(session: Session, until: date) -> list[Review]:
    """Those that are due by a day: read in the order of their days, no further than that."""
    found: list[Review] = []
    after = None
    while True:
        page = session.page(Review, where={"finished": False}, order="due_on", after=after)
        found += [one for one in page.records if one.due_on and one.due_on <= until]
        after, last = page.next, page.records[-1].due_on if page.records else None
        if after is None or (last is not None and last > until):
            return found


def _item(
    session: Session, pupil: Pupil, school: SchoolDays, review: Review, held: Mapping[str, int]
) -> DueItem:
    left = stands_among(school, session.clock.today(), review)
    return DueItem(
        key=f"review-{review.id}",
        title=f"Progress review {review.review_number} for {pupil.called}",
        second_line=_second(session, review, held, overdue=left.state is State.OVERDUE),
        icon="clipboard-check",
        page="review",
        params=(("review_id", review.id),),
        action="Start" if review.held_on is None else "Continue",
        tone=left.state.tone,
        chip=left.text,
        due=review.due_on,
        pupil_id=pupil.id,
    )


def _second(session: Session, review: Review, held: Mapping[str, int], *, overdue: bool) -> str:
    when = f"{'Was due' if overdue else 'Due'} {say(review.due_on)}. " if review.due_on else ""
    number = held.get(review.pupil_id, 0)
    unshared = Held(number) if number else held_of(session, review.pupil_id)
    return f"{when}{unshared.words()}"
