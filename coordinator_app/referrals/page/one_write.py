"""One write at a time from beside the form: no press on what stood there before it writes the same thing again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded

_WAIT = "One moment: this is being kept."


class OneWrite:
    """Works for one part of a page; `read_again` asks the page to show what was kept."""

    def __init__(self, services: Services, part: QWidget, read_again: Callable[[], object]) -> None:
        self._desk, self._part, self._read_again = services, part, read_again
        self._running = self._kept = False

    def shown(self) -> None:
        """The facts as they are now stand there."""
        self._running = self._kept = False

    def do(self, work: Callable[[Any], Any], words: str) -> None:
        """Write, say `words` and read again; while that has not come a press is answered by a hint."""
        if self._running:
            self._desk.say.hint(_WAIT)
            if self._kept:  # it was kept, but could not be read or is not read yet
                self._read_again()
            return
        self._running = True
        done, failed = partial(self._done, words), self._failed
        self._desk.jobs.write(work, done=guarded(self._part, done), failed=guarded(self._part, failed))

    def _done(self, words: str, saved: Any) -> None:
        self._kept = True
        self._desk.say.toast(words, saved.change_id)
        self._read_again()

    def _failed(self, error: Exception) -> None:
        self.shown()
        self._desk.say.trouble(error)
