"""One school or provider on the tab: its name, what a refused key says, and the grid of its weeks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coordinator_app.attendance.page.grid import MarkGrid
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.cards import Card
from coordinator_app.ui.labels import heading, label, restyle

HOW = "Type a code, or / for a whole day. Arrows go from session to session."


class RefusalLine(QWidget):
    """One line that says how to type, and in its place why a key did nothing; it never moves the grid."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label(HOW, "small", "text-2", wrap=True)
        layout.column(self, space=0).addWidget(self.words)

    def tell(self, words: str) -> None:
        """Say why, or with "" how to type."""
        if words and words != self.words.text():
            announce(self, words, assertive=True)
        self.words.setText(words or HOW)
        restyle(self.words, "small", "over-fg" if words else "text-2")


class PlacePart(Card):
    """The grid is as high as its rows."""

    def __init__(self, name: str) -> None:
        super().__init__(space=8)
        self.name = name
        self.title = heading(name)
        self.says = RefusalLine()
        self.grid = MarkGrid(f"Attendance at {name}, a week in each row", one_week=False, fits=True)
        self.grid.refused.connect(self.says.tell)
        for one in (self.title, self.says, self.grid):
            self.body.addWidget(one)
