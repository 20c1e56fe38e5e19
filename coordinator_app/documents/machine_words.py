"""The words of pages that are pictures are kept once a child process has read them; what it could not read is said."""

from __future__ import annotations

from coordinator_app.documents.model import Document, document_compartment
from coordinator_app.documents.reading_jobs import MachineRead
from coordinator_app.store.session import Session


def waits(document: Document) -> bool:
    """Whether pages of it are still to be read by the machine: it has some without words, and none was tried yet."""
    return bool(document.unread_pages) and not document.machine_tried and document.trashed_at is None


def cannot_read(session: Session, document: Document) -> Document:
    """Keep that the machine tried and was stopped, so that it is not kept busy again at each opening: a person has to read it."""
    return keep_words(session, document, None)


def keep_words(session: Session, document: Document, found: MachineRead | None) -> Document:
    """Keep what was read, so that it is found; nothing happens once the document is gone or is another file.

    None for a reading that was stopped before its end. It is no change of what anybody said: it is not offered to be
    undone, and belongs to the change before it, which can be undone as if nobody had read anything.
    """
    now = session.find(Document, document.id)
    if now is None or now.content_id != document.content_id:
        return document
    before = session.history(now.id)
    with session.write(document_compartment(now)) as work:
        work.change_id = before[-1].change_id if before else work.change_id
        if found is None:
            return work.change(now, machine_tried=True)
        return work.change(
            now,
            words=found.words if found.pages_read else now.words,
            read_by_machine=bool(found.pages_read),
            unread_pages=len(found.pages_left),
            machine_tried=True,
        )
