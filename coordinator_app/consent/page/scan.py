"""The scan of a form beside its answers, and its pages to look at while they are typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from coordinator_app.core.dates import say
from coordinator_app.core.page_images import PAGES, PagesWanted, pages_of
from coordinator_app.documents.model import Document
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.page_pictures import PagePictures
from coordinator_app.ui.page_preview import PagePreview
from coordinator_app.ui.rows import TwoLineRow

if TYPE_CHECKING:
    from coordinator_app.core.answers import Answered
    from coordinator_app.store.session import Session

_DPI = 110
_MOST_PAGES = 12  # a consent form has two; more of a mixed pile are looked at among the documents


class ScanBox(Box):
    """The pages of one document; Esc or Close leads back to the answers, which stay as they are."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        layout.size(self, width=860)
        self.preview = PagePreview("The scanned form")
        self.preview.wait("The pages are being drawn.")
        layout.size(self.preview, height=560)
        self.body.addWidget(self.preview)
        self.close_it = button("Close", "primary")
        self.close_it.clicked.connect(self.accept)
        self.buttons(self.close_it)


def scan_row(desk: Services, document: Document) -> QWidget:
    """A row that names the scan, with a button that shows its pages."""
    look = button("Look at the scan", small=True)
    look.clicked.connect(lambda: show_document(desk, document))
    rows = CardList()
    rows.setAccessibleName("The scanned form")
    dated = f"Dated {say(document.dated)}. " if document.dated else ""
    pages = "1 page" if document.page_count == 1 else f"{document.page_count or 0} pages"
    second = f"{dated}{pages}. Compare each box with it."
    rows.add(TwoLineRow(document.title, second, icon="scan-line", buttons=(look,)))
    return rows


def show_document(desk: Services, document: Document) -> None:
    """Draw the pages of a document in a child process and show them in a box."""
    box = ScanBox(document.title)
    pictures = PagePictures(desk.jobs, box.preview.view, desk.say.trouble)
    desk.dialogs.show(box)

    def drawn(answer: Answered) -> None:
        pictures.show([page.image for page in pages_of(answer).pages])
        box.preview.show_where()

    def failed(error: Exception) -> None:
        box.reject()
        desk.say.trouble(error)

    def draw(content: bytes) -> None:
        wanted = PagesWanted(content, dpi=_DPI, last=min(document.page_count or 1, _MOST_PAGES))
        desk.jobs.child(PAGES, wanted, done=guarded(box, drawn), failed=guarded(box, failed))

    def read(session: Session) -> bytes:
        return session.blob(document.content_id)

    desk.jobs.read(read, done=guarded(box, draw), failed=guarded(box, failed))


def open_document(desk: Services, receiver: QObject, document_id: str) -> None:
    """Show a document by its id; one that is gone is told in words."""

    def read(session: Session) -> Document:
        return session.get(Document, document_id)

    desk.jobs.read(
        read,
        done=guarded(receiver, lambda document: show_document(desk, document)),
        failed=guarded(receiver, desk.say.trouble),
    )
