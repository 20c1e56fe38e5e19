"""Says under a field, while it is typed, which characters no printed page can show (decision 27); it never blocks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from coordinator_app.core.printable import NO_GLYPH, listed, unprintable
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import IconLabel, label


class PrintHint(QWidget):
    """Follows one input that is typed. `changed` when the words differ."""

    changed = Signal()

    def __init__(self, answer: TextInput | LongText) -> None:
        super().__init__()
        self._words: QLabel | None = None
        self._input = answer
        self.text = ""
        self.hide()
        answer.textChanged.connect(self._look)
        self._look()

    def _look(self) -> None:
        letters = unprintable(self._typed())
        text = hint(letters) if letters else ""
        if text == self.text:
            return
        first, self.text = not self.text, text
        if text:
            self._line().setText(text)
        self.setVisible(bool(text))
        self.changed.emit()
        if first and self._input.hasFocus():
            announce(self._input, text)

    def _typed(self) -> str:
        typed = self._input
        return typed.toPlainText() if isinstance(typed, LongText) else typed.text()

    def _line(self) -> QLabel:
        """Made at first need: hardly any field ever shows it."""
        if self._words is None:
            line = layout.row(self, space=6)
            line.addWidget(IconLabel("printer", "text-2", 16), 0, Qt.AlignmentFlag.AlignTop)
            self._words = label("", "small", "text-2", wrap=True)
            line.addWidget(self._words, 1)
        return self._words


def hint(letters: tuple[str, ...]) -> str:
    """The words for characters that cannot be printed, and what to do."""
    return (
        f"{listed(letters)} cannot be printed: {NO_GLYPH} would stand on paper. Add it in Latin letters too."
    )
