"""To whom the pages will be handed, asked only where it is to be kept from somebody where the pupil is (003-8.1)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.consent.page.carer_choice import carer_words
from coordinator_app.consent.whereabouts import NOT_SAID, SCHOOL, YOUNG_PERSON, KeptFrom
from coordinator_app.pupils.model import Carer
from coordinator_app.ui import layout
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.notes import Note

_NOBODY_CHOSEN = "Choose who"
LEFT_OUT = "School, provider, place, days and what others told us are left out of these pages."
WHOLE = "These pages name the school and the provider. Hand them over yourself, and to nobody else."


class HandedChoice(QWidget):
    """Names who must not see the pages, on the screen only, and asks who gets them. Emits `edited`."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        lines = layout.column(self, space=8)
        self._notes = layout.column(space=8)
        self._people = ChoiceList((), none=_NOBODY_CHOSEN)
        self.who = FormRow("Who will be handed these forms?", "", self._people)
        self._after = layout.column(space=8)
        lines.addLayout(self._notes)
        lines.addWidget(self.who)
        lines.addLayout(self._after)
        self.who.edited.connect(self.edited)
        self._kept: tuple[KeptFrom, ...] = ()
        self._to_read: tuple[tuple[str, str], ...] = ()
        self.hide()

    def start(self) -> None:
        """Nobody is chosen."""
        self._people.set_value(None)

    def handed_to(self) -> str:
        """A carer's id, the school or the young person; "" while it is not said."""
        return str(self._people.value() or "")

    def show_people(self, kept: Sequence[KeptFrom], carers: Sequence[Carer], why_not: str) -> None:
        """Say from whom it is kept, offer the others too, and say what the choice means; `why_not` where it is refused."""
        to_read = tuple((one.name, one.restrictions) for one in carers if one.restrictions)
        self.setVisible(bool(kept or to_read))
        self.who.setVisible(bool(kept))
        if (tuple(kept), to_read) != (self._kept, self._to_read):
            self._kept, self._to_read = tuple(kept), to_read
            layout.clear(self._notes)
            for one in kept:
                self._notes.addWidget(Note("over", f"Must not see where the pupil is: {one.name}.", one.why))
            for name, words in to_read:
                self._notes.addWidget(Note("soon", f"Read this before you hand anything to {name}.", words))
        people = [(one.id, carer_words(one)) for one in carers if one.may_be_reached]
        self._people.set_options([*people, (YOUNG_PERSON, "The young person"), (SCHOOL, "The school")])
        layout.clear(self._after)
        if kept:
            self._after.addWidget(self._said(why_not))

    def _said(self, why_not: str) -> Note:
        why_not = why_not or ("" if self.handed_to() else NOT_SAID.sentence())
        if why_not:
            return Note("over", "Not to be printed like this.", why_not)
        if any(one.carer_id and one.carer_id == self.handed_to() for one in self._kept):
            return Note("soon", "For somebody who must not know.", LEFT_OUT)
        return Note("soon", "Not for everybody.", WHOLE)
