"""Page 4: a first backup on a drive, or a reminder tomorrow."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coordinator_app.core.kept_backups import Where
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note


class BackupPage(QWidget):
    """Emits `choosing`. `show_result` puts a note under the button.

    `made` says that there is a backup, `apart` that one outlives the disk of the vault.
    """

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
        self.made = self.apart = False

    def first_focus(self) -> None:
        """The button."""
        self.choose.setFocus()

    def busy(self, *, busy: bool) -> None:
        """Show that it is at work."""
        self.choose.setEnabled(not busy)
        self.choose.setText("Backing up..." if busy else "Choose a drive and back up now")

    def show_result(self, note: Note, where: Where | None) -> None:
        """How it went; `where` is None if no backup was made."""
        self.busy(busy=False)
        self.made = self.made or where is not None
        self.apart = self.apart or (where is not None and where.apart)
        layout.clear(self._result)
        self._result.addWidget(note)
        announce(self, note.accessibleName(), assertive=note.kind == "over")
