"""What a programme asks of a pupil's referral (003-4.1): the one rule for the referral's page and for the start gate."""

from __future__ import annotations

from coordinator_app.core.gates import OPEN, Decision, all_of
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import Referral, accepted, school_question
from coordinator_app.store.session import Session


def start_gate(session: Session, pupil_id: str) -> Decision:
    """Whether the newest referral is accepted, and it is known which school is responsible. NotFound if it is gone.

    An older referral that was accepted opens nothing: the newest is what the school and the partnership said last.
    """
    newest = newest_referral(session, pupil_id)
    if newest is None:
        return accepted([])
    school = session.get(Pupil, pupil_id).school_id
    answered = school_question(newest, school) if accepted([newest]).is_open else OPEN
    return all_of(accepted([newest]), answered)


def newest_referral(session: Session, pupil_id: str) -> Referral | None:
    """The pupil's newest referral, or None."""
    found = session.list(Referral, where={"pupil_id": pupil_id}, newest=True, limit=1)
    return next(iter(found), None)
