"""The focus ring: a 2 px line 2 px outside the widget that has the focus (design.md 4.1)."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from coordinator_app.ui import painting, theme
from coordinator_app.ui.alive import Held, alive, held, upwards

_OUT = 4  # 2 px of room and 2 px of line
_MOVES = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show, QEvent.Type.ParentChange}
)


class _Ring(QWidget):
    """The overlay that is drawn; `clip` is the part of it not cut off by a scroll area."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.clip = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        now, painter = theme.current(), QPainter(self)
        painter.setClipRect(self.clip)
        painting.draw_ring(painter, QRectF(self.rect()), now, now.px(6) + 2)


class FocusRing(QObject):
    """Follows the focus of the whole application; make one, after the theme is applied.

    It keeps no window alive: one whose last owner lets go must die there and then, not in the middle of the next change
    of focus, where Qt still uses it.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: _Ring | None = None
        self._watched: list[Held] = []
        self._target: Held | None = None
        self._last: tuple[Held | None, bool] = (None, False)
        app.focusChanged.connect(self._moved)

    def shown_round(self) -> QWidget | None:
        """The widget that the ring is round now, or None."""
        alive = self._ring is not None and shiboken6.isValid(self._ring)
        return self._there() if alive and self._ring is not None and self._ring.isVisible() else None

    def _there(self) -> QWidget | None:
        """The widget that has the focus and wants the ring, if it still lives."""
        return alive(self._target)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The widget, or something it lies in, has moved."""
        if event.type() in _MOVES:
            self._place()
        return False

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        for watched in self._watched:
            if (widget := alive(watched)) is not None:
                widget.removeEventFilter(self)
        self._watched, self._target = [], None
        if now is not None and self._wanted(now, came_back=before is None):
            self._target = held(now)
            for above in upwards(now):
                above.installEventFilter(self)
                self._watched.append(held(above))
        self._place()

    def _wanted(self, widget: QWidget, *, came_back: bool) -> bool:
        """Whether to show the ring; a widget to which the window's focus only comes back keeps what it had."""
        last, shown = self._last
        wanted = shown if came_back and alive(last) is widget else _wants_ring(widget)
        self._last = (held(widget), wanted)
        return wanted

    def _place(self) -> None:
        target = self._there()
        if target is None or not target.isVisible():
            self._hide()
            return
        ring = self._ring_on(target.window())
        corner = target.mapTo(target.window(), QPoint(0, 0))
        area = QRect(corner, target.size()).adjusted(-_OUT, -_OUT, _OUT, _OUT)
        ring.setGeometry(area)
        ring.clip = _seen(target, area).translated(-area.topLeft())
        ring.raise_()
        ring.show()
        ring.update()

    def _ring_on(self, window: QWidget) -> _Ring:
        ring = self._ring
        if ring is None or not shiboken6.isValid(ring):
            ring = _Ring(window)
        elif ring.parentWidget() is not window:
            ring.setParent(window)
        self._ring = ring
        return ring

    def _hide(self) -> None:
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()


def _wants_ring(widget: QWidget) -> bool:
    if widget.property("noRing") or _only_holds(widget):
        return False
    if isinstance(widget, QLineEdit | QPlainTextEdit | QComboBox):
        return not widget.property("bare")
    # a mouse button still down means that the focus came from a click
    return QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton


def _only_holds(widget: QWidget) -> bool:
    """Whether it is a mere part of the window, to which Qt gave the focus for want of anything better."""
    return type(widget) is QWidget and widget.focusPolicy() is Qt.FocusPolicy.NoFocus


def _seen(target: QWidget, area: QRect) -> QRect:
    """The part of `area` (in window coordinates) that no scroll area cuts off."""
    seen, widget = area, target.parentWidget()
    window = target.window()
    while widget is not None and widget is not window:
        above = widget.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is widget:
            seen = seen.intersected(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()))
        widget = above
    return seen
