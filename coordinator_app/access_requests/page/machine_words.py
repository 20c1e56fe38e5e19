"""Has the pages of the item in hand that are pictures read by machine, with the places of their words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from coordinator_app.core.errors import Cancelled
from coordinator_app.core.page_images import PLACES, PlacesWanted, ReadPage, places_of
from coordinator_app.jobs.jobs import Answer, Job
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded

_RUN = 4  # pages to one request: a page takes seconds, and what is left for another item is stopped
_MOST_KEPT = 400
"""Pages whose words are remembered, so that going back to an item does not take minutes again."""


class PictureReading(QObject):
    """`came(ReadPage)` for each page that was read, `ended` after the last; what cannot be read is left, for a person."""

    came = Signal(object)
    ended = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._job: Job[Answer] | None = None
        self._kept: dict[tuple[str, int], ReadPage] = {}
        self._content, self._mark = b"", ""
        self._left: list[int] = []
        self._turn = 0

    def start(self, content: bytes, pages: Sequence[int]) -> None:
        """Read these pages (from 1) of a file; what was under way for another is stopped."""
        self.stop()
        self._content, self._mark = content, hashlib.sha256(content).hexdigest()
        known = [self._kept[self._mark, page] for page in pages if (self._mark, page) in self._kept]
        self._left = [page for page in pages if (self._mark, page) not in self._kept]
        for page in known:
            self.came.emit(page)
        self._go_on()

    def stop(self) -> None:
        """Read no more."""
        self._turn, self._left, self._content = self._turn + 1, [], b""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _go_on(self) -> None:
        run, self._left = tuple(self._left[:_RUN]), self._left[_RUN:]
        if not run:
            self._job = None
            self.ended.emit()
            return
        turn = self._turn
        self._job = self._services.jobs.child(
            PLACES,
            PlacesWanted(self._content, run),
            done=guarded(self, lambda answer: self._has_read(turn, answer)),
            failed=guarded(self, lambda error: self._not_read(turn, error)),
        )

    def _has_read(self, turn: int, answer: Answer) -> None:
        if turn != self._turn:
            return
        for page in places_of(answer).pages:
            self._kept[self._mark, page.number] = page
            while len(self._kept) > _MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self.came.emit(page)
        self._go_on()

    def _not_read(self, turn: int, error: Exception) -> None:
        """Whatever stopped it, the pages are a person's to read, as the screen says; only a fault of ours is told."""
        if turn != self._turn:
            return
        self._job, self._left = None, []
        if not hasattr(error, "sentences") and not isinstance(error, Cancelled):
            self._services.say.trouble(error)
        self.ended.emit()
