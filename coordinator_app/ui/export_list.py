"""The Export button of a list: asks what for, as what and where, and writes what the list shows to a file.

Locked by default; open only after a confirmation that says what it means. The passphrase is asked again, the audit
keeps who exported which list, how many rows, what for and whether it was locked (003-6.6, 003-2.3.2, decision 20).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.core.errors import Cancelled
from coordinator_app.core.export_order import (
    MOST_ROWS,
    TASK,
    Exported,
    ExportFormat,
    ExportOrder,
    TooManyRows,
    audit_note,
    ending_of,
    stem_of,
)
from coordinator_app.core.export_table import Table, packed
from coordinator_app.core.pack_password import new_password
from coordinator_app.jobs.exporting import Leaving, save_export
from coordinator_app.jobs.jobs import Job, Progress
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import Button, button
from coordinator_app.ui.dialogs import Confirm, kinds
from coordinator_app.ui.export_box import ExportBox, ExportChoice
from coordinator_app.ui.export_progress import ExportProgress
from coordinator_app.ui.password_box import PasswordBox

if TYPE_CHECKING:
    from typing import Any

    from coordinator_app.store.session import Session

Load = Callable[["Session"], Table]
_WHY = "A list is about to leave the vault."
_OPEN = Confirm(
    title="Export without a lock?",
    facts=(
        ("lock-open", "Whoever gets hold of the file can read every name in it"),
        ("hard-drive", "It stays readable on the laptop or stick after you have deleted it"),
        ("history", "The audit log says that it was exported open"),
    ),
    tick="I need it open, and I will delete it when it has served its purpose.",
    act="Export it open",
    undo="What has left the vault cannot be called back.",
    danger=True,
)
_PASSED_ON = (
    "Give it by phone. Send the file by secure transfer, never by ordinary email, and never both together."
)
_LOST = "If it is lost, export the list again."


def export_button(
    services: Services, title: str, load: Load | None = None, *, chosen: Callable[[], Load] | None = None
) -> Button:
    """The button for a list's head; `title` is the list's name on the screen, such as "Pupils", never a person's.

    `load(session)` gives what the list shows, in its order and with its filter, all pages of it. It runs on a reader
    thread and must not touch widgets. Where the filter stands in widgets give `chosen` instead: it is called on the
    window's thread at the press and gives the `load` for what is chosen then. ValueError without either.
    """
    made = button("Export", icon="download", accessible=f"Export: {title}")

    def start() -> None:
        found = chosen() if chosen is not None else load
        if found is not None:
            Export(services, title, found, made).start()

    if load is None and chosen is None:
        raise ValueError("an export needs something to load")
    made.clicked.connect(start)
    return made


@dataclass(frozen=True, slots=True)
class _Read:
    """What a reader gave: rows and the table as bytes for the child."""

    rows: int
    table: bytes
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """Where to, and as what."""

    choice: ExportChoice
    place: Path
    password: str


class Export(QObject):
    """One export from the first question to the password; goes with its button."""

    def __init__(self, services: Services, title: str, load: Load, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._title, self._load = services, title, load
        self._job: Job[Any] | None = None
        self._box: ExportProgress | None = None

    def start(self) -> None:
        """Ask."""
        box = ExportBox(self._title)
        box.saved.connect(guarded(self, self._answered))
        self._services.dialogs.show(box)

    def _answered(self, choice: ExportChoice) -> None:
        if choice.locked:
            self._again(choice)
        else:
            self._services.dialogs.confirm(_OPEN, guarded(self, partial(self._again, choice)))

    def _again(self, choice: ExportChoice) -> None:
        self._services.confirm(guarded(self, partial(self._choose_place, choice)), _WHY)

    def _choose_place(self, choice: ExportChoice) -> None:
        today, practice = self._services.clock.today(), self._services.vault.practice
        ending = ending_of(choice.format, locked=choice.locked)
        name = f"{stem_of(self._title, today, practice=practice)}.{ending}"
        words = "Locked lists" if choice.locked else choice.format.label
        self._services.dialogs.save_file(
            f"Export: {self._title}", name, kinds(words, ending), guarded(self, partial(self._run, choice))
        )

    def _run(self, choice: ExportChoice, place: Path) -> None:
        way = _Way(choice, place, new_password() if choice.locked else "")
        self._box = ExportProgress(self._title, self._stop)
        self._services.dialogs.show(self._box)
        self._job = self._services.jobs.read(
            partial(_read, self._load),
            done=guarded(self, partial(self._loaded, way)),
            failed=guarded(self, self._failed),
        )

    def _loaded(self, way: _Way, read: _Read) -> None:
        if not read.rows:
            self._end()
            self._services.say.hint("The list is empty: nothing to export")
        elif read.rows > MOST_ROWS and way.choice.format is ExportFormat.XLSX:
            self._failed(TooManyRows(f"{read.rows:,} rows are more than a workbook can hold."))
        else:
            self._job = self._services.jobs.child(
                TASK,
                self._order(way, read),
                done=guarded(self, partial(self._made, way, read.rows)),
                failed=guarded(self, self._failed),
                progress=guarded(self, self._show),
            )

    def _order(self, way: _Way, read: _Read) -> ExportOrder:
        services, choice = self._services, way.choice
        now = services.clock.now().astimezone(LONDON)
        lines = [
            ("List", self._title),
            *(("What is in it", words) for words in read.about),
            ("Rows", f"{read.rows:,}"),
            ("Exported", f"{say(now.date())}, {say_time(now.time())}"),
            ("For", choice.purpose_words),
        ]
        if services.vault.practice:
            lines.insert(0, ("Practice", "Everyone in this list is invented."))
        name = stem_of(self._title, services.clock.today(), practice=services.vault.practice)
        return ExportOrder(read.table, choice.format, name, way.password, tuple(lines))

    def _made(self, way: _Way, rows: int, answer: Answered) -> None:
        choice, content = way.choice, read_answer(Exported, answer).content
        note = audit_note(self._title, rows, choice.format, choice.purpose, locked=choice.locked)
        self._job = None  # what is being put in its place is not stopped half-way
        self._services.jobs.write(
            lambda session: save_export(session, Leaving(way.place, content, note)),
            done=guarded(self, partial(self._saved, way, rows)),
            failed=guarded(self, self._failed),
        )

    def _saved(self, way: _Way, rows: int, place: Path) -> None:
        self._end()
        said = "1 row" if rows == 1 else f"{rows:,} rows"
        self._services.say.toast(f"Exported {said} as {place.name}")
        if way.password:
            box = PasswordBox(way.password, "The password of this list", _PASSED_ON, _LOST)
            self._services.dialogs.show(box)

    def _show(self, progress: Progress) -> None:
        if self._box is not None:
            self._box.show_progress(progress)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self._services.say.hint("Stopped: nothing was exported")
        else:
            self._services.say.trouble(error)

    def _end(self) -> None:
        box, self._box, self._job = self._box, None, None
        if box is not None:
            box.over()


def _read(load: Load, session: Session) -> _Read:
    """On a reader thread: the whole list, as bytes for the child."""
    table = load(session)
    return _Read(len(table.rows), packed(table), table.about)
