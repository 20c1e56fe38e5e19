"""The sheet under the boxes: a document page by page, its zoom, and what lies over it kept in its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QImage, QPainter, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView

from coordinator_app.ui import theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.theme import Theme

LEAST, MOST = 50, 400
SMALLEST = 20  # percent to which a whole page is fitted
WIDEST = 150  # percent to which a page is fitted by itself
_SKIPS = 0.75  # below this scale, painting leaves out lines of pixels
_PER_INCH, _FINEST = 96, 300  # dots to the inch at 100 %, and at most
_EDGE = 16
_KEPT = 12  # pages whose pixels are kept for turning back to: one of A4 takes 8 to 35 MB


def decoded(data: bytes) -> QImage:
    """The picture in PNG or JPEG bytes, on any thread once a canvas has been made. ValueError when it is none."""
    image = QImage.fromData(data)
    if image.isNull():
        raise ValueError("this is not an image that can be shown")
    return image


@cache
def _ready() -> None:
    """Classes and readers of Qt's are made on the window's thread only: here, before a worker needs them."""
    dot = QImage(1, 1, QImage.Format.Format_RGB32)
    for kind in ("PNG", "JPEG"):
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        dot.save(buffer, kind)  # type: ignore[call-overload]  # the stub forgets devices
        decoded(bytes(buffer.data().data()))


class PageCanvas(QGraphicsView):
    """One page at a time. Give images by `set_pages` (all of them) or `set_document` (fetched when wanted).

    The pixels of a few pages are kept; a page that was let go is asked for again when it is turned to.
    `page_wanted(page)` asks for an image; `page_changed(page)` and `zoom_changed(percent)` are for the toolbar.
    Pages count from 0. What lies over the page is put there by `draw_over` and `place_over`.
    """

    page_wanted = Signal(int)
    page_changed = Signal(int)
    zoom_changed = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self._count, self._page, self._zoom = 0, 0, 100
        self._images: dict[int, QPixmap] = {}
        self._given: tuple[bytes, ...] = ()
        _ready()
        self._fit, self._whole, self._waiting = True, False, ""
        self._anew = True  # the page shown has not been drawn yet: it begins at its top
        self._sheet: QGraphicsPixmapItem | None = None
        self.setAccessibleName(name)
        self.viewport().setAccessibleName(name)  # it is said to take the focus too
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)

    def draw_over(self) -> None:
        """Another page is shown: make what lies over it."""

    def place_over(self) -> None:
        """The page has moved or was zoomed: what lies over it goes along."""

    def wait_for(self, words: str) -> None:
        """What is said in the middle until the page shown has come, "" for nothing."""
        self._waiting = words
        self.viewport().update()

    def fine_dpi(self) -> int:
        """How finely a page is to be drawn, in dots to the inch, so that it is sharp as wide as it is ever fitted."""
        return min(_FINEST, round(_PER_INCH * WIDEST / 100 * self.devicePixelRatioF()))

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Say what is waited for."""
        super().drawForeground(painter, rect)
        if self._waiting and not self.here():
            now = theme.current()
            painter.resetTransform()
            painter.setFont(now.font("body"))
            painter.setPen(now.colour("text-2"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._waiting)

    # -- the document -------------------------------------------------------------------------------------------

    def set_pages(self, images: Sequence[bytes]) -> None:
        """Show a document whose pages are all here, as PNG or JPEG bytes."""
        self.set_document(len(images))
        self._given = tuple(images)
        self._show_given(0)

    def set_document(self, count: int) -> None:
        """Show a document of so many pages; each is asked for by `page_wanted` when it is turned to."""
        self._count, self._page, self._given, self._anew = count, 0, (), True
        self._images.clear()
        self._draw_page()
        if count:
            self.page_wanted.emit(0)

    def show_image(self, page: int, data: bytes | QImage) -> None:
        """The image of a page has come, as bytes or `decoded` by a worker; raises ValueError when it is no image."""
        image = decoded(data) if isinstance(data, bytes) else data
        self._images.pop(page, None)
        self._images[page] = QPixmap.fromImage(image)
        self._let_go()
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
        self._page, self._anew = page, True
        self._show_given(page)
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
        self._fit, self._whole = True, False
        self._fit_now()

    def fit_page(self) -> None:
        """The whole page in sight, from now on at every change of size too."""
        self._fit = self._whole = True
        self._fit_now()

    @property
    def fits_page(self) -> bool:
        """Whether the whole page is kept in sight."""
        return self._fit and self._whole

    def here(self) -> bool:
        """Whether the page shown has its image."""
        return self._page in self._images

    def place_of(self, point: QPoint) -> tuple[float, float]:
        """Where a point of the viewport lies on the page, in fractions."""
        page, there = self._scene.sceneRect(), self.mapToScene(point)
        return there.x() / page.width(), there.y() / page.height()

    # -- events -------------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page as wide as there is room."""
        super().resizeEvent(event)
        self._fit_now()
        self.place_over()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What lies over it goes with the page."""
        super().scrollContentsBy(dx, dy)
        self.place_over()

    def retheme(self, now: Theme) -> None:
        """The colours round the page."""
        self.setBackgroundBrush(QBrush(now.colour("sunken")))
        self._draw_page()

    # -- within -------------------------------------------------------------------------------------------------

    def _show_given(self, page: int) -> None:
        if page < len(self._given) and page not in self._images:
            self.show_image(page, self._given[page])

    def _let_go(self) -> None:
        """Of what is not in view, the page that came first goes first."""
        for page in [one for one in self._images if one != self._page][: max(0, len(self._images) - _KEPT)]:
            del self._images[page]

    def _draw_page(self) -> None:
        now = theme.current()
        self._scene.clear()
        self._sheet = None
        image = self._images.get(self._page)
        if image is not None:
            area = QRectF(image.rect())
            edge = QPen(now.colour("line-strong"), 1)
            edge.setCosmetic(True)
            self._scene.addRect(area, edge, QBrush(now.colour("paper")))
            self._sheet = self._scene.addPixmap(image)
            self._sheet.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
            self._scene.addRect(area, edge)
            self._scene.setSceneRect(area)
            self._fit_now() if self._fit else self._zoom_to(self._zoom)
            if self._anew:  # after the zoom: that keeps the middle where it was
                self._anew = False
                self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())
        self.draw_over()

    def _natural(self) -> float:
        """What to multiply the image by so that a portrait A4 page is 794 px wide at 100 %."""
        area = self._scene.sceneRect()
        return 1123 / max(area.width(), area.height(), 1)

    def _zoom_to(self, percent: int) -> None:
        percent = min(MOST, max(SMALLEST if self.fits_page else LEAST, percent))
        self.resetTransform()
        factor = self._natural() * percent / 100
        self.scale(factor, factor)
        self._make_smaller(factor * self.devicePixelRatioF())
        changed, self._zoom = percent != self._zoom, percent
        self.place_over()
        if changed:
            self.zoom_changed.emit(percent)

    def _make_smaller(self, factor: float) -> None:
        """A page shown much smaller than it was drawn is made smaller by mean values: painting would skip lines."""
        image, sheet = self._images.get(self._page), self._sheet
        if image is None or sheet is None:
            return
        width = max(1, round(image.width() * factor))
        shown = image
        if factor < _SKIPS:
            shown = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        if sheet.pixmap().width() != shown.width():
            sheet.setPixmap(shown)
        sheet.setScale(image.width() / shown.width())

    def _fit_now(self) -> None:
        if self._fit and self._page in self._images:
            # room for the scroll bar is left in any case: a page that just fits without it would be made narrower and
            # lower by it, want no bar, grow, want one, and so on for ever, with the window frozen
            scroll = self.verticalScrollBar()
            at_top, bar = scroll.value() == scroll.minimum(), scroll.sizeHint().width()
            room = self.width() - bar - 2 * _EDGE
            page, natural = self._scene.sceneRect(), self._natural()
            percent = min(WIDEST, int(100 * room / (page.width() * natural)))
            if self._whole:
                percent = min(percent, int(100 * (self.height() - _EDGE) / (page.height() * natural)))
            self._zoom_to(percent)
            if at_top:  # as the room becomes another, what was read at the top is still there
                scroll.setValue(scroll.minimum())
