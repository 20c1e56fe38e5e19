"""How far an export is, with Cancel: a box over the window, because a list that changes meanwhile would not be what was asked for."""

from __future__ import annotations

from collections.abc import Callable

from coordinator_app.jobs.jobs import Progress
from coordinator_app.ui.bars import ThinBar
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.labels import label
from coordinator_app.ui.progress import time_left


class ExportProgress(Box):
    """`cancel` is called once, by the button or Esc; whoever shows the box closes it with `over()`."""

    def __init__(self, title: str, cancel: Callable[[], None]) -> None:
        super().__init__(f"Exporting: {title}")
        self._cancel = cancel
        self._words = label("Reading the list", "body", "text-2", wrap=True)
        self._left = label("", "small", "text-2")
        self._bar = ThinBar()
        for part in (self._words, self._bar, self._left):
            self.body.addWidget(part)
        self.stop = button("Cancel")
        self.stop.clicked.connect(self.reject)
        self.buttons(self.stop)
        self.first = self.stop
        self._over = False

    def show_progress(self, progress: Progress) -> None:
        """A step of the work."""
        self._words.setText(progress.words)
        self._bar.set_share(progress.done / progress.total if progress.total else 0.0)
        left = progress.seconds_left
        self._left.setText("" if left is None else time_left(left))

    def over(self) -> None:
        """Close: it is done, or it failed."""
        if not self._over:
            self._over = True
            self.accept()

    def reject(self) -> None:
        """Stop the work, and close."""
        if not self._over:
            self._over = True
            self._cancel()
            super().reject()
