"""Reads items when they are gone to, and the next one ahead; the newest wish wins."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from coordinator_app.access_requests.page.review_reading import ItemShown, read_item
from coordinator_app.access_requests.page.suggesting import Book
from coordinator_app.core.errors import Cancelled
from coordinator_app.jobs.jobs import Job
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded

_KEPT_READY = 4  # items read ahead or just left


class ItemReader(QObject):
    """`here(ItemShown)` for the item wanted, `failed(Exception)` if it cannot be read."""

    here = Signal(object)
    failed = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._book: Book | None = None
        self._ready: OrderedDict[str, ItemShown] = OrderedDict()
        self._wanted = ""
        self._job: Job[ItemShown] | None = None

    def start(self, book: Book | None) -> None:
        """Begin with the names of a request, or forget everything with None."""
        self._book, self._wanted = book, ""
        self._ready.clear()

    def want(self, item_id: str) -> None:
        """Bring this item; what was wanted before and is not here yet is left."""
        self._wanted = item_id
        ready = self._ready.get(item_id)
        if ready is not None:
            self.here.emit(ready)
            return
        if self._job is not None:
            self._job.cancel()
        self._job = self._read(item_id)

    def has_ready(self, item_id: str) -> bool:
        """Whether it is here at once when it is wanted."""
        return item_id in self._ready

    def ahead(self, item_id: str) -> None:
        """Read an item that will be wanted soon."""
        if item_id and item_id not in self._ready:
            self._read(item_id)

    def drop(self, item_id: str) -> None:
        """Read it anew the next time."""
        self._ready.pop(item_id, None)

    def forget_ready(self) -> None:
        """Read every item anew the next time."""
        self._ready.clear()

    def drop_older(self, versions: Mapping[str, int]) -> None:
        """Forget what was read before it changed; `versions` of the items as they now are."""
        for item_id, shown in list(self._ready.items()):
            if versions.get(item_id) != shown.item.version:
                del self._ready[item_id]

    @property
    def kept(self) -> int:
        """How many items are held ready."""
        return len(self._ready)

    def _read(self, item_id: str) -> Job[ItemShown] | None:
        book = self._book
        if book is None:
            return None
        return self._services.jobs.read(
            lambda session: read_item(session, item_id, book),
            done=guarded(self, lambda shown: self._come(book, shown)),
            failed=guarded(self, lambda error: self._failed(item_id, error)),
        )

    def _come(self, book: Book, shown: ItemShown) -> None:
        if book is not self._book:
            return
        self._ready[shown.item.id] = shown
        while len(self._ready) > _KEPT_READY:
            self._ready.popitem(last=False)
        if shown.item.id == self._wanted:
            self.here.emit(shown)

    def _failed(self, item_id: str, error: Exception) -> None:
        """What was read ahead is told only when it is gone to."""
        if item_id == self._wanted and not isinstance(error, Cancelled):
            self.failed.emit(error)
