"""Forms printed for a pupil and consents signed by a parent or carer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from coordinator_app.consent import court, of_age, reasons
from coordinator_app.consent.terms import ConsentAnswer, ConsentResolution
from coordinator_app.consent.validity import (
    agrees,
    claims,
    consent_problems,
    counting,
    has_run_out,
    holds,
    objects,
)
from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text, yes_no
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.core.privacy import LEGAL_DUTY, PUPIL_FILE, Audience, Choice, Purpose
from coordinator_app.pupils.model import Carer, ResponsibilityEvidence


class FormTemplate(Choice):
    """The printed forms of this slice; the value is the file's name in forms/."""

    SCHOOL_STATEMENT = "privacy-statement-school", "Privacy statement for the school"
    PARENT_STATEMENT = "privacy-statement-parent", "Privacy statement for parents and carers"
    CHILD_STATEMENT = "privacy-statement-child", "Privacy statement for young people"
    REFERRAL_FORM = "referral-form", "Referral form"
    CONSENT_FORM = "consent-form", "Parent or carer consent"
    REVIEW_SUMMARY = "review-summary", "Progress review summary"
    PROGRAMME_SUMMARY = "programme-summary", "Programme summary"


class SigningMethod(Choice):
    """How the signature was given."""

    PAPER = "paper", "On paper"
    SCREEN = "screen", "On this screen"
    TYPED = "typed", "Name typed here, before a witness"


class FormatGiven(Choice):
    """In which form the statement and the consent form were given (domain 4.3, item 11)."""

    STANDARD = "standard", "Standard print"
    LARGE_PRINT = "large_print", "Large print"
    READ_OUT = "read_out", "Read out"
    EASY_READ = "easy_read", "Easy read, with pictures"
    TRANSLATED = "translated", "Translated"
    OTHER = "other", "Another way"


class Competence(Choice):
    """Whether the young person understands enough to decide; age alone does not say it (domain 4.3, item 10)."""

    ENOUGH = "enough", "Understands enough to decide"
    NOT_ENOUGH = "not_enough", "Does not understand enough yet"
    NOT_JUDGED = "not_judged", "Not looked at"


