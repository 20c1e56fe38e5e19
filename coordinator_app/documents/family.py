"""Documents that hold the same words: what came with a message, and what was made from what (no Qt)."""

from __future__ import annotations

from coordinator_app.documents.model import Document
from coordinator_app.store.session import Session

_MOST = 500


def came_with(session: Session, document: Document) -> list[Document]:
    """What came with a message and lies on the same record, with what came with that; those in the trash not."""
    found: list[Document] = []
    seen, waiting = {document.id}, [document]
    while waiting and len(found) < _MOST:
        ids = tuple(one.id for one in waiting)
        named = session.list(Document, where={"came_with_id": ids}, order="dated")
        waiting = [one for one in named if one.pupil_id == document.pupil_id and one.id not in seen]
        seen |= {one.id for one in waiting}
        found += waiting
    return found


def relatives(session: Session, document: Document) -> list[Document]:
    """Every other document of the pupil that holds words of this one, those in the trash too.

    A message holds its attachments whole, a paper whose pages were put in order the words of the paper before it.
    """
    found: dict[str, Document] = {document.id: document}
    waiting = [document]
    while waiting and len(found) < _MOST:
        one = waiting.pop()
        for other in _next_to(session, one):
            if other.id not in found and other.pupil_id == document.pupil_id:
                found[other.id] = other
                waiting.append(other)
    return [one for one in found.values() if one.id != document.id]


def _next_to(session: Session, one: Document) -> list[Document]:
    above = (session.find(Document, named) for named in (one.came_with_id, one.made_from_id) if named)
    below = (
        other
        for name in ("came_with_id", "made_from_id")
        for other in session.list(Document, where={name: one.id}, trashed=None)
    )
    return [*(other for other in above if other is not None), *below]
