"""Merges what has been added to the search index while nobody types, a short step at a time (performance rule 7).

Every save adds a small part to the index and merges nothing, so that no save waits. Left alone, the parts would grow
many: searches would slow down, and at last one save would have to merge them all.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from coordinator_app.core.changes import ChangeSet
from coordinator_app.jobs.jobs import Job, Jobs
from coordinator_app.store.session import Session
from coordinator_app.ui.bridge import guarded

LOOK_SECONDS = 5
QUIET_SECONDS = 3
"""So long nobody has typed or clicked; a step takes some hundredths of a second, and a save may come between two."""


class IdleMerging(QObject):
    """Looks now and then, once something was saved. `idle_seconds` says how long nobody has used the window."""

    def __init__(self, jobs: Jobs[Session], *, idle_seconds: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._idle_seconds = jobs, idle_seconds
        self._due = True  # an earlier session may have left some
        self._job: Job[bool] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_SECONDS * 1000)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to look now and then."""
        self._jobs.listen(self.heard)
        self._timer.start()

    def heard(self, _changes: ChangeSet) -> None:
        """Something was saved, and with it a part was added to the index."""
        self._due = True

    def look(self) -> None:
        """Do one step if there is something to merge and nobody is busy."""
        if not self._due or self._job is not None or self._idle_seconds() < QUIET_SECONDS:
            return
        self._due = False
        self._job = self._jobs.write(
            lambda session: session.merge_search(),
            done=guarded(self, self._done),
            failed=guarded(self, self._failed),
        )

    def _done(self, more: bool) -> None:
        self._job = None
        if more:
            self._due = True
            QTimer.singleShot(0, self, self.look)

    def _failed(self, _error: Exception) -> None:
        """A disk that is full or a vault in use: nothing is lost by an index in parts, and the next look tries again."""
        self._job = None
        self._due = True
