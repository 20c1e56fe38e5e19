"""What a backup holds, beside what the vault holds now: dates and counts, in a small table of labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from coordinator_app.core.errors import AuditAltered
from coordinator_app.core.restoring import Checked, Compared, compared
from coordinator_app.ui import layout, theme
from coordinator_app.ui.cards import Card
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.restore.rows import moment

_FIGURES = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_GAP = 20  # px of the design between two columns
ALTERED = "The audit log in this backup was altered."
COUNTED = "Records in the trash are counted too."
UNREAD = "Your passphrase does not open every store: those that it does not open come back as they were."


class Comparison(Card):
    """Shows a `Checked`; a screen reader hears each line as one sentence, at its first cell."""

    def __init__(self, checked: Checked, kinds: Mapping[str, str]) -> None:
        super().__init__(padding=12, space=8)
        self.setAccessibleName("What the backup holds")
        self._two = checked.now is not None
        grid = layout.grid(space=6)
        grid.setColumnStretch(0, 1)
        lines = [self._head(), *self._dates(checked), *map(self._line, compared(checked, kinds))]
        for at, cells in enumerate(lines):
            for column, cell in enumerate(cells):
                grid.addWidget(cell, at, column)
        if checked.altered:
            rest = say_altered(checked.altered).removeprefix(ALTERED).lstrip()
            self.body.addWidget(Note("over", ALTERED, rest))
        self.body.addLayout(grid)
        self.body.addWidget(label(COUNTED, "small", "text-2", wrap=True))
        if checked.unread:
            self.body.addWidget(label(UNREAD, "small", "text-2", wrap=True))

    def _head(self) -> list[QLabel]:
        titles = (
            ["What it holds", "In the backup", "Now"] if self._two else ["What it holds", "In the backup"]
        )
        return _cells(titles, "small-medium", "text-2")

    def _dates(self, checked: Checked) -> list[list[QLabel]]:
        last = checked.backup.last_change
        words = ["Last change", moment(last) if last else "None"]
        if checked.now is not None:
            now = checked.now.last_change
            words.append(moment(now) if now else "None")
        made = ["Backup made", moment(checked.made_at), *(["-"] if self._two else [])]
        return [_spoken(made[:2], made), _spoken(words, words)]

    def _line(self, one: Compared) -> list[QLabel]:
        words = [one.words, str(one.backup), *([str(one.now)] if one.now is not None else [])]
        if one.now is None or one.now == one.backup:
            return _spoken(words, words)
        cells = _cells(words, "body-strong", "text")
        cells[0].setAccessibleName(f"{one.words}: {one.backup} in the backup, {one.now} now, not the same")
        return cells


def say_altered(altered: Sequence[str]) -> str:
    """That somebody altered the audit log in the backup, in sentences: seen in red and heard before it is restored."""
    next_step = f"{AuditAltered.next_step} The backup can be restored, and holds what the vault held."
    return " ".join((ALTERED, *altered, next_step))


def _spoken(said: list[str], shown: list[str]) -> list[QLabel]:
    cells = _cells(shown, "body", "text")
    names = ("", "in the backup", "now")
    rest = ", ".join(f"{text} {names[at]}" for at, text in enumerate(said) if at)
    cells[0].setAccessibleName(f"{said[0]}: {rest}")
    return cells


def _cells(words: list[str], role: str, colour: str) -> list[QLabel]:
    made = [label(text, role, colour, wrap=True) for text in words]
    for cell in made[1:]:
        cell.setAlignment(_FIGURES)
        cell.setContentsMargins(theme.current().px(_GAP), 0, 0, 0)
    return made
