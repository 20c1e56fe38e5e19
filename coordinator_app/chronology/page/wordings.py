"""The wordings of an entry that is kept: it is corrected, never rewritten, and every wording can be read (003-5.4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coordinator_app.chronology import actions, view
from coordinator_app.chronology.page.correct_box import CorrectBox
from coordinator_app.chronology.page.entries import EntryList
from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.draft_keeper import DraftOf

if TYPE_CHECKING:
    from coordinator_app.chronology.model import ChronologyEntry
    from coordinator_app.core.changes import Saved

Told = Callable[[object], None]
Failed = Callable[[Exception], None]


class Wordings:
    """Made with the services and the list whose entries are corrected and looked into."""

    def __init__(self, services: Services, entries: EntryList) -> None:
        self._services, self._entries = services, entries

    def correct(self, entry_id: object) -> None:
        """Ask what is right and why it is corrected; what it said before stays in its history."""
        line = self._entries.line(entry_id)
        if line is None:
            return
        sees_guarded = self._services.vault.holds(Compartment.GUARDED)
        box = CorrectBox(line.entry, self._services.clock, sees_guarded=sees_guarded)
        box.saves(lambda done, failed: self._write(box, done, failed))
        box.saved.connect(self._corrected)
        # it may become a guarded entry by this correction
        apart = Compartment.GUARDED if sees_guarded else Compartment.GENERAL
        show_kept(self._services, box, DraftOf("correct_entry", line.entry.id, apart))

    def show_changes(self, entry_id: object) -> None:
        """Show every wording that an entry has had."""
        self._services.jobs.read(
            lambda session: view.changes_of(session, str(entry_id)),
            done=guarded(self._entries, self._tell_changes),
            failed=guarded(self._entries, self._tell_trouble),
        )

    def _write(self, box: CorrectBox, done: Told, failed: Failed) -> object:
        entry, why, values = box.entry, box.why(), box.corrected()
        return self._services.jobs.write(
            lambda session: actions.correct_entry(session, entry, why, **values), done=done, failed=failed
        )

    def _corrected(self, saved: Saved[ChronologyEntry]) -> None:
        if saved.change_id:
            self._services.say.toast("Correction saved", saved.change_id)
        else:
            self._services.say.toast("Correction saved. The entry is now kept apart, with its history.")

    def _tell_changes(self, versions: tuple[view.Version, ...]) -> None:
        told = "\n\n".join(one.text() for one in reversed(versions))
        self._services.dialogs.tell("What this entry has said, newest first", told)

    def _tell_trouble(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self._services.dialogs.trouble(error)
        else:
            self._services.say.trouble(error)
