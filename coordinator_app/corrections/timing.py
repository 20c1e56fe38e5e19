"""The month to answer whoever says that something is wrong (`answering/timing.py` says what may be done with it)."""

from __future__ import annotations

from coordinator_app.answering.letters import Asker, is_not_grown_up
from coordinator_app.answering.timing import Facts, Timing
from coordinator_app.core.deadline_types import Proof, ProofKind
from coordinator_app.core.names import fold
from coordinator_app.corrections.model import CorrectionClaim, CorrectionQuestion
from coordinator_app.pupils.model import Carer, Pupil
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


def address_of(session: Session, claim: CorrectionClaim) -> tuple[str, ...]:
    """Of whoever asked, where the record knows them by that name; a confidential address stands on no letter.

    None where two of that name live apart, or the pupil asks who is called so: it would go to somebody else.
    """
    if claim.by_pupil:
        return ()
    called = fold(claim.asked_by)
    known = [
        one for one in session.list(Carer, where={"pupil_id": claim.pupil_id}) if fold(one.name) == called
    ]
    apart = len({fold(one.address) for one in known}) > 1
    if not known or apart or any(one.address_is_confidential for one in known):
        return ()
    return tuple(known[0].address.splitlines())


def asks_as_child(session: Session, claim: CorrectionClaim) -> bool:
    """Whether it is the pupil who says so, and is not grown up."""
    return claim.by_pupil and is_not_grown_up(session, claim.pupil_id)


def asker_of(session: Session, claim: CorrectionClaim) -> Asker:
    """Who is written to."""
    lines = (claim.asked_by, *address_of(session, claim))
    called = session.get(Pupil, claim.pupil_id).called
    is_child = asks_as_child(session, claim)
    return Asker(claim.asked_by, lines, claim.asked_on, called, "correction", is_child=is_child)
