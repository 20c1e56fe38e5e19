"""The unlock screen: the vault's name, the role, a passphrase, and nothing about any person (design section 8.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy

from coordinator_app.core.errors import Trouble, VaultDamaged, VaultMissing
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import Button, button
from coordinator_app.ui.entry_card import EntryScreen
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import IconLabel, label, link
from coordinator_app.ui.lock_reason import LockReason
from coordinator_app.ui.notes import Note
from coordinator_app.ui.passphrase_input import CapsNotice, PassphraseInput
from coordinator_app.ui.passphrase_try import PassphraseTry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coordinator_app.ui.door import Door, Runner
    from coordinator_app.ui.glance import Glance

SAVED = "Your unfinished work is saved inside it."


def full_width(made: Button) -> Button:
    """A button as wide as its card, 40 high."""
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    layout.size(made, min_height=40)
    return made


def lead_words(reason: LockReason) -> str:
    """What stands under the heading: why it locked and that nothing is lost, or an ordinary greeting."""
    return f"{reason.words} {SAVED}" if reason.words else "Type your passphrase to open the vault."


class LockScreen(EntryScreen):
    """Emits `unlocked(object)` with the open vault, `recovery()`, `another()`, `making()` and `restoring()`."""

    unlocked = Signal(object)
    recovery = Signal()
    another = Signal()
    making = Signal()
    restoring = Signal()

    def __init__(
        self, door: Door, run: Runner, folder: Path, glance: Glance, reason: LockReason = LockReason.NONE
    ) -> None:
        title = "Welcome back" if reason is not LockReason.NONE else "Unlock the vault"
        super().__init__(title, f"{glance.title} vault", lead_words(reason))
        self._door, self._run, self._folder = door, run, folder
        self._lay_out(glance)
        self.attempt = PassphraseTry(
            self.row, self.passphrase, self.unlock_button, self._check, "Opening...", once=True
        )
        self.attempt.trying.connect(lambda: self.show_note(None))
        self.attempt.busied.connect(self._leave_links)
        self.attempt.right.connect(self.unlocked)
        self.attempt.troubled.connect(self._explain)
        self.unlock_button.clicked.connect(self.unlock)
        self.passphrase.returnPressed.connect(self.unlock)

    def _lay_out(self, glance: Glance) -> None:
        self.passphrase = PassphraseInput()
        self.row = FormRow("Passphrase", "", self.passphrase)
        self.unlock_button = full_width(button("Unlock", "primary", "lock-open"))
        self.unlock_button.setDefault(True)
        who = layout.row(space=8)
        layout.add_all(
            who, IconLabel("user", "text-2", 16), label(f"Opens as {_roles(glance.roles)}", "body", "text-2")
        )
        who.addStretch(1)
        fields = layout.column(space=4)
        layout.add_all(fields, self.row, CapsNotice(self.passphrase))
        if glance.practice:
            self.body.addWidget(_practice(glance))
        layout.add_all(self.body, who, fields, self.unlock_button)
        self.body.addLayout(self._links())

    def _links(self) -> layout.QVBoxLayout:
        self.use_recovery = _link("Use the recovery key", self.recovery)
        self.open_another = _link("Open another vault", self.another)
        self.make_new = _link("Create a vault", self.making)
        self.restore = _link("Restore from a backup", self.restoring)
        lines, first, second = layout.column(space=8), layout.row(space=16), layout.row(space=16)
        layout.add_all(first, self.use_recovery, None, self.open_another)
        layout.add_all(second, self.restore, None, self.make_new)
        layout.add_all(lines, first, second)
        return lines

    def first_focus(self) -> None:
        """The passphrase."""
        self.passphrase.setFocus()

    def unlock(self) -> None:
        """Try what was typed; the key is derived on a thread."""
        self.attempt.begin()

    def _check(self, typed: str, done: Callable[[object], None], failed: Callable[[Exception], None]) -> None:
        self._run(lambda: self._door.unlock(self._folder, typed), done, failed)

    def _explain(self, trouble: Trouble) -> None:
        if isinstance(trouble, VaultDamaged) and getattr(trouble, "copy_opens", False):
            mend = button("Use the copy", small=True)
            mend.clicked.connect(self._mend)
            self.show_note(Note("over", trouble.happened, f"{trouble.safe} {trouble.next_step}", mend))
        elif isinstance(trouble, VaultDamaged | VaultMissing):
            restore = button("Restore from a backup", small=True)
            restore.clicked.connect(self.restoring)
            self.show_note(Note("over", trouble.happened, f"{trouble.safe} {trouble.next_step}", restore))
        else:
            self.show_trouble(trouble)

    def _mend(self) -> None:
        typed = self.passphrase.value()
        self.attempt.busy(busy=True)
        self._run(lambda: self._door.mend_header(self._folder, typed), self._mended, self.attempt.refused)

    def _mended(self, _nothing: object) -> None:
        self.attempt.busy(busy=False)
        self.show_note(Note("safe", "The header is mended.", "Unlock the vault now."))
        self.passphrase.setFocus()

    def _leave_links(self, busy: bool) -> None:
        """While the key is derived nobody goes elsewhere."""
        for widget in (self.use_recovery, self.open_another, self.restore, self.make_new):
            widget.setEnabled(not busy)


def _roles(roles: tuple[str, ...]) -> str:
    if len(roles) < 2:
        return roles[0] if roles else "Co-ordinator"
    return f"{', '.join(roles[:-1])} or {roles[-1]}"


def _practice(glance: Glance) -> Note:
    passphrase = glance.practice_passphrase
    words = f"Its passphrase is: {passphrase}" if passphrase else "It holds invented people only."
    return Note("info", "This is a practice vault.", words)


def _link(words: str, signal: object) -> QPushButton:
    made = link(words)
    made.clicked.connect(signal)
    return made
