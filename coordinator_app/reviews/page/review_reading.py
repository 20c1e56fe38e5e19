"""What the screen of one review shows, read in one go (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.dates import say
from coordinator_app.core.privacy import Compartment
from coordinator_app.core.remaining import Remaining
from coordinator_app.documents.model import Document
from coordinator_app.pupils.actions import carers_of
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.actions import never_shared, reviews_of, targets_of
from coordinator_app.reviews.closing import Proposal, propose_next
from coordinator_app.reviews.model import Review, ReviewTarget
from coordinator_app.reviews.standing import stands, where
from coordinator_app.store.session import Session

_LONGEST = 160  # letters of an entry in the list beside the review


@dataclass(frozen=True, slots=True)
class Unshared:
    """A record that the family has not been given: its title, day, first words, and whether it is guarded."""

    record: Record
    title: str
    day: str
    words: str
    guarded: bool


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """Everything the screen needs. `earlier` are the targets of the review before, `new` those set at this one."""

    review: Review
    pupil: Pupil
    where: str
    remains: Remaining
    earlier: tuple[ReviewTarget, ...]
    new: tuple[ReviewTarget, ...]
    unshared: tuple[Unshared, ...]
    family: tuple[str, ...]
    today: date
    following: Review | None


def read(session: Session, review_id: str) -> ReviewShown:
    """Read one review with what surrounds it. NotFound if it is gone."""
    review = session.get(Review, review_id)
    pupil = session.get(Pupil, review.pupil_id)
    others = reviews_of(session, pupil.id)
    before = [one for one in others if (one.review_number or 0) < (review.review_number or 0)]
    return ReviewShown(
        review,
        pupil,
        where(session, pupil),
        stands(session, pupil, review),
        tuple(targets_of(session, before[0].id)) if before else (),
        tuple(targets_of(session, review.id)),
        () if review.finished else unshared(session, pupil.id),
        tuple(one.name for one in carers_of(session, pupil.id)),
        session.clock.today(),
        next((one for one in reversed(others) if not one.finished and one.id != review.id), None),
    )


def unshared(session: Session, pupil_id: str) -> tuple[Unshared, ...]:
    """What the family has not been given yet, oldest first (003-5.3b)."""
    return tuple(_line(session, record) for record in never_shared(session, pupil_id))


def _line(session: Session, record: Record) -> Unshared:
    described = session.catalogue.of_kind(record_type(record).kind)
    guarded = described.compartment_of(record) is Compartment.GUARDED
    title, day, words = described.title, None, ""
    if isinstance(record, ChronologyEntry):
        title, day, words = (
            record.category.label if record.category else title,
            record.happened_on,
            record.words,
        )
    elif isinstance(record, Document):
        title, day = "Restricted document" if guarded else record.title, record.dated
        words = record.kind_of_document.label if record.kind_of_document else ""
    if guarded:  # a review is held with others in the room: named, never hinted at
        words = "Read it in the chronology or the documents."
    short = " ".join(words.split())
    short = short if len(short) <= _LONGEST else f"{short[: _LONGEST - 1].rstrip()}…"
    return Unshared(record, title, say(day) if day else "", short, guarded)


def read_proposal(session: Session, pupil_id: str, start: date) -> Proposal:
    """When the next review should be."""
    return propose_next(session, pupil_id, start)
