"""A signature that was made on the screen, shown as it was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coordinator_app.documents.model import Document
from coordinator_app.services import Services
from coordinator_app.ui import painting, theme
from coordinator_app.ui.bridge import guarded

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_WIDE, _HIGH = 270, 90  # px of the design


class SignatureView(QWidget):
    """The picture on paper; `name` says whose it is."""

    def __init__(self, desk: Services, document_id: str, name: str) -> None:
        super().__init__()
        self._image = QImage()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

        def read(session: Session) -> bytes:
            document = session.find(Document, document_id)
            return session.blob(document.content_id) if document is not None else b""

        desk.jobs.read(read, done=guarded(self, self._read), failed=guarded(self, desk.say.trouble))

    def is_shown(self) -> bool:
        """Whether there is a picture."""
        return not self._image.isNull()

    def retheme(self, _now: theme.Theme) -> None:
        """Measure again."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Three times as wide as high."""
        now = theme.current()
        return QSize(now.px(_WIDE), now.px(_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper with the signature on it."""
        now, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painting.draw_box(painter, box, now.colour("paper"), now.colour("line"), now.px(6))
        if self.is_shown():
            room = box.adjusted(4, 4, -4, -4)
            size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(room.center())
            # multiplied, so that the white of the picture is the paper of the theme
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.drawImage(place, self._image)

    def _read(self, content: bytes) -> None:
        self._image = QImage.fromData(content)
        self.update()
