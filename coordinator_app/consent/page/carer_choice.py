"""Whose name is printed as the parent's, offered only where a chosen form has a place for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.consent.model import FormTemplate
from coordinator_app.consent.orders import only_holder, takes_carer
from coordinator_app.pupils.model import Carer
from coordinator_app.ui import layout
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note

CONFIDENTIAL = "Where they are is confidential."
_ONLY_NAME = "Neither address, telephone nor email is printed, unless you say why they must have the number."
ALL_THE_SAME = "Print the telephone all the same"
_KEPT = "It is kept with the note that the form was printed. It does not stand on the form."
NAME_ONLY = "Parent’s name"
WITH_CONTACT = "Parent’s name, telephone and address"


class CarerChoice(QWidget):
    """A tick; beside it the question whose name, unless one carer is on record and holds parental responsibility.

    Of a carer whose address is confidential nothing but the name is printed, unless it is ticked and said why. Emits
    `edited` when something else is to be printed.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        lines = layout.column(self, space=8)
        self.tick = TickBox(NAME_ONLY)
        self._people = ChoiceList((), none="Choose a name")
        self.who = FormRow("Whose name?", "", self._people)
        self.said = label("", "small", "text-2", wrap=True)
        self.hidden = Note("soon", CONFIDENTIAL, _ONLY_NAME, icon="lock")
        self.all_the_same = TickBox(ALL_THE_SAME)
        self.because = FormRow("Why must they have it?", _KEPT, TextInput(), printed=False)
        layout.add_all(lines, self.tick, self.who, self.hidden, self.said, self.all_the_same, self.because)
        self._asked_of = ""
        self._carers: tuple[Carer, ...] = ()
        self._forms: frozenset[FormTemplate] = frozenset()
        for row in (self.tick, self.who, self.all_the_same):
            row.edited.connect(self._answered)
        self.because.left.connect(self._answered)
        self._show()

    def start(self) -> None:
        """Back to no name at all."""
        self.tick.setChecked(False)
        self._people.set_value(None)
        self._ask_anew()
        self._show()

    def show_carers(self, carers: Sequence[Carer]) -> None:
        """Offer these; the one holder of parental responsibility is chosen, among several nobody."""
        if tuple(carers) != self._carers:
            self._carers = tuple(carers)
            self._people.set_options([(one.id, carer_words(one)) for one in carers])
        self._show()

    def show_forms(self, forms: Collection[FormTemplate]) -> None:
        """Say what the forms that are to be printed would carry."""
        self._forms = frozenset(forms)
        self._show()

    def carer(self) -> Carer | None:
        """Whose name is wanted; None for nobody."""
        if not self.tick.isChecked():
            return None
        chosen = self._people.value()
        return next((one for one in self._carers if one.id == chosen), None)

    def contact_because(self) -> str:
        """Why a confidential telephone is to be printed; "" where it is not."""
        wanted = self._is_hidden() and self.all_the_same.isChecked()
        return str(self.because.value() or "").strip() if wanted else ""

    def _is_hidden(self) -> bool:
        """Whether a form is chosen that says how to reach them, and they must not be found."""
        carer = self.carer()
        contact = FormTemplate.REFERRAL_FORM in self._forms
        return carer is not None and contact and carer.address_is_confidential

    def _ask_anew(self) -> None:
        """A reason that was given for one person is none for the next."""
        self.all_the_same.setChecked(False)
        self.because.input.set_value("")

    def is_used(self) -> bool:
        """Whether a chosen form carries a name."""
        return self.carer() is not None and any(takes_carer(one) for one in self._forms)

    def _answered(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        self.setVisible(bool(self._carers) and any(takes_carer(one) for one in self._forms))
        contact = FormTemplate.REFERRAL_FORM in self._forms
        words = WITH_CONTACT if contact else NAME_ONLY
        self.tick.setText(words)
        self.tick.setAccessibleName(words)
        holder = only_holder(self._carers)
        if self._people.value() is None and holder is not None:
            self._people.set_value(holder.id)
        on = self.tick.isChecked()
        chosen = self.carer()
        if chosen is not None and chosen.id != self._asked_of:
            self._ask_anew()
            self._asked_of = chosen.id
        hidden = self._is_hidden()
        self.hidden.setVisible(hidden)
        self.all_the_same.setVisible(hidden and bool(chosen and chosen.telephone))
        self.because.setVisible(hidden and self.all_the_same.isChecked())
        self.who.setVisible(on and not (holder is not None and len(self._carers) == 1))
        self.said.setText(self._rest(contact=contact) if on else "")
        self.said.setVisible(bool(self.said.text()))

    def _rest(self, *, contact: bool) -> str:
        carer = self.carer()
        if carer is None:
            return "Choose who will sign. Until then the line is left empty."
        parts = []
        if FormTemplate.CONSENT_FORM in self._forms and carer.has_responsibility is False:
            parts.append("Left empty on the consent form: this person has no parental responsibility.")
        if contact:
            parts.append(self._of_contact(carer))
        elif self.who.isHidden():
            parts.append(f"{carer.name}, under the signature.")
        return " ".join(parts)

    def _of_contact(self, carer: Carer) -> str:
        if not carer.address_is_confidential:
            return "Nothing of this is printed where a record marks the address as confidential."
        if self.contact_because():
            return "The telephone is printed, with nothing else that tells where they are."
        return "Say why. Until then the name alone is printed." if self.all_the_same.isChecked() else ""


def carer_words(carer: Carer) -> str:
    """A name with the relationship: "Marigold Puddlecombe, mother"."""
    relation = f", {carer.relationship.label.lower()}" if carer.relationship else ""
    return f"{carer.name}{relation}"
