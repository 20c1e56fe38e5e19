"""Where the words of an erased record still stand, and which copies go with it (no Qt).

What was given to somebody stays as it was given: the frozen pack is the proof of it. A pack that nobody was given goes. What the
same incident or the same file says on another record stays, and is named before anything is decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from coordinator_app.access_requests.actions.lost_copy import saved_copies
from coordinator_app.access_requests.gathering.holdings import ERASED
from coordinator_app.access_requests.items import Outcome, Pack, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.breaches.model import Breach
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.dates import say
from coordinator_app.documents.model import Document
from coordinator_app.documents.parting import same_pages
from coordinator_app.rights.parts import RightsItem
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work

R = TypeVar("R", ChronologyEntry, Document)


def still_says(session: Session, items: Iterable[RightsItem]) -> tuple[str, ...]:
    """Sentences for the decision, the page and the certificate, by numbers alone: they name nobody, and nothing that was said."""
    ids = {one.item_id for one in items}
    if not ids:
        return ()
    return (
        *_packs(session, ids),
        *_copies(session, ids),
        *_twins(session, ids),
        *_same_file(session, ids),
        *_same_pages(session, ids),
    )


def was_given(session: Session, items: Iterable[RightsItem]) -> bool:
    """Whether a pack that left holds one of them."""
    ids = {one.item_id for one in items}
    return bool(ids and _held(session, ids))


# packs


def items_in(session: Session, item_id: str) -> tuple[list[RequestItem], list[RequestItem]]:
    """The items of access requests that stand for this record: those that stay, bare, and those that go with it.

    An item of a pack that left stays, for what was decided and counted of it; whatever was left aside goes.
    """
    stay: list[RequestItem] = []
    go: list[RequestItem] = []
    for one in session.list(RequestItem, where={"item_id": item_id}, trashed=None):
        left = one.trashed_at is None and _packs_that_left(session, one.request_id)
        (stay if left else go).append(one)
    return stay, go


def never_given(session: Session, item_id: str) -> Iterator[Pack]:
    """The packs with this record that nobody was given: earlier builds, and those of requests that ended without one."""
    found = session.list(RequestItem, where={"item_id": item_id}, trashed=None)
    for request_id in {one.request_id for one in found}:
        kept = {one.id for one in _packs_that_left(session, request_id)}
        for one in session.list(Pack, where={"request_id": request_id}, trashed=None):
            if one.id not in kept:
                yield one


def bare(session: Session, work: Work, item: RequestItem) -> None:
    """Take every word of the record out of an item that stays, and out of its earlier versions; the decision stays."""
    for one in session.list(Redaction, where={"request_item_id": item.id}, trashed=None):
        if one.trashed_at is not None:
            work.remove(one)
        else:
            work.forget_earlier(work.change(one, covered_words="", reason="", stands_for=""))
    # the draft of it too, and who may be meant: the sentences of a mention are words of the record
    kept = work.change(item, title=ERASED, draft_words="", reason="", note="", mention="", thread="")
    work.forget_earlier(kept)


def _packs_that_left(session: Session, request_id: str) -> list[Pack]:
    """Those that were sent, or were saved and are lost: a breach tells of them.

    Cut off between the ledger and the pack, the request alone knows the day until the next unlock.
    """
    request = session.find(AccessRequest, request_id)
    sent_on = request.sent_on if request is not None else None
    lost = {one.pack_id for one in session.list(Breach, where={"request_id": request_id})}
    return [
        one
        for one in session.list(Pack, where={"request_id": request_id}, trashed=None)
        if one.sent_on is not None or (sent_on is not None and one.trashed_at is None) or one.id in lost
    ]


def _held(session: Session, ids: set[str]) -> dict[str, int]:
    """By request, how many of the records its pack holds that left; what was withheld is not in it."""
    found: dict[str, set[str]] = {}
    for one in session.list(RequestItem, where={"item_id": tuple(ids)}):
        if one.outcome is not Outcome.WITHHOLD:
            found.setdefault(one.request_id, set()).add(one.item_id)
    return {
        request_id: len(held) for request_id, held in found.items() if _packs_that_left(session, request_id)
    }


def _packs(session: Session, ids: set[str]) -> Iterator[str]:
    held = _held(session, ids)
    found = session.list(AccessRequest, where={"id": tuple(held)}) if held else []
    for one in sorted(found, key=lambda one: one.request_number or 0):
        sent = f", sent on {say(one.sent_on)}," if one.sent_on else ", which left and went astray,"
        yield (
            f"The pack of request {one.request_number}{sent} holds {held[one.id]} of these records. "
            "It is kept as it was, as proof of what was given."
        )


def _copies(session: Session, ids: set[str]) -> Iterator[str]:
    """Copies that were saved outside the vault, of packs that nobody was given: they can be found only by hand."""
    gone = {one.id: one for each in ids for one in never_given(session, each)}
    for request_id in sorted({one.request_id for one in gone.values()}):
        if any(one.pack.id in gone for one in saved_copies(session, request_id)):
            request = session.get(AccessRequest, request_id)
            yield f"A copy of a pack of request {request.request_number} was saved outside the vault. Find it and delete it."


# the same words on other records


def _twins(session: Session, ids: set[str]) -> Iterator[str]:
    entries = _found(session, ChronologyEntry, ids)
    incidents = tuple({one.incident for one in entries if one.incident})
    found = session.list(ChronologyEntry, where={"incident": incidents}, trashed=None) if incidents else []
    number = len({one.id for one in found} - ids)
    if number:
        yield (
            f"The same incident stands in {_counted(number, 'entry', 'entries')} on other records, which may name the pupil. "
            "Look at them too."
        )


def _same_file(session: Session, ids: set[str]) -> Iterator[str]:
    files = {one.sha256 for one in _found(session, Document, ids) if one.sha256}
    if not files:
        return
    found = session.list(Document, where={"sha256": tuple(files)}, trashed=None)
    number = len({one.id for one in found} - ids)
    if number:
        yield f"The same file is kept as {_counted(number, 'document')} more. Look at that too."


def _same_pages(session: Session, ids: set[str]) -> Iterator[str]:
    """Of a file that is kept whole and read in parts, what is not erased with it."""
    held = {other for one in _found(session, Document, ids) for other in same_pages(session, one)}
    number = len({one for one in held - ids if session.find(Document, one) is not None})
    if number:
        yield (
            f"The same pages are kept in {_counted(number, 'document')} more, for they are of a file that is kept whole and "
            "read in parts. Look at that too."
        )


def _found(session: Session, cls: type[R], ids: set[str]) -> list[R]:
    return [one for each in ids if (one := session.find(cls, each)) is not None]


def _counted(number: int, one: str, many: str = "") -> str:
    return f"1 {one}" if number == 1 else f"{number} {many or f'{one}s'}"
