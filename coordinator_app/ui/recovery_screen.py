"""Opening with the printed recovery key, and the new passphrase that must follow (decision 20)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.errors import MustWait, WrongRecoveryKey
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.door import Door, Glance, Office, Runner
from coordinator_app.ui.entry_card import EntryScreen
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import label, link
from coordinator_app.ui.lock_screen import full_width
from coordinator_app.ui.new_passphrase import NewPassphrase
from coordinator_app.ui.recovery_boxes import RecoveryBoxes
from coordinator_app.ui.troubles import as_trouble

OLDER = (
    "Backups made before stay as they are. Each opens with the passphrase of its day, "
    "or with the recovery key of its day, not with the new passphrase."
)
_FEW = 4  # choices that stand as boxes; more are a list


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
        self.whose: ChoiceBoxes | ChoiceList | None = None
        self.whose_row: FormRow | None = None
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
        self._whose_place = layout.column(space=0)
        lines.addLayout(self._whose_place)
        layout.add_all(lines, self.new, label(OLDER, "small", "text-2", wrap=True), self.save_button)
        return part

    def _ask_whose(self, offices: tuple[Office, ...]) -> None:
        """With several users it is asked whose passphrase is forgotten: from then on this session is that user's."""
        options = [(office.slot_id, office.words) for office in offices]
        few = len(options) <= _FEW
        self.whose = ChoiceBoxes(options, vertical=True) if few else ChoiceList(options)
        self.whose_row = FormRow(
            "Whose passphrase is forgotten?",
            "It is replaced by the new one. What you do next is kept as done by this user.",
            self.whose,
        )
        self._whose_place.addWidget(self.whose_row)
        self.whose_row.show()  # at once: what is not shown yet takes no focus
        layout.tab_order([*_parts_of(self.whose), self.new.first])

    def _office(self) -> str | None:
        """The slot that was chosen, or None where there is nothing to choose."""
        return None if self.whose is None else str(self.whose.value())

    def _is_chosen(self) -> bool:
        if self.whose is None or self.whose_row is None:
            return True
        chosen = self.whose.value() is not None
        self.whose_row.set_error("" if chosen else "Choose whose passphrase is replaced.")
        if not chosen:
            self.whose_row.focus()
        return chosen

    def first_focus(self) -> None:
        """The first box, or the new passphrase."""
        if self._vault is None:
            self.boxes.first_focus()
        elif self.whose is not None:
            self.whose.target().setFocus()
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
        self._new_part.show()
        self.heading.setText("Choose a new passphrase")
        self.lead.setText(lead)
        self.show_note(None)
        offices = self._door.offices(vault)
        if len(offices) > 1:
            self._ask_whose(offices)
        self.first_focus()
        self._key_part.hide()  # after the focus has left it, which would else be lost with it

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
        if self._vault is None or not self.save_button.isEnabled():
            return
        if not self._is_chosen() or not self.new.check():
            return
        vault, passphrase, office = self._vault, self.new.value(), self._office()
        self._busy(busy=True)
        self._run(
            lambda: self._door.set_passphrase(vault, None, passphrase, office), self._saved, self._not_saved
        )

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


def _parts_of(whose: ChoiceBoxes | ChoiceList) -> list[QWidget]:
    return [*whose.boxes] if isinstance(whose, ChoiceBoxes) else [whose]
