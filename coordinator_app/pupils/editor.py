"""Forms for a pupil and for the carers around one; what is wrong stands at its field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import read_date
from coordinator_app.core.identifiers import check_upn
from coordinator_app.core.plausible import odd_birth_date
from coordinator_app.pupils.model import Carer, Pupil, Relationship, ResponsibilityEvidence, SenStatus
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, TickBox
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.notes import Note

YEARS = tuple((year, f"Year {year}" if year else "Reception") for year in range(14))


class UpnInput(TextInput):
    """A UPN: says which character is wrong as soon as the field is left."""

    def __init__(self) -> None:
        super().__init__(longest=20, width=236)

    def value(self) -> str:
        """In the form we keep, if it can be read; else as it was typed."""
        typed = super().value()
        return check_upn(typed).value or typed

    def problem(self) -> str:
        """Which character is wrong, where that can be known (decision 9)."""
        return check_upn(super().value()).problem or ""


class PupilBox(FormBox):
    """Changes a pupil's details, or takes those of a new one."""

    def __init__(self, pupil: Pupil, schools: Sequence[tuple[str, str]], clock: Clock) -> None:
        super().__init__("Change details" if pupil.id else "Add a pupil", "Save details")
        self._pupil = pupil
        birth = DateInput(lambda typed: read_date(typed, clock.today()).value, today=clock.today)
        form = self.form
        form.add_beside(
            {
                "given_names": FormRow("Given names", "", TextInput(longest=100)),
                "family_name": FormRow("Family name", "", TextInput(longest=100)),
            }
        )
        form.add("known_as", FormRow("Known as", "", TextInput(longest=100, width=236), optional=True))
        form.add("birth_date", FormRow("Date of birth", "For example, 3 May 2012.", birth))
        form.add("school_id", FormRow("School on roll", "", ChoiceList(list(schools))))
        form.add("year_group", FormRow("Year group", "", ChoiceList(YEARS, width=236), optional=True))
        help_text = "13 characters, from the school. It can be typed with spaces."
        form.add("upn", FormRow("Unique pupil number (UPN)", help_text, UpnInput(), optional=True))
        self._other = layout.column(space=8)
        holder = QWidget()
        layout.column(holder, space=0).addLayout(self._other)
        form.add_widget(holder)
        sen = ChoiceList([(one, one.label) for one in SenStatus])
        form.add("sen_status", FormRow("Special educational needs", "", sen, optional=True))
        form.set_values(
            {name: getattr(pupil, name) or None for name in form.rows()} | {"year_group": pupil.year_group}
        )

        self.doubts(lambda: self._unusual(clock))

    def _unusual(self, clock: Clock) -> dict[str, str]:
        """A child too young or too old for us, unless it is what was kept before."""
        born = self.pupil().birth_date
        return {} if born == self._pupil.birth_date else {"birth_date": odd_birth_date(born, clock.today())}

    def name_the_other(self, words: str, opened: Callable[[], None]) -> None:
        """Below the UPN: who has it already, with the way there, which leaves this box."""
        layout.clear(self._other)
        look = button("Open", small=True, accessible=f"Open {words}")
        look.clicked.connect(self.reject)
        look.clicked.connect(lambda _on=False: opened())
        text = (
            "Compare both numbers with the school's forms. What you typed here is not kept when you open it."
        )
        self._other.addWidget(Note("soon", f"This is the UPN of {words}.", text, look))

    def pupil(self) -> Pupil:
        """The pupil as typed."""
        answers: dict[str, Any] = self.form.values()
        answers["school_id"] = answers["school_id"] or ""
        return replace(self._pupil, **answers)


class CarerBox(FormBox):
    """A parent, carer or contact: parental responsibility with its evidence, restrictions, confidential address."""

    def __init__(self, carer: Carer, clock: Clock) -> None:
        super().__init__(
            "Change this person" if carer.id else "Add a parent, carer or contact", "Save person"
        )
        self._carer = carer
        seen = DateInput(lambda typed: read_date(typed, clock.today()).value, today=clock.today)
        form = self.form
        form.add("name", FormRow("Name", "", TextInput(longest=200)))
        relations = ChoiceList([(one, one.label) for one in Relationship])
        form.add("relationship", FormRow("Relationship to the pupil", "", relations))
        answers = ChoiceBoxes([(True, "Yes"), (False, "No"), ("unknown", "Not known")])
        form.add("has_responsibility", FormRow("Has parental responsibility", _WHY_ASKED, answers))
        kinds = ChoiceList([(one, one.label) for one in ResponsibilityEvidence])
        form.add("evidence", FormRow("How this was seen", "", kinds, optional=True))
        form.add("evidence_seen_on", FormRow("Seen on", "", seen, optional=True))
        form.add_beside(
            {
                "telephone": FormRow("Telephone", "", TextInput(longest=40), optional=True),
                "email": FormRow("Email", "", TextInput(longest=200), optional=True),
            }
        )
        form.add("address", FormRow("Address", "", LongText(lines=3), optional=True))
        tick = TickBox("The address is confidential: never print it or tell it to anyone")
        form.add("address_is_confidential", FormRow("Confidential address", "", tick))
        help_text = "For example, who must not be told where they live, or who must not collect the child."
        form.add(
            "restrictions",
            FormRow("Court orders or restrictions", help_text, LongText(lines=3), optional=True),
        )
        form.set_values({name: getattr(carer, name) or None for name in form.rows()})
        known = carer.has_responsibility
        form.row("has_responsibility").input.set_value("unknown" if known is None and carer.id else known)
        form.row("has_responsibility").edited.connect(self._reveal)
        self._reveal()

    def carer(self) -> Carer:
        """The person as typed; evidence only goes with a yes."""
        answers: dict[str, Any] = self.form.values()
        if answers["has_responsibility"] is not True:
            answers |= {"evidence": None, "evidence_seen_on": None}
        if answers["has_responsibility"] == "unknown":
            answers["has_responsibility"] = None
        return replace(self._carer, **answers)

    def _reveal(self) -> None:
        holds = self.form.row("has_responsibility").value() is True
        for name in ("evidence", "evidence_seen_on"):
            self.form.row(name).setVisible(holds)


_WHY_ASKED = "Only someone who has it can consent to the programme (policy 7.3)."
