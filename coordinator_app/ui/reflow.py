"""Which layout fits: the width of the window divided by the text size decides (design.md 3)."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.ui import theme

Shape = Literal["wide", "rail", "drawer", "single"]


def shape_for(width: float, scale: float) -> Shape:
    """The layout for a window `width` px wide at a text size of `scale`."""
    effective = width / scale
    if effective >= 1180:
        return "wide"
    if effective >= 900:
        return "rail"
    return "drawer" if effective >= 680 else "single"


class Reflow(QObject):
    """Watches a widget (the window); `changed(shape)` when another layout is due."""

    changed = Signal(str)

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self._watched = watched
        self._shape: Shape = shape_for(watched.width(), theme.current().scale)
        watched.installEventFilter(self)
        theme.current().changed.connect(self._look)

    @property
    def shape(self) -> Shape:
        """The layout due now."""
        return self._shape

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look again at every change of size."""
        if event.type() == QEvent.Type.Resize:
            self._look()
        return False

    def _look(self) -> None:
        shape = shape_for(self._watched.width(), theme.current().scale)
        if shape != self._shape:
            self._shape = shape
            self.changed.emit(shape)
