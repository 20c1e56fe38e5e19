"""The boxes on a page: each is a real widget, so that the keyboard and a screen reader reach it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, cast

from PySide6.QtCore import QPoint, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from coordinator_app.ui import painting, theme
from coordinator_app.ui.box_drag import LEAST, Drag, dragged, grip_at
from coordinator_app.ui.labels import label

State = Literal["suggested", "accepted"]
# design.md 4.11: the same in both themes, since they lie on paper
_AMBER, _AMBER_EDGE = QColor(0xFC, 0xE7, 0xB8, 150).rgba(), QColor(0xA8, 0x64, 0x00).rgba()
_ROOM = 3


@dataclass(frozen=True, slots=True)
class Box:
    """A redaction box on a page (from 0), in fractions 0..1 of the page as displayed.

    `what` says who or what was found ("another pupil"), without the words themselves; `key` is the caller's.
    """

    page: int
    x: float
    y: float
    width: float
    height: float
    state: State = "suggested"
    what: str = ""
    key: str = ""

    def with_state(self, state: State) -> Box:
        """The same box, accepted or only suggested."""
        return replace(self, state=state)


def moved(box: Box, across: float, down: float) -> Box:
    """The box moved by fractions of the page, kept on the page."""
    return replace(box, x=_within(box.x + across, 1 - box.width), y=_within(box.y + down, 1 - box.height))


def resized(box: Box, across: float, down: float) -> Box:
    """The box made larger or smaller at its right and lower edges, kept on the page."""
    width = min(max(LEAST, box.width + across), 1 - box.x)
    return replace(box, width=width, height=min(max(LEAST, box.height + down), 1 - box.y))


class BoxWidget(QWidget):
    """One box. The focus chooses it; `chosen(place)` says so. A click accepts or clears nothing: Space does.

    `dragged(place, box)` on the way and `dropped(place)` at its end, where `page` gave the size of a page on the screen;
    `asked(place, where on the screen)` for the menu of the right button.
    """

    chosen = Signal(int)
    dragged = Signal(int, object)
    dropped = Signal(int)
    asked = Signal(int, QPoint)

    def __init__(self, parent: QWidget, box: Box, place: int, *, number: int, total: int, pages: int) -> None:
        super().__init__(parent)
        self.place, self._number, self._total, self._pages = place, number, total, pages
        self._peeking = self._is_placed = False
        self._page, self._drag, self._is_dragged = QSizeF(), cast("Drag | None", None), False
        self._tag: QLabel | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("noRing", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_box(box)

    def show_box(self, box: Box) -> None:
        """Show another state of the box."""
        self.box = box
        state = "covered" if box.state == "accepted" else "suggested"
        parts = [f"Redaction {self._number} of {self._total}", state, box.what, f"page {box.page + 1}"]
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setAccessibleDescription(
            "Space covers or clears, Delete removes, arrows move it, with Ctrl farther. By mouse drag it, or its edges; the right "
            "button has the rest"
        )
        self.update()

    def peek(self, *, peeking: bool) -> None:
        """Look under an accepted box for as long as V is held."""
        self._peeking = peeking
        self.update()

    def place_by_eye(self, *, placing: bool) -> None:
        """Show what lies under it while it is put in its place: it covers already."""
        self._is_placed = placing
        self.update()

    def let_drag(self, page: QSizeF) -> None:
        """It may be dragged; `page` is the size of the page on the screen."""
        self._page = page
        self.setMouseTracking(True)

    def place_at(self, area: QRect) -> None:
        """Lie over this part of the viewport, with room for the outline."""
        self.setGeometry(area.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM))
        self._place_tag()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The box is chosen; its label comes up."""
        super().focusInEvent(event)
        if self.box.what:
            self._tag = label(self.box.what[:1].upper() + self.box.what[1:], "caption-medium", "surface")
            self._tag.setParent(self.parentWidget())
            self._tag.setProperty("tag", True)
            self._tag.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._tag.show()
            self._place_tag()
        self.update()
        self.chosen.emit(self.place)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The label goes."""
        super().focusOutEvent(event)
        self._drop_tag()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses; a second one on the chosen box does nothing by itself. A drag begins here."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton and not self._page.isEmpty():
            self._drag = Drag(
                event.globalPosition(), grip_at(event.position().toPoint(), self._inner()), self.box
            )
            self._is_dragged = False
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The box follows a drag; without one the pointer tells what a drag would do."""
        drag = self._drag
        if drag is None:
            self.setCursor(grip_at(event.position().toPoint(), self._inner()).cursor)
            return
        way = event.globalPosition() - drag.start
        if self._is_dragged or way.manhattanLength() >= QApplication.startDragDistance():
            self._is_dragged = True
            across, down = way.x() / self._page.width(), way.y() / self._page.height()
            self.dragged.emit(self.place, dragged(drag.box, drag.grip, across, down))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The box is where it was dragged to."""
        self._drag = None
        if self._is_dragged:
            self._is_dragged = False
            self.dropped.emit(self.place)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button, or the key of the menu."""
        self.asked.emit(self.place, event.globalPos())
        event.accept()

    def _inner(self) -> QRect:
        return self.rect().adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)

    def hideEvent(self, event: QHideEvent) -> None:
        """The label goes with the box."""
        super().hideEvent(event)
        self._drop_tag()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box in its state."""
        now, painter = theme.current(), QPainter(self)
        inner = QRectF(self._inner())
        if self.box.state == "accepted":
            black = now.colour("redact")
            fill = (
                QColor(black.red(), black.green(), black.blue(), 60)
                if self._peeking or self._is_placed
                else black
            )
            painting.draw_box(painter, inner, fill, black, 0)
        else:
            amber, edge = QColor.fromRgba(_AMBER), QColor.fromRgba(_AMBER_EDGE)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(inner, QColor(amber.red(), amber.green(), amber.blue()))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painting.draw_box(painter, inner, QColor(0, 0, 0, 0), edge, 0, width=1.5, dashed=True)
        if self.hasFocus():
            painting.draw_ring(painter, QRectF(self.rect()), now, 2)

    def _place_tag(self) -> None:
        if self._tag is not None:
            self._tag.adjustSize()
            above = self.pos() - QPoint(0, self._tag.height() + 3)
            self._tag.move(max(0, above.x()), above.y() if above.y() >= 0 else self.geometry().bottom() + 3)
            self._tag.raise_()

    def _drop_tag(self) -> None:
        if self._tag is not None:
            self._tag.hide()
            self._tag.deleteLater()
            self._tag = None


def _within(value: float, most: float) -> float:
    return min(max(0.0, value), max(0.0, most))