@describe(
    kind="printed_form",
    title="Printed form",
    plural="Printed forms",
    purpose=Purpose.COMMUNICATION,
    clause="003-4.3",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="Which forms we printed for you, when, and when we asked for them back",
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
    contact_because: str = text("Why a confidential telephone was printed", long=True, released=False)


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
    withdrawn_by: str = text("Who withdrew it")
    scan_document_id: str = link("Scan of the signed form", "document")
    signature_document_id: str = link("Signature made on the screen", "document")
    typed_name: str = text("Name typed instead of a signature")
    witness: str = text("Who saw the name being typed")
    format_given: FormatGiven | None = choice("How it was given", FormatGiven)
    young_person_agrees: bool | None = yes_no("The young person agrees to the programme", default=None)
    young_person_competence: Competence | None = choice("Understanding of the young person", Competence)
    competence_note: str = text("What this rests on", long=True)
    young_person_signature_id: str = link("Signature of the young person", "document")


class ConsentState(Choice):
    """Where a pupil's consent stands: what the banner of the pupil record says (design 8.4)."""

    DISCUSSION = "discussion", "First discussion only"
    WAITING = "waiting", "Consent not signed"
    NOT_VALID = "not_valid", "Consent not valid"
    PART = "part", "Consent in part"
    REFUSED = "refused", "Consent refused"
    IN_PLACE = "in_place", "Consent in place"
    WITHDRAWN = "withdrawn", "Consent withdrawn"
    DISAGREEMENT = "disagreement", "Parents do not agree"
    EXPIRED = "expired", "Consent has run out"
    OLDER = "older", "Consent to an older statement"


@dataclass(frozen=True, slots=True)
class Around:
    """What the standing depends on beside the forms and the carers.

    `answers` are the parts of the forms, `resolutions` the pupil's settled disagreements, `in_force` the version of
    the parents' statement now in force (None: not asked), `older_shuts` the partnership's setting. `translated` gives
    by the hash of each wording in another language the version in force of that language: each counts for itself.
    `orders` are the court orders about the pupil, `born` the pupil's birthday.
    """

    today: date = date.min
    answers: tuple[ConsentAnswer, ...] = ()
    resolutions: tuple[ConsentResolution, ...] = ()
    in_force: int | None = None
    older_shuts: bool = False
    translated: Mapping[str, int] = field(default_factory=dict)
    orders: court.Orders = ()
    born: date | None = None


NOTHING_MORE = Around()


@dataclass(frozen=True, slots=True)
class ConsentStanding:
    """The state, the consent it rests on (if any), and every reason why it is not whole.

    `notes` shut nothing but want a hand. `agreeing` and `refusing` are the newest forms of those who hold parental
    responsibility; `unsigned` the ids of holders who have signed nothing; `settled` how a disagreement was settled.
    """

    state: ConsentState
    consent: Consent | None = None
    problems: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()
    agreeing: tuple[Consent, ...] = ()
    refusing: tuple[Consent, ...] = ()
    unsigned: tuple[str, ...] = ()
    settled: ConsentResolution | None = None
    barred: bool = False

    @property
    def to_settle(self) -> bool:
        """Whether somebody agrees, and it is to be settled whether that counts."""
        return bool(self.agreeing) and (bool(self.refusing) or self.barred)

    @property
    def sides(self) -> tuple[str, ...]:
        """Each form that says yes or no, with what it says: what a settlement is about."""
        yes, no = (f"{one.id}=yes" for one in self.agreeing), (f"{one.id}=no" for one in self.refusing)
        return (*yes, *no)


def standing(
    kept: Decision, consents: Sequence[Consent], carers: Sequence[Carer], around: Around = NOTHING_MORE
) -> ConsentStanding:
    """Where consent stands, from the keeping gate, the consents (any order) and the pupil's carers.

    Each who holds parental responsibility may act alone (Children Act 1989, section 2(7)), so one agreement is
    enough; but where another holder says no, nothing opens until it is recorded how that was settled (our rule,
    question 16 for the data protection officer). A form by anyone else is kept and opens nothing.
    """
    if not kept.is_open:
        return ConsentStanding(ConsentState.DISCUSSION, None, kept.reasons)
    if not consents:
        return ConsentStanding(ConsentState.WAITING, None, (reasons.NOT_SIGNED,))
    by_id = {carer.id: carer for carer in carers}
    forms = counting(consents, carers)
    agreed = (one for one in forms if agrees(one, by_id.get(one.carer_id), around))
    agreeing = tuple(sorted(agreed, key=lambda one: _is_barred(one, around)))
    refusing = tuple(one for one in forms if claims(by_id.get(one.carer_id)) and objects(one))
    signed = {one.carer_id for one in forms}
    unsigned = tuple(one.id for one in carers if claims(one) and one.may_be_reached and one.id not in signed)
    if agreeing:
        found = ConsentStanding(
            ConsentState.IN_PLACE,
            agreeing[0],
            notes=_notes(forms, agreeing, by_id, around),
            agreeing=agreeing,
            refusing=refusing,
            unsigned=unsigned,
            barred=_is_barred(agreeing[0], around),
        )
        return _in_dispute(found, by_id, around) if found.to_settle else _open(found, around)
    latest = next((one for one in forms if holds(by_id.get(one.carer_id))), forms[0])
    state, problems = _shut(latest, by_id.get(latest.carer_id), around)
    if state is ConsentState.REFUSED and any(one.withdrawn_on is not None for one in refusing):
        problems = (*problems, reasons.ALSO_WITHDRAWN)
    return ConsentStanding(state, latest, problems, (), (), refusing, unsigned)


def _is_barred(consent: Consent, around: Around) -> bool:
    return court.prohibited(around.orders, consent.carer_id, around.today)


def _notes(
    forms: Sequence[Consent], agreeing: Sequence[Consent], by_id: Mapping[str, Carer], around: Around
) -> tuple[Reason, ...]:
    """What shuts nothing but wants a hand."""
    own_word = ResponsibilityEvidence.OWN_WORD
    said = (
        (any(objects(one) and _unknown(by_id.get(one.carer_id)) for one in forms), reasons.SOMEONE_SAYS_NO),
        (all(by_id[one.carer_id].evidence is own_word for one in agreeing), reasons.OWN_WORD),
        (any(map(_young_person_refuses, forms)), court.YOUNG_PERSON),
        (of_age.to_be_asked(agreeing, around.born, around.today), of_age.OF_AGE),
    )
    signers = {one.carer_id for one in agreeing}
    orders = court.court_notes(around.orders, signers, around.today)
    return (*orders, *(reason for wanted, reason in said if wanted))


def _young_person_refuses(consent: Consent) -> bool:
    return consent.young_person_agrees is False and consent.young_person_competence is Competence.ENOUGH


def _unknown(carer: Carer | None) -> bool:
    return carer is None or carer.has_responsibility is None


def _shut(consent: Consent, carer: Carer | None, around: Around) -> tuple[ConsentState, tuple[Reason, ...]]:
    """Why the newest form that counts opens nothing."""
    if consent.withdrawn_on is not None:
        return ConsentState.WITHDRAWN, (reasons.WITHDRAWN,)
    problems = consent_problems(consent, carer)
    if problems:
        return ConsentState.NOT_VALID, problems
    if consent.agrees_programme is True and has_run_out(consent, around):
        return ConsentState.EXPIRED, (reasons.RUN_OUT,)
    if consent.agrees_programme is False:
        return ConsentState.REFUSED, (reasons.REFUSED,)
    return ConsentState.PART, (reasons.NO_PROGRAMME,)


def _in_dispute(found: ConsentStanding, by_id: Mapping[str, Carer], around: Around) -> ConsentStanding:
    """One says no, or may not say yes: shut, unless it was settled with just these answers on the table."""
    state, why = ConsentState.DISAGREEMENT, reasons.DISAGREE
    if not found.refusing:
        state, why = ConsentState.NOT_VALID, court.PROHIBITED
    settled = max(around.resolutions, key=lambda one: one.key, default=None)
    if settled is None or not settled.covers(found.sides):
        return replace(found, state=state, problems=(why,), notes=())
    if settled.goes_ahead is not True:
        return replace(found, state=state, problems=(reasons.SETTLED_NO,), notes=(), settled=settled)
    names = [by_id[one.carer_id].name for one in found.refusing]
    due = settled.review_on is not None and settled.review_on <= around.today
    first = (reasons.as_settled(names, settled), *((reasons.LOOK_AGAIN,) if due else ()))
    return _open(replace(found, notes=(*first, *found.notes), settled=settled), around)


def _open(found: ConsentStanding, around: Around) -> ConsentStanding:
    """In place; where the form is for an older statement that is noted, or shuts the gate, as the setting says."""
    older = older_statement(found.agreeing[0], around)
    if older is None:
        return found
    if around.older_shuts:
        return replace(found, state=ConsentState.OLDER, problems=(older,))
    return replace(found, notes=(*found.notes, older))


def older_statement(consent: Consent, around: Around) -> Reason | None:
    """What to say of a form that was signed for an older statement than the one in force; None if it was not."""
    if consent.statement_version is None or around.in_force is None:
        return None
    signed = consent.statement_version
    now = around.translated.get(consent.statement_hash, around.in_force)
    if signed >= now:
        return None
    return Reason(
        f"This was signed for version {signed} of the statement; version {now} is in force.",
        "Ask again at the next review.",
        "003-7.3b",
    )


def may_share(stands: ConsentStanding) -> Decision:
    """Whether information may go to providers and agencies (003-7.2, decision 5)."""
    return OPEN if stands.state is ConsentState.IN_PLACE else Decision(stands.problems)
