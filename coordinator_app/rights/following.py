"""What belongs to a request follows it into the guarded compartment, at once or at the next unlock; what is not undone."""

from __future__ import annotations

from coordinator_app.answering import asking
from coordinator_app.answering.registers import bring_after, parts_follow
from coordinator_app.core.catalogue import Record
from coordinator_app.core.changes import TakenBack
from coordinator_app.core.privacy import Compartment
from coordinator_app.rights.lasting import settle
from coordinator_app.rights.model import RightsKind, RightsRequest
from coordinator_app.rights.parts import (
    ErasureCertificate,
    KeptRightsLetter,
    RestrictedUse,
    Restriction,
    RightsCheck,
    RightsItem,
    RightsNotice,
    RightsQuestion,
)
from coordinator_app.rights.taking_back import what_left
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo

_Part = (
    RightsItem
    | RightsCheck
    | RightsNotice
    | RightsQuestion
    | RestrictedUse
    | KeptRightsLetter
    | ErasureCertificate
)
_PARTS: tuple[type[_Part], ...] = (
    RightsItem,
    RightsCheck,
    RightsNotice,
    RightsQuestion,
    RestrictedUse,
    KeptRightsLetter,
    ErasureCertificate,
)


def moved(session: Session, record: Record) -> None:
    """A request is guarded now: its parts go with it. A record on its list is guarded now: the request goes with it."""
    if isinstance(record, RightsRequest):
        parts_follow(session, _PARTS, "request_id", record.id)
    elif not isinstance(record, _PARTS):
        for item in session.list(RightsItem, where={"item_id": record.id, "is_guarded": False}):
            request = session.find(RightsRequest, item.request_id)
            if request is not None and not request.is_guarded:
                session.move(request, Compartment.GUARDED, is_guarded=True)


def upkeep(session: Session) -> None:
    """Bring after it what a kill left behind, and end what should have ended."""
    settle(session)
    bring_after(session, _PARTS, "request_id", RightsRequest)


def undo_gate(session: Session, taken: tuple[TakenBack, ...]) -> None:
    """CannotUndo for a letter that has left, a restriction, and what was erased."""
    asking.undo_gate(taken)
    for one in taken:
        if isinstance(one.now, KeptRightsLetter):
            raise CannotUndo(
                "This letter was printed or saved, and may have left.",
                next_step="If it says something wrong, write another one.",
            )
        if isinstance(one.now, Restriction):
            raise CannotUndo(
                "Everybody who works with this record was told that it is restricted, or no longer is.",
                next_step="Take the decision back on the page of the request, or change it.",
            )
        if isinstance(one.now, RightsRequest):
            _refuse_decision(session, one.now, one.wanted)
        if isinstance(one.now, ErasureCertificate):
            raise CannotUndo(
                "What was erased does not come back.", next_step="There is nothing to be done here."
            )


def _refuse_decision(session: Session, now: RightsRequest, wanted: Record | None) -> None:
    """CannotUndo for what would change what is decided, or whether its restriction lasts, once that is in force."""
    was = wanted if isinstance(wanted, RightsRequest) else RightsRequest()
    if (now.outcome, now.done_on, now.lifted_on) == (was.outcome, was.done_on, was.lifted_on):
        return
    if now.restricts or _is_done(session, now):
        raise CannotUndo(
            "This is in force already.",
            next_step="Take the decision back on the page of the request, or change it.",
        )
    if was.restricts:
        raise CannotUndo(
            "It would say that the record is restricted, and shut nothing.",
            next_step="Take the end back on the page of the request."
            if now.lifted_on is not None
            else "Change the decision of the request instead: then it is restricted again.",
        )


def _is_done(session: Session, request: RightsRequest) -> bool:
    """Whether something of it was done or has left, so that it is no slip any more."""
    if request.kind_asked is RightsKind.ERASURE and request.done_on is not None:
        return True
    return request.done_on is not None and bool(what_left(session, request))
