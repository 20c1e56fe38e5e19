"""A document on the screen, page by page, with zoom and boxes for redaction (design.md 4.11)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView

from coordinator_app.ui import theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.page_boxes import Box, BoxWidget, moved, resized
from coordinator_app.ui.theme import Theme

__all__ = ["Box", "PageView"]
LEAST, MOST = 50, 400
_EDGE = 16
_STEP = 4  # px of the screen that an arrow key moves a box
_NEW = (0.35, 0.46, 0.3, 0.08)


class PageView(QGraphicsView):
    """One page at a time. Give images by `set_pages` (all of them) or `set_document` (fetched when wanted).

    `boxes_changed` when the user drew, moved, accepted, cleared or removed a box; `page_wanted(page)` asks for an
    image; `page_changed(page)` and `zoom_changed(percent)` for the toolbar; `box_chosen(place)`, -1 for none.
    Pages count from 0; boxes are in fractions of the page as displayed.
    """

    boxes_changed = Signal()
    box_chosen = Signal(int)
    page_wanted = Signal(int)
    page_changed = Signal(int)
    zoom_changed = Signal(int)

    def __init__(self, name: str = "Page", *, can_redact: bool = False) -> None:
        super().__init__()
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self._can_redact = can_redact
        self._count, self._page, self._zoom = 0, 0, 100
        self._images: dict[int, QPixmap] = {}
        self._boxes: list[Box] = []
        self._widgets: list[BoxWidget] = []
        self._drawing = False
        self._start: QPointF | None = None
        self._fit = True
        self._peeking = False
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)

    # -- the document -------------------------------------------------------------------------------------------

    def set_pages(self, images: Sequence[bytes]) -> None:
        """Show a document whose pages are all here, as PNG or JPEG bytes."""
        self.set_document(len(images))
        for page, data in enumerate(images):
            self.show_image(page, data)

    def set_document(self, count: int) -> None:
        """Show a document of so many pages; each is asked for by `page_wanted` when it is turned to."""
        self._count, self._page = count, 0
        self._images.clear()
        self._boxes = []
        self._draw_page()
        if count:
            self.page_wanted.emit(0)

    def show_image(self, page: int, data: bytes) -> None:
        """The image of a page has come; raises ValueError when it is no image."""
        image = QImage.fromData(data)
        if image.isNull():
            raise ValueError("this is not an image that can be shown")
        self._images[page] = QPixmap.fromImage(image)
        if page == self._page:
            self._draw_page()

    @property
    def page(self) -> int:
        """The page shown, from 0."""
        return self._page

    @property
    def page_count(self) -> int:
        """How many pages the document has."""
        return self._count

    def turn_to(self, page: int) -> None:
        """Show another page, within the document."""
        page = min(max(0, page), max(0, self._count - 1))
        if page == self._page:
            return
        self._page = page
        self._draw_page()
        if page not in self._images:
            self.page_wanted.emit(page)
        self.page_changed.emit(page)
        announce(self, f"Page {page + 1} of {self._count}")

    # -- zoom ---------------------------------------------------------------------------------------------------

    @property
    def zoom(self) -> int:
        """Percent of the page's natural size, at which A4 is 794 px wide."""
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        """Zoom, between 50 and 400 %."""
        self._fit = False
        self._zoom_to(percent)

    def zoom_in(self) -> None:
        """A quarter larger."""
        self.set_zoom(round(self._zoom * 1.25))

    def zoom_out(self) -> None:
        """A fifth smaller."""
        self.set_zoom(round(self._zoom / 1.25))

    def fit_width(self) -> None:
        """As wide as there is room, from now on at every change of size too."""
        self._fit = True
        self._fit_now()

    # -- boxes --------------------------------------------------------------------------------------------------

    def set_boxes(self, boxes: Sequence[Box]) -> None:
        """Show boxes of all pages; not told as a change."""
        self._boxes = list(boxes)
        self._draw_boxes()

    def boxes(self) -> list[Box]:
        """All boxes of all pages, as the user left them."""
        return list(self._boxes)

    def draw_box(self, drawing: bool) -> None:
        """With True the next drag of the mouse draws a box, again and again until False."""
        self._drawing = drawing and self._can_redact
        self.viewport().setCursor(Qt.CursorShape.CrossCursor if self._drawing else Qt.CursorShape.ArrowCursor)

    def start_box(self) -> None:
        """Put a new box into the middle of the page and choose it (the key B)."""
        if not self._can_redact or self._page not in self._images:
            return
        left, top, width, height = _NEW
        self._add(Box(self._page, left, top, width, height, "suggested", "drawn by you"))
        announce(
            self,
            "New box in the middle of the page. Arrows move it, Shift and arrows resize it, Enter keeps it.",
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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to draw a box."""
        if self._drawing and event.button() == Qt.MouseButton.LeftButton:
            self._start = self.mapToScene(event.position().toPoint())
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The box is drawn."""
        start, self._start = self._start, None
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page as wide as there is room."""
        super().resizeEvent(event)
        self._fit_now()
        self._place_boxes()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The boxes go with the page."""
        super().scrollContentsBy(dx, dy)
        self._place_boxes()

    def retheme(self, now: Theme) -> None:
        """The colours round the page."""
        self.setBackgroundBrush(QBrush(now.colour("sunken")))
        self._draw_page()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of a box that has the focus."""
        if isinstance(watched, BoxWidget) and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._box_key(watched, event)
            if event.key() == Qt.Key.Key_V and not event.isAutoRepeat():
                self._peek(peeking=False)
        return super().eventFilter(watched, event)

    # -- within -------------------------------------------------------------------------------------------------

    def _box_key(self, widget: BoxWidget, event: QKeyEvent) -> bool:
        place, box = widget.place, self._boxes[widget.place]
        if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            return self._to_neighbour(widget, 1 if event.key() == Qt.Key.Key_Tab else -1)
        if event.key() == Qt.Key.Key_Space:
            self._replace(place, box.with_state("suggested" if box.state == "accepted" else "accepted"))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._replace(place, box.with_state("accepted"))
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._remove(place)
        elif (arrow := _ARROWS.get(event.key())) is not None:
            across, down = arrow
            area = self._area(box)
            unit = _STEP * 100 / self._zoom / self._natural()
            change = resized if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else moved
            page = self._scene.sceneRect()
            self._replace(place, change(box, across * unit / page.width(), down * unit / page.height()))
            self.ensureVisible(area)
        else:
            self.keyPressEvent(event)
        return True

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
        self._draw_boxes()
        self.choose_box(len(self._boxes) - 1)
        self.boxes_changed.emit()

    def _replace(self, place: int, box: Box) -> None:
        if box == self._boxes[place]:
            return
        before, self._boxes[place] = self._boxes[place], box
        for widget in self._widgets:
            if widget.place == place:
                widget.show_box(box)
        self._place_boxes()
        if before.state != box.state:
            announce(self, "Covered" if box.state == "accepted" else "Not covered")
        self.boxes_changed.emit()

    def _remove(self, place: int) -> None:
        del self._boxes[place]
        self._draw_boxes()
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

    def _draw_page(self) -> None:
        now = theme.current()
        self._scene.clear()
        image = self._images.get(self._page)
        if image is not None:
            area = QRectF(image.rect())
            edge = QPen(now.colour("line-strong"), 1)
            edge.setCosmetic(True)
            self._scene.addRect(area, edge, QBrush(now.colour("paper")))
            self._scene.addPixmap(image).setTransformationMode(Qt.TransformationMode.SmoothTransformation)
            self._scene.addRect(area, edge)
            self._scene.setSceneRect(area)
            self._fit_now() if self._fit else self._zoom_to(self._zoom)
        self._draw_boxes()

    def _draw_boxes(self) -> None:
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
            self._widgets.append(widget)
            widget.setVisible(self._page in self._images)
        self._place_boxes()

    def _place_boxes(self) -> None:
        for widget in self._widgets:
            area = self.mapFromScene(self._area(self._boxes[widget.place])).boundingRect()
            widget.place_at(area)

    def _area(self, box: Box) -> QRectF:
        page = self._scene.sceneRect()
        return QRectF(
            box.x * page.width(), box.y * page.height(), box.width * page.width(), box.height * page.height()
        )

    def _natural(self) -> float:
        """What to multiply the image by so that a portrait A4 page is 794 px wide at 100 %."""
        area = self._scene.sceneRect()
        return 1123 / max(area.width(), area.height(), 1)

    def _zoom_to(self, percent: int) -> None:
        percent = min(MOST, max(LEAST, percent))
        self.resetTransform()
        factor = self._natural() * percent / 100
        self.scale(factor, factor)
        changed, self._zoom = percent != self._zoom, percent
        self._place_boxes()
        if changed:
            self.zoom_changed.emit(percent)

    def _fit_now(self) -> None:
        if self._fit and self._page in self._images:
            room = self.viewport().width() - 2 * _EDGE
            self._zoom_to(min(150, int(100 * room / (self._scene.sceneRect().width() * self._natural()))))

    def place_of(self, point: QPoint) -> tuple[float, float]:
        """Where a point of the viewport lies on the page, in fractions."""
        page, there = self._scene.sceneRect(), self.mapToScene(point)
        return there.x() / page.width(), there.y() / page.height()


_ZOOMS: dict[int, Callable[[PageView], None]] = {
    Qt.Key.Key_Plus: PageView.zoom_in,
    Qt.Key.Key_Equal: PageView.zoom_in,
    Qt.Key.Key_Minus: PageView.zoom_out,
    Qt.Key.Key_0: PageView.fit_width,
}
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
