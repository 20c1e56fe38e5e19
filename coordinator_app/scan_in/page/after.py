"""What stands above the queue after something happened: what was filed, what was not taken, the original's fate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from coordinator_app.core.errors import Trouble
from coordinator_app.scan_in.clearing import Original, original_deleted, original_of
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
_STAYS = "The file itself was not touched."
_ALL = "All its pages are filed in the vault."
_MEANWHILE = "What is filed of it changed meanwhile. Look at it again."
_NOT_WIPED = (
    "Deleting takes it off the list of files. It does not wipe it: from a disk or a memory stick "
    "someone with the right tools can bring it back."
)


def _named(one: Original, called: Sequence[ScanBatch]) -> Original:
    before = next((batch for batch in called if batch.id == one.batch.id), one.batch)
    named = replace(one.batch, given_name=before.given_name, given_folder=before.given_folder)
    return replace(one, batch=named)


class After:
    """Puts notes into `lines` for a page (`owner`)."""

    def __init__(self, services: Services, owner: QWidget, lines: QVBoxLayout) -> None:
        self._desk, self._owner, self._lines = services, owner, lines

    def clear(self) -> None:
        """Take the notes away."""
        layout.clear(self._lines)

    def refused(self, name: str, trouble: Trouble) -> None:
        """A file was not taken."""
        said = (trouble.happened, trouble.safe, _STAYS, trouble.next_step)
        words = " ".join(part for part in said if part)
        self._add(Note("over", f"{name} was not added.", words, self._close()))
        announce(self._owner, f"{name} was not added. {words}", assertive=True)

    def stays(self, name: str, trouble: Trouble) -> None:
        """A scan was not filed."""
        words = " ".join(part for part in (trouble.happened, trouble.next_step) if part)
        self._add(Note("over", f"Not filed: {name}.", words, self._close()))

    def filed(
        self,
        lines: list[FiledLine],
        record: Callable[[FiledLine], None],
        called: Sequence[ScanBatch] = (),
    ) -> None:
        """Scans were filed: what they say can be recorded now, and what becomes of the files outside.

        `called` are files as they were called until now: of one that was filed as restricted the name is kept nowhere.
        """
        self.clear()
        for line in [one for one in lines if one.record_page][:_MOST]:
            act = button("Record what the form says", "primary", small=True)
            act.clicked.connect(lambda _on=False, line=line: record(line))
            self._add(Note("safe", f"Filed: {line.title}.", line.second, act))
        originals = {one.batch.id: one for line in lines for one in line.originals}
        named = [_named(one, called) for one in originals.values()]
        for one in [one for one in named if one.batch.original_deleted_on is None][:_MOST]:
            self._add(self._original(one) if one.may_go else self._not_whole(one))

    def _original(self, one: Original) -> Note:
        name = one.batch.given_name
        act = button("Delete the original", small=True, accessible=f"Delete the original {name}")
        act.clicked.connect(lambda _on=False: self._ask(one))
        return Note("info", "The original is where it was.", original_words(one.batch), act)

    def _not_whole(self, one: Original) -> Note:
        words = " ".join((*one.not_filed, original_words(one.batch)))
        return Note("info", "Not all of the file is filed.", words)

    def _ask(self, one: Original) -> None:
        batch = one.batch
        filed = " ".join(("The rest is filed in the vault.", *one.not_filed)) if one.not_filed else _ALL
        question = Confirm(
            "Delete the original file?",
            (
                ("file-text", f"{batch.given_name} in {batch.given_folder}"),
                ("file-check", filed),
                ("triangle-alert", _NOT_WIPED),
            ),
            "I have looked that everything of it is filed",
            "Delete the file",
            danger=True,
        )
        self._desk.dialogs.confirm(question, lambda: self._look_again(one))

    def _look_again(self, one: Original) -> None:
        """What was asked about may have gone back to the tray meanwhile."""
        self._desk.jobs.read(
            lambda session: original_of(session, one.batch),
            done=guarded(self._owner, lambda now: self._checked(one, now)),
            failed=guarded(self._owner, self._not_deleted),
        )

    def _checked(self, before: Original, now: Original) -> None:
        if now.may_go and now.not_filed == before.not_filed:
            self._delete(before.batch)  # which knows what it is called; the file itself is compared
        else:
            self._desk.dialogs.tell("The file was not deleted", " ".join((_MEANWHILE, *now.not_filed)))

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
            lambda session: original_deleted(session, batch),
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
