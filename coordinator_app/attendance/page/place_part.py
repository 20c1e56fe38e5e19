"""One school or provider on the tab: its name, what a refused key says, and the grid of its weeks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from coordinator_app.attendance.page.grid import MarkGrid
from coordinator_app.attendance.sheet import Row
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.cards import Card
from coordinator_app.ui.labels import heading, label, restyle

HOW = "Type a code, or / for a whole day. Arrows go from session to session."
_SUSPENDED = "(E) stands where the pupil is suspended: press E, or Ctrl+Enter for the whole row."


class RefusalLine(QWidget):
    """One line that says how to type, and in its place why a key did nothing; it never moves the grid."""

    def __init__(self) -> None:
        super().__init__()
        self._how = HOW
        self.words = label(HOW, "small", "text-2", wrap=True)
        layout.column(self, space=0).addWidget(self.words)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """What there is to say of these rows; why a key did nothing stays until the next key."""
        some = any(cell.proposes for row in rows for cell in row.cells)
        resting, self._how = self.words.text() == self._how, f"{HOW} {_SUSPENDED}" if some else HOW
        if resting:
            self.tell("")

    def tell(self, words: str) -> None:
        """Say why, or with "" how to type."""
        if words and words != self.words.text():
            announce(self, words, assertive=True)
        self.words.setText(words or self._how)
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

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show what is kept now."""
        self.grid.show_rows(rows)
        self.says.show_rows(rows)
