"""What the box for the order of pages is told: whether it may be, the files, and what they can be joined with (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.dates import say
from coordinator_app.documents.model import Document
from coordinator_app.documents.rearranging import ORDERED, contents
from coordinator_app.store.session import Session

_MOST = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """A document whose pages may be put in another order: its file, and the other documents that it may be joined with."""

    document: Document
    content: bytes
    others: tuple[tuple[str, str], ...] = ()


def opened(session: Session, document: Document) -> Opened:
    """Raises as `rearranging.contents`, so that the reasons are said before anything is done in vain."""
    now = session.get(Document, document.id)
    (content,) = contents(session, (now,))
    return Opened(now, content, tuple(_others(session, now)))


def _others(session: Session, document: Document) -> list[tuple[str, str]]:
    where = {"pupil_id": document.pupil_id, "media_type": ORDERED, "is_guarded": document.is_guarded}
    found = session.list(Document, where=where, order="dated", newest=True, limit=_MOST)
    return [
        (one.id, f"{one.title}, {say(one.dated)}" if one.dated else one.title)
        for one in found
        if one.id != document.id
    ]


def joined(session: Session, document_id: str) -> Opened:
    """A document that is to be joined on."""
    return opened(session, session.get(Document, document_id))
