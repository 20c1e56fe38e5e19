"""Brings one entry into sight: the pages before it are read until it is there, and its words are unfolded."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QPushButton, QScrollArea

from coordinator_app.chronology.page.entries import EntryList
from coordinator_app.ui.announce import announce
from coordinator_app.ui.marking import SETTLED, into_sight
from coordinator_app.ui.timeline import TimelineItem

_SHOW_ALL = "Show all of"
_LAID_OUT = frozenset({QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show})


class Finding(QObject):
    """Looks in `entries` for the entry last asked for, each time some more of them have been made."""

    def __init__(self, entries: EntryList) -> None:
        super().__init__(entries)
        self._entries, self._wanted = entries, ""
        self._asked_at = -1
        self._waiting = False
        self._found: TimelineItem | None = None
        self._areas: set[QScrollArea] = set()
        entries.installEventFilter(self)

    def show(self, entry_id: str) -> None:
        """Bring this entry into sight as soon as it is there."""
        self._wanted, self._asked_at, self._found = entry_id, -1, None
        self._watch_areas()
        self._look()

    def is_looking(self) -> bool:
        """Whether an entry is still to be brought into sight."""
        return bool(self._wanted)

    def _watch_areas(self) -> None:
        """An area can be scrolled further only once it knows that there is more: it says so last of all."""
        parent = self._entries.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea) and parent not in self._areas:
                self._areas.add(parent)
                parent.verticalScrollBar().rangeChanged.connect(self._soon)
            parent = parent.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Some entries have been made, or they have got their places."""
        if event.type() in _LAID_OUT:
            self._soon()
        return super().eventFilter(watched, event)

    def _soon(self) -> None:
        if self._wanted and not self._waiting:
            self._waiting = True
            QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        self._waiting = False
        items = self._entries.items()
        found = next((item for item in items if item.entry.key == self._wanted), None)
        if found is not None and self._wanted:
            self._bring(found)
        elif self._wanted and len(items) != self._asked_at and self._entries.older.isVisibleTo(self._entries):
            self._asked_at = len(items)
            self._entries.more.emit()

    def _bring(self, item: TimelineItem) -> None:
        """It can be scrolled to only once all above it have their places, so this is tried until it is seen."""
        if self._found is not item:
            self._found = item
            _show(item)
        if not item.visibleRegion().isEmpty():
            self._wanted, self._found = "", None
        else:
            into_sight(item)
            QTimer.singleShot(SETTLED, self, self._soon)


def _show(item: TimelineItem) -> None:
    for unfolds in item.findChildren(QPushButton):
        if unfolds.accessibleName().startswith(_SHOW_ALL) and not unfolds.isHidden():
            unfolds.click()
    item.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    item.setFocus(Qt.FocusReason.OtherFocusReason)
    announce(item, item.accessibleName())
