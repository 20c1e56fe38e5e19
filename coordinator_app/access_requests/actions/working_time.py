"""Note the time that a request took, for the figures; also after it was answered (003-5.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.searching import RequestWork
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.store.session import Session

MOST_MINUTES = 24 * 60


def note_time(
    session: Session, request: AccessRequest, minutes: int | None, on: date | None, doing: str = ""
) -> Saved[RequestWork]:
    """Minutes of one day. InvalidInput for none, for more than a day has, or for a day that cannot be."""
    too_many = minutes is not None and not 0 < minutes <= MOST_MINUTES
    refuse(
        (
            missing("minutes", minutes, "Type the minutes, for example 90."),
            FieldProblem("minutes", f"Type a number from 1 to {MOST_MINUTES}.") if too_many else None,
            missing("on_day", on, "Type the day."),
            in_future("on_day", on, session.clock.today()),
            before("on_day", on, request.received_on, "the day it arrived"),
        )
    )
    with session.write() as work:
        kept = work.add(
            replace(RequestWork(request_id=request.id), minutes=minutes, on_day=on, doing=doing.strip())
        )
    return Saved(kept, work.change_id)


def minutes_of(session: Session, request_id: str) -> int:
    """How long it took so far."""
    return sum(one.minutes or 0 for one in session.list(RequestWork, where={"request_id": request_id}))
