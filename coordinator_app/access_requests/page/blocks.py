"""Small blocks that the stages share: facts in a card, a headed section, columns that stack."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from coordinator_app.ui import layout, sizing, theme
from coordinator_app.ui.cards import Card
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.theme import Theme

_BESIDE = 860  # px of the design: narrower, and columns stack


def facts_card(facts: Iterable[tuple[str, str]]) -> Card:
    """Names and what is recorded under them; a fact without words says so."""
    card = Card(space=12)
    for name, words in facts:
        lines = layout.column(space=2)
        lines.addWidget(label(name, "small", "text-2", wrap=True))
        lines.addWidget(label(words or "Not recorded", "body", "text" if words else "text-3", wrap=True))
        card.body.addLayout(lines)
    return card


def head_row(title: str, *buttons: QPushButton) -> QWidget:
    """A heading with small buttons at its right."""
    holder = QWidget()
    line = layout.row(holder, space=8)
    line.addWidget(heading(title), 1)
    for one in buttons:
        line.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
    return holder


def buttons_row(*buttons: QPushButton) -> QWidget:
    """Buttons from the left, the first the most likely."""
    holder = QWidget()
    line = layout.row(holder, space=12)
    for one in buttons:
        line.addWidget(one)
    line.addStretch(1)
    return holder


def counts_card(counts: Iterable[tuple[str, str]]) -> Card:
    """Names with a figure at the right of each."""
    card = Card(space=6)
    for name, figure in counts:
        line = layout.row(space=12)
        line.addWidget(label(name, "body", "text", wrap=True), 1)
        line.addWidget(label(figure, "body-strong", "text"), 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(line)
    return card


class Entry(QWidget):
    """A row whose words fold, so that what people said can be read whole: title, chip, text, and its buttons."""

    def __init__(self, title: str, text: str, chip: StatusChip, *actions: QPushButton | None) -> None:
        super().__init__()
        lines = layout.column(self, space=6, margins=(16, 12, 16, 12))
        lines.addWidget(label(title, "body-strong", "text", wrap=True))
        if text:
            lines.addWidget(label(text, "small", "text-2", wrap=True))
        foot = layout.row(space=12)
        foot.addWidget(chip)
        foot.addStretch(1)
        for action in actions:
            if action is not None:
                foot.addWidget(action)
        lines.addLayout(foot)
        self.setAccessibleName(", ".join(part for part in (title, text, chip.text()) if part))


class Columns(QWidget):
    """Two columns, one below the other where there is no room."""

    def __init__(self, *, left: int = 1, right: int = 1) -> None:
        super().__init__()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        sizing.keep_spacing(self._line, 24, (0, 0, 0, 0), theme.current().px)
        self.left: QVBoxLayout = layout.column(space=12)
        self.right: QVBoxLayout = layout.column(space=12)
        self._line.addLayout(self.left, left)
        self._line.addLayout(self.right, right)

    def end(self) -> None:
        """Push both columns to the top."""
        self.left.addStretch(1)
        self.right.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack them or put them beside each other."""
        super().resizeEvent(event)
        self._arrange()

    def retheme(self, _theme: Theme) -> None:
        """Another text size leaves another room."""
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() / theme.current().scale >= _BESIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != way:
            self._line.setDirection(way)
