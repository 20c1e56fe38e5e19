"""Restoring a copy from a backup beside the vault in use: compared first, made in a folder of its own, never over it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.clock import LONDON
from coordinator_app.core.errors import Cancelled
from coordinator_app.core.restoring import BackupSeen, Checked
from coordinator_app.services import Services, VaultKeeper
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.progress import ProgressCard
from coordinator_app.ui.restore.comparison import Comparison, say_altered
from coordinator_app.ui.restore.place import RestorePlace
from coordinator_app.ui.restore.rows import BackupRows, moment
from coordinator_app.ui.troubles import as_trouble

if TYPE_CHECKING:
    from coordinator_app.jobs.job import Job, Progress

TITLE = "Restore a copy from a backup"
_WHAT = (
    "To look at what the vault held on another day. The copy is a vault of its own; this one stays as it is."
)
_WHY = "A restored copy is a second vault with everything in it."
_AFTER = (
    "This vault stays the one in use. To look at the copy, lock this vault and choose “Open another vault”; the copy opens with "
    "the passphrase of the day of the backup, and says that it is the older one. Delete its folder when you have seen enough."
)


class RestoreCopy(QWidget):
    """Emits `busy(bool)` while it reads or restores. `begin` starts with one backup, `look_in` with a folder."""

    busy = Signal(bool)

    def __init__(self, services: Services, keeper: VaultKeeper) -> None:
        super().__init__()
        self._services, self._keeper = services, keeper
        self._job: Job[Checked] | Job[Path] | None = None
        self._checked: Checked | None = None
        self._place: RestorePlace | None = None
        self.choose = button("Find backups in a folder", icon="search")
        self.found = BackupRows("Compare")
        self.found.hide()
        self._head = heading(TITLE)
        self._note, self._progress = layout.column(space=0), layout.column(space=0)
        self._panel = layout.column(space=12)
        acts = layout.row(space=12)
        layout.add_all(acts, self.choose, None)
        lines = layout.column(self, space=12)
        layout.add_all(lines, self._head, label(_WHAT, "body", "text-2", wrap=True), acts)
        layout.add_all(lines, self._note, self._progress, self._panel, self.found)
        self.choose.clicked.connect(self._choose)
        self.found.chosen.connect(lambda one: self.begin(one.folder))

    def first_focus(self) -> None:
        """The heading, without a Tab stop."""
        self._head.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_in(self, folder: Path) -> None:
        """List the backups of a folder."""
        self._set_busy(busy=True)
        self._services.jobs.task(
            lambda _in_task: self._keeper.find_backups(folder),
            done=guarded(self, self._show_found),
            failed=guarded(self, self._failed),
        )

    def begin(self, folder: Path) -> None:
        """Ask for the passphrase again, then read a backup to its end and compare it."""
        if self._job is None:
            self._services.confirm(partial(self._check, folder), _WHY)

    def restore(self) -> None:
        """Restore the backup that was compared, where the panel says."""
        checked, place = self._checked, self._place
        if checked is None or place is None or self._job is not None or not place.check():
            return
        target = place.folder
        self._start("Restoring the copy")
        self._job = self._services.jobs.task(
            lambda task: self._keeper.restore_copy(checked.folder, target, task),
            done=guarded(self, self._restored),
            failed=guarded(self, self._failed),
            progress=guarded(self, self._tell),
        )
        self._forget_ended()

    def close_panel(self) -> None:
        """Take the comparison away."""
        self._checked = self._place = None
        layout.clear(self._panel)

    def _choose(self) -> None:
        title = "Choose the folder or drive with the backups"
        self._services.dialogs.choose_folder(title, guarded(self, self.look_in))

    def _show_found(self, found: tuple[BackupSeen, ...]) -> None:
        self._end()
        self.found.show_found(found)
        self.found.show()
        first = self.found.buttons()
        if first:
            first[0].setFocus()

    def _check(self, folder: Path) -> None:
        self.close_panel()
        self._start("Checking the backup")
        self._job = self._services.jobs.task(
            lambda task: self._keeper.check(folder, task),
            done=guarded(self, self._compare),
            failed=guarded(self, self._failed),
            progress=guarded(self, self._tell),
        )
        self._forget_ended()

    def _compare(self, checked: Checked) -> None:
        self._end()
        self.found.judge(checked.folder, good=True, altered=bool(checked.altered))
        self._checked = checked
        words = f"The backup of {moment(checked.made_at)} is whole"
        title = heading(words)
        self._place = RestorePlace(
            self._services.dialogs, self._keeper.place_trouble, self._services.vault.folder.parent
        )
        self._place.show_for(checked.title, checked.made_at.astimezone(LONDON).date())
        go, close = button("Restore this copy", "primary", icon="history"), button("Close")
        go.clicked.connect(self.restore)
        close.clicked.connect(self._closed)
        acts = layout.row(space=12)
        layout.add_all(acts, go, close, None)
        shown = Comparison(checked, self._keeper.kinds())
        layout.add_all(self._panel, title, shown, self._place, acts)
        title.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, words)
        if checked.altered:
            announce(self, say_altered(checked.altered), assertive=True)

    def _closed(self) -> None:
        self.close_panel()
        self.choose.setFocus()

    def _restored(self, folder: Path) -> None:
        self._end()
        self.close_panel()
        self._say(Note("safe", f"The copy is restored and verified: {folder.name}.", _AFTER))
        self.first_focus()

    def _failed(self, error: Exception) -> None:
        self._end()
        trouble = as_trouble(error)
        if isinstance(trouble, Cancelled):
            self._say(Note("neutral", "Stopped.", "Nothing was changed, and nothing half-made was left."))
            return
        rest = " ".join(part for part in (trouble.safe, trouble.next_step) if part)
        self._say(Note("over", trouble.happened, rest))

    def _say(self, note: Note) -> None:
        self._note.addWidget(note)
        announce(self, note.accessibleName(), assertive=note.kind == "over")

    def _start(self, what: str) -> None:
        self._set_busy(busy=True)
        self._card = ProgressCard(what)
        self._card.cancelled.connect(self._cancel)
        self._progress.addWidget(self._card)

    def _tell(self, progress: Progress) -> None:
        self._card.show_progress(progress.done, progress.total or 0, progress.words, progress.seconds_left)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _forget_ended(self) -> None:
        """Work that runs at once has ended before its job is known here."""
        if self._job is not None and self._job.ended:
            self._job = None

    def _end(self) -> None:
        self._job = None
        layout.clear(self._progress)
        self._set_busy(busy=False)

    def _set_busy(self, *, busy: bool) -> None:
        layout.clear(self._note)
        for one in (self.choose, self.found):
            one.setEnabled(not busy)
        self.busy.emit(busy)
