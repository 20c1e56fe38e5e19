"""Record how a disagreement between those who hold parental responsibility was settled, and keep the own extras."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from coordinator_app.consent.actions import standing_of
from coordinator_app.consent.model import ConsentState
from coordinator_app.consent.terms import ConsentResolution, OptionalExtra
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.names import fold
from coordinator_app.core.plausible import in_future, missing, refuse
from coordinator_app.store.session import Session

LOOK_AGAIN_WITHIN = timedelta(weeks=6)  # as long as a start against the gate may rest
_SHORTEST, _SHORTEST_NAME = 20, 4  # letters: a word or two explain nothing to the one who reads it in a year
_NOBODY = frozenset({"me", "i", "we", "us", "myself", "they", "them", "someone", "nobody", "both"})


def settle(session: Session, resolution: ConsentResolution) -> Saved[ConsentResolution]:
    """Keep how a disagreement was settled, by whom, and when it is looked at again.

    GateShut where nobody disagrees. InvalidInput for what is missing or impossible.
    """
    today = session.clock.today()
    refuse(
        (
            missing("decided_on", resolution.decided_on, "Type the day it was settled."),
            in_future("decided_on", resolution.decided_on, today),
            missing("goes_ahead", resolution.goes_ahead, "Say whether the programme goes ahead."),
            _too_short(resolution.words),
            _nobody(resolution.decided_by),
            missing("review_on", resolution.review_on, "Type the day on which you look at it again."),
            _too_far(resolution, session),
        )
    )
    stands = standing_of(session, resolution.pupil_id)
    if not stands.to_settle:
        raise GateShut(("Nobody disagrees on the forms that are recorded, so there is nothing to settle.",))
    with session.write() as work:
        about = " ".join(stands.sides)
        kept = work.add(replace(resolution, forms=about))
    return Saved(kept, work.change_id)


def _too_short(words: str) -> FieldProblem | None:
    if len("".join(words.split())) >= _SHORTEST:
        return None
    return FieldProblem(
        "words", "Write how it was settled, in a sentence that can be understood a year from now."
    )


def _nobody(decided_by: str) -> FieldProblem | None:
    """Who decided is told so that another can ask them: by name or office."""
    if len(decided_by.strip()) >= _SHORTEST_NAME and fold(decided_by) not in _NOBODY:
        return None
    return FieldProblem("decided_by", "Say who settled it, by name or office.")


def _too_far(resolution: ConsentResolution, session: Session) -> FieldProblem | None:
    day, today = resolution.review_on, session.clock.today()
    if day is None or today < day <= today + LOOK_AGAIN_WITHIN:
        return None
    return FieldProblem("review_on", "Choose a day after today and within 6 weeks.")


def in_dispute(session: Session, pupil_id: str) -> bool:
    """Whether a disagreement keeps this pupil's consent shut."""
    return standing_of(session, pupil_id).state is ConsentState.DISAGREEMENT


def extras(session: Session) -> list[OptionalExtra]:
    """The partnership's own extras by name, those no longer asked for too."""
    return session.list(OptionalExtra, order="name")


def save_extra(session: Session, extra: OptionalExtra) -> Saved[OptionalExtra]:
    """Add or change an extra. InvalidInput without a name or words, or for a name that is taken."""
    taken = any(one.id != extra.id and fold(one.name) == fold(extra.name) for one in extras(session))
    refuse(
        (
            missing("name", extra.name, "Type a short name, such as Swimming."),
            missing("words", extra.words, "Type the words that stand beside the box on the form."),
            FieldProblem("name", "There is an extra of this name already.") if taken else None,
        )
    )
    with session.write() as work:
        kept = work.put(extra)
    return Saved(kept, work.change_id)
