"""What whoever asks has had already, as it stands now and whole: that, and nothing else, is no secret from them (003-5.3).

A part of a record, its earlier wording or a draft of it that was given tells nothing of the rest. So no reading of the
ledger by a record's id alone: what was covered in one pack would leave in the next without advice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coordinator_app.access_requests.gathering.holdings import Holding
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import AccessRequest, RequesterKind
from coordinator_app.core.catalogue import Record
from coordinator_app.core.derived import record_lines
from coordinator_app.core.errors import NotFound
from coordinator_app.core.names import fold
from coordinator_app.documents.model import Document
from coordinator_app.pupils.model import Carer
from coordinator_app.sharing.actions import told_to_family
from coordinator_app.sharing.model import DisclosedItem, Disclosure, RecipientKind
from coordinator_app.store.session import Session

_Line = tuple[Disclosure, DisclosedItem]


def had_already(
    session: Session, request: AccessRequest, held: Iterable[Holding]
) -> dict[tuple[str, str], date]:
    """By what makes each an item: the day on which whoever asks first had it. What the other parent was given is not among it."""
    told: dict[str, list[_Line]] = {}
    alone = _is_called_so_alone(session, request)
    for line, item in told_to_family(session, request.pupil_id, request.requester):
        if _is_to_them(session, request, line, alone=alone):
            told.setdefault(item.item_id, []).append((line, item))
    packs = _Packs(session)
    found: dict[tuple[str, str], date] = {}
    for holding in held:
        lines = told.get(holding.record.id, ())
        days = [line.given_on for line, item in lines if _has(session, packs, holding, line, item)]
        first = min((day for day in days if day is not None), default=None)
        if first is not None:
            found[holding.key] = first
    return found


def _is_called_so_alone(session: Session, request: AccessRequest) -> bool:
    """Whether no other carer on the record has the name of whoever asks: a line of the ledger has a name and no more."""
    carers = session.list(Carer, where={"pupil_id": request.pupil_id}, trashed=None)
    called = {one.id for one in carers if fold(one.name) == fold(request.requester)}
    return len(called | ({request.carer_id} - {""})) < 2


def _is_to_them(session: Session, request: AccessRequest, line: Disclosure, *, alone: bool) -> bool:
    """Whether it was given to this very one of that name: a father may be called as his child is, and as the grandfather.

    Of two carers of one name only the request in which it was given tells which of them has it.
    """
    by_pupil = request.requester_kind is RequesterKind.PUPIL
    if line.recipient_kind is RecipientKind.PUPIL and not by_pupil:
        return False
    if line.recipient_kind is RecipientKind.PARENT and by_pupil:
        return False
    earlier = session.find(AccessRequest, line.request_id) if line.request_id else None
    carers = {earlier.carer_id, request.carer_id} - {""} if earlier is not None else set()
    if not alone:
        return earlier is not None and bool(request.carer_id) and earlier.carer_id == request.carer_id
    return len(carers) < 2


def _has(session: Session, packs: _Packs, holding: Holding, line: Disclosure, item: DisclosedItem) -> bool:
    if holding.draft_screen or not _says_the_same(session, holding, item):
        return False
    if line.request_id:
        return packs.gave_whole(line.request_id, holding, item)
    # the ledger knows the version of the record and not of its parts
    made = line.created_at
    return made is not None and all(
        one.changed_at is not None and one.changed_at <= made for one in holding.parts
    )


def _says_the_same(session: Session, holding: Holding, item: DisclosedItem) -> bool:
    """Whether the record says what it said in the version that was given."""
    if item.item_version == holding.record.version:
        return True
    try:
        given = session.at_version(type(holding.record), item.item_id, item.item_version or 1)
    except NotFound:
        return False
    return record_lines(given) == record_lines(holding.record) and _file(given) == _file(holding.record)


def _file(record: Record) -> str:
    """The mark of the file that a document is: what is recorded about it says nothing of what stands on its pages."""
    return record.sha256 if isinstance(record, Document) else ""


class _Packs:
    """The items of the packs that were given; each request is read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, dict[str, list[RequestItem]]] = {}

    def gave_whole(self, request_id: str, holding: Holding, item: DisclosedItem) -> bool:
        """Whether that pack gave it in full, with the parts that it has now."""
        return any(
            one.outcome is Outcome.SHARE
            and not one.draft_screen
            and one.item_version == item.item_version
            and one.parts_mark == holding.mark
            for one in self._of(request_id).get(item.item_id, ())
        )

    def _of(self, request_id: str) -> dict[str, list[RequestItem]]:
        if request_id not in self._known:
            found: dict[str, list[RequestItem]] = {}
            for one in self._session.list(RequestItem, where={"request_id": request_id}):
                found.setdefault(one.item_id, []).append(one)
            self._known[request_id] = found
        return self._known[request_id]
