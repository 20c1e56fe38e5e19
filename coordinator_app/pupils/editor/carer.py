"""The form for a parent, carer or contact."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from coordinator_app.core.clock import Clock
from coordinator_app.core.identifiers import check_telephone
from coordinator_app.pupils.model import Carer, ContactWay, Relationship, ResponsibilityEvidence
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, TickBox
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.past_date import PastDate

ORDER = tuple((number, str(number)) for number in range(1, 10))
UNKNOWN = "unknown"
_RESPONSIBLE = ("evidence", "evidence_seen_on", "evidence_note", "evidence_document_id")
_WHY_ASKED = "Only someone who has it can consent to the programme."


class TelephoneInput(TextInput):
    """A telephone number: what can be none is said when the field is left."""

    def __init__(self) -> None:
        super().__init__(longest=40)

    def problem(self) -> str:
        """What to do with words that are no number."""
        return check_telephone(self.value()).problem or ""


class CarerBox(FormBox):
    """Parental responsibility with its evidence, how to reach them, restrictions, a confidential address.

    `documents` are the pupil's papers, of which one may be named as the copy of the evidence.
    """

    # a draft is gathered for whoever asks to see the record, and nothing in it says whose address is confidential
    never_drafted: Collection[str] = ("telephone", "other_telephone", "email", "address")

    def __init__(self, carer: Carer, clock: Clock, documents: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(
            "Change this person" if carer.id else "Add a parent, carer or contact", "Save person"
        )
        self._carer, self._documents = carer, documents
        self._who()
        self._responsibility(clock)
        self._reach()
        self._care(clock)
        form = self.form
        form.set_values({name: getattr(carer, name) or None for name in form.rows()})
        for name in ("has_responsibility", "lives_with_pupil"):
            known = getattr(carer, name)
            form.row(name).input.set_value(UNKNOWN if known is None and carer.id else known)
        for name in ("has_responsibility", "no_contact", "has_died"):
            form.row(name).edited.connect(self._reveal)
        self._reveal()

    def _who(self) -> None:
        form = self.form
        form.add("name", FormRow("Name", "", TextInput(longest=200)))
        relations = ChoiceList([(one, one.label) for one in Relationship])
        form.add("relationship", FormRow("Relationship to the pupil", "", relations))
        form.add("lives_with_pupil", FormRow("The pupil lives with them", "", _asked()))
        order = ChoiceList(list(ORDER), none="No order", width=150)
        form.add("contact_order", FormRow("Order of contact", "1 is tried first.", order, optional=True))

    def _responsibility(self, clock: Clock) -> None:
        form = self.form
        form.add("has_responsibility", FormRow("Has parental responsibility", _WHY_ASKED, _asked()))
        kinds = ChoiceList([(one, one.label) for one in ResponsibilityEvidence])
        form.add("evidence", FormRow("How this was seen", "", kinds, optional=True))
        form.add("evidence_seen_on", FormRow("Seen on", "", PastDate(clock), optional=True))
        note = TextInput(longest=300)
        form.add("evidence_note", FormRow("What was seen, and by whom", "", note, optional=True))
        if self._documents:
            copies = ChoiceList(list(self._documents), none="No copy is kept")
            form.add("evidence_document_id", FormRow("Copy that is kept", "", copies, optional=True))

    def _reach(self) -> None:
        form = self.form
        form.add_group("How to reach them")
        form.add_beside(
            {
                "telephone": FormRow("Telephone", "", TelephoneInput(), optional=True),
                "other_telephone": FormRow("Other telephone", "", TelephoneInput(), optional=True),
            }
        )
        form.add("email", FormRow("Email", "", TextInput(longest=200), optional=True))
        ways = ChoiceList([(one, one.label) for one in ContactWay], none="No wish known", width=280)
        form.add("preferred_way", FormRow("Likes to be reached by", "", ways, optional=True))
        form.add("language", FormRow("Language", "", TextInput(longest=100, width=280), optional=True))
        form.add("needs_interpreter", FormRow("Interpreter", "", TickBox("They need an interpreter")))
        form.add("address", FormRow("Address", "", LongText(lines=3), optional=True))
        tick = TickBox("Where they are is confidential: never print or tell the address, telephone or email")
        form.add("address_is_confidential", FormRow("Confidential address", "", tick))

    def _care(self, clock: Clock) -> None:
        form = self.form
        form.add_group("What to take care of")
        help_text = "For example, who must not collect the child. A court order is better added as one."
        row = FormRow("Court orders or restrictions", help_text, LongText(lines=3), optional=True)
        form.add("restrictions", row)
        form.add("no_contact", FormRow("No contact", "", TickBox("We must not contact them")))
        form.add("no_contact_reason", FormRow("Why", "", TextInput(longest=300), optional=True))
        form.add("has_died", FormRow("Died", "", TickBox("This person has died")))
        form.add("died_on", FormRow("Died on", "If it is known.", PastDate(clock), optional=True))

    def carer(self) -> Carer:
        """The person as typed; evidence only goes with a yes."""
        answers: dict[str, Any] = self.form.values()
        if answers["has_responsibility"] is not True:
            answers |= {
                "evidence": None,
                "evidence_seen_on": None,
                "evidence_note": "",
                "evidence_document_id": "",
            }
        for name in ("has_responsibility", "lives_with_pupil"):
            if answers[name] == UNKNOWN:
                answers[name] = None
        if not answers["has_died"]:
            answers["died_on"] = None
        if not answers["no_contact"]:
            answers["no_contact_reason"] = ""
        answers["evidence_document_id"] = (
            answers.get("evidence_document_id", self._carer.evidence_document_id) or ""
        )
        return replace(self._carer, **answers)

    def _reveal(self) -> None:
        rows = self.form.rows()
        holds, barred = rows["has_responsibility"].value() is True, rows["no_contact"].value() is True
        for name in _RESPONSIBLE:
            if name in rows:
                rows[name].setVisible(holds)
        rows["no_contact_reason"].setVisible(barred)
        rows["died_on"].setVisible(rows["has_died"].value() is True)


def _asked() -> ChoiceBoxes:
    return ChoiceBoxes([(True, "Yes"), (False, "No"), (UNKNOWN, "Not known")])
