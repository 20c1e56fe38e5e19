"""The status chip: a state in one icon and a few words (design.md 4.5)."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from coordinator_app.ui import painting, theme
from coordinator_app.ui.theme import Theme

Set = Literal["over", "soon", "safe", "pause", "info", "neutral"]
# design.md 2.1: the icon that a set has unless another is named
ICONS: dict[Set, str] = {
    "over": "octagon-alert", "soon": "clock-alert", "safe": "clock",
    "pause": "circle-pause", "info": "info", "neutral": "circle-dashed",
}  # fmt: skip


class StatusChip(theme.KeepsFont, QLabel):
    """Not clickable; its text is what a screen reader says."""

    def __init__(self, kind: Set, icon: str | None, text: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("textRole", "small-medium")
        self.show_state(kind, icon, text)
        self.retheme(theme.current())

    def show_state(self, kind: Set, icon: str | None, text: str) -> None:
        """Another state; without an icon, the set's own."""
        self._kind: Set = kind
        self._icon = icon or ICONS[kind]
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def kind(self) -> Set:
        """The semantic set shown."""
        return self._kind

    def sizeHint(self) -> QSize:
        """As wide as icon and words need."""
        return painting.chip_size(theme.current(), self.text())

    def minimumSizeHint(self) -> QSize:
        """A chip is never cut."""
        return self.sizeHint()

    def retheme(self, _theme: Theme) -> None:
        """Measure again."""
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painting.draw_chip(QPainter(self), self.rect(), theme.current(), self._kind, self._icon, self.text())
