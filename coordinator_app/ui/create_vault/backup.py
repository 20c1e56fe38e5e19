"""Page 4: a first backup on a drive, or a reminder tomorrow."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note


class BackupPage(QWidget):
    """Emits `choosing`. `show_result` puts a note under the button."""

    choosing = Signal()

    def __init__(self) -> None:
        super().__init__()
        lines = layout.column(self, space=12)
        words = (
            "A laptop can be lost or break. A backup on another drive is encrypted like the vault itself and opens "
            "with the same passphrase."
        )
        self.choose = button("Choose a drive and back up now", icon="hard-drive")
        self._result: QVBoxLayout = layout.column(space=0)
        layout.add_all(lines, label(words, "body", "text-2", wrap=True), self.choose, self._result)
        self.choose.clicked.connect(self.choosing)
        self.backed_up = False

    def first_focus(self) -> None:
        """The button."""
        self.choose.setFocus()

    def busy(self, *, busy: bool) -> None:
        """Show that it is at work."""
        self.choose.setEnabled(not busy)
        self.choose.setText("Backing up..." if busy else "Choose a drive and back up now")

    def show_result(self, note: Note, *, backed_up: bool) -> None:
        """How it went."""
        self.busy(busy=False)
        self.backed_up = backed_up
        layout.clear(self._result)
        self._result.addWidget(note)
