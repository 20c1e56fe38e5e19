"""Where something may lie over a page without covering a control (WCAG 2.2, 2.4.11): a free spot near the bottom left."""

from __future__ import annotations

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
    for one in page.findChildren(QWidget):
        if not one.isVisible() or isinstance(one, QScrollArea):
            continue
        asks = isinstance(one, QLabel) and (one.buddy() is not None or one.property(READ_TO_TYPE))
        if not asks and not one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        seen = _seen(one, page)
        if not seen.isEmpty():
            soft = isinstance(one, QAbstractScrollArea) and not isinstance(one, QPlainTextEdit)
            (views if soft else controls).append(seen.adjusted(-_AIR, -_AIR, _AIR, _AIR))
    return controls, views


def _seen(widget: QWidget, page: QWidget) -> QRect:
    """The part that no scroll area cuts off, in the page's coordinates."""
    seen = QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())
    above = widget.parentWidget()
    while above is not None and above is not page and not seen.isEmpty():
        seen = seen.intersected(QRect(above.mapTo(page, QPoint(0, 0)), above.size()))
        above = above.parentWidget()
    return seen
