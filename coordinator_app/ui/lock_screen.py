"""The unlock screen: the vault's name, the role, a passphrase, and nothing about any person (design section 8.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy

from coordinator_app.core.errors import MustWait, Trouble, VaultDamaged, VaultMissing, WrongPassphrase
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import Button, button
from coordinator_app.ui.entry_card import EntryScreen
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import IconLabel, label, link
from coordinator_app.ui.lock_reason import LockReason
from coordinator_app.ui.notes import Note
from coordinator_app.ui.passphrase_input import CapsNotice, PassphraseInput
from coordinator_app.ui.troubles import as_trouble

if TYPE_CHECKING:
    from pathlib import Path

    from coordinator_app.ui.door import Door, Runner
    from coordinator_app.ui.glance import Glance

SAVED = "Your unfinished work is saved inside it."
SECOND = 1010  # milliseconds between two steps of the countdown: a little late, never early


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
        self._left = 0
        self._timer = QTimer(self)
        # Qt's ordinary timers may come 5 % early: the try after the countdown would be told to wait again
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(SECOND)
        self._timer.timeout.connect(self.count_down)
        self._lay_out(glance)
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
        typed = self.passphrase.value()
        if not self.unlock_button.isEnabled():
            return
        if not typed:
            self.row.set_error("Type the passphrase first.")
            self.row.focus()
            return
        self.row.set_error("")
        self.show_note(None)
        self._busy(busy=True)
        self._run(lambda: self._door.unlock(self._folder, typed), self._opened, self._refused)

    def _opened(self, vault: object) -> None:
        self.passphrase.forget()
        self.unlocked.emit(vault)

    def _refused(self, error: Exception) -> None:
        self._busy(busy=False)
        trouble = as_trouble(error)
        if isinstance(trouble, MustWait):
            self.wait(trouble.seconds)
        elif isinstance(trouble, WrongPassphrase):
            self.row.set_error(f"{trouble.happened} {trouble.next_step}".strip())
            self.passphrase.selectAll()
        else:
            self._explain(trouble)
        self.passphrase.setFocus()

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
        self._busy(busy=True)
        self._run(lambda: self._door.mend_header(self._folder, typed), self._mended, self._refused)

    def _mended(self, _nothing: object) -> None:
        self._busy(busy=False)
        self.show_note(Note("safe", "The header is mended.", "Unlock the vault now."))
        self.passphrase.setFocus()

    def wait(self, seconds: int) -> None:
        """Count down before the next try; shown, and said once."""
        self._left = max(1, seconds)
        self.unlock_button.setEnabled(False)
        self._timer.start()
        self._say_wait()
        announce(self, self.row.error(), assertive=True)

    def count_down(self) -> None:
        """One second less to wait."""
        self._left -= 1
        if self._left > 0:
            self._say_wait()
            return
        self._timer.stop()
        self.row.set_error("")
        self.unlock_button.setEnabled(True)
        announce(self, "You can try again now.")

    def _say_wait(self) -> None:
        unit = "second" if self._left == 1 else "seconds"
        self.row.set_error(f"Wait {self._left} {unit} before you try again.")

    def _busy(self, *, busy: bool) -> None:
        self.unlock_button.setText("Opening..." if busy else "Unlock")
        for widget in (
            self.unlock_button,
            self.passphrase,
            self.use_recovery,
            self.open_another,
            self.restore,
            self.make_new,
        ):
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
