"""Draws the pages of the scan in hand: their bytes from the vault, each upright, by a child process, when wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from coordinator_app.core.errors import BadFile, Cancelled
from coordinator_app.scan_in.model import ScannedPage
from coordinator_app.scan_in.reading_jobs import SHOW, PageGiven, PagesGiven, PagesShown, pages_of
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.page_canvas import decoded
from coordinator_app.ui.page_view import PageView

if TYPE_CHECKING:
    from coordinator_app.jobs.children import Answer
    from coordinator_app.jobs.job import Job
    from coordinator_app.jobs.jobs import Jobs
    from coordinator_app.store.session import Session

_AHEAD = 1
_KEPT = 12  # pages drawn and kept for turning back to
Look = tuple[str, int]
"""A page and how it is turned: what a picture of it depends on."""


class ScanSource(QObject):
    """Feeds a PageView; `failed` hears why a page cannot be shown."""

    def __init__(self, jobs: Jobs[Session], view: PageView, failed: Callable[[Exception], None]) -> None:
        super().__init__(view)
        self._jobs, self._view, self._failed = jobs, view, failed
        self._pages: tuple[ScannedPage, ...] = ()
        self._drawn: dict[Look, bytes] = {}
        self._job: Job[Answer] | None = None
        view.page_wanted.connect(self._draw)

    def show(self, pages: Sequence[ScannedPage]) -> None:
        """Show these pages; the one in view stays in view where it can."""
        before = self._looks()
        same = bool(self._pages) and bool(pages) and self._pages[0].form_id == pages[0].form_id
        at = self._view.page if same else 0
        self._pages = tuple(pages)
        if self._looks() == before:
            return
        if not same:
            self._drawn.clear()
        self._stop()
        self._view.set_document(len(pages))
        self._view.turn_to(min(at, max(0, len(pages) - 1)))

    def forget(self) -> None:
        """Let go of everything: its pictures do not stay in memory."""
        self._pages = ()
        self._drawn.clear()
        self._stop()
        self._view.set_document(0)

    def _looks(self) -> list[Look]:
        return [_look(page) for page in self._pages]

    def _stop(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _draw(self, at: int) -> None:
        wanted = [page for page in self._pages[at : at + 1 + _AHEAD] if _look(page) not in self._drawn]
        self._fill(at)
        if not wanted or _look(self._pages[at]) in self._drawn:
            return
        self._stop()
        self._jobs.read(
            lambda session: [PageGiven(session.blob(page.content_id), page.turn or 0) for page in wanted],
            done=guarded(self, lambda given: self._ask(wanted, given)),
            failed=guarded(self, self._not_drawn),
        )

    def _ask(self, wanted: list[ScannedPage], given: list[PageGiven]) -> None:
        if not all(page in self._pages for page in wanted):
            return
        self._job = self._jobs.child(
            SHOW,
            PagesGiven(tuple(given), self._view.fine_dpi()),
            done=guarded(self, lambda answer: self._come(wanted, pages_of(answer))),
            failed=guarded(self, self._not_drawn),
        )

    def _come(self, wanted: list[ScannedPage], shown: PagesShown) -> None:
        for page, picture in zip(wanted, shown.pages, strict=True):
            self._drawn[_look(page)] = picture.image
        while len(self._drawn) > _KEPT:
            del self._drawn[next(iter(self._drawn))]
        self._fill(self._view.page)

    def _fill(self, at: int) -> None:
        look = _look(self._pages[at]) if at < len(self._pages) else None
        image = self._drawn.get(look) if look is not None else None
        if image is None:
            return
        self._jobs.task(
            lambda _in_task: decoded(image),
            done=guarded(self, lambda picture: self._put(at, look, picture)),
            failed=guarded(self, self._no_picture),
        )

    def _put(self, at: int, look: Look | None, picture: QImage) -> None:
        if at < len(self._pages) and _look(self._pages[at]) == look:
            self._view.show_image(at, picture)

    def _no_picture(self, error: Exception) -> None:
        if isinstance(error, ValueError):
            self._failed(BadFile("The page could not be drawn.", safe="The scan itself is safe."))
        else:
            self._not_drawn(error)

    def _not_drawn(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._failed(error)


def _look(page: ScannedPage) -> Look:
    return page.id, page.turn or 0
