"""What of this process a user can see now: the topmost window, and all that is shown in it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def top() -> QWidget:
    """What lies on top: a menu or list that dropped down, else a box that must be answered, else the window."""
    found = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if found is not None:
        return found
    windows = [
        widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and widget.isWindow()
    ]
    assert windows, "there is no window"
    return next((widget for widget in windows if widget.windowTitle() == "Coordinator"), windows[0])


def on_screen() -> Iterator[QWidget]:
    """What lies on top and everything that is seen of what belongs to it, after what was waiting has been drawn."""
    QApplication.processEvents()
    return iter(seen_of(top()))


def seen_of(topmost: QWidget) -> list[QWidget]:
    """It and all that is seen of it. Pages that were left stay made: of what is hidden, what lies in it is not looked at.

    A box of its own is seen also where what it belongs to is hidden.
    """
    found = dict.fromkeys((topmost, *_seen_below(topmost)))
    for box in QApplication.topLevelWidgets():
        if box.isVisible() and box not in found and _belongs(box, topmost):
            found |= dict.fromkeys((box, *_seen_below(box)))
    return list(found)


def _seen_below(widget: QWidget) -> Iterator[QWidget]:
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child.isVisible():
            yield child
            yield from _seen_below(child)


def _belongs(box: QWidget, topmost: QWidget) -> bool:
    parent = box.parentWidget()
    while parent is not None and parent is not topmost:
        parent = parent.parentWidget()
    return parent is topmost
