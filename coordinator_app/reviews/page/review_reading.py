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
from coordinator_app.reviews.actions import last_before, never_shared, next_after, targets_of
from coordinator_app.reviews.attended import Attended, since_last
from coordinator_app.reviews.closing import Proposal, propose_next
from coordinator_app.reviews.copies import copies_of
from coordinator_app.reviews.model import Review, ReviewTarget
from coordinator_app.reviews.parts import ReviewCopy, ReviewPerson, ReviewRole
from coordinator_app.reviews.people import Somebody, further, known, mark_of, people_of, teaching
from coordinator_app.reviews.standing import stands, where
from coordinator_app.reviews.telling import family_heard, is_soft, kept_back, withheld_of
from coordinator_app.sharing.in_time import day_of
from coordinator_app.store.session import Session

_LONGEST = 160  # letters of an entry in the list beside the review


@dataclass(frozen=True, slots=True)
class Unshared:
    """A record that the family has not been given: its title, day, first words, and whether it is guarded.

    `kept_back` is why it cannot be ticked, "" where it can. `on` is the day before which nobody can have been told of it.
    """

    record: Record
    title: str
    day: str
    words: str
    guarded: bool
    kept_back: str = ""
    soft: bool = False
    on: date | None = None

    @property
    def called(self) -> str:
        """As "Behaviour, 23 November 2026"."""
        return f"{self.title}, {self.day}" if self.day else self.title


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody who may be, or was, at the review; `asked_on` is the day of the invitation."""

    who: Somebody
    came: bool = False
    asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """Everything the screen needs. `earlier` are the targets of the review before, `new` those set at this one.

    `providers` are those that teach the pupil, by name. `heard` says whether somebody of the family was there.
    """

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
    people: tuple[PersonLine, ...]
    further: tuple[Somebody, ...]
    attended: Attended
    providers: tuple[str, ...]
    copies: tuple[ReviewCopy, ...]
    heard: bool


def read(session: Session, review_id: str) -> ReviewShown:
    """Read one review with what surrounds it. NotFound if it is gone."""
    review = session.get(Review, review_id)
    pupil = session.get(Pupil, review.pupil_id)
    before = last_before(session, review)
    return ReviewShown(
        review,
        pupil,
        where(session, pupil),
        stands(session, pupil, review),
        tuple(targets_of(session, before.id)) if before else (),
        tuple(targets_of(session, review.id)),
        () if review.finished else unshared(session, pupil.id),
        tuple(one.name for one in carers_of(session, pupil.id)),
        session.clock.today(),
        next_after(session, review),
        _people(session, review),
        further(session),
        since_last(session, review, before),
        tuple(one.name for one in teaching(session, pupil.id)),
        tuple(copies_of(session, review.id)),
        family_heard(session, review),
    )


def _people(session: Session, review: Review) -> tuple[PersonLine, ...]:
    """Those whom the record knows, each with what is kept of them; behind them who was added by name."""
    kept = {mark_of(one): one for one in people_of(session, review.id)}
    lines = [_line_of(one, kept.pop(one.mark, None)) for one in known(session, review.pupil_id)]
    added = (Somebody(one.name, one.role or ReviewRole.OTHER, one.carer_id) for one in kept.values())
    return (*lines, *(_line_of(who, one) for who, one in zip(added, kept.values(), strict=True)))


def _line_of(who: Somebody, kept: ReviewPerson | None) -> PersonLine:
    return PersonLine(who, bool(kept and kept.came), kept.asked_on if kept else None)


def unshared(session: Session, pupil_id: str) -> tuple[Unshared, ...]:
    """What the family has not been given yet, oldest first (003-5.3b)."""
    withheld = withheld_of(session, pupil_id)
    return tuple(_line(session, record, withheld) for record in never_shared(session, pupil_id))


def _line(session: Session, record: Record, withheld: frozenset[str]) -> Unshared:
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
    said = say(day) if day else ""
    return Unshared(
        record, title, said, short, guarded, kept_back(record, withheld), is_soft(record), day_of(record)
    )


def read_proposal(session: Session, pupil_id: str, start: date) -> Proposal:
    """When the next review should be."""
    return propose_next(session, pupil_id, start)
