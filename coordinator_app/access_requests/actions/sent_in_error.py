"""A pack went to the wrong person, or said what it should not: a breach is written down with what was in it (003-8)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from coordinator_app.access_requests.actions.gather import items_of
from coordinator_app.access_requests.actions.mishaps import Answered, delivery_went_wrong
from coordinator_app.access_requests.items import Outcome, Pack
from coordinator_app.access_requests.mishaps import WentWrong
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.breaches.model import Breach
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.changes import Saved
from coordinator_app.core.clock import LONDON
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.plausible import missing, refuse
from coordinator_app.core.typed_time import read_time
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class Error:
    """What is said of it: what happened, who has it, the day and time we knew, and whether they can open it.

    `password_told` is whether they were told the password, or have it on paper, or nobody knows; None is not answered.
    """

    what_happened: str
    recipient: str
    known_on: date | None
    known_at: str
    password_told: bool | None
    what: WentWrong | None = WentWrong.WRONG_PERSON


def sent_in_error(
    session: Session, request: AccessRequest, pack: Pack, error: Error, answered: Answered
) -> Saved[Breach]:
    """Write a breach down for a pack that was sent, and mark its request. GateShut if it was not, or is written down; InvalidInput."""
    # cut off between the ledger and the pack, the request alone knows the day until the next unlock
    sent_on = pack.sent_on or (request.sent_on if pack.trashed_at is None else None)
    if sent_on is None:
        raise GateShut(
            ("This pack has not been sent, so nothing has gone to the wrong person. Build it again.",)
        )
    refuse((missing("what", error.what, "Choose what went wrong."),))
    assert error.what is not None  # refused above
    on_paper = request.sent_by is DeliveryMethod.IN_PERSON
    breach = breach_of(session, request, pack, error, sent_on, is_locked=not on_paper)
    return delivery_went_wrong(session, request, pack, breach, error.what, answered)


def breach_of(
    session: Session,
    request: AccessRequest,
    pack: Pack,
    error: Error,
    happened_on: date,
    *,
    is_locked: bool = True,
) -> Breach:
    """The breach of a pack that is in the wrong hands since that day, with what was in it; not kept yet. InvalidInput."""
    at = read_time(error.known_at)
    refuse(
        (
            FieldProblem("at", "Type the time, like 14:30.") if at is None else None,
            missing(
                "password_told", error.password_told, "Say whether they can read it: the report turns on it."
            ),
            FieldProblem("password_told", "It has no lock: it is on paper, or a print edition.")
            if not is_locked and error.password_told is False
            else None,
        )
    )
    known = datetime.combine(error.known_on, at, LONDON) if error.known_on and at else None
    return Breach(
        pupil_id=request.pupil_id,
        request_id=request.id,
        pack_id=pack.id,
        happened_on=happened_on,
        aware_at=known,
        what_happened=error.what_happened.strip(),
        recipient=error.recipient.strip(),
        what_was_in_it=contents(session, request, pack),
        was_locked=is_locked and not error.password_told,
        is_guarded=pack.is_guarded,
    )


def contents(session: Session, request: AccessRequest, pack: Pack) -> str:
    """What was in it, as counts and kinds; no name, no title of a record."""
    given = [item for item in items_of(session, request.id) if item.outcome is not Outcome.WITHHOLD]
    kinds = Counter(item.item_kind for item in given)
    listed = ", ".join(_counted(session, kind, count) for kind, count in sorted(kinds.items()))
    in_part = sum(item.outcome is Outcome.REDACT for item in given)
    restricted = sum(item.is_guarded for item in given)
    pages = "1 page" if pack.pages == 1 else f"{pack.pages} pages"
    items = "1 record" if len(given) == 1 else f"{len(given)} records"
    said = f"A pack of {pages} with {items}: {listed or 'none'}. {in_part} of them with parts covered."
    return f"{said} {restricted} about safeguarding or health." if restricted else said


def _counted(session: Session, kind: str, count: int) -> str:
    described = record_type(session.catalogue.of_kind(kind).cls)
    words = described.title if count == 1 else described.plural
    return f"{count} {words[:1].lower()}{words[1:]}"
