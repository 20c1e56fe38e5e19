"""Backups: the newest, one now, another place, and a test that really opens it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QPushButton, QWidget

from coordinator_app.core.errors import AuditAltered, Cancelled
from coordinator_app.core.kept_backups import KeptBackup, Where, place_words, shown
from coordinator_app.services import BackupTaken, Services
from coordinator_app.settings.page.restore_copy import RestoreCopy
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.backup_notes import made_note, where_words
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.progress import ProgressCard
from coordinator_app.ui.restore.rows import moment
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.settings_section import SettingsSection

if TYPE_CHECKING:
    from datetime import datetime

    from coordinator_app.core.vault_health import WholeCheck
    from coordinator_app.jobs.job import Job, Progress
    from coordinator_app.jobs.jobs import InTask
    from coordinator_app.ui.chips import Set

_WHAT = "A backup is made by itself once a day while nobody types. Keep another one on a stick in the school's safe."

_AHEAD = "Date is still to come. The clock of this laptop is wrong, or it was when this backup was made."


class _Found(NamedTuple):
    """The backups in the vault's own folder, and those elsewhere that the list shows."""

    own: tuple[BackupTaken, ...]
    elsewhere: tuple[KeptBackup, ...]


class BackupsSection(SettingsSection):
    """Only where the window can reach the vault's files (`services.keeper`)."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._job: Job[Where] | None = None
        self._row_buttons: list[QPushButton] = []
        self.now = button("Back up now", "primary", icon="hard-drive")
        self.elsewhere = button("Back up to a folder", icon="download")
        self.test_folder = button("Test a backup in a folder", "quiet")
        self._progress = layout.column(space=0)
        self._note = layout.column(space=0)
        self._rows = layout.column(space=20)
        acts = layout.row(space=12)
        layout.add_all(acts, self.now, self.elsewhere, self.test_folder, None)
        self.body.addWidget(label(_WHAT, "body", "text-2", wrap=True))
        self.body.addLayout(acts)
        for one in (self._progress, self._note, self._rows):
            self.body.addLayout(one)
        self.copy: RestoreCopy | None = None
        if services.keeper is not None:
            self.copy = RestoreCopy(services, services.keeper)
            self.copy.busy.connect(lambda busy: self._busy(busy=busy))
            self.body.addWidget(self.copy)
        self.now.clicked.connect(lambda: self.back_up(None))
        self.elsewhere.clicked.connect(self._choose)
        self.test_folder.clicked.connect(self._choose_test)

    @staticmethod
    def offered(services: Services) -> bool:
        """Where there is something to keep."""
        return services.keeper is not None

    def refresh(self) -> None:
        """Look at the folder of backups, and for those elsewhere."""
        keeper = self.services.keeper
        if keeper is not None:
            self.services.jobs.task(
                lambda _in_task: _Found(keeper.backups(), shown(keeper.elsewhere())),
                done=guarded(self, self._show),
                failed=guarded(self, self.services.say.trouble),
            )

    def back_up(self, target: Path | None) -> None:
        """Make one now, in the vault's own folder or in `target`."""
        keeper = self.services.keeper
        if keeper is None or self._job is not None:
            return

        def work(in_task: InTask) -> Where:
            return keeper.back_up(target, in_task)

        card = ProgressCard("Backing up")
        card.cancelled.connect(self._cancel)
        self._progress.addWidget(card)
        self._busy(busy=True)
        self._job = self.services.jobs.task(
            work,
            done=guarded(self, self._backed_up),
            failed=guarded(self, self._failed),
            progress=guarded(card, partial(_tell, card)),
        )

    def test(self, folder: Path) -> None:
        """Open a backup and read every page of it."""
        keeper = self.services.keeper
        if keeper is None:
            return
        self._busy(busy=True)
        self.services.jobs.task(
            lambda _in_task: keeper.test(folder),
            done=guarded(self, self._tested),
            failed=guarded(self, self._failed),
        )

    def _choose(self) -> None:
        title = "Choose the folder for the backup, for example on a stick"
        self.services.dialogs.choose_folder(title, guarded(self, self.back_up))

    def _choose_test(self) -> None:
        self.services.dialogs.choose_folder("Choose the backup to test", guarded(self, self.test))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _busy(self, *, busy: bool) -> None:
        for one in (self.now, self.elsewhere, self.test_folder, *self._row_buttons):
            one.setEnabled(not busy)

    def _end(self) -> None:
        self._job = None
        self._busy(busy=False)
        layout.clear(self._progress)
        layout.clear(self._note)

    def _backed_up(self, where: Where) -> None:
        self._end()
        self._say(made_note(where))
        self.refresh()

    def _say(self, note: Note) -> None:
        self._note.addWidget(note)
        announce(self, note.accessibleName(), assertive=note.kind == "over")

    def _tested(self, found: WholeCheck) -> None:
        self._end()
        if found.damaged:
            rest = f"{' '.join(found.damaged)} Make another one now."
            self._say(Note("over", "This backup cannot be trusted.", rest))
        elif found.altered:
            rest = f"{' '.join(found.altered)} {AuditAltered.next_step}"
            self._say(Note("over", "The audit log in this backup was altered.", rest))
        else:
            text = "It opened with your key, and every page of it was read."
            self._say(Note("safe", "This backup is good.", text))

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self._say(Note("neutral", "The backup was stopped.", "Earlier backups are as they were."))
            return
        if isinstance(error, AuditAltered):
            self.refresh()  # the backup is there
        self.services.say.trouble(error)

    def _show(self, found: _Found) -> None:
        layout.clear(self._rows)
        self._row_buttons.clear()
        if not (found.own or found.elsewhere):
            self._rows.addWidget(EmptyState("hard-drive", "No backup yet", "Make the first one now."))
            return
        now = self.services.clock.now()
        self._list("On another drive", [self._row_of(one) for one in found.elsewhere if one.where.apart])
        same = [self._row_of(one) for one in found.elsewhere if not one.where.apart]
        self._list("In another folder of this disk", same)
        newest = next((one for one in found.own if one.made_at <= now), None)
        own = [self._own_row(one, now, newest=one is newest) for one in found.own]
        self._list("In the vault's own folder", own)

    def _list(self, title: str, rows: list[TwoLineRow]) -> None:
        if not rows:
            return
        group, card = QWidget(), CardList()
        layout.add_all(layout.column(group, space=8), heading(title), card)
        for row in rows:
            card.add(row)
        self._rows.addWidget(group)

    def _own_row(self, one: BackupTaken, now: datetime, *, newest: bool) -> TwoLineRow:
        ahead = one.made_at > now
        # below the date rather than in a chip beside it: at 200 % that would leave the date no room
        more = _AHEAD if ahead else ("Newest" if newest else "")
        kind: Set = "soon" if ahead else "neutral"
        words = moment(one.made_at)
        return TwoLineRow(words, more, icon="hard-drive", kind=kind, buttons=self._acts(words, one.folder))

    def _row_of(self, one: KeptBackup) -> TwoLineRow:
        """One outside of the vault's folder; what is not there now can be neither tested nor restored."""
        words = moment(one.made_at)
        acts = self._acts(f"{words} on {place_words(one.place)}", Path(one.folder)) if one.there else ()
        return TwoLineRow(words, where_words(one), icon="hard-drive", buttons=acts)

    def _acts(self, words: str, folder: Path) -> tuple[QPushButton, ...]:
        test: QPushButton = button("Test", small=True, accessible=f"Test the backup of {words}")
        test.clicked.connect(partial(self._test_row, folder))
        copy = button("Restore a copy", small=True, accessible=f"Restore a copy of the backup of {words}")
        copy.clicked.connect(partial(self._copy_row, folder))
        self._row_buttons += [test, copy]
        return test, copy

    def _copy_row(self, folder: Path, *_signal: object) -> None:
        if self.copy is not None:
            self.copy.begin(folder)

    def _test_row(self, folder: Path, *_signal: object) -> None:
        self.test(folder)


def _tell(card: ProgressCard, progress: Progress) -> None:
    card.show_progress(progress.done, progress.total or 0, progress.words, progress.seconds_left)
