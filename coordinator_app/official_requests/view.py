"""What the screens of official requests show: the list, one of them, what can be given (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.catalogue import record_type
from coordinator_app.core.dates import say
from coordinator_app.core.gates import OPEN, Decision
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.choosing import Item, offer
from coordinator_app.official_requests.actions import deciding_gate
from coordinator_app.official_requests.changes import Change, changes_of
from coordinator_app.official_requests.copies import Copied, copies_of
from coordinator_app.official_requests.model import OfficialDecision, OfficialRequest
from coordinator_app.pupils.in_registers import Line, Lines, name_of
from coordinator_app.sharing.model import DisclosedItem
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session

__all__ = [
    "Item",
    "Line",
    "Lines",
    "Shown",
    "can_be_given",
    "given_items",
    "holds_key",
    "letter_head",
    "name_of",
    "next_step",
    "read",
    "read_lines",
    "request_of",
    "state",
]


@dataclass(frozen=True, slots=True)
class Shown:
    """One as its page shows it; a `is_closed` one without its words, until the passphrase is typed."""

    request: OfficialRequest
    name: str
    is_closed: bool = False
    gate: Decision = OPEN
    copies: tuple[Copied, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def next_step(self) -> str:
        """What is to be done next; "" once it is answered."""
        return next_step(self.request)


def read_lines(session: Session, after: PageMark | None, limit: int, *, guarded_words: bool = True) -> Lines:
    """All of them, the newest first. Without `guarded_words` neither who asked nor about whom, until the passphrase is typed."""
    found = session.page(OfficialRequest, order="received_on", newest=True, after=after, limit=limit)
    return Lines(tuple(_line(session, one, guarded_words) for one in found.records), found.next)


def _line(session: Session, one: OfficialRequest, guarded_words: bool) -> Line:
    arrived = f"arrived {say(one.received_on)}" if one.received_on else ""
    if not guarded_words:
        tone, chip = state(one)
        return Line(one.id, one.called, f"Restricted, {arrived}" if arrived else "Restricted", tone, chip)
    parts = (one.organisation, name_of(session, one.pupil_id), arrived)
    tone, chip = state(one)
    return Line(one.id, one.called, ", ".join(part for part in parts if part), tone, chip)


def state(one: OfficialRequest) -> tuple[str, str]:
    """How it stands, as the colour and words of a chip."""
    if one.given_on is not None:
        return "safe", f"Given {say(one.given_on)}"
    if one.refused_on is not None:
        return "neutral", f"Refused {say(one.refused_on)}"
    return ("soon", "To be checked") if one.checked_on is None else ("info", next_step(one))


def next_step(one: OfficialRequest) -> str:
    """What is to be done next, as a short command; "" once it is answered."""
    if not one.is_open:
        return ""
    if one.decision is OfficialDecision.REFUSE:
        return "Tell them that nothing is given"
    if one.decision is not None:
        return "Give what was decided"
    return "Check who they are" if one.checked_on is None else "Decide what is necessary"


def read(session: Session, request_id: str, *, guarded_words: bool) -> Shown:
    """One of them. Without `guarded_words` it stays closed. NotFound."""
    request = session.get(OfficialRequest, request_id)
    name = name_of(session, request.pupil_id)
    if not guarded_words:
        return Shown(request, name, is_closed=True)
    gate = deciding_gate(request, OfficialDecision.GIVE)
    return Shown(
        request, name, gate=gate, copies=copies_of(session, request), changes=changes_of(session, request)
    )


def request_of(session: Session, official_id: str) -> OfficialRequest:
    """One of them. NotFound."""
    return session.get(OfficialRequest, official_id)


def letter_head(session: Session, official_id: str) -> str:
    """What stands above a letter to them."""
    request = request_of(session, official_id)
    return f"{request.called}, {request.organisation}"


def can_be_given(session: Session, pupil_id: str) -> tuple[Item, ...]:
    """The pupil's records that can be ticked as given."""
    return offer(session, pupil_id, "", "", guarded_words=True).items


def given_items(session: Session, chosen: tuple[Item, ...]) -> tuple[DisclosedItem, ...]:
    """The ledger's lines for these records as they now stand."""
    found = []
    for one in chosen:
        record = session.any_record(one.kind, one.id)
        if record is not None:
            kind = record_type(record).kind
            found.append(
                DisclosedItem(
                    item_kind=kind, item_id=record.id, item_version=record.version, is_guarded=one.is_guarded
                )
            )
    return tuple(found)


def holds_key(session: Session) -> bool:
    """Whether this user's passphrase opens official requests at all."""
    return Compartment.GUARDED in session.held
