"""Draws the pages of the document in hand: the bytes from the vault, each page by a child process, when wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator_app.core.errors import BadFile, Cancelled
from coordinator_app.core.page_images import PagesShown, PagesWanted
from coordinator_app.documents import actions
from coordinator_app.documents.model import Document
from coordinator_app.documents.reading_jobs import PAGES, pages_of
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.page_pictures import PagePictures
from coordinator_app.ui.page_view import PageView

if TYPE_CHECKING:
    from coordinator_app.jobs.children import Answer
    from coordinator_app.jobs.job import Job
    from coordinator_app.jobs.jobs import Jobs
    from coordinator_app.store.session import Session

_AHEAD = 2  # pages drawn at once: the one wanted and the next


class PageSource(QObject):
    """Feeds a PageView; `failed` hears why a document cannot be shown. Only one document is held at a time.

    `opened` gives the bytes of a document once they have come.
    """

    opened = Signal(object)

    def __init__(self, jobs: Jobs[Session], page_view: PageView, failed: Callable[[Exception], None]) -> None:
        super().__init__(page_view)
        self._jobs, self._view, self._failed = jobs, page_view, failed
        self._document: Document | None = None
        self._content = b""
        self._job: Job[Answer] | None = None
        self._pictures = PagePictures(jobs, page_view, self._no_picture)
        page_view.page_wanted.connect(self._draw)

    def show(self, document: Document) -> None:
        """Show a document from its first page; nothing happens if it is shown already."""
        if self._document is not None and self._document.content_id == document.content_id:
            return
        self.forget()
        self._document = document
        self._jobs.read(
            lambda session: actions.content_of(session, document),
            done=guarded(self, lambda content: self._opened(document, content)),
            failed=guarded(self, self._failed),
        )

    def forget(self) -> None:
        """Let go of the document: its bytes do not stay in memory."""
        self._document, self._content = None, b""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        self._pictures.show(())

    def _opened(self, document: Document, content: bytes) -> None:
        if self._document == document:
            self._content = content
            self._view.set_document(max(1, document.page_count or 1))
            self.opened.emit(content)

    def _draw(self, page: int) -> None:
        document = self._document
        if document is None or not self._content:
            return
        if self._job is not None:
            self._job.cancel()
        last = min(page + _AHEAD, document.page_count or 1)
        self._job = self._jobs.child(
            PAGES,
            PagesWanted(self._content, dpi=self._view.fine_dpi(), first=page + 1, last=last),
            done=guarded(self, lambda answer: self._drawn(document, pages_of(answer))),
            failed=guarded(self, lambda error: self._not_drawn(document, error)),
        )

    def _drawn(self, document: Document, shown: PagesShown) -> None:
        if self._document == document:
            for page in shown.pages:
                self._pictures.put(page.number - 1, page.image)

    def _no_picture(self, error: Exception) -> None:
        if isinstance(error, ValueError):
            error = BadFile("The page could not be drawn.", safe="The document itself is safe.")
        self._failed(error)

    def _not_drawn(self, document: Document, error: Exception) -> None:
        if self._document == document and not isinstance(error, Cancelled):
            self._failed(error)
