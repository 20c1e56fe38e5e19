"""The words of pages that are pictures are kept once a child process has read them; what it could not read is said."""

from __future__ import annotations

from coordinator_app.documents.model import Document, document_compartment
from coordinator_app.documents.reading_jobs import MachineRead
from coordinator_app.store.session import Session


def waits(document: Document) -> bool:
    """Whether pages of it are still to be read by the machine: it has some without words, and none was tried yet."""
    return bool(document.unread_pages) and not document.machine_tried and document.trashed_at is None


def keep_words(session: Session, document: Document, found: MachineRead) -> Document:
    """Keep what was read, so that it is found; nothing happens once the document is gone or is another file.

    It is no change of what anybody said, so it is not offered to be undone.
    """
    now = session.find(Document, document.id)
    if now is None or now.content_id != document.content_id:
        return document
    with session.write(document_compartment(now)) as work:
        return work.change(
            now,
            words=found.words if found.pages_read else now.words,
            read_by_machine=bool(found.pages_read),
            unread_pages=len(found.pages_left),
            machine_tried=True,
        )
