"""The questions about a signed consent form: each statement and each extra is its own answer (decision 4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coordinator_app.consent.model import Competence, Consent, FormatGiven, SigningMethod
from coordinator_app.consent.page.reading import ConsentFacts
from coordinator_app.consent.page.signed_form import (
    EXTRA,
    FIXED_EXTRAS,
    LIMITS,
    OTHER,
    PART,
    UNKNOWN,
    answers_of,
    carer_of,
    consent_of,
)
from coordinator_app.consent.page.words import TICKS, age_words
from coordinator_app.consent.signing import Signatures
from coordinator_app.consent.terms import ConsentAnswer, OptionalExtra
from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import read_date, say
from coordinator_app.core.errors import FieldProblem
from coordinator_app.pupils.model import Carer, Relationship, ResponsibilityEvidence
from coordinator_app.ui import layout
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, TickBox
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.past_date import PastDate
from coordinator_app.ui.signature_pad import SignaturePad, picture

__all__ = ["OTHER", "PART", "TICKS", "UNKNOWN", "ConsentAnswers"]
_NEEDED = {
    "carer_id": "Say who signed the form.",
    "carer_name": "Type the name of the person who signed.",
    "relationship": "Choose how they are related.",
    "signed_on": "Type the date on the form.",
    "signature": "Ask them to sign in the box, or choose another way.",
    "typed_name": "Type the name as they typed it.",
    "witness": "Say who saw them type the name.",
    "has_responsibility": "Say whether they have parental responsibility, or that it is not known.",
    "evidence": "Choose how this was seen. If it was not, choose “Not known” above.",
    **dict.fromkeys(TICKS, "Say whether the box is ticked."),
}
_YES_NO = ((True, "Yes"), (False, "No"))
_PLAIN = ((True, "Ticked"), (False, "Left empty"))
_LIMITED = ((True, "Ticked"), (PART, "Only in part"), (False, "Left empty"))


class ConsentAnswers(Form):
    """Who signed and how that person holds parental responsibility, then the answers in the order of the form."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._facts: ConsentFacts | None = None
        self._shown_carer: object = None
        self._filed = ""  # the code by which the scan was filed that is recorded now
        self._clock = clock
        self._ask_who()
        self._ask_form()
        self._ask_ticks()
        self._ask_ends()
        self._ask_young_person()
        self._ask_help()
        self.edited.connect(self.follow)

    def _ask_who(self) -> None:
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
        self.add("evidence_seen_on", FormRow("Seen on", "", PastDate(self._clock), optional=True))

    def _ask_form(self) -> None:
        self.add_group("The form")
        printed = ChoiceList((), none=None)
        self.add(
            "form", FormRow("Which form came back?", "Its code stands at the top and the foot.", printed)
        )
        reference = FormRow("Code on the form", "", TextInput(width=200, longest=20), optional=True)
        self.add("form_reference", reference)
        self.add("signed_on", FormRow("Date on the form", "", PastDate(self._clock)))
        methods = ChoiceBoxes([(one.value, one.label) for one in SigningMethod], vertical=True)
        self.add("method", FormRow("How was it signed?", "", methods))
        self.add(
            "signature_seen", FormRow("The signature was seen", "", TickBox("I have seen the signature"))
        )
        pad_help = "Without a pen or mouse, choose “Name typed here, before a witness”."
        self.add("signature", FormRow("Signature of the parent or carer", pad_help, SignaturePad()))
        self.add_beside(
            {
                "typed_name": FormRow("Their name, typed by them", "", TextInput()),
                "witness": FormRow("Who saw it", "Not the person who signs.", TextInput()),
            }
        )

    def _ask_ticks(self) -> None:
        self.add_group("The boxes, one by one")
        for name, words in TICKS.items():
            options = _LIMITED if name in FIXED_EXTRAS else _PLAIN
            self.add(name, FormRow(words, "", ChoiceBoxes(options)))
            if name in FIXED_EXTRAS:
                self._ask_limits(name, words)
        self._own = layout.column(space=18)
        self._lines.insertLayout(self._lines.count() - 1, self._own)

    def _ask_limits(self, name: str, words: str) -> None:
        what = words.removeprefix("Extra: ")
        help_text = "As they wrote it, for example: not on a website."
        self.add(f"{LIMITS}{name}", FormRow(f"What did they allow of {what}?", help_text, TextInput()))

    def _ask_ends(self) -> None:
        self._ends = heading("Until when")
        self.add_widget(self._ends)
        ends = {
            "programme_until": "The programme, until",
            "extras_until": "The extras, until",
        }
        self.add_beside(
            {name: FormRow(words, "", self._day(), optional=True) for name, words in ends.items()}
        )
        self._ends_help = label(
            "Leave empty if the form names no day. The extras end with the programme in any case.",
            "small",
            "text-2",
            wrap=True,
        )
        self.add_widget(self._ends_help)

    def _ask_young_person(self) -> None:
        self.add_group("The young person")
        self._age = label("", "small", "text-2", wrap=True)
        self.add_widget(self._age)
        self.add(
            "young_person_signed",
            FormRow("Did the young person sign too?", "", ChoiceBoxes(_YES_NO), optional=True),
        )
        self.add(
            "young_signature", FormRow("Signature of the young person", "", SignaturePad(), optional=True)
        )
        self.add(
            "young_person_agrees",
            FormRow("Does the young person agree to the programme?", "", ChoiceBoxes(_YES_NO), optional=True),
        )
        view = LongText(lines=3)
        self.add(
            "young_person_view", FormRow("The young person’s own view", "In their own words.", view, True)
        )
        knows = ChoiceList([(one.value, one.label) for one in Competence])
        self.add(
            "young_person_competence",
            FormRow(
                "Does the young person understand enough to decide?",
                "Age alone does not say it: what do they understand, and do they decide freely?",
                knows,
                optional=True,
            ),
        )
        self.add("competence_note", FormRow("What this rests on", "", LongText(lines=2), optional=True))

    def _ask_help(self) -> None:
        self.add_group("Language and help")
        given = ChoiceList([(one.value, one.label) for one in FormatGiven])
        self.add("format_given", FormRow("How were statement and form given?", "", given, optional=True))
        self.add_beside(
            {
                "language": FormRow("Language or format given", "", TextInput(), optional=True),
                "interpreter": FormRow("Interpreter’s name", "", TextInput(), optional=True),
            }
        )

    def _day(self) -> DateInput:
        clock = self._clock
        return DateInput(lambda text: read_date(text, clock.today()).value, today=clock.today, width=None)

    # show and read

    def offer(self, facts: ConsentFacts, *, again: bool = False) -> None:
        """Offer the carers on the list and the forms that are not back yet; what was answered of these facts stays."""
        self._facts = facts
        carers = [*((one.id, _who(one)) for one in facts.carers), (OTHER, "Someone who is not listed")]
        forms = [(one.reference, f"{one.reference}, printed {_day(one.printed_on)}") for one in facts.forms]
        if self._filed and self._filed not in dict(forms):
            forms.insert(0, (self._filed, _filed_as(facts, self._filed)))
        for name, options in (
            ("carer_id", carers),
            ("form", [*forms, (OTHER, "Another form, or none of ours")]),
        ):
            box: Any = self.row(name).input
            (box.offer if again else box.set_options)(options)
        self._offer_extras(facts.extras)
        self.follow()

    def _offer_extras(self, extras: Sequence[OptionalExtra]) -> None:
        """A question for each extra of the partnership's own; one that came while the page stood is added."""
        for extra in extras:
            name = f"{EXTRA}{extra.id}"
            if name not in self.rows():
                self._put_own(name, FormRow(f"Extra: {extra.name}", extra.words, ChoiceBoxes(_LIMITED)))
                limits = FormRow(f"What did they allow of {extra.name}?", "As they wrote it.", TextInput())
                self._put_own(f"{LIMITS}{name}", limits)

    def _put_own(self, name: str, row: FormRow) -> None:
        self._tie(name, row)
        self._own.addWidget(row)

    def start(self, reference: str = "") -> None:
        """Empty, with what is most likely chosen; `reference` is the code that a scan was filed by."""
        self.set_values(dict.fromkeys(self.rows()))
        known = [one.reference for one in self._facts.forms] if self._facts else []
        self._filed = reference if _is_ours(self._facts, reference) else ""
        if self._facts is not None:
            self.offer(self._facts)
        other = reference and not self._filed
        first = OTHER if other or not (self._filed or known) else self._filed or known[0]
        self.set_values({"form": first, "method": SigningMethod.PAPER.value})
        self.set_values({"form_reference": reference if other else ""})
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
        self._follow_signing()
        self._follow_ticks()

    def _follow_signing(self) -> None:
        way = self.row("method").value()
        self.row("signature_seen").setVisible(way not in {SigningMethod.SCREEN, SigningMethod.TYPED})
        self.row("signature").setVisible(way == SigningMethod.SCREEN)
        for name in ("typed_name", "witness"):
            self.row(name).setVisible(way == SigningMethod.TYPED)
        young = self.row("young_person_signed").value() is True and way == SigningMethod.SCREEN
        self.row("young_signature").setVisible(young)
        self.row("competence_note").setVisible(bool(self.row("young_person_competence").value()))
        signed = self.row("signed_on").value()
        self._age.setText(age_words(self._facts.pupil if self._facts else None, signed, self._clock.today()))
        self._age.setVisible(bool(self._age.text()))

    def _follow_ticks(self) -> None:
        rows = self.rows()
        for name, row in rows.items():
            if name.startswith(LIMITS):
                row.setVisible(rows[name.removeprefix(LIMITS)].value() == PART)
        programme = rows["agrees_programme"].value() is True
        extras = any(
            row.value() in (True, PART)
            for name, row in rows.items()
            if name in FIXED_EXTRAS or name.startswith(EXTRA)
        )
        rows["programme_until"].setVisible(programme)
        rows["extras_until"].setVisible(extras)
        for said in (self._ends, self._ends_help):  # neither is said of questions that are not asked
            said.setVisible(programme or extras)

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
            if not problem and row.value() in (None, ""):
                problem = self._needed(name)
            if problem:
                found[name] = problem
        return found

    @staticmethod
    def _needed(name: str) -> str:
        if name.startswith(LIMITS):
            return "Write what they allow, or choose “Ticked” or “Left empty”."
        if name.startswith(EXTRA):
            return "Say whether the box is ticked."
        return _NEEDED.get(name, "")

    def by_row(self, problems: Sequence[FieldProblem]) -> dict[str, str]:
        """What a save refused, at the question it is about; an end belongs to the question that named it."""
        rows = self.rows()
        ends = [name for name in ("programme_until", "extras_until") if rows[name].value() is not None]
        found = {}
        for one in problems:
            name = (
                one.field if one.field in rows else next(iter(ends), "") if one.field == "expires_on" else ""
            )
            found[name or "carer_id"] = one.message
        return found

    def carer(self, pupil_id: str) -> Carer | None:
        """Who signed, with what is known now; None as long as nobody is chosen."""
        values = self.values()
        kept = self._facts.carer(str(values["carer_id"])) if self._facts else None
        return carer_of(values, pupil_id, kept)

    def consent(self, pupil_id: str) -> Consent:
        """The answers as a new record; who signed and the statement's version are added when it is kept."""
        return consent_of(self.values(), pupil_id)

    def more(self) -> tuple[ConsentAnswer, ...]:
        """The parts of the form: limits, ends, and the partnership's own extras."""
        return answers_of(self.values())

    def signatures(self) -> Signatures:
        """What was drawn, of the boxes that are shown."""
        values: dict[str, Any] = self.values()
        return Signatures(
            picture(values.get("signature") or []), picture(values.get("young_signature") or [])
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
    return f"{carer.name}{relation}{', has died' if carer.has_died else ''}"


def _day(day: Any) -> str:
    return say(day) if day else "on a day that was not noted"


def _is_ours(facts: ConsentFacts | None, reference: str) -> bool:
    """Whether a form of this code was printed for the pupil, back already or not, or a scan was filed by the code."""
    known = facts is not None and (
        facts.scan is not None or any(one.reference == reference for one in facts.printed)
    )
    return bool(reference) and known


def _filed_as(facts: ConsentFacts, reference: str) -> str:
    day = next((one.printed_on for one in facts.printed if one.reference == reference), None)
    return f"{reference}, printed {_day(day)}" if day else f"{reference}, filed by this code"
