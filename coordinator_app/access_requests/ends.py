"""Whether a request is still open, and how it ended: its pack sent, or closed without one (003-5.1; domain 2.3)."""

from __future__ import annotations

from datetime import date

from coordinator_app.access_requests.model import AccessRequest, ClosedAs
from coordinator_app.core.dates import say

_ENDED: dict[ClosedAs, str] = {
    ClosedAs.ANSWERED: "Answered",
    ClosedAs.NOTHING_HELD: "Nothing held",
    ClosedAs.REFUSED: "Refused",
    ClosedAs.WITHDRAWN: "Asked for no longer",
    ClosedAs.NO_ANSWER: "No answer from them",
    ClosedAs.PASSED_ON: "Passed on",
    ClosedAs.NOT_A_REQUEST: "Not a request",
}


def is_open(request: AccessRequest) -> bool:
    """Whether work goes on: no pack was sent, and it was not closed without one."""
    return request.sent_on is None and request.closed_on is None


def ended_on(request: AccessRequest) -> date | None:
    """The day the clocks stopped; None while it is open."""
    return request.sent_on or request.closed_on


def ended_words(request: AccessRequest) -> str:
    """How it ended and when, short: "Sent 9 December 2026", "Refused 9 December 2026"; "" while it is open."""
    if request.sent_on is not None:
        return f"Sent {say(request.sent_on)}"
    if request.closed_on is None:
        return ""
    said = _ENDED[request.closed_as] if request.closed_as else "Closed"
    return f"{said} {say(request.closed_on)}"
