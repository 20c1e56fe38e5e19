"""A confidential address is told to nobody but its own holder, whatever else is shared (domain 2.1; 003-6.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coordinator_app.access_requests.actions.gather import holding_of
from coordinator_app.access_requests.actions.released import open_words
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.whereabouts import Whereabouts, of_address, of_contact, said
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.documents.model import Document
from coordinator_app.pupils.model import Carer
from coordinator_app.store.session import Session

_SHUT = Decision(
    (
        Reason(
            "It tells how to reach someone whose address is confidential, and who did not ask.",
            "Cover the address, the telephone number and the email, or withhold the item.",
            "003-6.4",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Somebody whose address is confidential and who did not ask, with what tells where he can be found."""

    carer: Carer
    told_by: tuple[Whereabouts, ...]


def hidden_of(session: Session, request: AccessRequest) -> tuple[Hidden, ...]:
    """Who must not be found through this request: everybody with a confidential address but who asks himself."""
    carers = session.list(Carer, where={"pupil_id": request.pupil_id}, trashed=None)
    hidden = (one for one in carers if one.address_is_confidential and one.id != request.carer_id)
    return tuple(Hidden(one, _unknown_to(request, _reached_by(session, one))) for one in hidden)


def secrets_of(session: Session, request: AccessRequest) -> tuple[Whereabouts, ...]:
    """What tells where somebody with a confidential address can be found, now or earlier; not of who asks himself."""
    return tuple(dict.fromkeys(one for hidden in hidden_of(session, request) for one in hidden.told_by))


def _unknown_to(request: AccessRequest, found: Iterable[Whereabouts]) -> tuple[Whereabouts, ...]:
    known = request.requester_address
    return tuple(one for one in dict.fromkeys(found) if not one.is_said_in(known))


def confidential_gate(
    session: Session, item: RequestItem, covered: Iterable[Redaction], secrets: tuple[Whereabouts, ...]
) -> Decision:
    """Whether an item as decided keeps these to itself. What lies under boxes is looked at in the finished pack."""
    if not secrets or item.outcome not in {Outcome.SHARE, Outcome.REDACT}:
        return OPEN
    holding = holding_of(session, item)
    texts = [*open_words(holding, tuple(covered))]
    if isinstance(holding.record, Document) and item.outcome is Outcome.SHARE:
        texts.append(holding.record.words)
    # in their own entry in the record even the name of a house is an address; elsewhere it may be anything
    wanted = [one for one in secrets if one.is_firm or isinstance(holding.record, Carer)]
    return _SHUT if any(said(wanted, text) for text in texts) else OPEN


def _reached_by(session: Session, carer: Carer) -> Iterator[Whereabouts]:
    versions = [carer, *(session.at_version(Carer, carer.id, number) for number in range(1, carer.version))]
    for one in versions:
        yield from of_address(one.address)
        yield from of_contact(one.telephone, one.email)
