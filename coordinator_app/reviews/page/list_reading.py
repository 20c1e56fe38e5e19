"""The rows of the reviews list and of the pupil's reviews tab (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.dates import say
from coordinator_app.core.derived import in_words
from coordinator_app.core.gates import Decision
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import keeping
from coordinator_app.reviews.actions import never_shared, reviews_of, targets_of
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.standing import stands, where
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review in words."""

    id: str
    title: str
    second: str
    chip: str
    tone: str
    action: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows, and where the next begin."""

    rows: tuple[ReviewRow, ...]
    next: PageMark | None


@dataclass(frozen=True, slots=True)
class TabShown:
    """A pupil's reviews, newest first, with the targets of each; whether one may be planned; what is unshared."""

    rows: tuple[tuple[ReviewRow, tuple[str, ...]], ...]
    gate: Decision
    unshared: int
    may_plan: bool


def read_page(session: Session, finished: bool, after: PageMark | None, limit: int) -> Rows:
    """Reviews to hold, the most overdue first; or those that were held, newest first."""
    page = session.page(
        Review,
        where={"finished": finished},
        order="held_on" if finished else "due_on",
        newest=finished,
        after=after,
        limit=limit,
    )
    return Rows(tuple(_row(session, one) for one in page.records), page.next)


def _row(session: Session, review: Review) -> ReviewRow:
    pupil = session.get(Pupil, review.pupil_id)
    second = f"Review {review.review_number}, {_when(review)}. {where(session, pupil)}"
    return _in_words(session, pupil, review, pupil.called, second)


def _when(review: Review) -> str:
    if review.finished:
        return f"held {say(review.held_on)}" if review.held_on else "held"
    return f"due {say(review.due_on)}" if review.due_on else "no day yet"


def _in_words(session: Session, pupil: Pupil, review: Review, title: str, second: str) -> ReviewRow:
    left = stands(session, pupil, review)
    begun = bool(review.held_on or review.provider_words or review.attendance_percent)
    action = "Look" if review.finished else "Continue" if begun else "Start"
    return ReviewRow(review.id, title, second, left.text, left.state.tone, action)


def read_tab(session: Session, pupil_id: str) -> TabShown:
    """The reviews of one pupil."""
    pupil = session.get(Pupil, pupil_id)
    found = reviews_of(session, pupil_id)
    rows = tuple(
        (
            _in_words(session, pupil, one, f"Review {one.review_number}", _tab_second(one)),
            _targets(session, one),
        )
        for one in found
    )
    waiting = any(not one.finished for one in found)
    return TabShown(rows, keeping(session, pupil_id), len(never_shared(session, pupil_id)), not waiting)


def _tab_second(review: Review) -> str:
    when = _when(review)
    came = f". {review.who_was_there}" if review.finished and review.who_was_there else ""
    return f"{when[0].upper()}{when[1:]}{' '.join(came.split(chr(10)))}"


def _targets(session: Session, review: Review) -> tuple[str, ...]:
    return tuple(
        f"{one.words}: {in_words(one.result)}" if one.result else one.words
        for one in targets_of(session, review.id)
    )


def count(session: Session, pupil_id: str) -> int:
    """How many reviews a pupil has."""
    return session.count(Review, where={"pupil_id": pupil_id})
