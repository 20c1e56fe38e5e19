"""The veil over the window while a dialog is open (design.md 2.4)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from coordinator_app.ui import theme


class Dimmer(QWidget):
    """Covers its window, at every size; the text colour at 35 % in light, black at 55 % in dark."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        self.setGeometry(window.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the veil."""
        now = theme.current()
        veil = QColor(Qt.GlobalColor.black) if now.dark else now.colour("text")
        veil.setAlphaF(0.55 if now.dark else 0.35)
        QPainter(self).fillRect(self.rect(), veil)
