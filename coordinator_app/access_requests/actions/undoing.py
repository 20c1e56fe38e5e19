"""What may not be undone: anything of a request whose pack was sent or that was closed, and what was gathered for it (003-5.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coordinator_app.access_requests.actions.closing import told_on
from coordinator_app.access_requests.ends import is_open
from coordinator_app.access_requests.items import Pack, Redaction, RequestItem
from coordinator_app.access_requests.mishaps import Mishap
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.breaches.model import Breach
from coordinator_app.breaches.people import people_of
from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.changes import TakenBack
from coordinator_app.core.dates import say
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import TakenOut
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo

_KIND = record_type(AccessRequest).kind


def undo_gate(session: Session, taken: tuple[TakenBack, ...]) -> None:
    """Go on, or raise CannotUndo.

    A closed request is read-only: its facts, items, redactions, clocks, letters, advice, packs, checks and its lines
    of the disclosure ledger say what was sent. A record that was gathered for it, given or withheld, does not go to
    the trash by an undo; it can still be corrected. In an open request everything may be undone: a pack built before
    then no longer fits the decisions, and can be neither saved nor sent. A request that was closed without a pack is
    opened again by undoing that, until the letter has left that tells how it ended. That a pack went wrong may be taken
    back, for nothing left by recording it, until something was done about the breach.
    """
    if any(isinstance(one.now, Mishap) for one in taken):
        _demand_untouched(session, taken)
        return
    for one in taken:
        for request in _requests_of(session, one.now):
            if request.sent_on is not None:
                raise _closed(request)
            if not is_open(request) and not _follows_a_paper(one, taken):
                _demand_untold(session, request, one)
    _demand_ungathered(session, {one.now.id: one.now for one in taken if one.goes})


def _demand_untouched(session: Session, taken: tuple[TakenBack, ...]) -> None:
    """That a pack went wrong goes back with its breach, while that says no more than on the day it was written down.

    Nor once another pack was built: the request would read as answered by that one, which nobody has.
    """
    for one in taken:
        if not isinstance(one.now, Mishap):
            continue
        pack = session.find(Pack, one.now.pack_id)
        if one.now.of_delivery and pack is not None and pack.trashed_at is not None:
            raise CannotUndo(
                "A new pack has been built since, so this is not undone any more.",
                next_step="Send the new pack, or say at Sent who has the answer once it was sent.",
            )
        if not one.goes:
            continue
        if one.now.is_apart and Compartment.GUARDED not in session.held:
            raise CannotUndo(
                f"Breach {one.now.breach_number} lies with the restricted records, which your passphrase does not open.",
                next_step="Ask somebody whose passphrase opens them.",
            )
        breach = session.find(Breach, one.now.breach_id)
        if breach is None or breach.trashed_at is not None:
            continue
        if breach.version > 1 or people_of(session, breach.id):  # those concerned are records of their own
            raise CannotUndo(
                f"Breach {breach.breach_number} says more by now, so this is not undone any more.",
                next_step="If it was no breach, say so in the breach, and close it.",
            )


def _follows_a_paper(one: TakenBack, taken: tuple[TakenBack, ...]) -> bool:
    """Whether it goes back with a paper that was taken out of the record as another child's: items of closed requests too."""
    items = isinstance(one.now, RequestItem | Redaction)
    return items and any(isinstance(other.now, TakenOut) for other in taken)


def _demand_untold(session: Session, request: AccessRequest, one: TakenBack) -> None:
    """Of a closed request only its end is taken back, or that it was logged at all."""
    told = told_on(session, request)
    if told is not None:
        raise CannotUndo(
            f"They were told on {say(told)} how request {request.request_number} ended, so nothing in it can be undone.",
            next_step="The request can be read. If they ask again, log a new request and link the two.",
        )
    ends = one.now.id == request.id and (not isinstance(one.wanted, AccessRequest) or is_open(one.wanted))
    if not ends:
        raise CannotUndo(
            f"Request {request.request_number} is closed, so nothing else in it can be undone.",
            next_step="Open the request again first: it is in its More menu.",
        )
    if request.closed_on is not None and request.closed_on < session.clock.today() and one.wanted is not None:
        raise CannotUndo(
            f"Request {request.request_number} was closed on {say(request.closed_on)}, so that is not undone any more.",
            next_step="Open the request again: it is in its More menu. What rests on advice is then looked at again.",
        )


def _requests_of(session: Session, record: Record) -> Iterator[AccessRequest]:
    """The request that a record is, names, or is a part of, however deep."""
    if isinstance(record, AccessRequest):
        yield record
        return
    described = record_type(record)
    for spec in described.fields:
        if spec.links_to == _KIND or (spec.links_to and spec.name == described.part_of):
            parent = session.any_record(spec.links_to, getattr(record, spec.name))
            if parent is not None:
                yield from _requests_of(session, parent)


def _demand_ungathered(session: Session, going: Mapping[str, Record]) -> None:
    """Of all records that would go at once, by their ids: a file of attendance has thousands."""
    gathered = session.list(RequestItem, where={"item_id": tuple(going)}) if going else []
    for item in gathered:
        request = session.get(AccessRequest, item.request_id)
        if request.sent_on is not None:
            title = record_type(going[item.item_id]).title.lower()
            raise CannotUndo(
                f"This {title} was gathered for request {request.request_number}, which is answered, so it stays.",
                next_step="If it is wrong, open it and correct it. What it said stays behind the correction.",
            )


def _closed(request: AccessRequest) -> CannotUndo:
    day = f" on {say(request.sent_on)}" if request.sent_on else ""
    return CannotUndo(
        f"The pack for request {request.request_number} was sent{day}, so nothing in the request can be undone.",
        next_step="The request can be read. If what was sent is wrong, tell whoever received it, "
        "and log a new request for the right pack.",
    )
