"""Python's collector runs on the window's thread only.

By itself it runs on whichever thread happens to make the next object. What it then frees may be a part of the window
that nobody names any more, and to delete that on a worker, while Qt is at work with it, ends the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500
_YOUNGER, _OLDEST = 1, 2
_MORE = 1.25
"""So many times as many old objects as at the last full collection make one worth while, as in Python's own rule."""
_AT_LATEST = 5
"""Times as long as a full collection is due by its count: then it is made whatever there is."""


class Collector(QObject):
    """Collects now and then, as often as Python would by itself; made once, on the window's thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._were = 0
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
        if due and due[-1] == _OLDEST and not (_YOUNGER in due and self._is_worth_it()):
            due.pop()
        if due:
            gc.collect(due[-1])

    def _is_worth_it(self) -> bool:
        """Whether to go through all there is: the names of 20,000 pupils take 150 ms, in which the window stands."""
        there = len(gc.get_objects(generation=_OLDEST))
        late = gc.get_count()[_OLDEST] > _AT_LATEST * gc.get_threshold()[_OLDEST]
        if there <= _MORE * self._were and not late:
            return False
        self._were = there
        return True

    def set_aside(self) -> None:
        """Look no more at what is there now: code, once it is loaded, stays until the end and takes 27 ms to go through."""
        gc.freeze()
