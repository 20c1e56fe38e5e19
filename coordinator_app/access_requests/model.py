"""Access requests: the record types of a request and of what is asked, answered and advised meanwhile.

What is gathered, decided and packed stands in `items.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coordinator_app.access_requests.exemptions import Exemption
from coordinator_app.core.catalogue import Record, choice, day, describe, instant, link, number, text, yes_no
from coordinator_app.core.longer_ground import LongerGround
from coordinator_app.core.privacy import LEGAL_DUTY, REQUEST_FILE, Audience, Choice, Compartment, Purpose
from coordinator_app.sharing.model import DeliveryMethod

__all__ = [
    "HOLDING",
    "AccessRequest",
    "Channel",
    "ClosedAs",
    "Consultation",
    "CourtOrder",
    "Exemption",
    "HealthOpinion",
    "LetterKind",
    "ProofSeen",
    "RequestLetter",
    "RequestPause",
    "RequestSort",
    "RequesterKind",
    "SafeguardingAdvice",
    "Stage",
    "letter_compartment",
]

HOLDING = "Requests, complaints and mistakes about your data, and what we did"


class RequesterKind(Choice):
    """Who asks (domain 2.1)."""

    PUPIL = "pupil", "The pupil"
    PARENT = "parent", "A parent or carer with parental responsibility"
    OTHER_CARER = "other_carer", "A parent or carer without parental responsibility"
    THIRD_PARTY = "third_party", "Someone acting for the family"
    LOCAL_AUTHORITY = "local_authority", "The local authority, for a child in its care"
    SOLICITOR = "solicitor", "A solicitor or an advocate"
    STAFF = "staff", "A member of staff, about themselves"
    OTHER = "other", "Somebody else"


class RequestSort(Choice):
    """What is asked for, and so which rules and clocks hold (domain 1.1, 1.2; 003-5.1)."""

    SUBJECT_ACCESS = "subject_access", "To see what is held about somebody"
    EDUCATIONAL_RECORD = "educational_record", "A parent asks for the educational record"
    BOTH = "both", "Both: everything held, and the educational record"
    FREEDOM_OF_INFORMATION = "freedom_of_information", "About how the Partnership works, not about a person"
    NOT_A_REQUEST = "not_a_request", "Not a request for information"


class ClosedAs(Choice):
    """How a request ended without a pack."""

    ANSWERED = "answered", "Answered without a pack"
    NOTHING_HELD = "nothing_held", "Nothing is held"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Asked for no longer"
    NO_ANSWER = "no_answer", "They never answered what we had to ask"
    PASSED_ON = "passed_on", "Passed on to who can answer it"
    NOT_A_REQUEST = "not_a_request", "Not a request for information"


class ProofSeen(Choice):
    """What showed who somebody is. Only that it was seen is kept, never a copy (UK GDPR article 5(1)(c))."""

    PASSPORT = "passport", "Passport"
    DRIVING_LICENCE = "driving_licence", "Driving licence"
    BIRTH_CERTIFICATE = "birth_certificate", "Birth certificate"
    BILL = "bill", "Bill or letter with their address"
    STAFF_PASS = "staff_pass", "Staff pass or practising certificate"
    RING_BACK = "ring_back", "Rung back on the number we hold"
    OTHER = "other", "Something else"


class CourtOrder(Choice):
    """What was found when it was asked whether a court order stands against the request (domain 2.1)."""

    NONE = "none", "We asked, and there is none"
    ALLOWS = "allows", "There is one, and it does not stand against this"
    LIMITS = "limits", "There is one, and it limits what they may have"
    FORBIDS = "forbids", "There is one, and it forbids this"


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


class LetterKind(Choice):
    """The letters of a request; the value is the file's name in forms/."""

    ACKNOWLEDGEMENT = "letter-acknowledgement", "Acknowledgement"
    IDENTITY = "letter-identity", "Letter that asks who they are"
    AUTHORITY = "letter-authority", "Letter that asks for their authority"
    CLARIFICATION = "letter-clarification", "Letter that asks what they want"
    CONSULT_SCHOOL = "letter-consult-school", "Letter to the school on roll"
    SAFEGUARDING_ADVICE = "letter-safeguarding-advice", "Letter to the Safeguarding Officer"
    HEALTH_OPINION = "letter-health-opinion", "Letter to a health professional"
    THIRD_PARTY = "letter-third-party", "Letter to somebody whose words or name are in it"
    EXTENSION = "letter-extension", "Letter that we need longer"
    REFUSAL = "letter-refusal", "Letter that refuses"
    NOTHING_HELD = "letter-nothing-held", "Letter that nothing is held"
    REPLY = "letter-reply", "Reply that goes with the pack"
    REPLY_CHILD = "letter-reply-child", "Reply in words for a child"

    @property
    def is_guarded(self) -> bool:
        """Whether even that it was written tells that something restricted is held."""
        return self in {LetterKind.SAFEGUARDING_ADVICE, LetterKind.HEALTH_OPINION}


