"""A box worked by mouse: dragged inside it moves, dragged at an edge or a corner it is resized (design.md 4.11)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, Qt

if TYPE_CHECKING:
    from coordinator_app.ui.page_boxes import Box

LEAST = 0.005
"""How small a box may be made, in fractions of the page."""
_GRIP = 7
_EDGE = Qt.CursorShape.SizeHorCursor, Qt.CursorShape.SizeVerCursor
_CORNER = Qt.CursorShape.SizeFDiagCursor, Qt.CursorShape.SizeBDiagCursor


@dataclass(frozen=True, slots=True)
class Grip:
    """Where a box is held: -1 for its left or upper edge, 1 for its right or lower one, 0 for neither."""

    across: int = 0
    down: int = 0

    @property
    def cursor(self) -> Qt.CursorShape:
        """What the pointer looks like there."""
        if self.across and self.down:
            return _CORNER[0] if self.across == self.down else _CORNER[1]
        if self.across or self.down:
            return _EDGE[0] if self.across else _EDGE[1]
        return Qt.CursorShape.SizeAllCursor


@dataclass(frozen=True, slots=True)
class Drag:
    """One drag: where it began on the screen, how the box is held, and the box as it was."""

    start: QPointF
    grip: Grip
    box: Box


def grip_at(at: QPoint, area: QRect) -> Grip:
    """How a box is held at a point of its widget; of a small one there is always an inside."""
    return Grip(_side(at.x(), area.left(), area.right()), _side(at.y(), area.top(), area.bottom()))


def _side(at: int, low: int, high: int) -> int:
    reach = min(_GRIP, (high - low) // 4)
    return -1 if at <= low + reach else 1 if at >= high - reach else 0


def dragged(box: Box, grip: Grip, across: float, down: float) -> Box:
    """The box after a drag by fractions of the page; it stays on the page and never turns inside out."""
    if not grip.across and not grip.down:
        return replace(
            box,
            x=_within(box.x + across, 0.0, 1 - box.width),
            y=_within(box.y + down, 0.0, 1 - box.height),
        )
    x, width = _stretched(box.x, box.width, grip.across, across)
    y, height = _stretched(box.y, box.height, grip.down, down)
    return replace(box, x=x, y=y, width=width, height=height)


def _stretched(start: float, length: float, side: int, change: float) -> tuple[float, float]:
    if side < 0:
        now = _within(start + change, 0.0, start + length - LEAST)
        return now, start + length - now
    return start, _within(length + side * change, LEAST, 1 - start)


def _within(value: float, least: float, most: float) -> float:
    return min(max(least, value), max(least, most))
