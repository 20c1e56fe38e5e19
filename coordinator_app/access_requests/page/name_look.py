"""The search for names on the pages of a document: under way, ended or failed, and what the screen says of it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator_app.access_requests.gathering.unread import say_pages
from coordinator_app.access_requests.page.machine_words import PictureReading
from coordinator_app.access_requests.page.page_loader import PageLoader, wordless
from coordinator_app.core.errors import Cancelled
from coordinator_app.core.page_images import PageShown, ReadPage
from coordinator_app.jobs.jobs import InTask
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded

if TYPE_CHECKING:
    from coordinator_app.access_requests.page.item_covers import ItemCovers
    from coordinator_app.access_requests.page.name_finder import FoundName
    from coordinator_app.access_requests.page.review_reading import FileShown
    from coordinator_app.access_requests.page.suggesting import Book

LOOKING = "Looking for names\N{HORIZONTAL ELLIPSIS}"
NOT_LOOKED = "Names could not be looked for: read it yourself."
NONE_FOUND = "No name that we know of was found."
NOT_DRAWN = "This file cannot be drawn, so nothing in it can be covered. Withhold it for now, or replace it."


class Look(Enum):
    """How far the search is. The fields of a record are looked through as it is read; pages come later."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class NameLook(QObject):
    """Looks through the item in hand; what comes late for another item goes to that one and is not shown.

    `page(PageShown)` for each page, `ended(covers)` when its `look` is over, `undrawn(Exception)` before that if the
    file cannot be drawn.
    """

    page = Signal(object)
    ended = Signal(object)
    undrawn = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._covers: ItemCovers | None = None
        self._book: Book | None = None
        self._file: FileShown | None = None
        self._loader = PageLoader(services, self)
        self._pictures = PictureReading(services, self)
        self._pictures.came.connect(self._page_read)
        self._pictures.ended.connect(self._look_for_names)
        self._loader.came.connect(self._page_came)
        self._loader.finished.connect(self._pages_are_here)
        self._loader.failed.connect(self._no_pages)

    def start(self, covers: ItemCovers, book: Book, file: FileShown) -> None:
        """Bring the pages of this item, then look for names in them; the search before is left."""
        self._pictures.stop()
        self._covers, self._book, self._file = covers, book, file
        self._loader.start(file)

    def stop(self) -> None:
        """Bring no more pages."""
        self._covers = self._file = None
        self._loader.stop()
        self._pictures.stop()

    def _page_came(self, page: PageShown) -> None:
        if self._covers is not None:
            self._covers.pages[page.number - 1] = page
            self.page.emit(page)

    def _pages_are_here(self) -> None:
        """Those that are pictures are read by machine first."""
        if self._covers is not None and self._file is not None:
            self._pictures.start(self._file.content, wordless(self._covers.pages))

    def _page_read(self, page: ReadPage) -> None:
        if self._covers is not None:
            self._covers.take_read(page)

    def _look_for_names(self) -> None:
        """Now names can be looked for in the whole document, off the window's thread."""
        covers, book = self._covers, self._book
        if covers is None or book is None:
            return
        texts = covers.texts()

        def find(_task: InTask) -> tuple[FoundName, ...]:
            return book.find(texts)

        def found(names: tuple[FoundName, ...]) -> None:
            covers.names_found(names)
            self._end(covers, Look.DONE)

        def failed(error: Exception) -> None:
            self._end(covers, Look.FAILED)
            if not isinstance(error, Cancelled):
                self._services.say.trouble(error)

        self._services.jobs.task(find, done=guarded(self, found), failed=guarded(self, failed))

    def _no_pages(self, error: Exception) -> None:
        covers = self._covers
        if covers is None:
            return
        if not isinstance(error, Cancelled):
            covers.undrawn = True
            self.undrawn.emit(error)
        self._end(covers, Look.FAILED)

    def _end(self, covers: ItemCovers, look: Look) -> None:
        covers.look = look
        self.ended.emit(covers)


def unread_pages(covers: ItemCovers) -> str:
    """Which pages had no words to look through, in a sentence; "" while pages are still coming, or if all had."""
    empty = wordless(covers.pages)
    if covers.look is not Look.DONE or not empty:
        return ""
    return f"We could not read {_which(covers, empty)}, so names were not looked for there. Read it yourself."


def misread_pages(covers: ItemCovers) -> str:
    """Which pages a machine has read from their picture, in two sentences; "" for none."""
    read = sorted(covers.by_machine)
    if covers.look is not Look.DONE or not read:
        return ""
    which, were = _which(covers, read), "was" if len(read) == 1 else "were"
    return (
        f"{which[:1].upper()}{which[1:]} {were} read by machine, which may miss a name. Look at it yourself: where it was not "
        "sure of a word, the mark lies over the whole line."
    )


def _which(covers: ItemCovers, numbers: list[int]) -> str:
    return "this page" if len(covers.pages) == 1 else say_pages(numbers)


def said_of(covers: ItemCovers, *, found: bool) -> str:
    """What the list of names says; that no name was found only when every page has been looked through."""
    if covers.look is Look.RUNNING:
        return LOOKING
    if covers.look is Look.FAILED:
        return NOT_DRAWN if covers.undrawn else NOT_LOOKED
    read = " ".join(filter(None, (unread_pages(covers), misread_pages(covers))))
    return read or ("" if found else NONE_FOUND)
