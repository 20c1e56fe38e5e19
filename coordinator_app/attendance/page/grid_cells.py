"""Draws the cells of the grid: the code, what is asked for, what is shut, what is not kept yet, and where the cursor is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coordinator_app.attendance.page.grid_model import TOTAL, Roles
from coordinator_app.attendance.sheet import Asks
from coordinator_app.core.attendance import Counts
from coordinator_app.ui import painting, theme
from coordinator_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_TINTS = {Counts.AUTHORISED: "soon", Counts.UNAUTHORISED: "over"}


class GridCells(QStyledItemDelegate):
    """The letter says what it is; the tint behind an absence only helps to find it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        now, area = theme.current(), QRect(option.rect)
        painter.save()
        painter.setClipRect(area)
        asks, counts = index.data(Roles.ASKS), index.data(Roles.COUNTS)
        painter.fillRect(area, _ground(now, asks, counts))
        self._lines(painter, now, area, index.column())
        tint = _TINTS.get(counts)
        text, proposes = index.data(Qt.ItemDataRole.DisplayRole), index.data(Roles.PROPOSES)
        if text:
            role = "body-strong" if tint else "body"
            self._words(painter, now, area, (role, f"{tint}-fg" if tint else "text"), text)
            if proposes:
                self._beside(painter, now, area, f"{proposes}?")
        elif proposes:
            self._words(painter, now, area, ("body", "text-3"), f"({proposes})")
        elif asks in {Asks.SHUT, Asks.BARRED}:
            self._words(painter, now, area, ("caption", "text-3"), "\N{EN DASH}")
        elif asks is Asks.ASKED:
            self._gap(painter, now, area)
        if index.data(Roles.UNSAVED):
            self._dot(painter, now, area)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.draw_ring(painter, QRectF(area).adjusted(2, 2, -3, -3), now, now.px(4))
        painter.restore()

    @staticmethod
    def _lines(painter: QPainter, now: Theme, area: QRect, column: int) -> None:
        painter.setPen(QPen(now.colour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if column % 2 == 0 or column == TOTAL:  # a day begins
            painter.setPen(QPen(now.colour("line-strong"), 1))
        painter.drawLine(area.topLeft(), area.bottomLeft())

    @staticmethod
    def _words(painter: QPainter, now: Theme, area: QRect, look: tuple[str, str], text: str) -> None:
        painter.setFont(now.font(look[0]))
        painter.setPen(now.colour(look[1]))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    @staticmethod
    def _beside(painter: QPainter, now: Theme, area: QRect, text: str) -> None:
        """What would be expected instead, small in the lower corner."""
        painter.setFont(now.font("caption"))
        painter.setPen(now.colour("over-fg"))
        corner = area.adjusted(0, 0, -now.px(3), -now.px(1))
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, text)

    @staticmethod
    def _gap(painter: QPainter, now: Theme, area: QRect) -> None:
        """A mark is expected here: a short line, as on a form."""
        painter.setPen(QPen(now.colour("text-3"), 1))
        half, foot = now.px(6), area.center().y() + now.px(7)
        painter.drawLine(area.center().x() - half, foot, area.center().x() + half, foot)

    @staticmethod
    def _dot(painter: QPainter, now: Theme, area: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("accent"))
        radius = now.px(3)
        painter.drawEllipse(QPointF(area.right() - 2 * radius, area.top() + 2 * radius), radius, radius)


def _ground(now: Theme, asks: object, counts: object) -> QColor:
    if counts in _TINTS:
        return now.colour(f"{_TINTS[counts]}-bg")
    return now.colour("sunken" if asks in {Asks.SHUT, Asks.BARRED} else "surface")
