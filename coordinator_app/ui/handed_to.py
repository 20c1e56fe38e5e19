"""Asks to whom a page will be handed, and says from whom something is kept and what the choice means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.ui import layout
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.notes import Note

Words = tuple[str, str]
"""The beginning of a note, and the rest of it."""


class HandedTo(QWidget):
    """Hidden while nothing is kept from anybody. Emits `edited`."""

    edited = Signal()

    def __init__(self, question: str) -> None:
        super().__init__()
        lines = layout.column(self, space=8)
        self._notes, self._after = layout.column(space=8), layout.column(space=8)
        self._people = ChoiceList((), none="Choose who")
        self.who = FormRow(question, "", self._people)
        lines.addLayout(self._notes)
        lines.addWidget(self.who)
        lines.addLayout(self._after)
        self.who.edited.connect(self.edited)
        self._shown: tuple[Words, ...] = ()
        self.hide()

    def start(self) -> None:
        """Nobody is chosen, and nothing is said."""
        self._people.set_value(None)
        self.hide()

    def handed_to(self) -> str:
        """The id of the one chosen; "" while nobody is."""
        return str(self._people.value() or "")

    def show_people(
        self, notes: Sequence[Words], people: Sequence[tuple[str, str]], meaning: Words | None
    ) -> None:
        """Say these notes, offer these people by id and words, and say what the choice means, if there is one."""
        self.setVisible(bool(notes))
        if tuple(notes) != self._shown:
            self._shown = tuple(notes)
            layout.clear(self._notes)
            for lead, rest in notes:
                self._notes.addWidget(Note("over", lead, rest))
        self._people.set_options(list(people))
        layout.clear(self._after)
        if notes and meaning is not None:
            self._after.addWidget(Note("soon", *meaning))
