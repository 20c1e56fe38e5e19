"""Three panes beside each other, or one at a time behind three tabs where the window is narrow (design section 3)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

from coordinator_app.ui import layout, theme
from coordinator_app.ui.tabs import CountTabBar
from coordinator_app.ui.theme import Theme

_BESIDE = 860  # px of the design within the menu: narrower, and the panes come one at a time
_SIDES = (316, 332)


class Panes(QWidget):
    """`left`, `middle`, `right` with their titles. `turned(narrow)` when they come one at a time, or no longer."""

    turned = Signal(bool)

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panes = (left, middle, right)
        self.bar = CountTabBar()
        self.bar.setAccessibleName("Parts of this screen")
        for title in ("Items", "Page", "Decision"):
            self.bar.add(title)
        self.bar.currentChanged.connect(lambda _place: self._show())
        self._strip = QFrame()
        layout.row(self._strip, space=0, margins=(16, 0, 16, 0)).addWidget(self.bar)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        lines = layout.column(self, space=0)
        layout.add_all(lines, self._strip, self.splitter)
        lines.setStretch(1, 1)
        for pane in self.panes:  # last of all: each new parent has Qt look up the style of all that is in it
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.narrow = False
        self._sized_for = 0.0
        self._moved = False
        self.splitter.splitterMoved.connect(self._has_moved)
        self._strip.hide()

    def open(self, place: int) -> None:
        """Bring a pane to the front where only one is shown: 0 items, 1 page, 2 decision."""
        self.bar.setCurrentIndex(place)

    def retheme(self, _theme: Theme) -> None:
        """Measure again."""
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One pane or three."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        scale = theme.current().scale
        narrow = self.width() < _BESIDE * scale
        if narrow != self.narrow or self._sized_for != scale:
            self.narrow, self._sized_for = narrow, scale
            self._strip.setVisible(narrow)
            self._show()
            self._moved = False
            self.turned.emit(narrow)
        if not self._moved:
            self._share_out()

    def _has_moved(self) -> None:
        self._moved = True

    def _show(self) -> None:
        for place, pane in enumerate(self.panes):
            pane.setVisible(not self.narrow or place == self.bar.currentIndex())

    def _share_out(self) -> None:
        left, right = (theme.current().px(side) for side in _SIDES)
        beside = not self.narrow
        for pane, wide in ((self.panes[0], left), (self.panes[2], right)):
            pane.setMinimumWidth(round(wide * 0.8) if beside else 0)
            pane.setMaximumWidth(round(wide * 1.4) if beside else 16_777_215)
        if beside:
            self.splitter.setSizes([left, max(100, self.width() - left - right), right])
