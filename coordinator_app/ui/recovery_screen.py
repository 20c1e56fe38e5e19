"""Opening with the printed recovery key, and the new passphrase that must follow (decision 20)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.errors import MustWait, WrongRecoveryKey
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.door import Door, Glance, Runner
from coordinator_app.ui.entry_card import EntryScreen
from coordinator_app.ui.labels import link
from coordinator_app.ui.lock_screen import full_width
from coordinator_app.ui.new_passphrase import NewPassphrase
from coordinator_app.ui.recovery_boxes import RecoveryBoxes
from coordinator_app.ui.troubles import as_trouble


class RecoveryScreen(EntryScreen):
    """First the key, then a new passphrase. Emits `unlocked(object)` with the open vault, and `back()`.

    With `vault` (opened by a one-time passphrase) it begins at the new passphrase.
    """

    unlocked = Signal(object)
    back = Signal()

    def __init__(
        self, door: Door, run: Runner, folder: Path, glance: Glance, vault: object | None = None
    ) -> None:
        super().__init__(
            "Use the recovery key",
            f"{glance.title} vault",
            "Type the 8 groups from the printed sheet. You then choose a new passphrase.",
            width=520,
        )
        self._door, self._run, self._folder = door, run, folder
        self._vault: object | None = None
        self._key_part = self._make_key_part()
        self._new_part = self._make_new_part()
        layout.add_all(self.body, self._key_part, self._new_part)
        self._new_part.hide()
        if vault is not None:
            self._choose(vault, "This passphrase was made by somebody else. Choose one that only you know.")

    def _make_key_part(self) -> QWidget:
        part = QWidget()
        lines = layout.column(part, space=16)
        self.boxes = RecoveryBoxes(self._door.wrong_groups)
        self.open_button = full_width(button("Open with the recovery key", "primary", "key-round"))
        self.back_link = link("Back to the passphrase")
        self.boxes.finished.connect(self.try_key)
        self.open_button.clicked.connect(self.try_key)
        self.back_link.clicked.connect(self.back)
        layout.add_all(lines, self.boxes, self.open_button, self.back_link)
        return part

    def _make_new_part(self) -> QWidget:
        part = QWidget()
        lines = layout.column(part, space=16)
        self.new = NewPassphrase(self._door)
        self.save_button = full_width(button("Save the passphrase and open", "primary"))
        self.save_button.clicked.connect(self.save)
        self.new.finished.connect(self.save)
        layout.add_all(lines, self.new, self.save_button)
        return part

    def first_focus(self) -> None:
        """The first box, or the new passphrase."""
        if self._vault is None:
            self.boxes.first_focus()
        else:
            self.new.first_focus()

    def try_key(self) -> None:
        """Point at a slip, or try the key on a thread."""
        typed = self.boxes.typed()
        if not self.open_button.isEnabled() or not self.boxes.check():
            return
        self._busy(busy=True)
        self._run(lambda: self._door.unlock_with_recovery(self._folder, typed), self._opened, self._refused)

    def _opened(self, vault: object) -> None:
        self._busy(busy=False)
        self.boxes.forget()
        self._choose(vault, "The recovery key is right. It stays valid: put the sheet back in its place.")

    def _choose(self, vault: object, lead: str) -> None:
        self._vault = vault
        self._key_part.hide()
        self._new_part.show()
        self.heading.setText("Choose a new passphrase")
        self.lead.setText(lead)
        self.show_note(None)
        self.new.first_focus()

    def _refused(self, error: Exception) -> None:
        self._busy(busy=False)
        trouble = as_trouble(error)
        if isinstance(trouble, WrongRecoveryKey) and trouble.groups:
            self.boxes.point_at(trouble.groups)
        self.show_trouble(trouble)
        if not isinstance(trouble, MustWait):
            self.boxes.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Give the vault its new passphrase, then open it."""
        if self._vault is None or not self.save_button.isEnabled() or not self.new.check():
            return
        vault, passphrase = self._vault, self.new.value()
        self._busy(busy=True)
        self._run(lambda: self._door.set_passphrase(vault, None, passphrase), self._saved, self._not_saved)

    def _saved(self, _nothing: object) -> None:
        self.new.forget()
        vault, self._vault = self._vault, None
        self.unlocked.emit(vault)

    def _not_saved(self, error: Exception) -> None:
        self._busy(busy=False)
        self.show_trouble(as_trouble(error))

    def leave(self) -> None:
        """Close a vault that was opened here and not taken over."""
        vault, self._vault = self._vault, None
        if vault is not None:
            self._door.give_up(vault)

    def _busy(self, *, busy: bool) -> None:
        for widget in (self.open_button, self.back_link, self.save_button):
            widget.setEnabled(not busy)
        self.open_button.setText("Opening..." if busy else "Open with the recovery key")
        self.save_button.setText("Saving..." if busy else "Save the passphrase and open")
