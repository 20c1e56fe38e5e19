"""A page view in which words are marked as with a marker pen, the one in hand with an edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from coordinator_app.ui.page_view import PageView

# on paper, which is white in both themes (design.md 4.11)
_MARKER, _EDGE = QColor("#FCE7B8"), QColor("#A86400")
_ROUND = 0.12  # of a mark's height, added on each side


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a page, in fractions of the page as displayed from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


class MarkedView(PageView):
    """`set_marks` gives the places by page, from 0; `hold` chooses the ones in hand and brings them into sight."""

    def __init__(self, name: str = "Page") -> None:
        self._marks: Mapping[int, Sequence[Mark]] = {}
        self._held: tuple[int, tuple[Mark, ...]] = (-1, ())
        self._to_show = False
        super().__init__(name)

    def set_marks(self, marks: Mapping[int, Sequence[Mark]]) -> None:
        """Mark these places; none of them is in hand."""
        self._marks, self._held = dict(marks), (-1, ())
        self.viewport().update()

    def marks_of(self, page: int) -> tuple[Mark, ...]:
        """What is marked on a page."""
        return tuple(self._marks.get(page, ()))

    @property
    def held(self) -> tuple[int, tuple[Mark, ...]]:
        """The page and the places in hand; page -1 for none."""
        return self._held

    def hold(self, page: int, marks: Sequence[Mark]) -> None:
        """Turn to the page and show these places; at once, or when the page has come."""
        self._held, self._to_show = (page, tuple(marks)), True
        self.turn_to(page)
        self._show_held()
        self.viewport().update()

    def draw_over(self) -> None:
        """Another page is shown, or this one has come."""
        super().draw_over()
        self._show_held()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The marks of the page shown, so that the words can still be read under them."""
        super().drawForeground(painter, rect)
        if not self.here():
            return
        painter.save()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for mark in self._marks.get(self._page, ()):
            painter.fillRect(self._place(mark), _MARKER)
        painter.restore()
        if self._held[0] == self._page:
            edge = QPen(_EDGE, 2)
            edge.setCosmetic(True)
            painter.setPen(edge)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for mark in self._held[1]:
                painter.drawRect(self._place(mark))

    def _place(self, mark: Mark) -> QRectF:
        page = self._scene.sceneRect()
        room = (mark.bottom - mark.top) * page.height() * _ROUND
        place = QRectF(
            mark.left * page.width(),
            mark.top * page.height(),
            (mark.right - mark.left) * page.width(),
            (mark.bottom - mark.top) * page.height(),
        )
        return place.adjusted(-room, -room, room, room)

    def _show_held(self) -> None:
        page, marks = self._held
        if self._to_show and page == self._page and self.here() and marks:
            self._to_show = False
            self.ensureVisible(self._place(marks[0]), 40, 60)
