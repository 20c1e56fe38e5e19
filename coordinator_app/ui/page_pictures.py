"""Pictures of pages for a preview, decoded by a worker: a large page would hold the window up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from coordinator_app.jobs.jobs import Jobs
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.page_canvas import PageCanvas, decoded


class PagePictures(QObject):
    """Feeds a page canvas from bytes that are here. `failed` hears of a page that is no picture (ValueError).

    A page is decoded when it is turned to; what comes for pages that are no longer shown is let go.
    """

    def __init__(self, jobs: Jobs[Any], view: PageCanvas, failed: Callable[[Exception], None]) -> None:
        super().__init__(view)
        self._jobs, self._view, self._failed = jobs, view, failed
        self._images: tuple[bytes, ...] = ()
        self._round = 0
        view.page_wanted.connect(self._draw)

    def show(self, images: Sequence[bytes]) -> None:
        """Show a document whose pages are all here, as PNG or JPEG bytes; an empty one shows nothing."""
        self._round += 1
        self._images = tuple(images)
        self._view.set_document(len(images))

    def put(self, page: int, image: bytes, then: Callable[[], None] | None = None) -> None:
        """One page of the document shown has come; `then` runs once it is in place."""
        asked = self._round
        self._jobs.task(
            lambda _in_task: decoded(image),
            done=guarded(self, lambda picture: self._come(asked, page, picture, then)),
            failed=guarded(self, self._failed),
        )

    def forget(self) -> None:
        """Another document is shown from now on: what was asked for before is let go."""
        self._round += 1
        self._images = ()

    def _draw(self, page: int) -> None:
        if page < len(self._images):
            self.put(page, self._images[page])

    def _come(self, asked: int, page: int, picture: QImage, then: Callable[[], None] | None) -> None:
        if asked != self._round or page >= self._view.page_count:
            return
        self._view.show_image(page, picture)
        if then is not None:
            then()
