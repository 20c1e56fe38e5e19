"""Files that were being added when the vault was locked: they are looked at again, or what was typed about them goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from coordinator_app.documents import unfinished
from coordinator_app.documents.page import tab_notes
from coordinator_app.documents.page.adding import Adding
from coordinator_app.documents.page.taken import Again
from coordinator_app.documents.unfinished import FileLeft
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.dialogs import Confirm
from coordinator_app.ui.notes import Note
from coordinator_app.ui.tidying import only_faults

_AWAY = Confirm(
    title="Throw away what you typed about these files?",
    facts=(("trash-2", "The words go. The files stay where they lie, and none of them was added."),),
    tick="I do not need it any more",
    act="Throw away",
    danger=True,
)


class WaitingFiles(QObject):
    """`take` gets the files, each to be looked at again; `again` reads the tab anew once nothing of them waits."""

    def __init__(
        self,
        services: Services,
        adding: Adding,
        pupil_id: str,
        take: Callable[[Sequence[Again]], None],
        again: Callable[[], None],
    ) -> None:
        super().__init__(adding)
        self._services, self._adding, self._pupil_id = services, adding, pupil_id
        self._take, self._again = take, again
        adding.closed.connect(self._box_gone)

    def notes(self, count: int) -> list[Note]:
        """What stands above the list; nothing while a box asks about them."""
        return tab_notes.unfinished(0 if self._adding.is_running else count, self.carry_on, self._throw_away)

    def carry_on(self) -> None:
        """Look again at the files, and ask about them."""
        self._services.jobs.read(
            lambda session: unfinished.files_left(session, self._pupil_id),
            done=guarded(self, self._came),
            failed=guarded(self, self._services.say.trouble),
        )

    def _came(self, files: tuple[FileLeft, ...]) -> None:
        if not self._adding.is_running:
            self._take([Again(one) for one in files])

    def _throw_away(self) -> None:
        """Let go of what was typed about them, once that is said."""
        self._services.dialogs.confirm(_AWAY, guarded(self, self._thrown_away))

    def _thrown_away(self) -> None:
        self._services.jobs.write(
            lambda session: unfinished.throw_away(session, self._pupil_id),
            done=guarded(self, lambda _none: self._again()),
            failed=guarded(self, self._services.say.trouble),
        )

    def _box_gone(self) -> None:
        """Behind the draft of what was typed in it, which is written or thrown away by now."""
        self._services.jobs.write(
            lambda _session: None,
            done=guarded(self, lambda _none: self._again()),
            failed=only_faults(self._services.say),
        )
