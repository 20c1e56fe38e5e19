"""The month to answer whoever says that something is wrong (`answering/timing.py` says what may be done with it)."""

from __future__ import annotations

from coordinator_app.answering.letters import Asker, is_not_grown_up
from coordinator_app.answering.timing import Facts, Timing
from coordinator_app.core.called_role import without_role
from coordinator_app.core.deadline_types import Proof, ProofKind
from coordinator_app.corrections.addressed import address_of
from coordinator_app.corrections.model import CorrectionClaim, CorrectionQuestion
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session


def _facts(claim: CorrectionClaim) -> Facts:
    proof = Proof(ProofKind.IDENTITY, claim.identity_seen_on, claim.identity_asked_on)
    return Facts(
        claim.asked_on,
        (proof,) if claim.identity_asked_on is not None else (),
        claim.extended_on,
        claim.extension_reason,
        claim.outcome is None,
        claim.extension_ground,
    )


TIMING: Timing[CorrectionClaim, CorrectionQuestion] = Timing(
    _facts,
    lambda session, one: session.list(CorrectionQuestion, where={"claim_id": one.id}),
    lambda one: CorrectionQuestion(claim_id=one.id, is_guarded=one.is_guarded),
)


def asks_as_child(session: Session, claim: CorrectionClaim) -> bool:
    """Whether it is the pupil who says so, and is not grown up."""
    return claim.by_pupil and is_not_grown_up(session, claim.pupil_id)


def asker_of(session: Session, claim: CorrectionClaim) -> Asker:
    """Who is written to."""
    name = without_role(claim.asked_by)
    lines = (name, *address_of(session, claim))
    called = session.get(Pupil, claim.pupil_id).called
    is_child = asks_as_child(session, claim)
    return Asker(name, lines, claim.asked_on, called, "correction", is_child=is_child)
