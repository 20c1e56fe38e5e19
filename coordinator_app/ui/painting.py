"""What widgets and delegates both draw: chips, tiles, tick boxes, radio dots and rings."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from coordinator_app.ui import icons
from coordinator_app.ui.theme import Theme


def chip_size(now: Theme, text: str) -> QSize:
    """The size of a status chip (design.md 4.5) at the present text size."""
    width = QFontMetrics(now.font("small-medium")).horizontalAdvance(text)
    return QSize(now.px(7) + now.px(14) + now.px(5) + width + now.px(9) + 2, now.px(24))


def draw_chip(painter: QPainter, area: QRect, now: Theme, kind: str, icon: str, text: str) -> None:
    """A chip of a semantic set with icon and words, filling `area`."""
    draw_box(painter, QRectF(area), now.colour(f"{kind}-bg"), now.colour(f"{kind}-line"), area.height() / 2)
    size = now.px(14)
    left = area.left() + now.px(7) + 1
    draw_icon(painter, QRect(left, area.center().y() - size // 2 + 1, size, size), icon, f"{kind}-fg", 14)
    painter.setFont(now.font("small-medium"))
    painter.setPen(now.colour(f"{kind}-fg"))
    words = QRect(left + size + now.px(5), area.top(), area.width(), area.height())
    words.setRight(area.right() - now.px(6))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def draw_tile(
    painter: QPainter, area: QRect, now: Theme, kind: str, icon: str, *, round_: bool = False
) -> None:
    """The tinted tile at the head of a row; round in the list of a workbench."""
    radius = area.width() / 2 if round_ else now.px(6)
    draw_box(painter, QRectF(area), now.colour(f"{kind}-bg"), now.colour(f"{kind}-line"), radius)
    size = now.px(17 if not round_ else 15)
    inner = QRect(0, 0, size, size)
    inner.moveCenter(area.center())
    draw_icon(painter, inner, icon, f"{kind}-fg", 17 if not round_ else 15)


def draw_icon(painter: QPainter, area: QRect, icon: str, token: str, size: float) -> None:
    """An icon with its top left corner at that of `area`."""
    painter.drawPixmap(area.topLeft(), icons.pixmap(icon, token, size))


def draw_box(
    painter: QPainter,
    area: QRectF,
    fill: QColor,
    edge: QColor,
    radius: float,
    *,
    width: float = 1,
    dashed: bool = False,
) -> None:
    """A rounded box with its edge wholly inside `area`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(edge, width)
    if dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(fill)
    half = width / 2
    painter.drawRoundedRect(area.adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def draw_ring(painter: QPainter, area: QRectF, now: Theme, radius: float) -> None:
    """The 2 px focus ring, inside `area`."""
    draw_box(painter, area, QColor(Qt.GlobalColor.transparent), now.colour("focus"), radius, width=2)


def draw_tick(painter: QPainter, area: QRect, now: Theme, *, on: bool, enabled: bool = True) -> None:
    """A tick box, filled in the accent colour when ticked."""
    edge = now.colour("accent" if on and enabled else "line-strong" if enabled else "line")
    fill = now.colour("accent" if on and enabled else "surface" if enabled else "sunken")
    draw_box(painter, QRectF(area), fill, edge, now.px(4), width=1.5)
    if on:
        size = now.px(13)
        inner = QRect(0, 0, size, size)
        inner.moveCenter(area.center())
        draw_icon(painter, inner, "check", "on-accent" if enabled else "text-3", 13)


def draw_radio(painter: QPainter, area: QRect, now: Theme, *, on: bool, enabled: bool = True) -> None:
    """A radio dot."""
    edge = now.colour("accent" if on and enabled else "line-strong" if enabled else "line")
    box = QRectF(area)
    draw_box(painter, box, now.colour("surface" if enabled else "sunken"), edge, box.width() / 2, width=1.5)
    if on:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(edge)
        painter.drawEllipse(QPointF(box.center()), now.px(5), now.px(5))
        painter.restore()
