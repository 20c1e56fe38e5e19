"""The window: one screen at a time, no name in its title, and a place on the screen that it remembers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from coordinator_app.ui import icons, painting, theme
from coordinator_app.ui.device_settings import DeviceSettings, Place

TITLE = "Coordinator"
_FIRST_SIZE = (1366, 768)
_SMALLEST = (640, 480)
_BAR, _BORDERS = 48, 16  # px of a title bar and of borders, which no system tells before the window is shown


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

    def whose(self) -> str:
        """What the pupil is called whose record is shown, or ""; no title of a window ever says it."""
        from coordinator_app.ui.dialogs import whose  # noqa: PLC0415  (not needed for the first paint)

        return whose(self.centralWidget())

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
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        kept = QRect(place.x, place.y, place.width, place.height) if place else None
        on = next((room for room in screens if kept is not None and room.intersects(kept)), None)
        maximised = self._settings.maximised
        if kept is not None and on is not None:
            self.setGeometry(within(kept, on))
        else:
            room = screens[0] if screens else QRect(0, 0, *_FIRST_SIZE)
            self.resize(
                min(_FIRST_SIZE[0], room.width() - _BORDERS), min(_FIRST_SIZE[1], room.height() - _BAR)
            )
            maximised = maximised or fills(room)
        if maximised:  # shown so later, with its content
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)


def fills(room: QRect) -> bool:
    """Whether the first window with its frame would not fit the screen's free area: it is then shown maximised."""
    return room.width() < _FIRST_SIZE[0] + _BORDERS or room.height() < _FIRST_SIZE[1] + _BAR


def within(kept: QRect, room: QRect) -> QRect:
    """Where the window stood, made smaller and moved so that all of it is on the screen, title bar too."""
    size = QSize(min(kept.width(), room.width() - _BORDERS), min(kept.height(), room.height() - _BAR))
    inside = QRect(kept.topLeft(), size)
    inside.moveRight(min(inside.right(), room.right()))
    inside.moveBottom(min(inside.bottom(), room.bottom()))
    inside.moveLeft(max(inside.left(), room.left()))
    inside.moveTop(max(inside.top(), room.top() + (_BAR if size != kept.size() else 0)))
    return inside