def letter_compartment(letter: RequestLetter) -> Compartment:
    """Guarded for a letter that asks for advice on what is guarded."""
    return Compartment.GUARDED if letter.is_guarded else Compartment.GENERAL


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
    sort: RequestSort | None = choice("What they ask for", RequestSort, column=True)
    pupil_id: str = link("About", "pupil")
    about_staff: str = text("About (member of staff)")
    repeats_id: str = link("Asks again for what was asked in", "access_request")
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
    school_id: str = link("School on roll on the day it arrived", "school")
    identity_known: bool | None = yes_no("We know who they are", default=None)
    identity_reason: str = text("How we know", long=True)
    identity_asked_on: date | None = day("Proof asked for on")
    identity_asked_how: str = text("How proof was asked for, without a letter of ours", long=True)
    identity_seen_on: date | None = day("Proof seen on")
    identity_seen: ProofSeen | None = choice("What was seen", ProofSeen)
    identity_seen_by: str = text("Who saw it")
    authority_asked_on: date | None = day("Authority asked for on")
    authority_asked_how: str = text("How authority was asked for, without a letter of ours", long=True)
    authority_seen_on: date | None = day("Authority seen on")
    authority_seen: str = text("What shows the authority")
    court_order: CourtOrder | None = choice("Court order", CourtOrder)
    court_order_note: str = text("What the order says", long=True)
    court_order_checked_on: date | None = day("Court orders asked about on")
    orders_read: str = text(
        "Orders on the record it was answered for", long=True, personal=False, released=False
    )
    child_view: str = text("What the child thinks", long=True)
    child_understands: bool | None = yes_no("The child understands their rights", default=None)
    child_understands_reason: str = text("How that was judged", long=True)
    child_judged_by: str = text("Who judged it")
    child_judged_on: date | None = day("Judged on")
    child_agrees: bool | None = yes_no("The child agrees that they may have it", default=None)
    in_childs_interests: str = text("Why it is in the child's interests all the same", long=True)
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
    sent_to: str = text("Where it was sent", long=True)
    delivery_reference: str = text("Reference of the delivery")
    password_told: str = text("How the password was told")
    arrived_on: date | None = day("Known to have arrived on")
    closed_on: date | None = day("Closed without a pack on", column=True)
    closed_as: ClosedAs | None = choice("How it ended", ClosedAs)
    closed_because: str = text("Why it ended so", long=True)
    told_target_on: date | None = day("Target last shown", released=False)
    told_school_on: date | None = day("Fifteen school days last shown", released=False)
    told_legal_on: date | None = day("Legal month last shown", released=False)


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
    reason: str = text("Why we had to ask", long=True)
    asked_how: str = text("How it was asked, without a letter of ours", long=True)
    letter_id: str = link("Letter that asked it", "request_letter")
    chased_on: date | None = day("Last reminded on")
    answered_on: date | None = day("Answered on", column=True)
    answer: str = text("The answer", long=True)
    answered_by: Channel | None = choice("How the answer came", Channel)


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
    compartments=(Compartment.GENERAL, Compartment.GUARDED),
    part_of="request_id",
    date_field="written_on",
    place=letter_compartment,
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
    sent_how: DeliveryMethod | None = choice("How it went", DeliveryMethod)
    sent_to: str = text("To whom it went", released=False)
    reference: str = text("Reference", personal=False)
    content_id: str = text("Place in the vault", personal=False, released=False)
    is_guarded: bool = yes_no("Kept in the guarded compartment", released=False)
    addressed_to: str = text("To", released=False)
    person_id: str = text("Person asked", personal=False, released=False)
    answer_by: date | None = day("Answer asked for by", released=False)
    chased_on: date | None = day("Last chased on")
    replied_on: date | None = day("Answered on")
    question: str = text("What it asks or tells", long=True, released=False)
    why: str = text("Why it was written", long=True, released=False)
    longer_ground: LongerGround | None = choice("What in law makes it take longer", LongerGround)
    reply: str = text("What they answered", long=True)


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
    """The Safeguarding Officer's advice on whether telling would harm (003-5.2).

    `about` names the items it is about, an id to a line; "" is the request as a whole, which opens no item for sharing.
    """

    request_id: str = link("Request", "access_request", required=True)
    officer: str = text("Officer", required=True)
    asked_on: date | None = day("Asked on", required=True)
    given_on: date | None = day("Given on")
    advice: str = text("The advice", long=True)
    about: str = text("Items it is about", long=True, personal=False, released=False)
    may_be_shared: bool | None = yes_no("They advised that it may be shared", default=None)
    letter_id: str = text("Letter that asked it", personal=False, released=False)

    def names(self, item_id: str) -> bool:
        """Whether it is about this very item."""
        return item_id in self.about.split()


@describe(
    kind="request_opinion",
    title="Opinion of a health professional",
    plural="Opinions of health professionals",
    purpose=Purpose.SAFEGUARDING,
    clause="003-5.2",
    basis=LEGAL_DUTY,
    retention=REQUEST_FILE,
    audience=Audience.RESTRICTED,
    holding=HOLDING,
    source="The health professional",
    subjects=("request_id.pupil_id",),
    compartments=(Compartment.GUARDED,),
    part_of="request_id",
    date_field="asked_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class HealthOpinion(Record):
    """Whether seeing health data would cause serious harm: counts for six months (Data Protection Act 2018, schedule 3, part 2).

    `about` names the items it is about, an id to a line; where it names none, nobody has said yet, and it opens nothing.
    """

    request_id: str = link("Request", "access_request", required=True)
    professional: str = text("Health professional", required=True)
    asked_on: date | None = day("Asked on", required=True)
    given_on: date | None = day("Given on")
    would_harm: bool | None = yes_no("Seeing it would cause serious harm", default=None)
    opinion: str = text("The opinion", long=True)
    about: str = text("Items it is about", long=True, personal=False, released=False)
    letter_id: str = text("Letter that asked it", personal=False, released=False)

    def names(self, item_id: str) -> bool:
        """Whether it is about this very item."""
        return item_id in self.about.split()
