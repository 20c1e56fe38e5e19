"""Lucide icons in the colour of a token, sharp at every pixel ratio, each drawn once."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from coordinator_app.resources import resource
from coordinator_app.ui import theme


def icon(name: str, colour: str = "text", size: int = 18) -> QIcon:
    """An icon of resources/icons in the colour of a token, `size` px at 100 %.

    Raises FileNotFoundError for an unknown name and KeyError for an unknown token.
    """
    drawn = QIcon(pixmap(name, colour, size))
    drawn.addPixmap(pixmap(name, "text-3", size), QIcon.Mode.Disabled)
    return drawn


def pixmap(name: str, colour: str = "text", size: float = 18, *, gap: float = 0) -> QPixmap:
    """The same as a pixmap; `gap` px of empty room follow on the right (between a button's icon and text)."""
    now = theme.current()
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _drawn(name, now.px(size), now.px(gap), now.colour(colour).name(), ratio)


@lru_cache(maxsize=512)
def _drawn(name: str, size: int, gap: int, colour: str, ratio: float) -> QPixmap:
    renderer = _renderer(name, colour)
    drawn = QPixmap(round((size + gap) * ratio), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    # design.md 2.5: stroke 1.75 rather than the file's 2
    text = text.replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="1.75"')
    return QSvgRenderer(QByteArray(text.encode()))
