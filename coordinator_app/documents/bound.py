"""Why a document has to stay as it is: it was given to somebody, a record rests on it, or somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from coordinator_app.access_requests.actions.intake import open_requests
from coordinator_app.access_requests.gathering.kept_for import GATHERED, gathered_for_open
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut
from coordinator_app.documents.model import Document
from coordinator_app.scan_in.model import ScannedForm
from coordinator_app.sharing.model import DisclosedItem, Disclosure
from coordinator_app.store.session import Session

_NOT_BINDING = (Document, ScannedForm)
"""What may name a document without resting on it: its attachments and other versions, and the scan that it came by."""
REQUEST_OPEN = (
    "An access request about this pupil is open, so nothing may be deleted. "
    "It opens when the request has been answered. If it is another child’s paper, choose “This belongs to another child”."
)


def asked_for(session: Session, pupil_id: str) -> bool:
    """Whether an access request about the pupil is open (003-5.1)."""
    return any(request.pupil_id == pupil_id for request in open_requests(session))


def demand_unasked(session: Session, pupil_id: str) -> None:
    """GateShut while an access request about the pupil is open: nothing is deleted then."""
    if asked_for(session, pupil_id):
        raise GateShut((REQUEST_OPEN,))


def demand_free(session: Session, document: Document, asked: str = REQUEST_OPEN) -> None:
    """GateShut with every reason why a document may neither go nor be replaced; `asked` says it of an open request."""
    reasons = tuple(why(session, document, asked))
    if reasons:
        raise GateShut(reasons)


def demand_let_go(session: Session, document: Document) -> None:
    """As `demand_free`, before it goes for good: what lies in the trash and may come back rests on it too."""
    thrown = tuple(_rests(session, document, trashed=True))
    reasons = (*why(session, document), *thrown)
    if reasons:
        raise GateShut(reasons)


def why(session: Session, document: Document, asked: str = REQUEST_OPEN) -> Iterator[str]:
    """The reasons, in sentences; none while it may go."""
    if asked_for(session, document.pupil_id):
        yield asked
    elif gathered_for_open(session, (document.id,)):
        yield GATHERED
    yield from _given(session, document)
    yield from _answered(session, document)
    yield from _rests(session, document)


def _given(session: Session, document: Document) -> Iterator[str]:
    for item in session.list(DisclosedItem, where={"item_id": document.id}):
        told = session.find(Disclosure, item.disclosure_id)
        if told is not None and told.given_on is not None:
            yield f"It was given to {told.named_openly} on {say(told.given_on)}, so it stays as it was given."


def _answered(session: Session, document: Document) -> Iterator[str]:
    for item in session.list(RequestItem, where={"item_id": document.id}):
        request = session.find(AccessRequest, item.request_id)
        if request is not None and request.sent_on is not None:
            yield (
                f"It was part of the answer to request {request.request_number}, sent on {say(request.sent_on)}, "
                "so it stays as it was."
            )


def _rests(session: Session, document: Document, *, trashed: bool = False) -> Iterator[str]:
    for described in session.catalogue.types:
        if described.cls in _NOT_BINDING:
            continue
        named = (spec.name for spec in described.fields if spec.links_to == "document")
        if any(
            session.count(described.cls, where={name: document.id}, cap=1, trashed=trashed) for name in named
        ):
            title = described.title.lower()
            yield (
                f"A record in the trash names it as its paper: {title}. It may come back, so its paper stays."
                if trashed
                else f"A record names it as its paper: {title}. Correct that record first."
            )
