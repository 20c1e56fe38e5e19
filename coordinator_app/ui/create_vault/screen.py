"""The four pages in order. The vault is made after page 2; whoever stops at page 3 finds it again at the next unlock."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.errors import WrongRecoveryKey
from coordinator_app.core.kept_backups import Where
from coordinator_app.ui import layout
from coordinator_app.ui.backup_notes import made_note
from coordinator_app.ui.buttons import button
from coordinator_app.ui.create_vault.backup import BackupPage
from coordinator_app.ui.create_vault.place import PlacePage
from coordinator_app.ui.create_vault.recovery_key import RecoveryKeyPage
from coordinator_app.ui.dialogs import Dialogs
from coordinator_app.ui.door import Door, MadeVault, NewVault, Runner
from coordinator_app.ui.entry_card import EntryScreen
from coordinator_app.ui.new_passphrase import NewPassphrase
from coordinator_app.ui.notes import Note
from coordinator_app.ui.stepper import Step, Stepper, StepState
from coordinator_app.ui.troubles import as_trouble

if TYPE_CHECKING:
    from collections.abc import Callable

PLACE, PASSPHRASE, KEY, BACKUP = range(4)
_TITLES = ("Place", "Passphrase", "Recovery key", "First backup")
_HEADINGS = ("Create a vault", "Choose a passphrase", "Print the recovery key", "Make a first backup")
_LEADS = (
    "A vault is one folder that holds everything, encrypted. One partnership has one vault.",
    "It opens the vault every day. Nobody can look it up or reset it.",
    "It opens the vault if the passphrase is forgotten. Print it, and keep the sheet in a sealed envelope.",
    "You can also do this later: the top of each screen says when you last backed up.",
)
_TYPE_IT = "Type all 8 groups from the printed sheet, so that we know it can be read."


class CreateScreen(EntryScreen):
    """Emits `created(object)` with the open vault, and `back()`. With `vault` it begins at the recovery key.

    `page` is the one shown: PLACE, PASSPHRASE, KEY or BACKUP.
    """

    created = Signal(object)
    back = Signal()

    def __init__(
        self,
        door: Door,
        run: Runner,
        dialogs: Dialogs,
        *,
        start: Path | None = None,
        vault: object | None = None,
        title: str = "",
    ) -> None:
        super().__init__(_HEADINGS[PLACE], "A new vault", width=560, steady=True)
        self._door, self._run, self._dialogs = door, run, dialogs
        self._vault, self._title, self._working = vault, title, False
        self.place = PlacePage(dialogs, door.place_trouble, start)
        self.passphrase = NewPassphrase(door)
        self.key = RecoveryKeyPage(door.wrong_groups)
        self.backup = BackupPage()
        # shown one at a time; a stacked widget would be as high as its highest page
        self._pages: tuple[QWidget, ...] = (self.place, self.passphrase, self.key, self.backup)
        self.page = PLACE
        self._stepper = Stepper()
        self._lay_out()
        self._wire()
        self._turn(PLACE)
        if vault is not None:
            self._begin_key()

    def _lay_out(self) -> None:
        self.back_button = button("Back", icon="chevron-left")
        self.next_button = button("Continue", "primary")
        line = layout.row(space=12)
        layout.add_all(line, self.back_button, None, self.next_button)
        layout.add_all(self.body, self._stepper, *self._pages, line)

    def _wire(self) -> None:
        self.next_button.clicked.connect(self.go_on)
        self.back_button.clicked.connect(self.go_back)
        self.place.finished.connect(self.go_on)
        self.passphrase.finished.connect(self.go_on)
        self.key.finished.connect(self.go_on)
        self.key.typing.connect(lambda _on: self._say_key())
        self.key.printing.connect(self._print)
        self.backup.choosing.connect(self._choose_drive)

    def first_focus(self) -> None:
        """The first field of the page shown."""
        if self.page == KEY:
            self.key.print_button.setFocus()
        else:
            (self.place, self.passphrase, self.place, self.backup)[self.page].first_focus()

    def go_on(self) -> None:
        """Check the page shown and do what it is for."""
        if self._working:
            return
        steps: tuple[Callable[[], None], ...] = (self._from_place, self._make, self._from_key, self._finish)
        steps[self.page]()

    def go_back(self) -> None:
        """Back to the lock screen, or to the page before as long as nothing is made."""
        if self.page == PASSPHRASE:
            self._turn(PLACE)
        elif self.page == KEY and self.key.is_typing:
            self.key.show_typing(on=False)
        elif self.page == PLACE:
            self.back.emit()

    def leave(self) -> None:
        """Close a vault that was made here and not taken over."""
        vault, self._vault = self._vault, None
        if vault is not None:
            self._door.give_up(vault)

    def _from_place(self) -> None:
        if self.place.check():
            self._turn(PASSPHRASE)

    def _make(self) -> None:
        if not self.passphrase.check():
            return
        plan = NewVault(self.place.title.value(), self.place.folder, self.passphrase.value())
        self._title = plan.title
        self._busy(busy=True)
        self._run(lambda: self._door.create(plan), self._made, self._failed)

    def _made(self, made: MadeVault) -> None:
        self._busy(busy=False)
        self.passphrase.forget()
        self._vault = made.vault
        self._show_key(made.recovery_key)

    def _begin_key(self) -> None:
        vault = self._vault
        self._turn(KEY)
        self._busy(busy=True)
        self._run(lambda: self._door.new_recovery_key(vault), self._new_key, self._failed)

    def _new_key(self, key: str) -> None:
        self._busy(busy=False)
        self._show_key(key, again=True)

    def _show_key(self, key: str, *, again: bool = False) -> None:
        self.key.show_key(key, again=again)
        self._key_text = key
        self._turn(KEY)

    def _print(self) -> None:
        self._door.print_recovery_key(self._title, self._key_text, self._printed, self._not_printed)

    def _printed(self, _nothing: object) -> None:
        self.key.printed(
            Note("safe", "Sent to the printer.", "Collect the sheet straight away: it opens the vault.")
        )

    def _not_printed(self, error: Exception) -> None:
        trouble = as_trouble(error)
        rest = f"{trouble.safe} {trouble.next_step} You can also write the 8 groups down by hand."
        self.key.printed(Note("over", trouble.happened, rest))

    def _from_key(self) -> None:
        if not self.key.is_typing:
            self.key.show_typing(on=True)
            return
        if not self.key.check():
            return
        vault, typed = self._vault, self.key.typed()
        self._busy(busy=True)
        self._run(lambda: self._door.confirm_recovery(vault, typed), self._confirmed, self._failed)

    def _confirmed(self, _nothing: object) -> None:
        self._busy(busy=False)
        self._key_text = ""
        self.key.forget()
        self._turn(BACKUP)

    def _choose_drive(self) -> None:
        self._dialogs.choose_folder("Choose the drive or folder for the backup", self._back_up)

    def _back_up(self, target: Path) -> None:
        vault = self._vault
        self._busy(busy=True)
        self.backup.busy(busy=True)
        self._run(lambda: self._door.back_up(vault, target), self._backed_up, self._not_backed_up)

    def _backed_up(self, where: Where) -> None:
        self._busy(busy=False)
        self.backup.show_result(made_note(where), where)
        self._label()

    def _not_backed_up(self, error: Exception) -> None:
        self._busy(busy=False)
        trouble = as_trouble(error)
        note = Note("over", trouble.happened, f"{trouble.safe} {trouble.next_step}".strip())
        self.backup.show_result(note, None)

    def _finish(self) -> None:
        vault, self._vault = self._vault, None
        self.created.emit(vault)

    def _failed(self, error: Exception) -> None:
        self._busy(busy=False)
        trouble = as_trouble(error)
        if isinstance(trouble, WrongRecoveryKey) and trouble.groups:
            self.key.boxes.point_at(trouble.groups)
        self.show_trouble(trouble)

    def _busy(self, *, busy: bool) -> None:
        self._working = busy
        self.next_button.setEnabled(not busy)
        self.back_button.setEnabled(not busy)
        self._label()

    def _turn(self, page: int) -> None:
        self.show_note(None)
        self.page = page
        for at, widget in enumerate(self._pages):
            widget.setVisible(at == page)
        self.heading.setText(_HEADINGS[page])
        self._say_lead(_LEADS[page])
        if self._title:
            self.subtitle.setText(f"{self._title} vault")
        self._stepper.show_steps(
            [Step(title.lower(), title, _state(at, page)) for at, title in enumerate(_TITLES)]
        )
        self._label()
        self.first_focus()

    def _say_key(self) -> None:
        if self.page == KEY:
            self._say_lead(_TYPE_IT if self.key.is_typing else _LEADS[KEY])
            self._label()

    def _say_lead(self, words: str) -> None:
        self.lead.setText(words)
        self.lead.setVisible(True)

    def _label(self) -> None:
        words = ("Continue", "Create the vault", "I have it on paper", "Back up later")[self.page]
        if self.page == KEY and self.key.is_typing:
            words = "Check the key"
        if self.page == BACKUP and self.backup.made:
            words = "Open the vault"
        if self._working:
            words = ("Working...", "Creating...", "Checking...", "Backing up...")[self.page]
        self.next_button.setText(words)
        self.next_button.setAccessibleName(words)
        to_do = self.page == BACKUP and not self.backup.apart
        self.backup.choose.set_kind("primary" if to_do else "secondary")  # the work itself, not leaving it
        self.next_button.set_kind("secondary" if to_do else "primary")
        made_already = self.page == BACKUP or (self.page == KEY and not self.key.is_typing)
        self.back_button.setVisible(not made_already)


def _state(at: int, page: int) -> StepState:
    if at == page:
        return "current"
    return "done" if at < page else "later"
