"""The line of the workbench in which words to cover are looked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label


class FindLine(QWidget):
    """`wanted(words)` when the user asks to look for them; `closed` when the line is put away by its own button."""

    wanted = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = TextInput(hint="Words to find", width=220)
        self.words.setAccessibleName("Words to find")
        go, close = button("Find", small=False), icon_button("x", "Close find text", "quiet")
        self._answer = label("", "small", "text-2")
        layout.add_all(
            layout.row(self, space=8, margins=(14, 0, 14, 8)), self.words, go, self._answer, None, close
        )
        self.words.returnPressed.connect(self._ask)
        go.clicked.connect(self._ask)
        close.clicked.connect(self.closed)
        self.hide()

    def open_with(self, words: str) -> None:
        """Show the line with these words in it, ready to type."""
        self.show()
        self.words.set_value(words)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def empty(self) -> None:
        """Put the line away without what was typed in it: what comes next may be a passphrase."""
        self.words.set_value("")
        self.answer("")
        self.hide()

    def answer(self, words: str) -> None:
        """Say beside the words what was found."""
        self._answer.setText(words)

    def _ask(self) -> None:
        self.wanted.emit(self.words.value())
