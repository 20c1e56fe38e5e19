"""Take a file back that was brought in: all of it as one, after a question; how far it is stands on the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from coordinator_app.attendance.page import bring_in_reading
from coordinator_app.core.errors import Cancelled
from coordinator_app.jobs.jobs import InTask, Job, Progress
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded

if TYPE_CHECKING:
    from coordinator_app.core.changes import ChangeSet
    from coordinator_app.store.session import Session


Ask = Callable[[], "Job[Any]"]


class TakeBack(QObject):
    """`done` when it is back as it was before, `ended` when it is under way no longer, back or not.

    `begin(words, ask)` shows work under way on the page and starts it; False where other work is, and nothing began.
    """

    done = Signal()
    ended = Signal()

    def __init__(
        self,
        services: Services,
        begin: Callable[[str, Ask], bool],
        progress: Callable[[Progress], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._begin, self._progress = services, begin, progress

    def ask(self, file_id: str, called: str) -> None:
        """Ask first."""
        words = f"{called}: all its marks go, and what stood there before comes back."
        then = guarded(self, partial(self._write, file_id))
        self._desk.dialogs.ask("Take this file back?", words, "Take it back", then)

    def _write(self, file_id: str) -> None:
        def write(session: Session, within: InTask) -> ChangeSet:
            return session.undo(bring_in_reading.change_of(session, file_id), partial(_go_on, within))

        def ask() -> Job[Any]:
            return self._desk.jobs.long_write(
                write,
                done=guarded(self, self._is_back),
                failed=guarded(self, self._failed),
                progress=guarded(self, self._progress),
            )

        if not self._begin("Taking the file back", ask):
            self._desk.say.hint("One moment: something else is still under way.")

    def _is_back(self, _changes: ChangeSet) -> None:
        self.ended.emit()
        self._desk.say.toast("The file is taken back")
        self.done.emit()

    def _failed(self, error: Exception) -> None:
        self.ended.emit()
        if isinstance(error, Cancelled):
            self._desk.say.hint("Stopped. The file is as it was brought in")
        else:
            self._desk.say.trouble(error)


def _go_on(within: InTask, done: int, of: int) -> None:
    """Say how far it is; Cancelled when asked to stop: then nothing is taken back."""
    if within.cancelled():
        raise Cancelled
    within.tell(Progress(done, of, "Taking the file back"))
