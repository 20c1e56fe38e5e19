"""Files dropped anywhere on the window: the whole of it lights up, and whoever takes scans gets them (design 8.7).

Watched at the window's own surface, before any widget: a field would otherwise take the name of a file for typed
text. A widget that takes files itself says so by the property `takes_files` and keeps its own way.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from coordinator_app.ui import painting, theme
from coordinator_app.ui.announce import announce

TAKES_FILES = "takes_files"
_HERE = "Drop the scans here"
_MORE = "They are kept in the vault at once, and read afterwards."
_HOLD_SHIFT = " Hold Shift for what is about safeguarding or health: it is kept apart."
_APART = "Drop them here to keep them apart"
_APART_MORE = "Safeguarding or health: only those see them who may open that."
_LOCKED = "The vault is locked"
_UNLOCK = "Unlock it first, then drop the files again. Nothing has been taken."
_BUSY = "Answer the question on the screen first"
_THEN = "Then drop the files again. Nothing has been taken."
Taker = Callable[[list[Path]], None]


class Veil(QWidget):
    """What lights up over the window while files are above it; the mouse goes through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.lead, self.words, self._welcome = "", "", True
        self.hide()

    def light_up(self, lead: str, words: str, *, welcome: bool) -> None:
        """Cover the window with the words, which are said too."""
        above = self.parentWidget()
        if above is None or (self.isVisible() and self.lead == lead):
            return
        self.lead, self.words, self._welcome = lead, words, welcome
        self.setGeometry(above.rect())
        self.show()
        self.raise_()
        announce(self, f"{lead}. {words}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A frame round the window and the words in the middle of it."""
        now, painter = theme.current(), QPainter(self)
        ground = now.colour("window")
        ground.setAlphaF(0.86)
        painter.fillRect(self.rect(), ground)
        edge = now.colour("accent" if self._welcome else "line-strong")
        frame = QRectF(self.rect()).adjusted(*(now.px(side) for side in (12, 12, -12, -12)))
        clear = now.colour("accent-tint" if self._welcome else "sunken")
        clear.setAlphaF(0.7)
        painting.draw_box(painter, frame, clear, edge, now.px(12), width=2, dashed=self._welcome)
        middle = self.rect().center()
        icon = "scan-line" if self._welcome else "lock"
        side = now.px(32)
        painting.draw_icon(
            painter, self.rect().translated(middle - QPoint(side // 2, side * 2)), icon, "text", 32
        )
        self._text(painter, "h1", "text", self.lead, 0)
        self._text(painter, "body", "text-2", self.words, 34)

    def _text(self, painter: QPainter, role: str, token: str, words: str, down: float) -> None:
        now = theme.current()
        painter.setFont(now.font(role))
        painter.setPen(now.colour(token))
        area = self.rect().adjusted(now.px(40), self.height() // 2 + now.px(down), -now.px(40), 0)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(area, int(flags), words)


class DropAnywhere(QObject):
    """Set `taker` while a vault is open; without one, files are refused in words.

    `apart_taker` gets what is dropped with Shift held down: what is about safeguarding or health.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._surface: QWindow | None = None
        self.taker: Taker | None = None
        self.apart_taker: Taker | None = None
        self.veil = Veil(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._watch_surface()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window gets its surface when it is first shown; what is dragged over it comes there first."""
        kind = event.type()
        if watched is self._window:
            if kind == QEvent.Type.Show:
                self._watch_surface()
            return False
        if kind in {QEvent.Type.DragLeave, QEvent.Type.Drop}:
            self.veil.hide()
        if kind in {QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop} and isinstance(
            event, QDropEvent
        ):
            return self._dragged(event, dropped=kind == QEvent.Type.Drop)
        return False

    def _watch_surface(self) -> None:
        surface = self._window.windowHandle()
        if surface is not None and surface is not self._surface:
            self._surface = surface
            surface.installEventFilter(self)

    def _dragged(self, event: QDropEvent, *, dropped: bool) -> bool:
        paths = files_in(event.mimeData())
        if not paths:
            return False
        if self.taker is not None and self._goes_elsewhere(event):
            self.veil.hide()
            return False
        if self.taker is None or QApplication.activeModalWidget() is not None:
            self._refuse(event, dropped=dropped)
            return True
        event.setDropAction(Qt.DropAction.CopyAction)  # never a move: the file stays where it is
        event.accept()
        apart = self.apart_taker if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else None
        if dropped:
            (apart or self.taker)(paths)
        elif apart is not None:
            self.veil.light_up(_APART, _APART_MORE, welcome=True)
        else:
            self.veil.light_up(_HERE, _MORE + (_HOLD_SHIFT if self.apart_taker else ""), welcome=True)
        return True

    def _refuse(self, event: QDropEvent, *, dropped: bool) -> None:
        event.ignore()
        if not dropped:
            lead, words = (_LOCKED, _UNLOCK) if self.taker is None else (_BUSY, _THEN)
            self.veil.light_up(lead, words, welcome=False)

    def _goes_elsewhere(self, event: QDropEvent) -> bool:
        """Whether the widget below, or one it lies in, takes files itself."""
        below = self._window.childAt(event.position().toPoint())
        while below is not None and below is not self._window:
            if below.property(TAKES_FILES):
                return True
            below = below.parentWidget()
        return False


def files_in(given: QMimeData) -> list[Path]:
    """The files of this computer in what is dragged."""
    return [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]
