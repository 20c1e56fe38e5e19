"""What the palette finds of access requests (SAR): the open ones and the newest closed, and logging a new one."""

from __future__ import annotations

from coordinator_app.access_requests.actions.intake import open_requests
from coordinator_app.access_requests.actions.mishaps import by_request
from coordinator_app.access_requests.ends import ended_words, is_open
from coordinator_app.access_requests.mishaps import Mishap, chip_words, standing_one
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.subject import subject_listed
from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.store.session import Session

_CLOSED = 200


def palette(session: Session) -> list[PaletteEntry]:
    """Logging a request, going to the list, every open request, and the newest of those that have ended."""
    sent = session.list(AccessRequest, order="sent_on", newest=True, limit=_CLOSED)
    closed = session.list(AccessRequest, order="closed_on", newest=True, limit=_CLOSED)
    ended = {one.id: one for one in (*sent, *closed) if not is_open(one)}
    found, wrong = [*open_requests(session), *ended.values()], by_request(session)
    return [*_ACTIONS, *(_entry(session, one, wrong.get(one.id, ())) for one in found)]


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
    PaletteEntry(
        "Go to the dates of requests",
        Step("request_calendar"),
        PaletteGroup.ACTIONS,
        detail="A calendar of every clock that runs",
        icon="calendar",
    ),
    PaletteEntry("Go to access requests", Step("access_requests"), PaletteGroup.ACTIONS, icon="file-search"),
)


def _entry(session: Session, request: AccessRequest, found: tuple[Mishap, ...]) -> PaletteEntry:
    about, wrong = subject_listed(session, request).called, standing_one(request, found)
    state = ended_words(request) or (request.stage.label if request.stage else "")
    state = f"{state}, {chip_words(wrong)}" if wrong is not None else state
    return PaletteEntry(
        f"Request {request.request_number}, {about}",
        Step("access_request", {"request_id": request.id}),
        PaletteGroup.REQUESTS,
        detail=f"Asked for by {request.requester}, {state[:1].lower()}{state[1:]}",
        icon="file-search",
        also=request.requester,
    )
