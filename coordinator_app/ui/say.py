"""Tells the user what happened: toasts with Undo, and notes for trouble (the `say` of Services)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from coordinator_app.core.changes import ChangeSet
from coordinator_app.core.errors import Cancelled, Trouble
from coordinator_app.jobs.jobs import InTask, Jobs, Progress
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
        """Take a change back by a compensating change, and say so; also while it is under way, where that takes long."""
        self._take_back(change_id, self._undone)

    def redo(self) -> None:
        """Take the newest undo back; nothing happens if something else was done since."""
        change_id, self._undone_by = self._undone_by, None
        if change_id is not None:
            self._toasts.forget_undo()
            self._take_back(change_id, self._redone)

    def _take_back(self, change_id: str, done: Callable[[ChangeSet], None]) -> None:
        said = False

        def go_on(within: InTask, so_far: int, of: int) -> None:
            if within.cancelled():  # the lock: nothing of it is written
                raise Cancelled
            within.tell(Progress(so_far, of))

        def under_way(_progress: Progress) -> None:
            nonlocal said
            if not said:  # once: each strip is read aloud
                said = True
                self._toasts.hint("One moment: many records are being taken back.")

        self._jobs.long_write(
            lambda session, within: session.undo(change_id, partial(go_on, within)),
            done=done,
            failed=self.trouble,
            progress=under_way,
        )

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
