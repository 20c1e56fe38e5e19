"""Has the pages that are pictures read by machine, one document after the other, while the coordinator goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coordinator_app.core.errors import Cancelled, Trouble
from coordinator_app.documents import actions, machine_words
from coordinator_app.documents.model import Document
from coordinator_app.documents.reading_jobs import READ, WordsWanted, read_of
from coordinator_app.ui.bridge import guarded

if TYPE_CHECKING:
    from coordinator_app.jobs.children import Answer
    from coordinator_app.jobs.jobs import Jobs
    from coordinator_app.store.session import Session


class MachineReading(QObject):
    """Reads what waits, the newest first; a document whose reading fails is not tried again while the tab is open.

    What is being read when the tab is left is kept all the same; what still waits is read when it is opened again.
    """

    def __init__(self, jobs: Jobs[Session], owner: QObject, failed: Callable[[Exception], None]) -> None:
        super().__init__(owner)
        self._jobs, self._failed = jobs, failed
        self._tried: set[str] = set()
        self._waiting: list[Document] = []
        self._running = False

    @property
    def is_running(self) -> bool:
        """Whether a document is being read."""
        return self._running

    def look_at(self, documents: Iterable[Document]) -> None:
        """These are shown: read those that wait."""
        self._waiting = [
            one for one in documents if machine_words.waits(one) and one.content_id not in self._tried
        ]
        self._next()

    def _next(self) -> None:
        if self._running or not self._waiting:
            return
        document = self._waiting.pop(0)
        self._tried.add(document.content_id)
        self._running = True
        self._jobs.read(
            lambda session: actions.content_of(session, document),
            done=guarded(self, lambda content: self._read(document, content)),
            failed=guarded(self, self._not_read),
        )

    def _read(self, document: Document, content: bytes) -> None:
        self._jobs.child(
            READ,
            WordsWanted(content),
            done=partial(
                _keep, self._jobs, document, guarded(self, self._over), guarded(self, self._not_read)
            ),
            failed=guarded(self, lambda error: self._stopped(document, error)),
        )

    def _stopped(self, document: Document, error: Exception) -> None:
        """The reader met its end over this document, out of time or memory: the next opening does not set it on it again."""
        if not isinstance(error, Trouble) or isinstance(error, Cancelled):
            self._not_read(error)
            return
        self._jobs.write(
            lambda session: machine_words.cannot_read(session, document),
            done=guarded(self, lambda _document: self._over()),
            failed=guarded(self, self._not_read),
        )

    def _not_read(self, error: Exception) -> None:
        """What cannot be read is said by its mark; only a fault of ours is told."""
        self._over()
        if not isinstance(error, Trouble | Cancelled):
            self._failed(error)

    def _over(self) -> None:
        self._running = False
        self._next()


def _keep(
    jobs: Jobs[Session],
    document: Document,
    over: Callable[[], None],
    failed: Callable[[Exception], None],
    answer: Answer,
) -> None:
    """What took minutes to read is kept even when the tab was left meanwhile."""
    found = read_of(answer)
    jobs.write(
        lambda session: machine_words.keep_words(session, document, found),
        done=lambda _document: over(),
        failed=failed,
    )
