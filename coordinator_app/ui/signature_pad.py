"""A box to sign in with a pen, a finger or the mouse: strokes can be taken back, and it is a picture in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from coordinator_app.ui import layout, painting, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.theme import Theme

Stroke = list[list[float]]
"""Points [x, y] in parts of the box, 0 to 1, so that a signature fits whatever size the box has."""

_WIDE, _HIGH, _LINE = 900, 300, 5  # px of the picture
_LEAST = 0.02  # of the width: less is a slip of the pen, not a signature
_MOST_POINTS = 20_000


@dataclass(frozen=True, slots=True)
class _Ink:
    colour: QColor
    line: float


class _Sheet(QWidget):
    """Takes the strokes; Backspace takes the last one back, Delete all of them."""

    drawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.strokes: list[Stroke] = []
        self.invalid = False
        self._down = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout.size(self, height=168)

    def sizeHint(self) -> QSize:
        """As wide as a form, three times as wide as high."""
        return QSize(theme.current().px(504), theme.current().px(168))

    def points(self) -> int:
        """How many points there are, over all strokes."""
        return sum(len(stroke) for stroke in self.strokes)

    # the three ways to draw

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen; taken here, so that it does not come a second time as a mouse."""
        acts: dict[QEvent.Type, Callable[[QPointF], None]] = {
            QEvent.Type.TabletPress: self._begin,
            QEvent.Type.TabletMove: self._go_on,
            QEvent.Type.TabletRelease: lambda _at: self._end(),
        }
        act = acts.get(event.type())
        if act is not None:
            act(event.position())
            event.accept()

    def event(self, event: QEvent) -> bool:
        """A finger: the first one draws, others are passed over."""
        if isinstance(event, QTouchEvent) and event.points():
            at = event.points()[0].position()
            acts = {QEvent.Type.TouchBegin: self._begin, QEvent.Type.TouchUpdate: self._go_on}
            act = acts.get(event.type())
            if act is not None:
                act(at)
            else:
                self._end()
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace takes the last stroke back, Delete clears."""
        if event.key() == Qt.Key.Key_Backspace:
            self.take_back()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    def take_back(self) -> None:
        """Take the last stroke back."""
        if self.strokes:
            self.strokes.pop()
            self._changed()

    def clear(self) -> None:
        """Take every stroke back."""
        if self.strokes:
            self.strokes = []
            self._changed()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box as paper, a line to sign on, and the strokes."""
        now, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "over-solid" if self.invalid else "focus" if self.hasFocus() else "line-strong"
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        wide = 2 if self.invalid or self.hasFocus() else 1
        painting.draw_box(painter, box, now.colour("paper"), now.colour(edge), now.px(6), width=wide)
        at = self.height() * 0.78
        painter.setPen(QPen(now.colour("ink"), 1))
        painter.drawLine(QPointF(now.px(24), at), QPointF(self.width() - now.px(24), at))
        if not self.strokes:
            painter.setFont(now.font("small"))
            # the sheet stays paper in the dark, so the hint is ink on paper, not the text of the theme
            painter.setPen(now.colour("ink"))
            area = QRectF(now.px(24), at + now.px(6), self.width(), now.px(28))
            painter.drawText(area, "Sign here with a pen, a finger or the mouse.")
        _draw(painter, self.strokes, self.width(), self.height(), _Ink(now.colour("ink"), self.height() / 60))

    def _begin(self, at: QPointF) -> None:
        self._down = True
        self.strokes.append([self._part(at)])
        self.update()

    def _go_on(self, at: QPointF) -> None:
        if self._down and self.points() < _MOST_POINTS:
            self.strokes[-1].append(self._part(at))
            self.update()

    def _end(self) -> None:
        if self._down:
            self._down = False
            self._changed()

    def _part(self, at: QPointF) -> list[float]:
        wide, high = max(1, self.width()), max(1, self.height())
        return [min(1.0, max(0.0, at.x() / wide)), min(1.0, max(0.0, at.y() / high))]

    def _changed(self) -> None:
        self.update()
        self.drawn.emit()


class SignaturePad(QWidget):
    """An input of a form: `value()` are the strokes (None for none), `png()` the picture to keep."""

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sheet = _Sheet()
        self.undo = button("Undo the last stroke", small=True, icon="undo-2")
        self.wipe = button("Clear", small=True, icon="x")
        lines = layout.column(self, space=8)
        lines.addWidget(self._sheet)
        line = layout.row(space=8)
        layout.add_all(line, self.undo, self.wipe, None)
        lines.addLayout(line)
        layout.size(self, max_width=560)
        self._sheet.drawn.connect(self._drawn)
        self.undo.clicked.connect(self._sheet.take_back)
        self.wipe.clicked.connect(self._sheet.clear)
        self._show()

    def value(self) -> list[Stroke] | None:
        """The strokes, or None when nothing is drawn."""
        return self._sheet.strokes or None

    def set_value(self, value: object) -> None:
        """Show strokes again, such as those of a draft; anything else empties the box."""
        self._sheet.strokes = _strokes(value)
        self._sheet.update()
        self._show()

    def problem(self) -> str:
        """A dot is not a signature."""
        if not self._sheet.strokes or _reach(self._sheet.strokes) >= _LEAST:
            return ""
        return "This is only a dot. Ask them to sign again."

    def set_invalid(self, invalid: bool) -> None:
        """The red edge."""
        self._sheet.invalid = invalid
        self._sheet.update()

    def target(self) -> QWidget:
        """The box itself."""
        return self._sheet

    def png(self) -> bytes:
        """The signature as a PNG, black on white, 900 by 300; b"" when nothing is drawn."""
        return picture(self._sheet.strokes)

    def retheme(self, _now: Theme) -> None:
        """Draw again in the other theme."""
        self._sheet.update()

    def _drawn(self) -> None:
        self._show()
        number = len(self._sheet.strokes)
        announce(self._sheet, "The box is empty" if not number else _counted(number))
        self.edited.emit()

    def _show(self) -> None:
        for one in (self.undo, self.wipe):
            one.setEnabled(bool(self._sheet.strokes))


def picture(strokes: Sequence[Stroke]) -> bytes:
    """Strokes as a PNG, black on white, 900 by 300; b"" for none."""
    if not strokes:
        return b""
    image = QImage(_WIDE, _HIGH, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw(painter, strokes, _WIDE, _HIGH, _Ink(QColor(Qt.GlobalColor.black), _LINE))
    painter.end()
    kept = QByteArray()
    target = QBuffer(kept)
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, "PNG")  # type: ignore[call-overload]  # the stub knows only bytes here
    return bytes(kept.data())


def _draw(painter: QPainter, strokes: Iterable[Stroke], wide: int, high: int, ink: _Ink) -> None:
    pen = QPen(ink.colour, ink.line)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    for stroke in strokes:
        points = [QPointF(x * wide, y * high) for x, y in stroke]
        if len(points) == 1:
            painter.drawPoint(points[0])
        else:
            painter.drawPolyline(QPolygonF(points))


def _reach(strokes: Sequence[Stroke]) -> float:
    """How far the strokes go, across and down together, in parts of the box."""
    across = [x for stroke in strokes for x, _y in stroke]
    down = [y for stroke in strokes for _x, y in stroke]
    return (max(across) - min(across)) + (max(down) - min(down))


def _strokes(value: object) -> list[Stroke]:
    if not isinstance(value, list | tuple):
        return []
    return [[[float(x), float(y)] for x, y in stroke] for stroke in value if stroke]


def _counted(number: int) -> str:
    return "1 stroke" if number == 1 else f"{number} strokes"
