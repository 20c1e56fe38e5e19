"""The month to answer a request to erase, restrict or stop (`answering/timing.py` says what may be done with it)."""

from __future__ import annotations

from coordinator_app.access_requests.model import RequesterKind
from coordinator_app.answering.letters import Asker, is_not_grown_up
from coordinator_app.answering.timing import Facts, Timing
from coordinator_app.core.called_role import without_role
from coordinator_app.core.deadline_types import Proof, ProofKind
from coordinator_app.pupils.model import Pupil
from coordinator_app.rights.model import RightsRequest
from coordinator_app.rights.parts import RightsQuestion
from coordinator_app.store.session import Session


def _facts(request: RightsRequest) -> Facts:
    seen = request.identity_seen_on
    # whoever was recognised meanwhile owes no proof: the month counts from the day it arrived after all
    waits = request.identity_asked_on is not None and (seen is not None or not request.identity_known)
    return Facts(
        request.received_on,
        (Proof(ProofKind.IDENTITY, seen, request.identity_asked_on),) if waits else (),
        request.extended_on,
        request.extension_reason,
        request.outcome is None,
        request.extension_ground,
    )


TIMING: Timing[RightsRequest, RightsQuestion] = Timing(
    _facts,
    lambda session, one: session.list(RightsQuestion, where={"request_id": one.id}),
    lambda one: RightsQuestion(request_id=one.id, is_guarded=one.is_guarded),
)


def called(request: RightsRequest) -> str:
    """The only name of a request outside the vault: "Erasure 2"."""
    kind = request.kind_asked.short if request.kind_asked else "Request"
    return f"{kind} {request.request_number}"


def about(session: Session, request: RightsRequest) -> str:
    """Whose record it is about, as a letter says it."""
    pupil = session.get(Pupil, request.pupil_id)
    return f"{request.about_carer}, in the record of {pupil.called}" if request.about_carer else pupil.called


def asks_as_child(session: Session, request: RightsRequest) -> bool:
    """Whether it is the pupil who asks, and is not grown up: then letters are in words for a child, as of an access request (article 12(1))."""
    return request.asker_kind is RequesterKind.PUPIL and is_not_grown_up(session, request.pupil_id)


def asker_of(session: Session, request: RightsRequest) -> Asker:
    """Who is written to."""
    return Asker(
        without_role(request.asked_by),
        (without_role(request.asked_by), *request.address.splitlines()),
        request.received_on,
        session.get(Pupil, request.pupil_id).called,
        request.kind_asked.value if request.kind_asked else "",
        called(request),
        asks_as_child(session, request),
    )
