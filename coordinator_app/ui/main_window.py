"""The window: one screen at a time, no name in its title, and a place on the screen that it remembers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from coordinator_app.ui import icons, painting, theme
from coordinator_app.ui.device_settings import DeviceSettings, Place

TITLE = "Coordinator"
_FIRST_SIZE = (1366, 768)
_SMALLEST = (640, 480)


def window_icon() -> QIcon:
    """The mark, drawn at several sizes."""
    icon = QIcon()
    now = theme.current()
    for side in (16, 24, 32, 48, 64, 128):
        drawn = QPixmap(side, side)
        drawn.fill(now.colour("accent"))
        painter = QPainter(drawn)
        painting.draw_box(
            painter, QRectF(0, 0, side, side), now.colour("accent"), now.colour("accent"), side / 5
        )
        mark = icons.pixmap("shield-check", "on-accent", side * 0.7 / now.scale)
        painter.drawPixmap(
            QRect(round(side * 0.15), round(side * 0.15), round(side * 0.7), round(side * 0.7)), mark
        )
        painter.end()
        icon.addPixmap(drawn)
    return icon


class MainWindow(QMainWindow):
    """Emits `closing` once when the user closes it (the close waits for `allow_close`), `hidden(bool)` when minimised."""

    closing = Signal()
    hidden = Signal(bool)

    def __init__(self, settings: DeviceSettings) -> None:
        super().__init__()
        self._settings = settings
        self._may_close = False
        self._closing = False
        self._asked = False
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.setMinimumSize(*_SMALLEST)
        self._put_in_place()

    def show_screen(self, screen: QWidget) -> None:
        """Show a screen in place of the one before, which is destroyed."""
        self.setCentralWidget(screen)
        first = getattr(screen, "first_focus", None)
        if callable(first):
            first()

    def blank(self) -> None:
        """Take everything off the screen at once: dialogs, menus, toasts and the page; nothing is asked."""
        for widget in QApplication.topLevelWidgets():
            if widget is not self and widget.isVisible():
                widget.hide()
        empty = QWidget()
        empty.setAccessibleName(TITLE)
        old = self.takeCentralWidget()
        self.setCentralWidget(empty)
        if old is not None:
            old.hide()
        self.repaint()
        self._old = old

    def remember_place(self) -> None:
        """Keep where the window stands for the next start."""
        self._settings.maximised = self.isMaximized()
        area = self.normalGeometry() if self.isMaximized() else self.geometry()
        self._settings.place = Place(area.x(), area.y(), area.width(), area.height())

    def allow_close(self) -> None:
        """Everything is put away: close for good."""
        self._may_close = True
        if not self._closing:  # within its own close event Qt ignores another close
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Put away first, close afterwards; a second call changes nothing."""
        if not self._asked:
            self._asked = True
            self.remember_place()
            self._closing = True
            self.closing.emit()
            self._closing = False
        event.setAccepted(self._may_close)

    def changeEvent(self, event: QEvent) -> None:
        """Say when the window goes out of sight."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.hidden.emit(self.isMinimized())

    def _put_in_place(self) -> None:
        place = self._settings.place
        area = QRect(place.x, place.y, place.width, place.height) if place else None
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        if area is not None and any(screen.intersects(area) for screen in screens):
            self.setGeometry(area)
        else:
            room = screens[0] if screens else QRect(0, 0, *_FIRST_SIZE)
            self.resize(min(_FIRST_SIZE[0], room.width()), min(_FIRST_SIZE[1], room.height()))
        if self._settings.maximised:
            self.showMaximized()
