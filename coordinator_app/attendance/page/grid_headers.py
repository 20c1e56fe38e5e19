"""The headers of the grid: a day over its two halves, and the week or pupil at the left."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from coordinator_app.attendance.page.grid_model import TOTAL, Roles
from coordinator_app.ui import theme

_PAD = 12  # px of the design


class DayHeader(QHeaderView):
    """The day stands once over morning and afternoon."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one session: its half of the day's name, and am or pm."""
        now = theme.current()
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, now.colour("surface"))
        painter.setPen(QPen(now.colour("line-strong"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if section % 2 == 0 or section == TOTAL:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.setFont(now.font("small-strong"))
        painter.setPen(now.colour("text-2"))
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        day, _, half = words.partition("\n")
        if half:
            self._day(painter, rect, section, day)
            painter.setFont(now.font("caption"))
            painter.setPen(now.colour("text-3"))
            low = rect.adjusted(0, rect.height() // 2 - now.px(2), 0, 0)
            painter.drawText(low, Qt.AlignmentFlag.AlignCenter, half)
        else:
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def _day(self, painter: QPainter, rect: QRect, section: int, day: str) -> None:
        whole = (
            rect.adjusted(0, 0, rect.width(), 0)
            if section % 2 == 0
            else rect.adjusted(-rect.width(), 0, 0, 0)
        )
        whole.setBottom(rect.top() + rect.height() // 2 + theme.current().px(2))
        painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, day)


class RowHeader(QHeaderView):
    """The words of a row, and behind them in small what tells more."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one row's words; what has no room ends in an ellipsis."""
        now = theme.current()
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, now.colour("surface"))
        painter.setPen(QPen(now.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(now.px(4), 0, -now.px(6), 0)
        model = self.model()
        title = str(model.headerData(section, Qt.Orientation.Vertical))
        more = str(model.headerData(section, Qt.Orientation.Vertical, Roles.MORE) or "")
        painter.setFont(now.font("body"))
        painter.setPen(now.colour("text"))
        used = self._words(painter, room, title)
        room.setLeft(room.left() + used + now.px(_PAD) // 2)
        if room.width() > now.px(36):
            painter.setFont(now.font("caption"))
            painter.setPen(now.colour("text-3"))
            self._words(painter, room, more)
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, room: QRect, words: str) -> int:
        measure = painter.fontMetrics()
        shown = measure.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        return measure.horizontalAdvance(shown)
