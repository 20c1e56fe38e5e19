"""The wordings of an entry that is kept: it is corrected or deleted, never rewritten, and every wording can be read (003-5.4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from coordinator_app.chronology import actions, versions
from coordinator_app.chronology.model import entry_compartment
from coordinator_app.chronology.page.correct_box import CorrectBox
from coordinator_app.chronology.page.correction_draft import show_correction
from coordinator_app.chronology.page.versions_box import VersionsBox
from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import either, guarded
from coordinator_app.ui.dialogs import AskText
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.reason_box import ReasonBox

if TYPE_CHECKING:
    from coordinator_app.chronology.model import ChronologyEntry
    from coordinator_app.chronology.versions import Version
    from coordinator_app.chronology.view import Line
    from coordinator_app.core.changes import Saved

Told = Callable[[object], None]
Failed = Callable[[Exception], None]
_WHY_DELETED = AskText(
    title="Delete this entry?",
    label="Why is it deleted?",
    act="Delete the entry",
    help="For example, it was typed twice. It stays in the record with this reason, and can be put back.",
    required="Say why it is deleted.",
)


class Wordings:
    """Made with the services and the widget on which the entries stand; what it writes is heard by the record page."""

    def __init__(self, services: Services, owner: QWidget) -> None:
        self._services, self._owner = services, owner

    def correct(self, line: Line) -> None:
        """Ask what is right and why it is corrected; what it said before stays in its history."""
        sees_guarded = self._services.vault.holds(Compartment.GUARDED)
        box = CorrectBox(line.entry, self._services.clock, sees_guarded=sees_guarded, beside=line.beside)
        box.saves(lambda done, failed: self._write(box, done, failed))
        box.saved.connect(self._corrected)
        show_correction(self._services, box)

    def show_changes(self, line: Line) -> None:
        """Show every wording that an entry has had."""
        folder, entry_id = self._services.vault.folder, line.entry.id
        self._services.jobs.read(
            lambda session: versions.changes_of(session, entry_id, versions.roles_in(folder)),
            done=guarded(self._owner, self._tell_changes),
            failed=guarded(self._owner, self._tell_trouble),
        )

    def delete(self, line: Line) -> None:
        """Ask why, then put the entry in the trash."""
        entry, box = line.entry, ReasonBox(_WHY_DELETED, line.which)

        def save(done: Told, failed: Failed) -> object:
            why = box.words()
            return self._services.jobs.write(
                lambda session: actions.delete_entry(session, entry, why), done=done, failed=failed
            )

        box.saves(save)
        box.saved.connect(self._told("Entry deleted"))
        show_kept(self._services, box, DraftOf("delete_entry", entry.id, entry_compartment(entry)))

    def said_wrong(self, line: Line) -> None:
        """Somebody says that it is wrong: to where that is written down."""
        self._services.go.to(
            "corrections",
            pupil_id=line.entry.pupil_id,
            item_kind="chronology_entry",
            item_id=line.entry.id,
        )

    def put_back(self, line: Line) -> None:
        """Take a deleted entry out of the trash."""
        entry = line.entry
        self._services.jobs.write(
            lambda session: actions.put_back_entry(session, entry),
            done=self._told("Entry put back"),
            failed=either(self._owner, self._tell_trouble, self._services.say.trouble),
        )

    def _told(self, words: str) -> Callable[[Saved[ChronologyEntry]], None]:
        return lambda saved: self._services.say.toast(words, saved.change_id)

    def _write(self, box: CorrectBox, done: Told, failed: Failed) -> object:
        entry, why, values, in_all = box.entry, box.why(), box.corrected(), box.in_all()
        return self._services.jobs.write(
            lambda session: actions.correct_entry(session, entry, why, in_all=in_all, **values),
            done=done,
            failed=failed,
        )

    def _corrected(self, saved: actions.Corrected) -> None:
        words = ["Correction saved"]
        if not saved.change_id:
            words.append("The entry is now kept apart, with its history")
        if saved.left:
            words.append(_left(saved.left))
        ends = "." if len(words) > 1 else ""
        self._services.say.toast(". ".join(words) + ends, saved.change_id or None)

    def _tell_changes(self, found: tuple[Version, ...]) -> None:
        self._services.dialogs.show(VersionsBox(found))

    def _tell_trouble(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self._services.dialogs.trouble(error)
        else:
            self._services.say.trouble(error)


def _left(number: int) -> str:
    """Of the entries of an incident that were not corrected too."""
    if number == 1:
        return "1 entry of another pupil says something different by now, so it was left as it is"
    return f"{number} entries of other pupils say something different by now, so they were left as they are"
