"""What officials ask about a pupil: who, by which power, what of it is necessary, who decided, what was given (domain 2.1).

It lies apart as a whole: that the police or social care ask about a child is safeguarding, whatever they ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text, yes_no
from coordinator_app.core.privacy import LEGAL_DUTY, REQUEST_FILE, Audience, Choice, Compartment, Purpose
from coordinator_app.sharing.model import DeliveryMethod


class OfficialKind(Choice):
    """Who asks."""

    POLICE = "police", "The police"
    COURT = "court", "A court"
    OFSTED = "ofsted", "Ofsted, or another inspectorate"
    SOCIAL_CARE = "social_care", "Social care of a local authority"
    OTHER = "other", "Another public body"


class Power(Choice):
    """By which power they ask: what each needs differs, and none is subject access."""

    COURT_ORDER = "court_order", "A court order"
    CRIME = "crime", "To prevent or detect crime"
    SAFEGUARDING = "safeguarding", "To keep a child safe"
    STATUTORY = "statutory", "A duty in law, such as an inspection"
    NONE_NAMED = "none_named", "They name none"

    @property
    def names_a_paper(self) -> bool:
        """Whether there is an order or a section of an Act that must be named before anything is given."""
        return self in {Power.COURT_ORDER, Power.STATUTORY}

    @property
    def means(self) -> str:
        """What it means for the decision, in plain words."""
        return _MEANS[self]


_MEANS = {
    Power.COURT_ORDER: "An order of a court is obeyed: give what it names, by its day, and no more. Read the order itself.",
    Power.CRIME: "The law allows giving, it does not demand it (Data Protection Act 2018, schedule 2, paragraph 2). They have to say "
    "why not giving would harm the case.",
    Power.SAFEGUARDING: "Give at once what keeps the child safe. Write down afterwards what was given and why.",
    Power.STATUTORY: "Give what the law they name obliges you to give. Ask for the section of the Act.",
    Power.NONE_NAMED: "Ask by which power they ask. Without one, nothing is given.",
}


class CheckedHow(Choice):
    """How it was made sure that they are who they say."""

    RUNG_BACK = "rung_back", "Rung back on a number we looked up ourselves"
    OFFICIAL_PAPER = "official_paper", "A signed form or order, checked with the office"
    IN_PERSON = "in_person", "Came in person with a warrant card or pass"
    KNOWN = "known", "We work with this officer"


class OfficialDecision(Choice):
    """What was decided."""

    GIVE = "give", "Give what they ask for"
    GIVE_PART = "give_part", "Give a part of it"
    REFUSE = "refuse", "Give nothing"

    @property
    def gives(self) -> bool:
        """Whether anything is to be handed over."""
        return self is not OfficialDecision.REFUSE


@describe(
    kind="official_request",
    title="Official request",
    plural="Official requests",
    purpose=Purpose.SAFEGUARDING,
    clause="003-6.4",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.RESTRICTED,
    holding="Requests, complaints and mistakes about your data, and what we did",
    source="Whoever asked",
    subjects=("pupil_id",),
    compartments=(Compartment.GUARDED,),
    date_field="received_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialRequest(Record):
    """One request of an official about one pupil."""

    official_number: int | None = number("Number", required=True, column=True)
    pupil_id: str = link("About", "pupil", required=True, column=True)
    official_kind: OfficialKind | None = choice("Who asks", OfficialKind, required=True)
    organisation: str = text("Organisation", required=True, column=True, searched=True)
    officer: str = text("Officer", required=True, searched=True)
    contact: str = text("How to reach them", long=True)
    reference: str = text("Their reference", searched=True)
    received_on: date | None = day("Date it arrived", required=True, column=True)
    typed_on: date | None = day("Date it was typed in", required=True)
    answer_by: date | None = day("They ask for it by", column=True)
    asked_for: str = text("What they ask for", long=True, required=True, searched=True)
    power: Power | None = choice("Power they rely on", Power, required=True)
    power_words: str = text("Which order, section or form", long=True)
    in_writing_on: date | None = day("Seen in writing on")
    checked_how: CheckedHow | None = choice("How it was checked who they are", CheckedHow)
    checked_on: date | None = day("Checked on")
    checked_by: str = text("Who checked")
    necessary: str = text("What of it is necessary, and why", long=True)
    decision: OfficialDecision | None = choice("Decision", OfficialDecision, column=True)
    decided_because: str = text("Why", long=True)
    decided_by: str = text("Who decided")
    decided_on: date | None = day("Decided on")
    family_told: bool | None = yes_no("The family was told", default=None)
    family_because: str = text("Why the family was told, or not", long=True)
    given_on: date | None = day("Given on", column=True)
    given_how: DeliveryMethod | None = choice("How it was given", DeliveryMethod)
    given_what: str = text("What was given", long=True)
    disclosure_id: str = link("Line of the disclosure ledger", "disclosure")
    refused_on: date | None = day("They were told that nothing is given on", column=True)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be answered."""
        return self.given_on is None and self.refused_on is None

    @property
    def called(self) -> str:
        """The only name of it outside the guarded records: "Official request 3"."""
        return f"Official request {self.official_number}"


@describe(
    kind="official_notice",
    title="Notice of a change to an official",
    plural="Notices of changes to officials",
    purpose=Purpose.SAFEGUARDING,
    clause="003-5.4",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.RESTRICTED,
    holding="Requests, complaints and mistakes about your data, and what we did",
    source="The partnership",
    subjects=("official_id.pupil_id",),
    compartments=(Compartment.GUARDED,),
    part_of="official_id",
    date_field="told_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialNotice(Record):
    """That they were told that something they were given was corrected, erased or restricted, or why they need not be."""

    official_id: str = link("Official request", "official_request", required=True)
    cause_id: str = text("What changed", personal=False, required=True, released=False, indexed=True)
    told_on: date | None = day("Told on", column=True)
    told_how: DeliveryMethod | None = choice("How they were told", DeliveryMethod)
    not_needed: str = text("Why they need not be told", long=True)
    letter_id: str = text("The letter itself", personal=False, released=False)
    letter_reference: str = text("Reference of the letter", personal=False)
