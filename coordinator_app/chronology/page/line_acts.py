"""What is pressed on one entry of the chronology: correct, delete, put back, said to be wrong, see what changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from coordinator_app.chronology import view
from coordinator_app.chronology.page.entries import CORRECT, DELETE, PUT_BACK, WRONG, EntryList
from coordinator_app.chronology.page.wordings import Wordings
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded

WHY = "Safeguarding and health entries are about to be shown."


class LineActs:
    """For the entries of one list; `refresh` reads them again once what is kept apart may be shown."""

    def __init__(
        self, services: Services, owner: QWidget, entries: EntryList, refresh: Callable[[], None]
    ) -> None:
        self._services, self._owner, self._entries, self._refresh = services, owner, entries, refresh
        self.wordings = Wordings(services, owner)
        self._acts = {
            CORRECT: self.wordings.correct,
            DELETE: self.wordings.delete,
            PUT_BACK: self.wordings.put_back,
            WRONG: self.wordings.said_wrong,
        }
        entries.wanted.connect(self._act)
        entries.changes.connect(lambda key: self._of_line(key, self.wordings.show_changes))

    def correct(self, entry_id: str) -> None:
        """Open the box in which an entry is corrected, wherever it stands in the list."""
        self._services.jobs.read(
            lambda session: view.one_line(session, entry_id, guarded_words=True),
            done=guarded(self._owner, partial(self._once_confirmed, self.wordings.correct)),
            failed=guarded(self._owner, self._services.say.trouble),
        )

    def _act(self, act: str, key: object) -> None:
        if act in self._acts:
            self._of_line(key, self._acts[act])
        else:
            self._services.confirm(guarded(self._owner, self._refresh), WHY)

    def _of_line(self, key: object, act: Callable[[view.Line], None]) -> None:
        line = self._entries.line(key)
        if line is not None:
            self._once_confirmed(act, line)

    def _once_confirmed(self, act: Callable[[view.Line], None], line: view.Line) -> None:
        """Guarded words are shown only to whoever typed the passphrase a short while ago (decision 20)."""
        if view.is_guarded(line.entry):
            self._services.confirm(guarded(self._owner, partial(act, line)), WHY)
        else:
            act(line)
