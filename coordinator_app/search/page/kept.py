"""The searches kept by name: shown while nothing is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.dates import say
from coordinator_app.search.actions import asked_of
from coordinator_app.search.kinds import OF_GROUP
from coordinator_app.search.model import SavedView
from coordinator_app.search.view import PLACES, Asked
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import icon_button
from coordinator_app.ui.cards import Card, separator
from coordinator_app.ui.labels import heading
from coordinator_app.ui.rows import TwoLineRow

Called = Callable[[str], str]
"""The name of a pupil by the id."""


class KeptSearches(QWidget):
    """`chosen(view)`, `renaming(view)`, `removing(view)`; `unlocking` asks for the names of the restricted ones."""

    chosen = Signal(object)
    renaming = Signal(object)
    removing = Signal(object)
    unlocking = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Searches kept by name")
        self._lines = layout.column(self, space=8)
        self.rows: list[TwoLineRow] = []

    def show_kept(self, kept: Sequence[SavedView], called: Called, closed: int) -> None:
        """Show these; `closed` is how many more are restricted and not open now."""
        layout.clear(self._lines)
        self.rows = [self._row(one, called) for one in kept]
        if closed:
            row = TwoLineRow(
                "Restricted searches",
                "Type your passphrase again to see them",
                icon="lock",
                clickable=True,
                chevron=True,
            )
            row.opened.connect(self.unlocking)
            self.rows.append(row)
        if not self.rows:
            return
        self._lines.addWidget(heading("Kept searches"))
        card = Card(padding=1, space=0)
        for place, row in enumerate(self.rows):
            if place:
                card.body.addWidget(separator())
            card.body.addWidget(row)
        self._lines.addWidget(card)

    def _row(self, view: SavedView, called: Called) -> TwoLineRow:
        rename = icon_button("pen-line", f"Rename “{view.title}”", "quiet", small=True)
        remove = icon_button("trash-2", f"Remove “{view.title}”", "quiet", small=True)
        rename.clicked.connect(partial(self.renaming.emit, view))
        remove.clicked.connect(partial(self.removing.emit, view))
        row = TwoLineRow(
            view.title,
            told(asked_of(view), called),
            icon="lock" if view.is_guarded else "search",
            buttons=(rename, remove),
            clickable=True,
        )
        row.opened.connect(partial(self.chosen.emit, view))
        return row


def told(asked: Asked, called: Called) -> str:
    """What a search looks for, in one line."""
    parts = [
        f"“{asked.typed}”" if asked.typed.strip() else "",
        OF_GROUP[asked.group].title if asked.group in OF_GROUP else "",
        f"Only {called(asked.pupil_id) or 'one pupil'}" if asked.pupil_id else "",
        f"From {say(asked.since)}" if asked.since else "",
        f"To {say(asked.until)}" if asked.until else "",
        dict(PLACES).get(asked.place, ""),
        "In the trash too" if asked.with_trash else "",
    ]
    return ". ".join(part for part in parts if part)
