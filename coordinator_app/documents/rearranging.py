"""Pages in a new order make new documents; the old ones go to the trash, all in one change that can be undone.

The old documents are never altered: a new one says what it was made from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut, InvalidInput, StaleRecord
from coordinator_app.documents.actions import attach_in, content_of, may_attach
from coordinator_app.documents.bound import demand_free
from coordinator_app.documents.changing import said_since
from coordinator_app.documents.model import Document, Looked, document_compartment
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work

MOST_TOGETHER = 200_000_000
"""Bytes of the documents that are put together at once."""
ORDERED = ("application/pdf", "image/png", "image/jpeg", "image/tiff")
"""The kinds of file whose pages can be put in another order."""
_ASKED = "An access request about this pupil is open. Its papers stay as they are until it has been answered."
_APART = "One of these documents is restricted and the other is not. Restrict the other one first, then put them together."
_OTHERS = "These documents are not on the same pupil’s record."
_WHOLE = (
    "This file is kept whole as it came, and its pages are those of its parts. Open a part: the pages of a part can be put "
    "in another order."
)
_TOO_MANY = (
    "A document made of these pages would have too many to be looked at as one. Take fewer, or split it."
)
_GONE = "This document is in the trash. Take it back first."


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document made of pages of others: what it is called, the file, and what a child process found in it."""

    title: str
    content: bytes
    looked: Looked


def may_rearrange(session: Session, sources: Sequence[Document]) -> tuple[Document, ...]:
    """The documents as they are, if their pages may be put in another order.

    GateShut with the reasons: given to somebody, a record rests on it, an access request is open, in the trash, or a
    file that is kept whole, or on both sides of the vault. StaleRecord if one changed since it was looked at.
    """
    now = tuple(session.get(Document, one.id) for one in sources)
    for one, before in zip(now, sources, strict=True):
        if one.trashed_at is not None:
            raise GateShut((_GONE,))
        if said_since(one, before):
            raise StaleRecord("This document was changed since you opened it.", theirs=one, yours=before)
        if one.is_whole:
            raise GateShut((_WHOLE,))
        demand_free(session, one, _ASKED)
    if len({document_compartment(one) for one in now}) > 1:
        raise GateShut((_APART,))
    if len({one.pupil_id for one in now}) > 1:
        raise GateShut((_OTHERS,))
    return now


def contents(session: Session, sources: Sequence[Document]) -> tuple[bytes, ...]:
    """The files, for a child process. Raises as `may_rearrange`; InvalidInput when they are too much together."""
    now = may_rearrange(session, sources)
    if sum(one.byte_count or 0 for one in now) > MOST_TOGETHER:
        raise InvalidInput.one("", "Together these documents are larger than 200 MB. Take fewer of them.")
    return tuple(content_of(session, one) for one in now)


def rearrange(
    session: Session, sources: Sequence[Document], made: Sequence[NewDocument]
) -> Saved[tuple[Document, ...]]:
    """Keep what was made of some documents' pages, and put these into the trash. Raises as `may_rearrange`."""
    now = may_rearrange(session, sources)
    if not made:
        raise InvalidInput.one("", "Leave at least one page.")
    if any(one.looked.portion is not None for one in made):
        raise InvalidInput.one("", _TOO_MANY)
    new = [(one, _from(now[0], one.title)) for one in made]
    prints = [may_attach(session, document, one.content, twice=True) for one, document in new]
    with session.write(document_compartment(now[0])) as work:
        kept = tuple(
            attach_in(work, document, one.content, one.looked, fingerprint)
            for (one, document), fingerprint in zip(new, prints, strict=True)
        )
        for old in now:
            _hand_on(session, work, old, kept[0])
            work.trash(old)
    return Saved(kept, work.change_id)


def _from(first: Document, title: str) -> Document:
    return Document(
        pupil_id=first.pupil_id,
        title=title.strip() or first.title,
        kind_of_document=first.kind_of_document,
        dated=first.dated,
        source=first.source,
        is_guarded=first.is_guarded,
        may_be_told=first.may_be_told,
        given_name=first.given_name,
        came_with_id=first.came_with_id,
        made_from_id=first.id,
    )


def _hand_on(session: Session, work: Work, old: Document, new: Document) -> None:
    """What came with the old document stands under the new one."""
    for one in session.list(Document, where={"came_with_id": old.id}):
        if document_compartment(one) is work.compartment:
            work.change(one, came_with_id=new.id)


def titles(title: str, count: int) -> tuple[str, ...]:
    """What the parts of a document that was split are called."""
    return (title,) if count == 1 else tuple(f"{title}, part {number}" for number in range(1, count + 1))
