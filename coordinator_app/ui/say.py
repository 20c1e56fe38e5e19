"""Tells the user what happened: toasts with Undo, and notes for trouble (the `say` of Services)."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QObject, Signal

from coordinator_app.core.changes import ChangeSet
from coordinator_app.core.errors import Cancelled, Trouble
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.ui.toasts import Toasts


class WindowSay(QObject):
    """Emits `troubled(Trouble)` for the window to show; an error that is our bug goes to the hook of the program."""

    troubled = Signal(object)

    def __init__(self, toasts: Toasts, jobs: Jobs[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._toasts, self._jobs = toasts, jobs
        self._undone_by: str | None = None

    def toast(self, text: str, undo_change_id: str | None = None) -> None:
        """A strip at the foot; with the id of a change it carries Undo, which Ctrl+Z presses."""
        self._undone_by = None
        if undo_change_id is None:
            self._toasts.say(text)
        else:
            self._toasts.say(text, lambda: self.undo(undo_change_id))

    def hint(self, text: str) -> None:
        """The strip for what was not done: nothing is taken back by it, and Ctrl+Z keeps what it had."""
        self._toasts.hint(text)

    def undo(self, change_id: str) -> None:
        """Take a change back by a compensating change, and say so."""
        self._jobs.write(lambda session: session.undo(change_id), done=self._undone, failed=self.trouble)

    def redo(self) -> None:
        """Take the newest undo back; nothing happens if something else was done since."""
        change_id, self._undone_by = self._undone_by, None
        if change_id is not None:
            self._toasts.forget_undo()
            self._jobs.write(lambda session: session.undo(change_id), done=self._redone, failed=self.trouble)

    def trouble(self, error: Exception) -> None:
        """What happened, whether the data is safe, what to do; silence for what the user himself stopped."""
        if isinstance(error, Cancelled):
            return
        if isinstance(error, Trouble):
            self.troubled.emit(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def _undone(self, change_set: ChangeSet) -> None:
        self._undone_by = change_set.id
        self._toasts.say("Undone")

    def _redone(self, change_set: ChangeSet) -> None:
        self._toasts.say("Done again", lambda: self.undo(change_set.id))
