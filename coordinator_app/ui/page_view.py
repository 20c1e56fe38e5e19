"""A document on the screen, page by page, with zoom and boxes for redaction (design.md 4.11)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QRubberBand

from coordinator_app.ui.announce import announce
from coordinator_app.ui.page_boxes import Box, BoxWidget, moved, resized
from coordinator_app.ui.page_canvas import PageCanvas

__all__ = ["Box", "PageView"]
_STEP, _STRIDE = (
    4,
    10,
)  # px of the screen that an arrow key moves a box, and how many steps it takes with Ctrl
_NEW = (0.35, 0.46, 0.3, 0.08)


class PageView(PageCanvas):
    """The pages of a document and the boxes on them.

    `boxes_changed` when the user drew, moved, accepted, cleared or removed a box; `box_chosen(place)`, -1 for none.
    Boxes are in fractions of the page as displayed.
    """

    boxes_changed = Signal()
    box_chosen = Signal(int)

    def __init__(self, name: str = "Page", *, can_redact: bool = False) -> None:
        self._can_redact = can_redact
        self._boxes: list[Box] = []
        self._widgets: list[BoxWidget] = []
        self._drawing = False
        self._start: QPointF | None = None
        self._band: QRubberBand | None = None
        self._placing: Box | None = None
        self._peeking = False
        super().__init__(name)

    def set_document(self, count: int) -> None:
        """Show a document of so many pages, without boxes; each is asked for when it is turned to."""
        self._boxes = []
        super().set_document(count)

    # -- boxes --------------------------------------------------------------------------------------------------

    def set_boxes(self, boxes: Sequence[Box]) -> None:
        """Show boxes of all pages; not told as a change."""
        self._boxes = list(boxes)
        self.draw_over()

    def boxes(self) -> list[Box]:
        """All boxes of all pages, as the user left them."""
        return list(self._boxes)

    def draw_box(self, drawing: bool) -> None:
        """With True the next drag of the mouse draws a box, again and again until False, also over what is suggested."""
        self._drawing = drawing and self._can_redact
        for widget in self._widgets:
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, self._drawing)
        self.viewport().setCursor(Qt.CursorShape.CrossCursor if self._drawing else Qt.CursorShape.ArrowCursor)

    def start_box(self) -> None:
        """Put a new box into the middle of the page and choose it (the key B).

        It covers from the first: a box that was moved over a name and never kept with Enter would have covered nothing.
        """
        if not self._can_redact or not self.here():
            return
        left, top, width, height = _NEW
        box = Box(self._page, left, top, width, height, "accepted", "drawn by you")
        self._add(box)
        self._put(len(self._boxes) - 1, placing=True)
        announce(
            self,
            "New box in the middle of the page. It covers. Arrows move it, Shift and arrows resize it, Ctrl goes farther at once, "
            "Enter ends, Escape takes it away.",
        )

    def choose_box(self, place: int) -> None:
        """Go to a box by its place in `boxes()`, turning the page if need be."""
        self.turn_to(self._boxes[place].page)
        for widget in self._widgets:
            if widget.place == place:
                self.ensureVisible(self._area(self._boxes[place]))
                widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- events -------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Down turn pages, B starts a box, V looks under, Ctrl with plus and minus zooms."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and (zoom := _ZOOMS.get(event.key())):
            zoom(self)
        elif event.key() in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self.turn_to(self._page + (1 if event.key() == Qt.Key.Key_PageDown else -1))
        elif event.key() == Qt.Key.Key_B and not control and self._can_redact:
            self.start_box()
        elif event.key() == Qt.Key.Key_V and not control:
            self._peek(peeking=True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """V let go: accepted boxes are black again."""
        if event.key() == Qt.Key.Key_V and not event.isAutoRepeat():
            self._peek(peeking=False)
        super().keyReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to draw a box."""
        if self._drawing and event.button() == Qt.MouseButton.LeftButton:
            self._start = self.mapToScene(event.position().toPoint())
            self._stretch(event.position().toPoint())
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The box that is drawn is seen on the way."""
        if self._start is None:
            super().mouseMoveEvent(event)
        else:
            self._stretch(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The box is drawn."""
        start, self._start = self._start, None
        if self._band is not None:
            self._band.hide()
        if start is None:
            super().mouseReleaseEvent(event)
            return
        page = self._scene.sceneRect()
        drawn = QRectF(start, self.mapToScene(event.position().toPoint())).normalized().intersected(page)
        if drawn.width() > 3 and drawn.height() > 3:
            fractions = (
                drawn.x() / page.width(),
                drawn.y() / page.height(),
                drawn.width() / page.width(),
                drawn.height() / page.height(),
            )
            self._add(Box(self._page, *fractions, "accepted", "drawn by you"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of a box that has the focus."""
        if isinstance(watched, BoxWidget) and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._box_key(watched, event)
            if event.key() == Qt.Key.Key_V and not event.isAutoRepeat():
                self._peek(peeking=False)
        if isinstance(watched, BoxWidget) and isinstance(event, QFocusEvent) and event.lostFocus():
            self._put(watched.place, placing=False)
        return super().eventFilter(watched, event)

    # -- within -------------------------------------------------------------------------------------------------

    def _box_key(self, widget: BoxWidget, event: QKeyEvent) -> bool:
        place, box = widget.place, self._boxes[widget.place]
        if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            return self._to_neighbour(widget, 1 if event.key() == Qt.Key.Key_Tab else -1)
        if event.key() == Qt.Key.Key_Space:
            self._replace(place, box.with_state("suggested" if box.state == "accepted" else "accepted"))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._put(place, placing=False):
                announce(self, "Covered")
            self._replace(place, box.with_state("accepted"))
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} or self._is_escaped(place, event):
            self._remove(place)
        elif (arrow := _ARROWS.get(event.key())) is not None:
            self._shift(place, arrow, event.modifiers())
        else:
            self.keyPressEvent(event)
        return True

    def _is_escaped(self, place: int, event: QKeyEvent) -> bool:
        """Whether a new box that is still being placed is given up."""
        return event.key() == Qt.Key.Key_Escape and self._boxes[place] == self._placing

    def _put(self, place: int, *, placing: bool) -> bool:
        """A new box is put in its place, or is in it; whether anything changed."""
        if not 0 <= place < len(self._boxes) or placing is (self._boxes[place] == self._placing):
            return False
        self._placing = self._boxes[place] if placing else None
        for widget in self._widgets:
            if widget.place == place:
                widget.place_by_eye(placing=placing)
        return True

    def _stretch(self, at: QPoint) -> None:
        if self._start is None:
            return
        if self._band is None:
            self._band = QRubberBand(QRubberBand.Shape.Rectangle, self.viewport())
        self._band.setGeometry(QRect(self.mapFromScene(self._start), at).normalized())
        self._band.show()

    def _drag(self, place: int, box: Box) -> None:
        """A box on its way: told when it is dropped."""
        before, self._boxes[place] = self._boxes[place], box
        if before == self._placing:
            self._placing = box
        self.place_over()

    def _drop(self, place: int) -> None:
        for widget in self._widgets:
            if widget.place == place:
                widget.show_box(self._boxes[place])
        self.boxes_changed.emit()

    def _ask(self, place: int, where: QPoint) -> None:
        """What the keys Space and Delete do, by mouse."""
        menu, box = QMenu(self), self._boxes[place]
        covers = box.state == "accepted"
        turn = menu.addAction("Do not cover" if covers else "Cover")
        remove = menu.addAction("Remove this box")
        other = box.with_state("suggested" if covers else "accepted")
        turn.triggered.connect(lambda: self._if_still(place, box, lambda: self._replace(place, other)))
        remove.triggered.connect(lambda: self._if_still(place, box, lambda: self._remove(place)))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _if_still(self, place: int, box: Box, act: Callable[[], None]) -> None:
        """Do it where this very box still has that place: the boxes may change under an open menu."""
        if place < len(self._boxes) and self._boxes[place] == box:
            act()

    def _shift(self, place: int, arrow: tuple[int, int], held: Qt.KeyboardModifier) -> None:
        """Move a box by a step, resize it with Shift; with Ctrl by ten."""
        steps = _STRIDE if held & Qt.KeyboardModifier.ControlModifier else 1
        unit = steps * _STEP * 100 / self._zoom / self._natural()
        change = resized if held & Qt.KeyboardModifier.ShiftModifier else moved
        page, (across, down) = self._scene.sceneRect(), arrow
        self._replace(
            place, change(self._boxes[place], across * unit / page.width(), down * unit / page.height())
        )
        self.ensureVisible(self._area(self._boxes[place]))

    def _to_neighbour(self, widget: BoxWidget, step: int) -> bool:
        """Tab to the next box of the page; past the last one it goes on as everywhere."""
        place = self._widgets.index(widget) + step
        if not 0 <= place < len(self._widgets):
            return False
        reason = Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason
        self._widgets[place].setFocus(reason)
        return True

    def _add(self, box: Box) -> None:
        self._boxes.append(box)
        self.draw_over()
        self.choose_box(len(self._boxes) - 1)
        self.boxes_changed.emit()

    def _replace(self, place: int, box: Box) -> None:
        if box == self._boxes[place]:
            return
        before, self._boxes[place] = self._boxes[place], box
        if before == self._placing:
            self._placing = box
        for widget in self._widgets:
            if widget.place == place:
                widget.show_box(box)
        self.place_over()
        if before.state != box.state:
            announce(self, "Covered" if box.state == "accepted" else "Not covered")
        self.boxes_changed.emit()

    def _remove(self, place: int) -> None:
        del self._boxes[place]
        self.draw_over()
        here = [number for number, box in enumerate(self._boxes) if box.page == self._page]
        if here:
            self.choose_box(min(here, key=lambda number: abs(number - place)))
        else:
            self.setFocus()
        announce(self, "Box removed")
        self.boxes_changed.emit()

    def _peek(self, *, peeking: bool) -> None:
        self._peeking = peeking
        for widget in self._widgets:
            widget.peek(peeking=peeking)

    def draw_over(self) -> None:
        """Make the boxes of the page shown."""
        for widget in self._widgets:
            widget.hide()
            widget.removeEventFilter(self)
            widget.deleteLater()
        here = [(place, box) for place, box in enumerate(self._boxes) if box.page == self._page]
        self._widgets = []
        for number, (place, box) in enumerate(here, 1):
            widget = BoxWidget(self.viewport(), box, place, number=number, total=len(here), pages=self._count)
            widget.installEventFilter(self)
            widget.chosen.connect(self.box_chosen)
            if self._can_redact:
                widget.dragged.connect(self._drag)
                widget.dropped.connect(self._drop)
                widget.asked.connect(self._ask)
                widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, self._drawing)
            widget.place_by_eye(placing=box == self._placing)
            self._widgets.append(widget)
            widget.setVisible(self.here())
        self.place_over()

    def place_over(self) -> None:
        """Put every box where it belongs."""
        page = QSizeF(self.mapFromScene(self._scene.sceneRect()).boundingRect().size())
        for widget in self._widgets:
            area = self.mapFromScene(self._area(self._boxes[widget.place])).boundingRect()
            widget.place_at(area)
            if self._can_redact:
                widget.let_drag(page)

    def _area(self, box: Box) -> QRectF:
        page = self._scene.sceneRect()
        return QRectF(
            box.x * page.width(), box.y * page.height(), box.width * page.width(), box.height * page.height()
        )


_ZOOMS: dict[int, Callable[[PageView], None]] = {
    Qt.Key.Key_Plus: PageView.zoom_in,
    Qt.Key.Key_Equal: PageView.zoom_in,
    Qt.Key.Key_Minus: PageView.zoom_out,
    Qt.Key.Key_0: PageView.fit_width,
}
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
