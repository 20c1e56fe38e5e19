"""The bar chart: a value in each bar, a dashed target, and a table twin for those who read by ear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from coordinator_app.ui import layout, painting, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import ElidedLabel, label
from coordinator_app.ui.tables import HIDDEN, Column, Table
from coordinator_app.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `value` None is a hidden figure, drawn empty with [c]."""

    name: str
    value: float | None

    def shown(self) -> str:
        """The figure as text."""
        return HIDDEN if self.value is None else f"{self.value:g}"


class Bars(QWidget):
    """The drawing. Left and Right read each bar aloud; on target is solid, below is pale with an outline."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title, self._bars, self._most, self._at = title, list[Bar](), 100.0, -1
        self._target: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_bars([], None)

    def show_bars(self, bars: Sequence[Bar], target: float | None, most: float = 100.0) -> None:
        """Show bars up to `most` on the scale."""
        self._bars, self._target, self._most, self._at = list(bars), target, max(most, 1e-9), -1
        said = ", ".join(f"{bar.name}: {_spoken(bar)}" for bar in self._bars)
        self.setAccessibleName(f"{self._title}. {said}")
        self.setAccessibleDescription("Left and right arrows read one bar at a time")
        self.update()

    def retheme(self, _theme: Theme) -> None:
        """Measure again."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """104 px high with the names below."""
        return QSize(theme.current().px(300), theme.current().px(104))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read bar by bar."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._bars:
            super().keyPressEvent(event)
            return
        self._at = min(max(0, self._at + step), len(self._bars) - 1)
        bar = self._bars[self._at]
        announce(self, f"{bar.name}: {_spoken(bar)}")
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No bar is read any more."""
        self._at = -1
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw bars, figures, names, base line and target."""
        if not self._bars:
            return
        now, painter = theme.current(), QPainter(self)
        foot, gap = now.px(22), now.px(8)
        field = QRectF(now.px(4), now.px(4), self.width() - now.px(8), self.height() - foot - now.px(4))
        wide = (field.width() - gap * (len(self._bars) - 1)) / len(self._bars)
        for place, bar in enumerate(self._bars):
            column = QRectF(field.left() + place * (wide + gap), field.top(), wide, field.height())
            self._bar(painter, now, column, bar)
            name = QRect(int(column.left() - gap / 2), int(field.bottom()) + 2, int(wide + gap), foot - 2)
            self._words(painter, now, name, "caption", "text-3", bar.name)
            if place == self._at:
                painting.draw_ring(painter, column.adjusted(-3, -3, 3, 0), now, now.px(4))
        painter.setPen(QPen(now.colour("line-strong"), 1))
        painter.drawLine(QPointF(field.left(), field.bottom()), QPointF(field.right(), field.bottom()))
        if self._target is not None:
            self._target_line(painter, now, field)

    def _bar(self, painter: QPainter, now: Theme, column: QRectF, bar: Bar) -> None:
        share = min(1.0, max(0.0, (bar.value or 0) / self._most)) if bar.value is not None else 0.5
        solid = bar.value is not None and (self._target is None or bar.value >= self._target)
        area = column.adjusted(0.5, column.height() * (1 - share) + 0.5, -0.5, 0)
        shape = QPainterPath()
        radius = now.px(3)
        shape.addRoundedRect(area.adjusted(0, 0, 0, radius), radius, radius)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(area.adjusted(-1, -1, 1, 0))
        painter.setPen(QPen(now.colour("accent" if bar.value is not None else "line-strong"), 1))
        painter.setBrush(
            now.colour("accent" if solid else "accent-tint" if bar.value is not None else "sunken")
        )
        painter.drawPath(shape)
        painter.restore()
        figure = QRect(int(column.left()), int(area.bottom()) - now.px(20), int(column.width()), now.px(18))
        inside = area.height() >= now.px(20)
        if not inside:
            figure.moveBottom(int(area.top()) - 1)
        self._words(
            painter, now, figure, "caption-medium", "on-accent" if solid and inside else "text", bar.shown()
        )

    def _target_line(self, painter: QPainter, now: Theme, field: QRectF) -> None:
        height = field.bottom() - field.height() * min(1.0, (self._target or 0) / self._most)
        painter.setPen(_dashes(now))
        painter.drawLine(QPointF(0, height), QPointF(self.width(), height))

    @staticmethod
    def _words(painter: QPainter, now: Theme, area: QRect, role: str, token: str, text: str) -> None:
        painter.setFont(now.font(role))
        painter.setPen(now.colour(token))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


class _Dash(QWidget):
    """A piece of the dashed line, beside the word Target."""

    def __init__(self) -> None:
        super().__init__()
        layout.size(self, width=18, height=2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setPen(_dashes(theme.current()))
        painter.drawLine(0, 0, self.width(), 0)


class BarChart(QWidget):
    """Title, target, bars, and a button that turns the bars into a table and back."""

    def __init__(
        self, title: str, bars: Sequence[Bar] = (), *, target: float | None = None, first: str = "Week"
    ) -> None:
        super().__init__()
        self._target = label("", "caption", "text-3")
        self.bars = Bars(title)
        self.table = Table([Column(first), Column(title, figures=True)], f"{title}, as a table")
        self.switch = button("Show as table", "quiet", small=True, accessible=f"Show as table: {title}")
        self.switch.clicked.connect(self._turn)
        head = layout.row(space=8)
        head.addWidget(ElidedLabel(title, "small-strong", "text"), 1)
        self._dash = _Dash()
        head.addWidget(self._dash, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._target)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.bars)
        self._stack.addWidget(self.table)
        layout.size(self._stack, height=104)
        lines = layout.column(self, space=8)
        lines.addLayout(head)
        lines.addWidget(self._stack)
        lines.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_bars(bars, target=target)

    def show_bars(self, bars: Sequence[Bar], *, target: float | None = None, most: float = 100.0) -> None:
        """Show other figures, in the bars and in the table."""
        self.bars.show_bars(bars, target, most)
        self.table.rows.show_rows([(bar.name, bar.shown()) for bar in bars])
        self._dash.setVisible(target is not None)
        self._target.setText("" if target is None else f"Target {target:g}")

    def _turn(self) -> None:
        table = self._stack.currentWidget() is self.bars
        self._stack.setCurrentWidget(self.table if table else self.bars)
        layout.size(self._stack, height=38 + 33 * min(8, self.table.rows.rowCount()) if table else 104)
        self.switch.setText("Show as bars" if table else "Show as table")
        self.switch.setAccessibleName(self.switch.text())


def _dashes(now: Theme) -> QPen:
    pen = QPen(now.colour("text"), 1)
    pen.setDashPattern([3, 2])
    return pen


def _spoken(bar: Bar) -> str:
    return "hidden to protect pupils" if bar.value is None else bar.shown()
