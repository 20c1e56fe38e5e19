"""The boxes on a page: each is a real widget, so that the keyboard and a screen reader reach it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHideEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from coordinator_app.ui import painting, theme
from coordinator_app.ui.labels import label

State = Literal["suggested", "accepted"]
# design.md 4.11: the same in both themes, since they lie on paper
_AMBER, _AMBER_EDGE = QColor(0xFC, 0xE7, 0xB8, 150).rgba(), QColor(0xA8, 0x64, 0x00).rgba()
_LEAST = 0.005
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
    width = min(max(_LEAST, box.width + across), 1 - box.x)
    return replace(box, width=width, height=min(max(_LEAST, box.height + down), 1 - box.y))


class BoxWidget(QWidget):
    """One box. The focus chooses it; `chosen(place)` says so. A click accepts or clears nothing: Space does."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget, box: Box, place: int, *, number: int, total: int, pages: int) -> None:
        super().__init__(parent)
        self.place, self._number, self._total, self._pages = place, number, total, pages
        self._peeking = False
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
            "Space covers or clears, Delete removes, arrows move it, with Ctrl farther"
        )
        self.update()

    def peek(self, *, peeking: bool) -> None:
        """Look under an accepted box for as long as V is held."""
        self._peeking = peeking
        self.update()

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
        """A click chooses; a second one on the chosen box does nothing by itself."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def hideEvent(self, event: QHideEvent) -> None:
        """The label goes with the box."""
        super().hideEvent(event)
        self._drop_tag()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box in its state."""
        now, painter = theme.current(), QPainter(self)
        inner = QRectF(self.rect()).adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
        if self.box.state == "accepted":
            black = now.colour("redact")
            fill = QColor(black.red(), black.green(), black.blue(), 60) if self._peeking else black
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
