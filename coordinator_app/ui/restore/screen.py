"""Restoring before the unlock, in four short pages: which backup, what opens it, where to, and opening it.

Nothing that is there is ever written over: a restored vault is a new folder (security.md 2.6).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.clock import LONDON
from coordinator_app.core.errors import Cancelled, Trouble, VaultDamaged, WrongPassphrase, WrongRecoveryKey
from coordinator_app.core.restoring import BackupSeen
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.create_vault.place import documents_folder
from coordinator_app.ui.dialogs import Dialogs
from coordinator_app.ui.door import Runner
from coordinator_app.ui.entry_card import EntryScreen
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.progress import ProgressCard
from coordinator_app.ui.restore.comparison import Comparison, say_altered
from coordinator_app.ui.restore.door import OpenedBackup, RestoreDoor, Stop, Watcher
from coordinator_app.ui.restore.place import RestorePlace
from coordinator_app.ui.restore.rows import BackupRows, moment
from coordinator_app.ui.restore.secret import SecretPart
from coordinator_app.ui.stepper import Step, Stepper, StepState
from coordinator_app.ui.troubles import as_trouble

if TYPE_CHECKING:
    from coordinator_app.jobs.job import Progress

BACKUP, SECRET, PLACE, DONE = range(4)
SHOWN_AFTER = 1000  # milliseconds: shorter work shows no progress (design.md 4.16)
_TITLES = ("Backup", "Passphrase", "Place", "Restored")
_HEADINGS = ("Restore from a backup", "Open the backup", "Restore this backup", "The vault is restored")
_LEADS = (
    "Choose the folder or the drive with the backups. Nothing on it is changed.",
    "The backup is opened and every page of it is read, before anything is restored.",
    "The backup opened, and every page of it was read.",
    "It was copied, opened again and compared with the backup.",
)
_ACTS = ("Choose a folder or drive", "Check this backup", "Restore", "Open the vault")
_BUSY = ("Looking...", "Checking...", "Restoring...", "Opening...")
_STOPPED = "Nothing was changed: the backup and everything here are as they were."


class RestoreScreen(EntryScreen):
    """Emits `restored(object, object, bool)`: the open vault, its folder, whether by the recovery key; and `back()`.

    `present` is the vault that cannot be opened or is at hand: its own backups are listed at once.
    """

    restored = Signal(object, object, bool)
    back = Signal()

    def __init__(
        self, door: RestoreDoor, run: Runner, dialogs: Dialogs, *, present: Path | None = None
    ) -> None:
        super().__init__(_HEADINGS[BACKUP], "From a drive or a folder", width=640)
        self._door, self._run, self._dialogs, self._present = door, run, dialogs, present
        self._chosen: BackupSeen | None = None
        self._opened: OpenedBackup | None = None
        self._folder: Path | None = None
        self._stop: Stop | None = None
        self._working = False
        self.page = BACKUP
        self.rows = BackupRows()
        self.secret = SecretPart(door.wrong_groups)
        self.place = RestorePlace(
            dialogs, door.place_trouble, present.parent if present else documents_folder()
        )
        self._lay_out()
        self._wire()
        self._turn(BACKUP)
        if present is not None:
            self.look(present, quietly=True)

    def _lay_out(self) -> None:
        self._stepper = Stepper()
        self.back_button = button("Back", icon="chevron-left")
        self.next_button = button(_ACTS[BACKUP], "primary")
        self._pages = tuple(QWidget() for _ in _TITLES)
        first, second, third, last = (layout.column(page, space=16) for page in self._pages)
        first.addWidget(self.rows)
        self._which = label("", "body-strong", "text", wrap=True)
        layout.add_all(second, self._which, self.secret)
        self._comparison = layout.column(space=0)
        self._now = label("", "body", "text-2", wrap=True)
        layout.add_all(third, self._comparison, self._now, self.place)
        self._result = layout.column(space=12)
        last.addLayout(self._result)
        self._progress = layout.column(space=0)
        line = layout.row(space=12)
        layout.add_all(line, self.back_button, None, self.next_button)
        layout.add_all(self.body, self._stepper, *self._pages, self._progress, line)
        self.rows.hide()

    def _wire(self) -> None:
        self.next_button.clicked.connect(self.go_on)
        self.back_button.clicked.connect(self.go_back)
        self.rows.chosen.connect(self.choose)
        self.secret.finished.connect(self.go_on)
        self.place.finished.connect(self.go_on)
        self._stepper.chosen.connect(self._step_chosen)

    def first_focus(self) -> None:
        """The first field of the page shown, its heading where there is something to read, or its main button."""
        first = self.rows.buttons()
        if self.page == SECRET:
            self.secret.first_focus()
        elif self.page == BACKUP and first:
            first[0].setFocus()
        elif self.page == PLACE:
            # the main button may be out of sight: nobody restores what he has not seen
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, self.heading.text())
        else:
            self.next_button.setFocus()

    def go_on(self) -> None:
        """Do what the page shown is for."""
        if self._working:
            return
        acts: tuple[Callable[[], None], ...] = (self._choose_folder, self._check, self._restore, self._open)
        acts[self.page]()

    def go_back(self) -> None:
        """Back to the page before, or to the screen before."""
        if self.page == BACKUP:
            self.leave()
            self.back.emit()
        else:
            self._forget()
            self._turn(self.page - 1)

    def leave(self) -> None:
        """Stop what goes on and forget what was typed."""
        self.stop()
        self.secret.forget()
        self._forget()

    def stop(self) -> None:
        """Stop checking or restoring; what was begun is cleared away."""
        stop, self._stop = self._stop, None
        if stop is not None:
            stop()

    # which backup

    def look(self, folder: Path, *, quietly: bool = False) -> None:
        """List the backups of a folder; `quietly` where nobody asked, so that none is no trouble."""
        self._busy(busy=True)
        failed = self._found_none if quietly else self._failed
        self._run(lambda: self._door.find_backups(folder), guarded(self, self._found), guarded(self, failed))

    def _choose_folder(self) -> None:
        self._dialogs.choose_folder("Choose the folder or drive with the backups", guarded(self, self.look))

    def _found(self, found: tuple[BackupSeen, ...]) -> None:
        self._busy(busy=False)
        self.show_note(None)
        self.rows.show_found(found)
        self.rows.show()
        self.first_focus()

    def _found_none(self, _error: Exception) -> None:
        self._busy(busy=False)

    def choose(self, one: BackupSeen) -> None:
        """Go on with this backup."""
        if self._working:
            return
        self._chosen = one
        self._which.setText(f"Backup of {moment(one.made_at)}, {one.title}")
        self._turn(SECRET)

    # what opens it

    def _check(self) -> None:
        one = self._chosen
        if one is None or not self.secret.check():
            return
        self._begin("Checking the backup", "The backup is only read.")
        self._stop = self._door.check_backup(
            one.folder, self.secret.typed(), self._watch(self._checked), recovery=self.secret.recovery
        )

    def _checked(self, opened: OpenedBackup) -> None:
        self._busy(busy=False)
        self.secret.forget()
        self._opened = opened
        checked = opened.checked
        self.rows.judge(checked.folder, good=True, altered=bool(checked.altered))
        layout.clear(self._comparison)
        self._comparison.addWidget(Comparison(checked, self._door.kinds()))
        self._say_present()
        self.place.show_for(checked.title, checked.made_at.astimezone(LONDON).date())
        self._turn(PLACE)
        if checked.altered:  # after the heading, which has the focus: seen in red, and heard
            announce(self, say_altered(checked.altered), assertive=True)

    def _say_present(self) -> None:
        written = self._door.last_written(self._present) if self._present is not None else None
        self._now.setVisible(written is not None)
        if written is not None:
            self._now.setText(
                f"The vault that is here now was last written on {moment(written)}. It is kept as it is."
            )

    # where to

    def _restore(self) -> None:
        if self._opened is None or not self.place.check():
            return
        self._begin("Restoring the vault", "Nothing that is there is written over.")
        self._stop = self._door.restore_backup(
            self._opened, self.place.folder, self._watch(self._is_restored)
        )

    def _is_restored(self, folder: Path) -> None:
        self._busy(busy=False)
        self._folder = folder
        layout.clear(self._result)
        opened = self._opened
        made = moment(opened.checked.made_at) if opened is not None else ""
        kept = f" {self._present.name} is kept as it was." if self._present and self._present.is_dir() else ""
        words = f"Type again what came after {made}. The backup is as it was.{kept}"
        self._result.addWidget(Note("safe", f"Restored and verified: {folder.name}.", words))
        self._result.addWidget(label(f"It is in {folder.parent}.", "small", "text-2", wrap=True))
        self._turn(DONE)

    # opening it

    def _open(self) -> None:
        opened, folder = self._opened, self._folder
        if opened is None or folder is None:
            return
        self._busy(busy=True)
        self._run(
            lambda: self._door.open_restored(opened, folder),
            guarded(self, self._is_open),
            guarded(self, self._failed),
        )

    def _is_open(self, vault: object) -> None:
        folder, recovery = self._folder, self.secret.recovery
        self._forget()
        self.restored.emit(vault, folder, recovery)

    # all of them

    def _watch(self, done: Callable[..., None]) -> Watcher:
        return Watcher(guarded(self, done), guarded(self, self._failed), guarded(self, self._show_progress))

    def _begin(self, what: str, note: str) -> None:
        self.show_note(None)
        self._busy(busy=True)
        self._card = ProgressCard(what, note)
        self._card.cancelled.connect(self.stop)
        self._progress.addWidget(self._card)
        self._card.hide()
        QTimer.singleShot(SHOWN_AFTER, self._card, self._card.show)

    def _show_progress(self, progress: Progress) -> None:
        self._card.show_progress(progress.done, progress.total or 0, progress.words, progress.seconds_left)

    def _failed(self, error: Exception) -> None:
        self._busy(busy=False)
        trouble = as_trouble(error)
        if isinstance(trouble, Cancelled):
            self.show_note(Note("neutral", "Stopped.", _STOPPED))
        elif isinstance(trouble, WrongPassphrase):
            self.secret.row.set_error(f"{trouble.happened} {trouble.next_step}")
            self.secret.passphrase.selectAll()
        else:
            self._explain(trouble)
        self.first_focus()

    def _explain(self, trouble: Trouble) -> None:
        if isinstance(trouble, WrongRecoveryKey) and trouble.groups:
            self.secret.boxes.point_at(trouble.groups)
        if isinstance(trouble, VaultDamaged) and self._chosen is not None and self.page in {SECRET, PLACE}:
            self.rows.judge(self._chosen.folder, good=False)
            self._forget()
            self._turn(BACKUP)
        self.show_trouble(trouble)

    def _forget(self) -> None:
        """Let the keys of a backup go."""
        self._opened = None

    def _step_chosen(self, name: str) -> None:
        if not self._working and self.page != DONE:
            self._forget()
            self._turn([title.lower() for title in _TITLES].index(name))

    def _busy(self, *, busy: bool) -> None:
        self._working = busy
        if not busy:
            self._stop = None
            layout.clear(self._progress)
        for widget in (self.next_button, self.back_button, self._stepper, *self._pages):
            widget.setEnabled(not busy)
        self._label()

    def _turn(self, page: int) -> None:
        self.show_note(None)
        self.page = page
        for at, widget in enumerate(self._pages):
            widget.setVisible(at == page)
        self.heading.setText(_HEADINGS[page])
        self.lead.setText(_LEADS[page])
        self.lead.setVisible(True)
        self._stepper.show_steps(
            [Step(title.lower(), title, _state(at, page)) for at, title in enumerate(_TITLES)]
        )
        # what is restored cannot be gone back from
        self._stepper.setVisible(page != DONE)
        self.back_button.setVisible(page != DONE)
        self._label()
        self.first_focus()

    def _label(self) -> None:
        words = (_BUSY if self._working else _ACTS)[self.page]
        self.next_button.setText(words)
        self.next_button.setAccessibleName(words)


def _state(at: int, page: int) -> StepState:
    if at == page:
        return "current"
    return "done" if at < page else "later"
