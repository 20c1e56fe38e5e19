"""Access requests: the record types of a request and of what is asked, answered and advised meanwhile.

What is gathered, decided and packed stands in `items.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coordinator_app.core.catalogue import Record, choice, day, describe, instant, link, number, text, yes_no
from coordinator_app.core.privacy import LEGAL_DUTY, REQUEST_FILE, Audience, Choice, Compartment, Purpose
from coordinator_app.sharing.model import DeliveryMethod

HOLDING = "Requests you made to see what we hold, and our answers"


class RequesterKind(Choice):
    """Who asks (domain 2.1)."""

    PUPIL = "pupil", "The pupil"
    PARENT = "parent", "A parent or carer with parental responsibility"
    OTHER_CARER = "other_carer", "A parent or carer without parental responsibility"
    THIRD_PARTY = "third_party", "Someone acting for the family"


class Channel(Choice):
    """How a request arrived: any way counts in law, not only in writing (domain 1.1 rule 12)."""

    LETTER = "letter", "Letter"
    EMAIL = "email", "Email"
    TELEPHONE = "telephone", "Telephone"
    IN_PERSON = "in_person", "In person"


class Stage(Choice):
    """The seven stages of the workbench (design 8.10)."""

    RECEIVED = "received", "Received"
    IDENTITY = "identity", "Identity"
    GATHER = "gather", "Gather"
    REVIEW = "review", "Review"
    APPROVE = "approve", "Approve"
    PACK = "pack", "Pack"
    SENT = "sent", "Sent"


class Exemption(Choice):
    """Why something may be held back: plain words first, the law as a caption (domain 2.2)."""

    THIRD_PARTY = "third_party", "It is about someone else"
    SERIOUS_HARM_EDUCATION = "serious_harm_education", "Seeing it could cause serious harm"
    SERIOUS_HARM_HEALTH = (
        "serious_harm_health",
        "A health professional says seeing it could cause serious harm",
    )
    CHILD_ABUSE = "child_abuse", "It is about possible abuse, and seeing it is not in the child's interests"
    CONFIDENTIAL_REFERENCE = "confidential_reference", "It is a confidential reference"
    EXAM_SCRIPT = "exam_script", "It is an exam script"
    LEGAL_PRIVILEGE = "legal_privilege", "It is legal advice"
    CRIME = "crime", "It would get in the way of preventing or detecting crime"
    COURT_REPORT = "court_report", "It is a court report about a child"

    @property
    def law(self) -> str:
        """Where the exemption stands in the Data Protection Act 2018."""
        return _LAW[self]

    @property
    def may_be_told(self) -> bool:
        """Whether the requester may be told this reason: not where it gives away what is protected (domain 2.6)."""
        return self not in _UNTOLD

    @property
    def needs_safeguarding_advice(self) -> bool:
        """Withholding on harm grounds needs the Local Authority Safeguarding Officer's advice (003-5.2)."""
        return self in {
            Exemption.SERIOUS_HARM_EDUCATION,
            Exemption.CHILD_ABUSE,
            Exemption.SERIOUS_HARM_HEALTH,
        }


_UNTOLD = frozenset(
    {
        Exemption.SERIOUS_HARM_EDUCATION,
        Exemption.SERIOUS_HARM_HEALTH,
        Exemption.CHILD_ABUSE,
        Exemption.CRIME,
        Exemption.COURT_REPORT,
    }
)
_LAW = {
    Exemption.THIRD_PARTY: "Data Protection Act 2018, schedule 2, paragraph 16",
    Exemption.SERIOUS_HARM_EDUCATION: "Data Protection Act 2018, schedule 3, part 4",
    Exemption.SERIOUS_HARM_HEALTH: "Data Protection Act 2018, schedule 3, part 2",
    Exemption.CHILD_ABUSE: "Data Protection Act 2018, schedule 3, paragraph 21",
    Exemption.CONFIDENTIAL_REFERENCE: "Data Protection Act 2018, schedule 2, paragraph 24",
    Exemption.EXAM_SCRIPT: "Data Protection Act 2018, schedule 2, paragraph 25",
    Exemption.LEGAL_PRIVILEGE: "Data Protection Act 2018, schedule 2, paragraph 19",
    Exemption.CRIME: "Data Protection Act 2018, schedule 2, paragraph 2",
    Exemption.COURT_REPORT: "Data Protection Act 2018, schedule 3, paragraph 18",
}


class LetterKind(Choice):
    """The letters of this slice; the value is the file's name in forms/."""

    ACKNOWLEDGEMENT = "letter-acknowledgement", "Acknowledgement"
    CONSULT_SCHOOL = "letter-consult-school", "Letter to the school on roll"
    REPLY = "letter-reply", "Reply that goes with the pack"


