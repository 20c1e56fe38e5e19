"""Facts that stand in two columns where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from coordinator_app.ui import layout, theme
from coordinator_app.ui.cards import Card
from coordinator_app.ui.labels import label

_TWO_COLUMNS = 720  # px of the design


class FactsCard(Card):
    """Names with their words, in two columns where there is room; a long text has the whole width."""

    def __init__(self, facts: Sequence[tuple[str, str]], *, long: int = 80) -> None:
        super().__init__(space=10)
        self._facts = [(_fact(name, words), len(words) > long) for name, words in facts]
        self._grid = layout.grid(space=14)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._columns = 0
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        self._fit()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._fit()

    def _fit(self) -> None:
        columns = 2 if self.width() / theme.current().scale >= _TWO_COLUMNS else 1
        if columns == self._columns:
            return
        self._columns = columns
        for one, _long in self._facts:
            self._grid.removeWidget(one)
        row, column = 0, 0
        for one, is_long in self._facts:
            wide = is_long or columns == 1
            if wide and column:
                row, column = row + 1, 0
            self._grid.addWidget(one, row, column, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
            row, column = (row + 1, 0) if wide or column else (row, 1)


def _fact(name: str, words: str) -> QWidget:
    holder = QWidget()
    holder.setAccessibleName(f"{name}: {words}")
    lines = layout.column(holder, space=0)
    lines.addWidget(label(name, "small", "text-2"))
    lines.addWidget(label(words, "body-strong", wrap=True))
    return holder
