"""What opens a backup: the passphrase of its day, or the printed recovery key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.ui import layout
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import link
from coordinator_app.ui.passphrase_input import CapsNotice, PassphraseInput
from coordinator_app.ui.recovery_boxes import RecoveryBoxes

HELP = "The passphrase that opened the vault on the day of the backup."


class SecretPart(QWidget):
    """Emits `finished` on Enter. `recovery` says which of the two is asked for."""

    finished = Signal()

    def __init__(self, wrong_groups: Callable[[str], tuple[int, ...]]) -> None:
        super().__init__()
        self.recovery = False
        self.passphrase = PassphraseInput()
        self.row = FormRow("Passphrase", HELP, self.passphrase)
        self.caps = CapsNotice(self.passphrase)
        self.boxes = RecoveryBoxes(wrong_groups)
        self.other = link("Use the recovery key")
        lines = layout.column(self, space=8)
        layout.add_all(lines, self.row, self.caps, self.boxes, self.other)
        self.boxes.hide()
        self.other.clicked.connect(self.change)
        self.passphrase.returnPressed.connect(self.finished)
        self.boxes.finished.connect(self.finished)

    def change(self) -> None:
        """Ask for the other one."""
        self.recovery = not self.recovery
        self.row.setVisible(not self.recovery)
        self.boxes.setVisible(self.recovery)
        words = "Use the passphrase" if self.recovery else "Use the recovery key"
        self.other.setText(words)
        self.other.setAccessibleName(words)
        self.first_focus()

    def first_focus(self) -> None:
        """The passphrase, or the first group."""
        if self.recovery:
            self.boxes.first_focus()
        else:
            self.passphrase.setFocus()

    def typed(self) -> str:
        """What was typed."""
        return self.boxes.typed() if self.recovery else self.passphrase.value()

    def check(self) -> bool:
        """Point at what is missing or has a slip; True if it can be tried."""
        if self.recovery:
            return self.boxes.check()
        self.row.set_error("" if self.passphrase.value() else "Type the passphrase first.")
        if self.row.error():
            self.row.focus()
        return not self.row.error()

    def forget(self) -> None:
        """Empty everything."""
        self.passphrase.forget()
        self.boxes.forget()