@describe(
    kind="access_request",
    title="Access request",
    plural="Access requests",
    purpose=Purpose.RIGHTS,
    clause="003-5.1",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="You",
    subjects=("pupil_id",),
    date_field="received_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRequest(Record):
    """A request to see what is held. The day it arrived starts the clocks, not the day it was typed."""

    request_number: int | None = number("Number", required=True, column=True)
    pupil_id: str = link("About", "pupil", required=True)
    carer_id: str = link("Asked by (on the record)", "carer")
    requester: str = text("Who asked", required=True, column=True, searched=True)
    requester_kind: RequesterKind | None = choice("Who they are", RequesterKind, required=True)
    requester_address: str = text("Address for the reply", long=True)
    channel: Channel | None = choice("How it arrived", Channel, required=True)
    received_on: date | None = day("Date it arrived", required=True, column=True)
    typed_on: date | None = day("Date it was typed in", required=True)
    taken_by: str = text("Who took it")
    wanted: str = text("What they want to see", long=True, searched=True)
    stage: Stage | None = choice("Stage", Stage, default=Stage.RECEIVED, required=True, column=True)
    school_id: str = link("School on roll on the day it arrived", "school", required=True)
    identity_known: bool | None = yes_no("We know who they are", default=None)
    identity_reason: str = text("How we know", long=True)
    identity_asked_on: date | None = day("Proof asked for on")
    identity_seen_on: date | None = day("Proof seen on")
    authority_asked_on: date | None = day("Authority asked for on")
    authority_seen_on: date | None = day("Authority seen on")
    child_view: str = text("What the child thinks", long=True)
    child_understands: bool | None = yes_no("The child understands their rights", default=None)
    child_understands_reason: str = text("How that was judged", long=True)
    extended_on: date | None = day("Extension told to the requester on")
    extension_reason: str = text("Reason for the extension", long=True)
    search_words: str = text("Where we looked, and for what", long=True)
    gathered_at: datetime | None = instant("Items gathered at")
    approved_by: str = text("Approved by")
    approved_on: date | None = day("Approved on")
    approval_reason: str = text("If not a second user: why", long=True)
    approved_mark: str = text("Fingerprint of the decisions approved", personal=False, released=False)
    sent_on: date | None = day("Sent on", column=True)
    sent_by: DeliveryMethod | None = choice("How it was sent", DeliveryMethod)


@describe(
    kind="request_pause",
    title="Pause for clarification",
    plural="Pauses for clarification",
    purpose=Purpose.RIGHTS,
    clause="003-5.1",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="The partnership",
    subjects=("request_id.pupil_id",),
    part_of="request_id",
    date_field="asked_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPause(Record):
    """A clarification asked and answered; it moves the legal month, never the school days (decision 1)."""

    request_id: str = link("Request", "access_request", required=True)
    asked_on: date | None = day("Asked on", required=True, column=True)
    question: str = text("What was asked", long=True, required=True)
    answered_on: date | None = day("Answered on", column=True)
    answer: str = text("The answer", long=True)


@describe(
    kind="request_consultation",
    title="School consulted",
    plural="Schools consulted",
    purpose=Purpose.RIGHTS,
    clause="003-5.1",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="The school on roll",
    subjects=("request_id.pupil_id",),
    part_of="request_id",
    date_field="asked_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation(Record):
    """The school on roll asked and its reply: a step that must be there and never stops a clock (003-5.1c)."""

    request_id: str = link("Request", "access_request", required=True)
    asked_on: date | None = day("Asked on", required=True, column=True)
    asked_who: str = text("Who was asked")
    chased_on: date | None = day("Last chased on")
    chased_who: str = text("Who was chased")
    replied_on: date | None = day("Replied on", column=True)
    reply: str = text("What the school said", long=True)


@describe(
    kind="request_letter",
    title="Letter",
    plural="Letters",
    purpose=Purpose.RIGHTS,
    clause="003-5.1",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.INDIVIDUAL,
    holding=HOLDING,
    source="The partnership",
    subjects=("request_id.pupil_id",),
    part_of="request_id",
    date_field="written_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLetter(Record):
    """A letter written in answer to a request; the printed page itself is kept."""

    request_id: str = link("Request", "access_request", required=True)
    letter: LetterKind | None = choice("Letter", LetterKind, required=True, column=True)
    template_version: int | None = number("Version of the wording", required=True)
    template_hash: str = text("Fingerprint of the wording", personal=False, released=False)
    written_on: date | None = day("Written on", required=True, column=True)
    sent_on: date | None = day("Sent on")
    reference: str = text("Reference", personal=False)
    content_id: str = text("Place in the vault", personal=False, released=False)


@describe(
    kind="request_advice",
    title="Safeguarding advice",
    plural="Safeguarding advice",
    purpose=Purpose.SAFEGUARDING,
    clause="003-5.2",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.RESTRICTED,
    holding=HOLDING,
    source="The Local Authority Safeguarding Officer",
    subjects=("request_id.pupil_id",),
    compartments=(Compartment.GUARDED,),
    part_of="request_id",
    date_field="asked_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class SafeguardingAdvice(Record):
    """The Safeguarding Officer's advice on whether telling would harm (003-5.2)."""

    request_id: str = link("Request", "access_request", required=True)
    officer: str = text("Officer", required=True)
    asked_on: date | None = day("Asked on", required=True)
    given_on: date | None = day("Given on")
    advice: str = text("The advice", long=True)
