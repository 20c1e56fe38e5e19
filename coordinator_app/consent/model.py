"""Forms printed for a pupil and consents signed by a parent or carer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text, yes_no
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.core.privacy import LEGAL_DUTY, PUPIL_FILE, Audience, Choice, Purpose
from coordinator_app.pupils.model import Carer


class FormTemplate(Choice):
    """The printed forms of this slice; the value is the file's name in forms/."""

    SCHOOL_STATEMENT = "privacy-statement-school", "Privacy statement for the school"
    PARENT_STATEMENT = "privacy-statement-parent", "Privacy statement for parents and carers"
    REFERRAL_FORM = "referral-form", "Referral form"
    CONSENT_FORM = "consent-form", "Parent or carer consent"
    REVIEW_SUMMARY = "review-summary", "Progress review summary"


class SigningMethod(Choice):
    """How the signature was given."""

    PAPER = "paper", "On paper"
    SCREEN = "screen", "On this screen"


@describe(
    kind="printed_form",
    title="Printed form",
    plural="Printed forms",
    purpose=Purpose.COMMUNICATION,
    clause="003-4.3",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="Which forms and statements we printed for you, and when",
    source="The partnership",
    subjects=("pupil_id",),
    date_field="printed_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedForm(Record):
    """One form printed for one pupil; its reference stands in the QR code and says nothing by itself."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    template: FormTemplate | None = choice("Form", FormTemplate, required=True, column=True)
    template_version: int | None = number("Version", required=True)
    template_hash: str = text("Fingerprint of the wording", personal=False, required=True, released=False)
    reference: str = text("Reference", personal=False, required=True, searched=True, column=True)
    printed_on: date | None = day("Printed on", required=True, column=True)
    large_print: bool = yes_no("Large print")
    returned_on: date | None = day("Came back on")


@describe(
    kind="consent",
    title="Parental consent",
    plural="Parental consents",
    purpose=Purpose.PROGRESS,
    clause="003-3.2",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="The consent form that you signed",
    source="You",
    subjects=("pupil_id",),
    date_field="signed_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Record):
    """A signed consent form. Each statement of 003-7.3 and each optional extra is its own answer (decision 4)."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    carer_id: str = link("Signed by", "carer", required=True)
    form_reference: str = text("Reference on the form", personal=False)
    signed_on: date | None = day("Date signed", required=True, column=True)
    method: SigningMethod | None = choice("How it was signed", SigningMethod, default=SigningMethod.PAPER)
    has_read: bool | None = yes_no("Has read the privacy statement", default=None)
    understands: bool | None = yes_no("Understands it", default=None)
    is_content: bool | None = yes_no("Is content with it", default=None)
    agrees_programme: bool | None = yes_no("Agrees to the programme", default=None)
    allows_photographs: bool | None = yes_no("Photographs (optional)", default=None)
    allows_trips: bool | None = yes_no("Trips (optional)", default=None)
    allows_online: bool | None = yes_no("Online accounts (optional)", default=None)
    responsibility_stated: bool | None = yes_no("Ticked that they have parental responsibility", default=None)
    signature_seen: bool = yes_no("The signature was seen")
    young_person_signed: bool | None = yes_no("The young person signed too", default=None)
    young_person_view: str = text("The young person's own view", long=True, searched=True)
    language: str = text("Language or format given", personal=False)
    interpreter: str = text("Interpreter")
    statement_version: int | None = number("Version of the statement", required=True)
    statement_hash: str = text("Fingerprint of the statement", personal=False, required=True, released=False)
    withdrawn_on: date | None = day("Withdrawn on")
    withdrawn_words: str = text("What was said when it was withdrawn", long=True)


class ConsentState(Choice):
    """Where a pupil's consent stands: what the banner of the pupil record says (design 8.4)."""

    DISCUSSION = "discussion", "First discussion only"
    WAITING = "waiting", "Consent not signed"
    NOT_VALID = "not_valid", "Consent not valid"
    PART = "part", "Consent in part"
    IN_PLACE = "in_place", "Consent in place"
    WITHDRAWN = "withdrawn", "Consent withdrawn"


@dataclass(frozen=True, slots=True)
class ConsentStanding:
    """The state, the consent it rests on (if any), and every reason why it is not whole."""

    state: ConsentState
    consent: Consent | None = None
    problems: tuple[Reason, ...] = ()


def consent_problems(consent: Consent, carer: Carer | None) -> tuple[Reason, ...]:
    """Why a signed form is not a valid consent: responsibility and the three statements (003-7.3)."""
    checks = (
        (
            carer is None or carer.has_responsibility is not True,
            "The person who signed does not hold parental responsibility, or it has not been seen.",
            "Ask someone who holds it to sign.",
            "003-7.3a",
        ),
        (
            not consent.signature_seen,
            "The signature has not been seen.",
            "Look at the form and record it.",
            "003-7.3a",
        ),
        (consent.has_read is not True, "They have not said that they read the statement.", _ASK, "003-7.3c"),
        (
            consent.understands is not True,
            "They have not said that they understand the statement.",
            _ASK,
            "003-7.3c",
        ),
        (
            consent.is_content is not True,
            "They have not said that they are content with the statement.",
            _ASK,
            "003-7.3c",
        ),
    )
    return tuple(Reason(why, opens, clause) for wrong, why, opens, clause in checks if wrong)


_ASK = "Talk it through with them and ask again."
_NO_PROGRAMME = Reason(
    "They have not agreed to the programme.", "It opens when they agree to it on the form.", "003-4.3"
)
_NOT_SIGNED = Reason(
    "No parent or carer has signed the consent form.",
    "It opens when the signed form is recorded.",
    "003-4.3",
)
_WITHDRAWN = Reason(
    "The parent or carer has withdrawn consent.",
    "Stop sharing, and ask your data protection officer what to keep.",
    "003-7.3",
)


def standing(kept: Decision, consents: list[Consent], carers: list[Carer]) -> ConsentStanding:
    """Where consent stands, from the keeping gate, the consents (any order) and the pupil's carers."""
    if not kept.is_open:
        return ConsentStanding(ConsentState.DISCUSSION, None, kept.reasons)
    if not consents:
        return ConsentStanding(ConsentState.WAITING, None, (_NOT_SIGNED,))
    latest = max(consents, key=lambda consent: (consent.signed_on or date.min, consent.key))
    if latest.withdrawn_on is not None:
        return ConsentStanding(ConsentState.WITHDRAWN, latest, (_WITHDRAWN,))
    carer = next((carer for carer in carers if carer.id == latest.carer_id), None)
    problems = consent_problems(latest, carer)
    if problems:
        return ConsentStanding(ConsentState.NOT_VALID, latest, problems)
    if latest.agrees_programme is not True:
        return ConsentStanding(ConsentState.PART, latest, (_NO_PROGRAMME,))
    return ConsentStanding(ConsentState.IN_PLACE, latest)


def may_share(stands: ConsentStanding) -> Decision:
    """Whether information may go to providers and agencies (003-7.2, decision 5)."""
    return OPEN if stands.state is ConsentState.IN_PLACE else Decision(stands.problems)
