"""Long work of the window's own thread, a piece a turn of its loop: in between it paints, and hears keys.

Only this thread may make widgets, and a page is some hundreds of them. Whoever makes many writes a generator that says
with each `yield` where the window may come in between.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

_TURN = 0.004
"""Seconds after which no further piece is begun in a turn: the last one begun, and a paint, are to end within a frame."""
_DRESSED = 8
"""Widgets whose style is looked up in one piece."""
_NO_MORE = object()

Pieces = Iterator[None]


class InPieces(QObject):
    """Does one work after the other, in the order of asking, as sequels of the event that asked.

    What has no `yield` is done at once, if nothing is under way. Where no loop of events runs nobody would come back to
    the rest, so all of it is done at once.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Pieces] = deque()
        self._working = False
        # a timer of its own: what is merely posted comes before the next key and the next paint
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._turn)

    def do(self, work: Pieces) -> None:
        """Do it, once all that was asked for before is done."""
        self._waiting.append(work)
        comes_back = self._next.isActive() and _is_running()
        if not self._working and not comes_back:
            self._turn()

    def drop(self) -> None:
        """Do nothing more of what was asked for; what has been made so far is the asker's to put away."""
        self._waiting.clear()

    @property
    def is_busy(self) -> bool:
        """Whether something is still to be done."""
        return bool(self._waiting)

    def _turn(self) -> None:
        self._working = True
        begun = perf_counter()
        try:
            while self._waiting:
                self._piece(self._waiting[0])
                if _is_running() and perf_counter() - begun > _TURN:
                    return
        finally:
            self._working = False
            if self._waiting:
                self._next.start()

    def _piece(self, work: Pieces) -> None:
        ended = True  # what fails is not begun again
        try:
            ended = next(work, _NO_MORE) is _NO_MORE
        finally:
            # where all was dropped meanwhile another may stand there
            if ended and self._waiting and self._waiting[0] is work:
                self._waiting.popleft()


def dressed(place: QWidget) -> Pieces:
    """Have the style of all that stands in a place looked up while it is still out of sight.

    Shown first, all of it would be looked up in one turn. From within: what holds others brings all of them with it.
    """
    for number, widget in enumerate(reversed(place.findChildren(QWidget)), 1):
        if isValid(widget):  # something may have been taken away since
            widget.ensurePolished()
        if number % _DRESSED == 0:
            yield


def all_of(work: Pieces) -> None:
    """Do it in one, where it has to be done now."""
    for _piece in work:
        pass


def _is_running() -> bool:
    return QThread.currentThread().loopLevel() > 0
