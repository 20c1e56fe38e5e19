"""Python's collector runs on the window's thread only.

By itself it runs on whichever thread happens to make the next object. What it then frees may be a part of the window
that nobody names any more, and to delete that on a worker, while Qt is at work with it, ends the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500


class Collector(QObject):
    """Collects now and then, as often as Python would by itself; made once, on the window's thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY_MS)

    def look(self) -> None:
        """Collect the oldest generation that is due."""
        due = [
            old
            for old, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(due[-1])

    def set_aside(self) -> None:
        """Look no more at what is there now: code, once it is loaded, stays until the end and takes 27 ms to go through."""
        gc.freeze()
