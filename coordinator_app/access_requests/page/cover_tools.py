"""The buttons over the item in hand: cover, find text, undo, details of a document."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.ui import layout, theme
from coordinator_app.ui.buttons import button, icon_button

_DRAW, _COVER, _SEEK = "square-dashed", "eraser", "scan-search"


class CoverTools(QWidget):
    """On the pages of a document a box is drawn; in the fields of a record the selected words are covered.

    `held(bool)` when the eye is pressed and let go, under which the covers are lifted.
    """

    held = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._cramped = self._draws = False
        self.cover = button("Cover", "secondary", _COVER)
        self.seek = button("Find text", "secondary", _SEEK)
        self.undo = icon_button("undo-2", "Undo")
        self.details = icon_button("file-text", "Details of the document")
        self.under = icon_button("eye", "Look under the covers while it is held down")
        self.cover.setCheckable(False)
        for one in (self.seek, self.details):
            one.setCheckable(True)
        self.under.pressed.connect(lambda: self.held.emit(True))
        self.under.released.connect(lambda: self.held.emit(False))
        tools = (self.cover, self.seek, self.undo, self.under, self.details)
        layout.add_all(layout.row(self, space=4), *tools)

    def cramp(self, *, cramped: bool) -> None:
        """Where the bar is short of room its buttons keep their words, not their icons."""
        if cramped is not self._cramped:
            self._cramped = cramped
            self._show_icons()

    def draw(self, *, draws: bool) -> None:
        """Whether boxes are drawn now, or words covered."""
        self.cover.setText("Draw box" if draws else "Cover")
        if not draws:
            self.cover.setChecked(False)  # told before it can no longer be: nothing is drawn from now on
        self.cover.setCheckable(draws)
        words = "Cover the words selected (B). Hold Alt to cover the selected letters only"
        self.cover.setToolTip("Draw with the mouse, or press B" if draws else words)
        if draws is not self._draws:
            self._draws = draws
            self._show_icons()

    def retheme_all(self) -> None:
        """A new parent makes Qt forget fonts set by code."""
        for tool in (self.cover, self.seek, self.undo, self.under, self.details):
            theme.refresh(tool, theme.current())

    def _show_icons(self) -> None:
        cover = _DRAW if self._draws else _COVER
        for tool, icon in ((self.cover, cover), (self.seek, _SEEK)):
            tool.set_icon(None if self._cramped else icon)
