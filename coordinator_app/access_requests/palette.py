"""What the palette finds of access requests (SAR): the open ones and the newest closed, and logging a new one."""

from __future__ import annotations

from coordinator_app.access_requests.actions.intake import open_requests
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.dates import say
from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

_CLOSED = 200


def palette(session: Session) -> list[PaletteEntry]:
    """Logging a request, going to the list, every open request, and the newest of those that were answered."""
    closed = session.list(AccessRequest, order="sent_on", newest=True, limit=_CLOSED)
    found = [*open_requests(session), *(one for one in closed if one.sent_on is not None)]
    return [*_ACTIONS, *(_entry(session, one) for one in found)]


_ACTIONS = (
    PaletteEntry(
        "Log an access request",
        Step("log_request"),
        PaletteGroup.ACTIONS,
        detail="Someone asks to see what you hold",
        icon="file-search",
        new=True,
        order=30,
    ),
    PaletteEntry("Go to access requests", Step("access_requests"), PaletteGroup.ACTIONS, icon="file-search"),
)


def _entry(session: Session, request: AccessRequest) -> PaletteEntry:
    pupil = session.find(Pupil, request.pupil_id)
    about = pupil.called if pupil else "a pupil who is no longer listed"
    state = (
        f"sent {say(request.sent_on)}" if request.sent_on else request.stage.label if request.stage else ""
    )
    return PaletteEntry(
        f"Request {request.request_number}, {about}",
        Step("access_request", {"request_id": request.id}),
        PaletteGroup.REQUESTS,
        detail=f"Asked for by {request.requester}, {state[:1].lower()}{state[1:]}",
        icon="file-search",
        also=request.requester,
    )
