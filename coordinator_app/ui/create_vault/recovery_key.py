"""Page 3: the recovery key, shown once, printed, and typed back whole from the paper (decision 20)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from coordinator_app.ui import layout, theme
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import label, link
from coordinator_app.ui.notes import Note
from coordinator_app.ui.recovery_boxes import RecoveryBoxes
from coordinator_app.ui.theme import Theme

ANOTHER_KEY = "This is not the key just shown. A sheet printed earlier is no longer good."


class KeyGroup(QLabel):
    """One group in large letters of one width; it cannot be selected or copied."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setAccessibleName(" ".join(text))
        self.retheme(theme.current())

    def retheme(self, now: Theme) -> None:
        """18 px, figures of one width."""
        font = QFont(now.font("dialog"))
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setFeature(QFont.Tag("ss01"), 1)
        self.setFont(font)


class RecoveryKeyPage(QWidget):
    """First the key, then eight boxes. Emits `printing`, `typing` when the key is hidden, and `finished`."""

    printing = Signal()
    typing = Signal(bool)
    finished = Signal()

    def __init__(self, wrong_groups: Callable[[str], tuple[int, ...]]) -> None:
        super().__init__()
        self._key = ""
        self._shown, self._key_grid = QWidget(), layout.grid(space=8, margins=(24, 12, 24, 12))
        self._shown_lines = layout.column(self._shown, space=12)
        self.print_button = button("Print recovery key", icon="printer")
        self.typed_part = QWidget()
        self.boxes = RecoveryBoxes(wrong_groups)
        self.show_again = link("Show the key again")
        self._lay_out()
        self.print_button.clicked.connect(self.printing)
        self.show_again.clicked.connect(lambda: self.show_typing(on=False))
        self.boxes.finished.connect(self.finished)

    def _lay_out(self) -> None:
        lines = layout.column(self, space=12)
        typed = layout.column(self.typed_part, space=12)
        layout.add_all(typed, self.boxes, self.show_again)
        warning = Note(
            "soon",
            "It is shown now and never again.",
            "Without the passphrase and without this key nobody can open the vault, and nobody can help.",
        )
        box = QFrame()
        box.setProperty("sunken", True)
        box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box.setLayout(self._key_grid)
        self._earlier = Note(
            "soon",
            "This is a new key.",
            "If you printed a sheet before, it is no longer good: tear it up and print this one.",
        )
        self._earlier.hide()
        layout.add_all(self._shown_lines, self._earlier, box, warning, self.print_button)
        layout.add_all(lines, self._shown, self.typed_part)
        self.typed_part.hide()

    def show_key(self, key: str, *, again: bool = False) -> None:
        """Show a key of eight groups in two columns; `again` if another was shown before, which opens nothing now."""
        self._key = key
        self._earlier.setVisible(again)
        layout.clear(self._key_grid)
        for at, group in enumerate(key.split("-")):
            cell = layout.row(space=10)
            layout.add_all(cell, label(str(at + 1), "caption-medium", "text-3"), KeyGroup(group), None)
            self._key_grid.addLayout(cell, at % 4, at // 4)
        self.show_typing(on=False)

    @property
    def is_typing(self) -> bool:
        """Whether the key is hidden and being typed back."""
        return not self.typed_part.isHidden()

    def show_typing(self, *, on: bool) -> None:
        """Hide the key and ask for it, or show it again."""
        self._shown.setVisible(not on)
        self.typed_part.setVisible(on)
        self.typing.emit(on)
        if on:
            self.boxes.first_focus()
        else:
            self.print_button.setFocus()

    def check(self) -> bool:
        """Whether what was typed is the key shown; points at the groups that are not."""
        typed, wanted = self.boxes.typed().split("-"), self._key.split("-")
        wrong = tuple(at + 1 for at, group in enumerate(wanted) if at >= len(typed) or typed[at] != group)
        another = self.boxes.is_whole() and len(wrong) > len(wanted) // 2
        self.boxes.point_at(wrong, ANOTHER_KEY if another else "")
        return not wrong

    def typed(self) -> str:
        """The key as typed back."""
        return self.boxes.typed()

    def printed(self, note: Note) -> None:
        """Say that it was printed, or why not."""
        self._shown_lines.addWidget(note)

    def forget(self) -> None:
        """Take the key off the screen and out of the inputs."""
        self._key = ""
        layout.clear(self._key_grid)
        self.boxes.forget()
