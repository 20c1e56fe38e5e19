"""Cards: a white sheet with a thin edge, padded, or a list of rows with lines between them."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from coordinator_app.ui import layout
from coordinator_app.ui.told_apart import ToldApart


class Card(QFrame):
    """Put widgets into `body`; padding 16 unless told otherwise. The heading stands above a card, not in it."""

    def __init__(self, *, padding: float = 16, space: float = 8) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.body: QVBoxLayout = layout.column(
            self, space=space, margins=(padding, padding, padding, padding)
        )


class CardList(Card):
    """Rows one under another with a line between them. Buttons that would be called the same are told apart."""

    def __init__(self) -> None:
        super().__init__(padding=1, space=0)
        self._rows: list[QWidget] = []
        self._apart = ToldApart()

    def add(self, row: QWidget) -> None:
        """Put a row at the end."""
        if self._rows:
            self.body.addWidget(separator())
        self._rows.append(row)
        self.body.addWidget(row)
        self._apart.add(row)

    def clear(self) -> None:
        """Take all rows away."""
        self._rows.clear()
        self._apart.clear()
        layout.clear(self.body)

    def rows(self) -> list[QWidget]:
        """The rows in order."""
        return list(self._rows)


def separator() -> QFrame:
    """A thin line across."""
    line = QFrame()
    line.setProperty("separator", True)
    line.setFixedHeight(1)
    return line
