"""What the page of a letter about a review shows, read in one go (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.consent.actions import sharing_gate
from coordinator_app.consent.handing import kept_of
from coordinator_app.consent.whereabouts import KeptFrom
from coordinator_app.core.gates import OPEN, Decision
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.letters import Addressee, Letter, addressees
from coordinator_app.reviews.model import Review
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A letter that could be written: about which review, to whom, from whom it is kept where the pupil is, the gate."""

    review: Review
    pupil: Pupil
    letter: Letter
    people: tuple[Addressee, ...]
    kept: tuple[KeptFrom, ...]
    gate: Decision = OPEN


def read(session: Session, review_id: str, letter: Letter) -> LetterFacts:
    """Read it. NotFound if the review is gone."""
    review = session.get(Review, review_id)
    to_provider = letter in {Letter.PROVIDER, Letter.FEEDBACK}
    return LetterFacts(
        review,
        session.get(Pupil, review.pupil_id),
        letter,
        addressees(session, review, letter),
        kept_of(session, review.pupil_id) if letter is Letter.FAMILY else (),
        sharing_gate(session, review.pupil_id) if to_provider else OPEN,
    )
