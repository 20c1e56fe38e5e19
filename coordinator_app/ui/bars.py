"""The thin bar that shows how much of something is used or done."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coordinator_app.ui import painting, theme


class ThinBar(QWidget):
    """6 px high; `colour` is the token of the filled part. The words beside it carry the meaning."""

    def __init__(self, share: float = 0.0, colour: str = "accent") -> None:
        super().__init__()
        self._share, self._token = 0.0, colour
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_share(share)

    def set_share(self, share: float, colour: str | None = None) -> None:
        """Fill from 0.0 to 1.0."""
        self._share = min(1.0, max(0.0, share))
        self._token = colour or self._token
        self.update()

    @property
    def share(self) -> float:
        """How much is filled."""
        return self._share

    def sizeHint(self) -> QSize:
        """6 px high at 100 %."""
        return QSize(theme.current().px(80), theme.current().px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw trough and filled part."""
        now = theme.current()
        painter = QPainter(self)
        box, radius = QRectF(self.rect()), self.height() / 2
        painting.draw_box(painter, box, now.colour("sunken"), now.colour("line"), radius)
        inside = QPainterPath()
        inside.addRoundedRect(box, radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(inside)
        painter.fillRect(QRectF(0, 0, box.width() * self._share, box.height()), now.colour(self._token))
