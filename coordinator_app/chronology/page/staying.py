"""Keeps the place in the chronology while it is read again: what was looked at stands where it stood, pages and all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QScrollArea

from coordinator_app.chronology.page.entries import EntryList
from coordinator_app.ui.timeline import TimelineItem

_LAID_OUT = frozenset({QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show})
_TRIES = 30  # turns of the window's loop: where the list has become shorter it cannot stand as it stood
_STEADY = 5  # of them: words above it may still be folded anew


class Staying(QObject):
    """`begin` before other entries are put in; the first in sight is then brought back to its height in the window.

    As many pages are read again as were shown. `led` says whether something else leads to an entry: that goes first.
    """

    def __init__(self, entries: EntryList, led: Callable[[], bool]) -> None:
        super().__init__(entries)
        self._entries, self._led = entries, led
        self._narrowed: object = None
        self._keys: tuple[object, ...] = ()
        self._height = 0
        self._number = self._tries = self._steady = 0
        self._asked_at = -1
        self._waiting = False
        self._areas: tuple[QScrollArea, ...] = ()
        entries.installEventFilter(self)

    def begin(self, narrowed: object) -> bool:
        """What comes is narrowed like this: the same list stays where it is, another one is seen from its top.

        Whether it is the same list, to which nothing leads.
        """
        same = narrowed == self._narrowed and not self._led()
        if not same:
            self._keys = ()
        elif not self._keys:  # being read again already, the older mark holds
            self._mark()
        self._narrowed = narrowed
        return same

    def _mark(self) -> None:
        """Remember what is in sight; nothing at the top of the list, where the newest is to be seen."""
        items = self._entries.items()
        self._areas = tuple(_areas_above(self._entries))
        if not any(area.verticalScrollBar().value() for area in self._areas):
            return
        at = next((at for at, one in enumerate(items) if not one.visibleRegion().isEmpty()), None)
        if at is not None:
            # those behind it stand for it, should it not be among what is wanted any more
            self._keys = tuple(one.entry.key for one in items[at:])
            self._height, self._number = _height(items[at]), len(items)
            self._asked_at, self._tries, self._steady = -1, 0, 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Some entries have been made, or they have got their places."""
        if self._keys and event.type() in _LAID_OUT:
            self._soon()
        return super().eventFilter(watched, event)

    def _soon(self) -> None:
        if not self._waiting:
            self._waiting = True
            QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        self._waiting = False
        if self._led():
            self._keys = ()
        if not self._keys or self._entries.is_making():
            return
        items = {one.entry.key: one for one in self._entries.items()}
        more = self._entries.older.isVisibleTo(self._entries)
        if len(items) < self._number and more and len(items) != self._asked_at:
            self._asked_at = len(items)
            self._entries.more.emit()
            return
        found = next((items[key] for key in self._keys if key in items), None)
        self._tries += 1
        self._steady = self._steady + 1 if found is not None and self._bring_back(found) else 0
        if found is None or self._tries >= _TRIES or self._steady >= _STEADY:
            self._keys = ()
        else:
            self._soon()

    def _bring_back(self, item: TimelineItem) -> bool:
        """Scroll towards where it stood; whether it stands there."""
        for area in self._areas:
            inside = area.widget()
            lines = inside.layout() if inside is not None else None
            if lines is not None:
                lines.activate()
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + _height(item) - self._height)
        return abs(_height(item) - self._height) <= 1


def _areas_above(entries: EntryList) -> list[QScrollArea]:
    found, parent = [], entries.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            found.append(parent)
        parent = parent.parentWidget()
    return found


def _height(item: TimelineItem) -> int:
    return item.mapTo(item.window(), QPoint(0, 0)).y()
