"""Requests that may be the same thing asked again: they are offered and can be linked, and nothing is skipped for it (003-5.1).

Two people of one name are never taken for one: what is offered says when it arrived and how it ended, and a person links.
"""

from __future__ import annotations

from coordinator_app.access_requests.ends import ended_words
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.names import fold
from coordinator_app.store.session import Session


def earlier_about(session: Session, pupil_id: str, about_staff: str = "") -> tuple[AccessRequest, ...]:
    """Every request about this pupil or member of staff, the newest arrival first; none for nobody."""
    if pupil_id:
        found = session.list(AccessRequest, where={"pupil_id": pupil_id}, order="received_on", newest=True)
        return tuple(found)
    if not about_staff.strip():
        return ()
    everybody = session.list(AccessRequest, order="received_on", newest=True)
    return tuple(one for one in everybody if fold(one.about_staff) == fold(about_staff))


def asked_by(one: AccessRequest, carer_id: str, requester: str) -> bool:
    """Whether this request was asked by the carer, or by somebody who is called so."""
    if carer_id and one.carer_id:
        return one.carer_id == carer_id
    return bool(requester.strip()) and fold(one.requester) == fold(requester)


def repeat_words(one: AccessRequest) -> str:
    """A request to choose from: "Request 3, arrived 4 May 2026, sent 1 June 2026"."""
    arrived = f", arrived {say(one.received_on)}" if one.received_on else ""
    ended = ended_words(one)
    return f"Request {one.request_number}{arrived}, {ended[:1].lower() + ended[1:] or 'still open'}"


def repeats_problem(session: Session, request: AccessRequest) -> FieldProblem | None:
    """Why this cannot be what was asked before: it is about somebody else, or not in the vault. None if it can, or names none."""
    if not request.repeats_id:
        return None
    one = session.find(AccessRequest, request.repeats_id)
    same = one is not None and (one.pupil_id, fold(one.about_staff)) == (
        request.pupil_id,
        fold(request.about_staff),
    )
    if same and request.repeats_id != request.id:
        return None
    return FieldProblem("repeats_id", "That request was about somebody else. Choose another.")
