"""Whether a request may still be changed."""

from __future__ import annotations

from coordinator_app.access_requests.ends import is_open
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.errors import GateShut
from coordinator_app.store.session import Session


def must_be_open(request: AccessRequest) -> None:
    """GateShut once a pack was sent, or it was closed without one: the case is read-only."""
    if request.sent_on is not None:
        raise GateShut(("This request is closed: its pack was sent. It can be read, not changed.",))
    if not is_open(request):
        raise GateShut(("This request is closed. It can be read; open it again before anything is changed.",))


def must_still_be_open(session: Session, request_id: str) -> None:
    """The same of the request as it now stands: the one in hand may have been read before its pack was sent."""
    must_be_open(session.get(AccessRequest, request_id))
