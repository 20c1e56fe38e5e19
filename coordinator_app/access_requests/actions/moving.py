"""The dates of a request that moved since they were last shown, and that somebody has seen it (decision 2)."""

from __future__ import annotations

from dataclasses import replace

from coordinator_app.access_requests.actions.timing import bound_by_law, clock_settings, clocks, pauses_of
from coordinator_app.access_requests.clocks import Clocks, clocks_of
from coordinator_app.access_requests.ends import is_open
from coordinator_app.access_requests.items import Pack, guarded_if_marked
from coordinator_app.access_requests.model import AccessRequest, RequestPause
from coordinator_app.access_requests.moved import Move, differing, to_remember, with_reasons
from coordinator_app.core.calendar import SchoolDays
from coordinator_app.core.changes import Saved
from coordinator_app.organisations.actions import school_days
from coordinator_app.organisations.model import School, TermException
from coordinator_app.store.session import Session


def moves(session: Session, request: AccessRequest, held: Clocks | None = None) -> tuple[Move, ...]:
    """What moved of an open request since it was last shown, with why; none for a request whose dates nobody kept."""
    if not is_open(request):
        return ()
    found = differing(request, held or clocks(session, request))
    if not found:
        return ()
    bound, settings = bound_by_law(session, request), clock_settings(session)

    def count(asked: AccessRequest, pauses: tuple[RequestPause, ...], school: SchoolDays) -> Clocks:
        return clocks_of(asked, pauses, school, bound=bound, settings=settings)

    school = session.find(School, request.school_id)
    where = {"term_calendar_id": school.term_calendar_id if school else ""}
    days = sorted(session.list(TermException, where=where), key=lambda one: one.key, reverse=True)
    return with_reasons(
        found,
        request,
        tuple(pauses_of(session, request.id)),
        school_days(session, request.school_id),
        count,
        tuple(one.on_day for one in days if one.on_day),
    )


def got_it(session: Session, request: AccessRequest) -> Saved[AccessRequest]:
    """Remember the dates as they are shown now: what moved has been seen."""
    with session.write() as work:
        kept = work.change(request, **to_remember(request, clocks(session, request)))
    return Saved(kept, work.change_id)


def first_told(session: Session, request: AccessRequest) -> AccessRequest:
    """The request with its dates as they are first shown; for one that is being logged and has no question yet."""
    settings, school = clock_settings(session), school_days(session, request.school_id)
    held = clocks_of(request, (), school, bound=bound_by_law(session, request), settings=settings)
    return replace(request, **to_remember(request, held))  # type: ignore[arg-type]  # dates, by the names of their fields


def upkeep(session: Session) -> None:
    """Remember the dates of open requests that were logged before any were kept, so that from now on a move is told.

    And mark a pack as sent where the program was cut off after the ledger was written; or as not sent, where its request
    was opened again by somebody who cannot open the pack.
    """
    for request in session.list(AccessRequest, where={"sent_on": None, "closed_on": None}):
        told = (request.told_target_on, request.told_school_on, request.told_legal_on)
        if request.received_on is not None and not any(told) and any(_now(session, request)):
            got_it(session, request)
    unsent = tuple(one.id for one in session.list(AccessRequest, where={"sent_on": None}))
    left = session.list(Pack, where={"request_id": unsent}) if unsent else []
    for pack in (*session.list(Pack, where={"sent_on": None}), *left):
        _mark_as_its_request(session, pack)


def _mark_as_its_request(session: Session, pack: Pack) -> None:
    """The request alone says whether it is answered: a pack that says otherwise was left behind when that was written."""
    request = session.find(AccessRequest, pack.request_id)
    if request is not None and (request.sent_on is None) is not (pack.sent_on is None):
        with session.write(guarded_if_marked(pack)) as work:
            work.change(pack, sent_on=request.sent_on)


def _now(session: Session, request: AccessRequest) -> tuple[object, ...]:
    return tuple(to_remember(request, clocks(session, request)).values())
