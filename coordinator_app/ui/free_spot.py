"""Where something may lie over a page without covering a control (WCAG 2.2, 2.4.11): a free spot near the bottom left."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QPlainTextEdit, QScrollArea, QWidget

READ_TO_TYPE = "read_to_type"
"""The property of a text without which a control cannot be used, such as the letters that it takes: never covered."""
_STEP = 8
_AIR = 6  # px round a control that stay free as well: its focus ring


def free_spot(size: QSize, page: QWidget, area: QRect, edge: int) -> QPoint | None:
    """The corner of a spot of `size` near the foot of `area` (both in px, `area` in the page's own coordinates).

    It is at most twice its height above the lowest place: further up it would lie between questions and answers. It
    covers no control of `page`, and no list or document if there is room elsewhere; None if every spot does. `edge` is
    the way to the edges of the area.
    """
    controls, views = _controls(page)
    spots = _spots(size, area, edge)
    for taken in (controls + views, controls):
        found = next((one for one in spots if not any(one.intersects(each) for each in taken)), None)
        if found is not None:
            return found.topLeft()
    return None


def _spots(size: QSize, area: QRect, edge: int) -> list[QRect]:
    """From the bottom up, at the left and at the right."""
    right = area.right() + 1 - edge - size.width()
    lefts = sorted({area.left() + edge, max(area.left() + edge, right)})
    lowest = area.bottom() + 1 - edge - size.height()
    tops = range(lowest, lowest - 2 * size.height(), -_STEP)
    return [QRect(QPoint(left, top), size) for top in tops for left in lefts]


def _controls(page: QWidget) -> tuple[list[QRect], list[QRect]]:
    """What is in sight of each control, its question and what is read to use it; and of each list and document.

    The latter can be scrolled.
    """
    controls: list[QRect] = []
    views: list[QRect] = []
    for one, seen in _in_sight(page):
        if isinstance(one, QScrollArea):
            continue
        asks = isinstance(one, QLabel) and (one.buddy() is not None or one.property(READ_TO_TYPE))
        if asks or one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            soft = isinstance(one, QAbstractScrollArea) and not isinstance(one, QPlainTextEdit)
            (views if soft else controls).append(seen.adjusted(-_AIR, -_AIR, _AIR, _AIR))
    return controls, views


def _in_sight(page: QWidget) -> Iterator[tuple[QWidget, QRect]]:
    """Each widget with the part of it that no scroll area cuts off, in the page's coordinates.

    What lies in something hidden or scrolled out of sight is not looked at: a record has a thousand such widgets.
    """
    waiting: list[tuple[QWidget, QPoint, QRect | None]] = [(page, QPoint(0, 0), None)]
    while waiting:
        above, corner, clip = waiting.pop()
        for one in above.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if not one.isVisible() or one.isWindow():
                continue
            at = corner + one.pos()
            whole = QRect(at, one.size())
            seen = whole if clip is None else whole.intersected(clip)
            if not seen.isEmpty():
                yield one, seen
                waiting.append((one, at, seen))
