"""Keeps searches by name for the page: asks for the name, writes, says so with its Undo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import InvalidInput
from coordinator_app.search.actions import asked_of, keep_search, remove_search, rename_search
from coordinator_app.search.model import SavedView
from coordinator_app.search.page import reading
from coordinator_app.search.page.reading import Kept
from coordinator_app.search.view import Asked
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.dialogs import AskText

if TYPE_CHECKING:
    from coordinator_app.search.page.page import SearchPage

_NAME_FIRST = "Give the search a name."


class Keeping:
    """Acts for one page, whose `kept` it fills."""

    def __init__(self, page: SearchPage, services: Services) -> None:
        self._page, self._services = page, services
        self._kept = Kept(())
        page.kept.chosen.connect(self._choose)
        page.kept.renaming.connect(self._rename)
        page.kept.removing.connect(self._remove)

    def read(self) -> None:
        """Read the kept searches again."""
        fresh = self._services.confirm.fresh
        came, failed = self._page.in_turn(self._came, self._services.say.trouble)
        self._services.jobs.read(
            lambda session: reading.read_kept(session, guarded_words=fresh), done=came, failed=failed
        )

    def show(self) -> None:
        """Show them; called again when the names of pupils have come."""
        self._page.kept.show_kept(self._kept.views, self._page.pupil_called, self._kept.closed)

    def keep(self, asked: Asked) -> None:
        """Ask for a name and keep the search by it."""
        where = (
            " It is kept with the safeguarding records, since they are searched too."
            if asked.guarded_words
            else ""
        )
        question = AskText(
            "Keep this search",
            "Name",
            "Keep",
            help=f"It is kept in the vault and listed on this page.{where}",
            required=_NAME_FIRST,
        )
        self._ask(question, lambda title: partial(keep_search, title=title, asked=asked), "Search kept")

    def _choose(self, view: SavedView) -> None:
        asked = asked_of(view)
        self._page.search_for(asked, self._page.pupil_called(asked.pupil_id) if asked.pupil_id else "")

    def _rename(self, view: SavedView) -> None:
        question = AskText(f"Rename “{view.title}”", "New name", "Rename", required=_NAME_FIRST)
        self._ask(question, lambda title: partial(rename_search, view=view, title=title), "Search renamed")

    def _remove(self, view: SavedView) -> None:
        self._write(partial(remove_search, view=view), "Search removed")

    def _ask(self, question: AskText, work: object, words: str) -> None:
        assert callable(work)
        self._services.dialogs.ask_text(
            question, guarded(self._page, lambda title: self._write(work(title), words))
        )

    def _write(self, work: partial[Saved[SavedView]], words: str) -> None:
        self._services.jobs.write(
            work, done=partial(self._written, words), failed=guarded(self._page, self._refused)
        )

    def _written(self, words: str, saved: Saved[SavedView]) -> None:
        self._services.say.toast(words, saved.change_id)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, InvalidInput):
            self._services.dialogs.tell("The search was not kept", error.problems[0].message)
        else:
            self._services.say.trouble(error)

    def _came(self, kept: Kept) -> None:
        self._kept = kept
        self.show()
