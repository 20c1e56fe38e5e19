"""The searches that were made: what for, where, how many places, when and by whom; and what must be said of the last one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from coordinator_app.access_requests.page.blocks import Entry
from coordinator_app.access_requests.page.gather_reading import SearchLine
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.labels import heading
from coordinator_app.ui.notes import Note

_SHOWN = 8


class SearchesPanel(QWidget):
    """Hidden until a search was made; the newest first."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._roles = services.vault.roles
        self._notes = layout.column(space=8)
        self._list = CardList()
        self._shown: tuple[SearchLine, ...] = ()
        lines = layout.column(self, space=12)
        layout.add_all(lines, heading("Searches made"), self._notes, self._list)
        self.hide()

    def show_searches(self, searches: tuple[SearchLine, ...]) -> None:
        """Show them anew if they are others."""
        if searches == self._shown:
            return
        self._shown = searches
        self.setVisible(bool(searches))
        self._list.clear()
        for one in searches[:_SHOWN]:
            count = "1 place" if one.hits == 1 else f"{one.hits} places"
            self._list.add(Entry(one.terms, self._told(one), StatusChip("neutral", "search", count)))

    def tell(self, said: Sequence[str]) -> None:
        """What the last search did not do, and why."""
        layout.clear(self._notes)
        for words in said:
            self._notes.addWidget(Note("soon", "The search was not complete.", words))

    def _told(self, one: SearchLine) -> str:
        when = f"{say(one.at.astimezone(LONDON).date())}, {one.at.astimezone(LONDON):%H:%M}" if one.at else ""
        who = self._roles.get(one.slot_id, "")
        made = ", ".join(part for part in (when, who) if part)
        return " ".join(part for part in (f"{one.where}. {made}.", *one.left_out) if part)
