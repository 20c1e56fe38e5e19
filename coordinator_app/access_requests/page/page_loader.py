"""Brings the pages of a document in turn: the first at once, then the others in small runs, each from a child process."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from coordinator_app.access_requests.page.review_reading import FileShown
from coordinator_app.core.page_images import PAGES, PageShown, PagesShown, PagesWanted, PageWord, pages_of
from coordinator_app.jobs.jobs import Answer, Job
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded

_RUN = 8  # pages to one request: soon enough on the screen, and not a process for each page
_DPI = 110


class PageLoader(QObject):
    """`came(PageShown)` for each page in order, `finished` after the last, `failed(Exception)` if it did not get so far."""

    came = Signal(object)
    finished = Signal()
    failed = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._file: FileShown | None = None
        self._job: Job[Answer] | None = None
        self._turn = (
            0  # the same file may be begun twice: what the first turn was stopped with is not the second's
        )

    def start(self, file: FileShown) -> None:
        """Bring the pages of this file; what was under way for another is stopped."""
        self.stop()
        self._file = file
        self._ask(1, 1)

    def stop(self) -> None:
        """Bring no more pages."""
        self._file, self._turn = None, self._turn + 1
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _ask(self, first: int, last: int) -> None:
        file, turn = self._file, self._turn
        if file is None:
            return
        wanted = PagesWanted(file.content, dpi=_DPI, first=first, last=last)
        self._job = self._services.jobs.child(
            PAGES,
            wanted,
            done=guarded(self, lambda answer: self._has_come(turn, last, answer)),
            failed=guarded(self, lambda error: self._went_wrong(turn, error)),
        )

    def _has_come(self, turn: int, last: int, answer: Answer) -> None:
        if turn != self._turn:
            return
        self._services.jobs.task(  # hundreds of words are read from bytes: not on the window's thread
            lambda _task: pages_of(answer),
            done=guarded(self, lambda shown: self._are_read(turn, last, shown)),
            failed=guarded(self, lambda error: self._went_wrong(turn, error)),
        )

    def _are_read(self, turn: int, last: int, shown: PagesShown) -> None:
        if turn != self._turn:
            return
        for page in shown.pages:
            self.came.emit(page)
        if last < shown.total:
            self._ask(last + 1, min(last + _RUN, shown.total))
        else:
            self._job = None
            self.finished.emit()

    def _went_wrong(self, turn: int, error: Exception) -> None:
        if turn == self._turn:  # what we stopped ourselves is no longer ours; whatever else stopped is told
            self.stop()
            self.failed.emit(error)


def wordless(pages: dict[int, PageShown]) -> list[int]:
    """The pages (from 1) on which no word could be read, or that are pictures with no more than a stamp on them.

    Empty pages are none of them: there is nothing to read.
    """
    pictured = ((number, page) for number, page in sorted(pages.items()) if not page.words or page.pictured)
    return [number + 1 for number, page in pictured if not page.blank]


def with_read(words: Sequence[PageWord], read: Sequence[PageWord]) -> tuple[PageWord, ...]:
    """The words of a page, then those that a machine read in its picture, each once: a stamp is read as well."""
    own = [(word.text.casefold(), word) for word in words]

    def is_new(one: PageWord) -> bool:
        across, down = (one.left + one.right) / 2, (one.top + one.bottom) / 2
        return not any(
            text == one.text.casefold()
            and word.left <= across <= word.right
            and word.top <= down <= word.bottom
            for text, word in own
        )

    return (*words, *(one for one in read if is_new(one)))
