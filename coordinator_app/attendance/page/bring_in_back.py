"""Take a file back that was brought in: all of it as one, after a question."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator_app.attendance.page import bring_in_reading
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded

if TYPE_CHECKING:
    from coordinator_app.core.changes import ChangeSet
    from coordinator_app.store.session import Session


class TakeBack(QObject):
    """`done` when it is back as it was before."""

    done = Signal()

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = services
        self._under_way = ""

    def ask(self, file_id: str, called: str) -> None:
        """Ask first."""
        words = f"{called}: all its marks go, and what stood there before comes back."
        then = guarded(self, partial(self._write, file_id))
        self._desk.dialogs.ask("Take this file back?", words, "Take it back", then)

    def _write(self, file_id: str) -> None:
        if self._under_way:
            self._desk.say.hint("Another file is still being taken back")
            return
        self._under_way = file_id
        self._desk.say.hint("The file is being taken back")

        def write(session: Session) -> ChangeSet:
            return session.undo(bring_in_reading.change_of(session, file_id))

        self._desk.jobs.write(write, done=guarded(self, self._is_back), failed=guarded(self, self._failed))

    def _is_back(self, _changes: ChangeSet) -> None:
        self._under_way = ""
        self._desk.say.toast("The file is taken back")
        self.done.emit()

    def _failed(self, error: Exception) -> None:
        self._under_way = ""
        self._desk.say.trouble(error)
