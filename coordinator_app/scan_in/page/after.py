"""What stands above the queue after something happened: what was filed, what was not taken, the original's fate."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from coordinator_app.core.errors import Trouble
from coordinator_app.scan_in import filing
from coordinator_app.scan_in.files import delete_original
from coordinator_app.scan_in.model import ScanBatch
from coordinator_app.scan_in.page.queue import original_words
from coordinator_app.scan_in.page.tray_reading import FiledLine
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.dialogs import Confirm
from coordinator_app.ui.notes import Note

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_MOST = 3
_NOT_WIPED = (
    "Deleting takes it off the list of files. It does not wipe it: from a disk or a memory stick "
    "someone with the right tools can bring it back."
)


class After:
    """Puts notes into `lines` for a page (`owner`)."""

    def __init__(self, services: Services, owner: QWidget, lines: QVBoxLayout) -> None:
        self._desk, self._owner, self._lines = services, owner, lines

    def clear(self) -> None:
        """Take the notes away."""
        layout.clear(self._lines)

    def refused(self, name: str, trouble: Trouble) -> None:
        """A file was not taken."""
        words = " ".join(part for part in (trouble.happened, trouble.safe, trouble.next_step) if part)
        self._add(Note("over", f"{name} was not added.", words, self._close()))
        announce(self._owner, f"{name} was not added. {words}", assertive=True)

    def stays(self, name: str, trouble: Trouble) -> None:
        """A scan was not filed."""
        words = " ".join(part for part in (trouble.happened, trouble.next_step) if part)
        self._add(Note("over", f"Not filed: {name}.", words, self._close()))

    def filed(self, lines: list[FiledLine], record: Callable[[FiledLine], None]) -> None:
        """Scans were filed: what they say can be recorded now, and what becomes of the files outside."""
        self.clear()
        for line in [one for one in lines if one.record_page][:_MOST]:
            act = button("Record what the form says", "primary", small=True)
            act.clicked.connect(lambda _on=False, line=line: record(line))
            self._add(Note("safe", f"Filed: {line.title}.", line.second, act))
        originals = {batch.id: batch for line in lines for batch in line.originals}
        for batch in [one for one in originals.values() if one.original_deleted_on is None][:_MOST]:
            self._add(self._original(batch))

    def _original(self, batch: ScanBatch) -> Note:
        act = button("Delete the original", small=True, accessible=f"Delete the original {batch.given_name}")
        act.clicked.connect(lambda _on=False: self._ask(batch))
        return Note("info", "The original is where it was.", original_words(batch), act)

    def _ask(self, batch: ScanBatch) -> None:
        question = Confirm(
            "Delete the original file?",
            (
                ("file-text", f"{batch.given_name} in {batch.given_folder}"),
                ("file-check", "All its pages are filed in the vault."),
                ("triangle-alert", _NOT_WIPED),
            ),
            "I have looked that everything of it is filed",
            "Delete the file",
            danger=True,
        )
        self._desk.dialogs.confirm(question, lambda: self._delete(batch))

    def _delete(self, batch: ScanBatch) -> None:
        self._desk.jobs.task(
            lambda _in_task: delete_original(batch),
            done=guarded(self._owner, lambda _none: self._deleted(batch)),
            failed=guarded(self._owner, self._not_deleted),
        )

    def _deleted(self, batch: ScanBatch) -> None:
        self.clear()
        self._desk.say.toast("The original was deleted")
        self._desk.jobs.write(
            lambda session: filing.original_deleted(session, batch),
            failed=guarded(self._owner, self._desk.say.trouble),
        )

    def _not_deleted(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self._desk.dialogs.trouble(error)
        else:
            self._desk.say.trouble(error)

    def _close(self) -> QPushButton:
        close = icon_button("x", "Close this message", "quiet", small=True)
        close.clicked.connect(self.clear)
        return close

    def _add(self, note: Note) -> None:
        self._lines.addWidget(note)
