"""Work under way for a step: how far it is, Cancel, and that only one piece runs at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from coordinator_app.jobs.jobs import Job, Progress
from coordinator_app.ui.progress import ProgressCard


class Waits(QObject):
    """`changed` when work begins or ends."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.busy = False
        self._job: Job[Any] | None = None
        self._card: ProgressCard | None = None

    def start(self, lines: QVBoxLayout, words: str, ask: Callable[[], Job[Any]]) -> None:
        """Begin work; a card in `lines` says how far it is. Work that is done at once shows none."""
        self._end_card()
        self.busy = True
        job = ask()
        if not self.busy:
            return
        self._job = job
        self._card = ProgressCard(words)
        self._card.cancelled.connect(self.stop)
        lines.addWidget(self._card)
        self.changed.emit()

    def now(self, job: Job[Any]) -> None:
        """The next part of the same work has begun: Cancel is for this one."""
        self._job = job

    def tell(self, progress: Progress) -> None:
        """How far it is."""
        if self._card is not None:
            self._card.show_progress(
                progress.done, progress.total or 0, progress.words, progress.seconds_left
            )

    def stop(self) -> None:
        """Ask it to stop; the job itself says when it has."""
        if self._job is not None:
            self._job.cancel()

    def rest(self) -> None:
        """It has ended."""
        self._job, self.busy = None, False
        self._end_card()
        self.changed.emit()

    def _end_card(self) -> None:
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
            self._card = None
