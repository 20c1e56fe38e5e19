"""The questions about a signed consent form: each statement and each extra is its own answer (decision 4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from coordinator_app.consent.model import Consent, SigningMethod
from coordinator_app.consent.page.reading import ConsentFacts
from coordinator_app.consent.page.words import TICKS
from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import say
from coordinator_app.pupils.model import Carer, Relationship, ResponsibilityEvidence
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, TickBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.past_date import PastDate

OTHER, UNKNOWN = "other", "unknown"
_NEEDED = {
    "carer_id": "Say who signed the form.",
    "carer_name": "Type the name of the person who signed.",
    "relationship": "Choose how they are related.",
    "signed_on": "Type the date on the form.",
    **dict.fromkeys(TICKS, "Say whether the box is ticked."),
}


class ConsentAnswers(Form):
    """Who signed and how that person holds parental responsibility, then the answers in the order of the form."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._facts: ConsentFacts | None = None
        self._shown_carer: object = None
        self._ask_who(clock)
        self._ask_form(clock)
        self._ask_ticks()
        self._ask_rest()
        self.edited.connect(self.follow)

    def _ask_who(self, clock: Clock) -> None:
        self.add_group("Who signed")
        self.add("carer_id", FormRow("Who signed the form?", "", ChoiceList((), none="Choose who signed")))
        relations = ChoiceList([(one.value, one.label) for one in Relationship])
        self.add_beside(
            {
                "carer_name": FormRow("Their name", "", TextInput()),
                "relationship": FormRow("Relationship to the pupil", "", relations),
            }
        )
        held = ChoiceBoxes(((True, "Yes"), (False, "No"), (UNKNOWN, "Not known")), plain=True)
        held_help = "Not every relative has it, and not every parent. Ask, and look at what shows it."
        self.add("has_responsibility", FormRow("Do they have parental responsibility?", held_help, held))
        seen = ChoiceList([(one.value, one.label) for one in ResponsibilityEvidence])
        # below each other: the longest answer has no room in half the width
        self.add("evidence", FormRow("How was this seen?", "", seen))
        self.add("evidence_seen_on", FormRow("Seen on", "", PastDate(clock), optional=True))

    def _ask_form(self, clock: Clock) -> None:
        self.add_group("The form")
        printed = ChoiceList((), none=None)
        self.add(
            "form", FormRow("Which form came back?", "Its code stands at the top and the foot.", printed)
        )
        reference = FormRow("Code on the form", "", TextInput(width=200, longest=20), optional=True)
        self.add("form_reference", reference)
        methods = ChoiceBoxes([(one.value, one.label) for one in SigningMethod])
        self.add("signed_on", FormRow("Date on the form", "", PastDate(clock)))
        self.add("method", FormRow("How was it signed?", "", methods))
        self.add(
            "signature_seen", FormRow("The signature was seen", "", TickBox("I have seen the signature"))
        )

    def _ask_ticks(self) -> None:
        self.add_group("The boxes, one by one")
        for name, words in TICKS.items():
            self.add(name, FormRow(words, "", ChoiceBoxes(((True, "Ticked"), (False, "Left empty")))))

    def _ask_rest(self) -> None:
        self.add_group("The young person, language and help")
        yes_no = ChoiceBoxes(((True, "Yes"), (False, "No")))
        self.add("young_person_signed", FormRow("Did the young person sign too?", "", yes_no, optional=True))
        view = LongText(lines=3)
        self.add(
            "young_person_view", FormRow("The young person’s own view", "In their own words.", view, True)
        )
        self.add_beside(
            {
                "language": FormRow("Language or format given", "", TextInput(), optional=True),
                "interpreter": FormRow("Interpreter’s name", "", TextInput(), optional=True),
            }
        )

    # show and read

    def offer(self, facts: ConsentFacts) -> None:
        """Offer the carers on the list and the forms that are not back yet; answers stay."""
        self._facts = facts
        people: Any = self.row("carer_id").input
        people.set_options(
            [*((one.id, _who(one)) for one in facts.carers), (OTHER, "Someone who is not listed")]
        )
        forms: Any = self.row("form").input
        options = [(one.reference, f"{one.reference}, printed {_day(one.printed_on)}") for one in facts.forms]
        forms.set_options([*options, (OTHER, "Another form, or none of ours")])
        self.follow()

    def start(self) -> None:
        """Empty, with what is most likely chosen."""
        self.set_values(dict.fromkeys(self.rows()))
        first = self._facts.forms[0].reference if self._facts and self._facts.forms else OTHER
        self.set_values({"form": first, "method": SigningMethod.PAPER.value})
        self._shown_carer = None
        self.follow()

    def follow(self) -> None:
        """Show only the questions that the answers so far ask for."""
        chosen = self.row("carer_id").value()
        for name in ("carer_name", "relationship"):
            self.row(name).setVisible(chosen == OTHER)
        if chosen != self._shown_carer:
            self._shown_carer = chosen
            self._show_responsibility(str(chosen or ""))
        self.row("has_responsibility").setVisible(bool(chosen))
        holds = bool(chosen) and self.row("has_responsibility").value() is True
        for name in ("evidence", "evidence_seen_on"):
            self.row(name).setVisible(holds)
        self.row("form_reference").setVisible(self.row("form").value() == OTHER)

    def put_back(self, values: dict[str, Any]) -> None:
        """Show answers of a draft; what is known of the carer must not replace what was typed."""
        self._shown_carer = values.get("carer_id")
        self.follow()

    def problems(self) -> dict[str, str]:
        """What is missing or unreadable, by field, in order."""
        found = {}
        for name, row in self.rows().items():
            if row.isHidden():
                continue
            problem = row.input.problem()
            if not problem and row.value() in {None, ""}:
                problem = self._needed(name)
            if problem:
                found[name] = problem
        return found

    def _needed(self, name: str) -> str:
        if name == "has_responsibility":
            return "Say whether they have parental responsibility, or that it is not known."
        if name == "evidence":
            return "Choose how this was seen. If it was not, choose “Not known” above."
        return _NEEDED.get(name, "")

    def carer(self, pupil_id: str) -> Carer | None:
        """Who signed, with what is known now; None as long as nobody is chosen."""
        values: dict[str, Any] = self.values()
        chosen = values["carer_id"]
        if not chosen:
            return None
        kept = self._facts.carer(chosen) if self._facts else None
        who = kept or Carer(
            pupil_id=pupil_id,
            name=values.get("carer_name", ""),
            relationship=Relationship(values["relationship"]) if values.get("relationship") else None,
        )
        held, evidence = values["has_responsibility"], values.get("evidence")
        return replace(
            who,
            has_responsibility=held if isinstance(held, bool) else None,
            evidence=ResponsibilityEvidence(evidence) if evidence else None,
            evidence_seen_on=values.get("evidence_seen_on") if evidence else None,
        )

    def consent(self, pupil_id: str) -> Consent:
        """The answers as a new record; who signed and the statement's version are added when it is kept."""
        values: dict[str, Any] = self.values()
        form = values["form"]
        named = {name: values[name] for name in (*TICKS, "signed_on", "young_person_signed")}
        texts = {name: values[name] for name in ("young_person_view", "language", "interpreter")}
        return Consent(
            pupil_id=pupil_id,
            form_reference=values.get("form_reference", "").upper() if form == OTHER else form,
            method=SigningMethod(values["method"]) if values["method"] else None,
            signature_seen=bool(values["signature_seen"]),
            **named,
            **texts,
        )

    def _show_responsibility(self, carer_id: str) -> None:
        carer = self._facts.carer(carer_id) if self._facts else None
        held = carer.has_responsibility if carer else None
        self.set_values(
            {
                "has_responsibility": UNKNOWN if carer is not None and held is None else held,
                "evidence": carer.evidence if carer else None,
                "evidence_seen_on": carer.evidence_seen_on if carer else None,
            }
        )


def _who(carer: Carer) -> str:
    relation = f", {carer.relationship.label.lower()}" if carer.relationship else ""
    return f"{carer.name}{relation}"


def _day(day: Any) -> str:
    return say(day) if day else "on a day that was not noted"
