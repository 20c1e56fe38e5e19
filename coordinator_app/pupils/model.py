"""Pupils and the carers around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text, yes_no
from coordinator_app.core.census_codes import CareStatus, Ethnicity, EthnicitySource
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.identifiers import check_uln, check_upn
from coordinator_app.core.privacy import LEGAL_DUTY, PUBLIC_TASK, PUPIL_FILE, Audience, Choice, Purpose


class SenStatus(Choice):
    """Special educational needs provision as the school census codes it; never inferred (domain 6.5)."""

    NONE = "N", "None"
    SUPPORT = "K", "SEN support"
    PLAN = "E", "Education, health and care plan"
    NOT_KNOWN = "unknown", "Not known"


HIDDEN = "Address, telephone and email are confidential"
"""What a screen says of a carer whose address is confidential: a number or an email leads there as well."""


class Relationship(Choice):
    """How a carer is related to the pupil."""

    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    STEP_PARENT = "step_parent", "Step-parent"
    GRANDPARENT = "grandparent", "Grandparent"
    FOSTER_CARER = "foster_carer", "Foster carer"
    GUARDIAN = "guardian", "Guardian"
    SOCIAL_WORKER = "social_worker", "Social worker"
    OTHER = "other", "Other"


class ResponsibilityEvidence(Choice):
    """How parental responsibility was seen (003-7.3a; Children Act 1989 sections 2 to 5)."""

    BIRTH_CERTIFICATE = "birth_certificate", "Birth certificate seen"
    COURT_ORDER = "court_order", "Court order seen"
    SCHOOL_RECORD = "school_record", "On the school's record, the school confirmed it"
    AGREEMENT = "agreement", "Parental responsibility agreement seen"
    OWN_WORD = "own_word", "Their own word only"


class ContactWay(Choice):
    """How someone would like to be reached."""

    CALL = "call", "Telephone call"
    TEXT = "text", "Text message"
    EMAIL = "email", "Email"
    LETTER = "letter", "Letter"
    IN_PERSON = "in_person", "In person"
    THROUGH_SCHOOL = "through_school", "Through the school"


def _uln_problem(typed: str) -> str | None:
    return check_uln(typed).problem


@describe(
    kind="pupil",
    title="Pupil",
    plural="Pupils",
    purpose=Purpose.PROGRESS,
    clause="003-3.3",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="Who your child is: name, birth date, school, year and pupil number",
    source="Your child's school and you",
    # what was merged into a record is about the same child, wherever it is looked up
    subjects=("id", "merged_into_id"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil(Record):
    """A child referred to the partnership. That the record exists at all is sensitive (003-8.1)."""

    given_names: str = text("Given names", required=True, searched=True, column=True)
    family_name: str = text("Family name", required=True, searched=True, column=True)
    known_as: str = text("Known as", searched=True)
    birth_date: date | None = day("Date of birth", required=True, personal=True)
    upn: str = text("Unique pupil number (UPN)", searched=True)
    year_group: int | None = number("Year group", column=True)
    school_id: str = link("School on roll", "school", required=True, column=True)
    sen_status: SenStatus | None = choice("Special educational needs", SenStatus, special=True)
    pronunciation: str = text("How to say the name")
    former_upns: str = text("Former UPNs", searched=True)
    uln: str = text("Unique learner number (ULN)", searched=True, check=_uln_problem)
    ethnicity: Ethnicity | None = choice("Ethnicity", Ethnicity, special=True)
    ethnicity_source: EthnicitySource | None = choice("Who said so", EthnicitySource)
    first_language: str = text("First language")
    has_additional_language: bool | None = yes_no("Learns English as an additional language", default=None)
    free_meals_from: date | None = day("Free school meals from")
    free_meals_until: date | None = day("Free school meals until")
    is_in_care: bool | None = yes_no("In care", default=None)
    care_authority: str = text("Local authority that cares for the child")
    care_status: CareStatus | None = choice("Legal status of the care", CareStatus)
    was_in_care: bool | None = yes_no("Was in care before", default=None)
    is_young_carer: bool | None = yes_no("Young carer", default=None)
    is_service_child: bool | None = yes_no("A parent serves in the armed forces", default=None)
    in_an_emergency: str = text(
        "What everyone must do in an emergency",
        long=True,
        special=True,
        help="Everyone who opens pupils can read this. Write what to do, not why.",
    )
    closed_on: date | None = day("Record closed on")
    closed_because: str = text("Why it was closed")
    merged_into_id: str = link("Merged into", "pupil")

    @property
    def called(self) -> str:
        """The name used on screens: known as, or given names, and the family name."""
        return f"{self.known_as or self.given_names} {self.family_name}".strip()

    @property
    def words(self) -> str:
        """The name with what tells two of one name apart."""
        year = f", Year {self.year_group}" if self.year_group else ""
        return f"{self.called}{year}{', in the trash' if self.trashed_at else ''}"

    @property
    def initials(self) -> str:
        """Two letters for the tile."""
        first = (self.known_as or self.given_names)[:1]
        return (first + self.family_name[:1]).upper()


@describe(
    kind="carer",
    title="Parent, carer or contact",
    plural="Parents, carers and contacts",
    purpose=Purpose.COMMUNICATION,
    clause="003-3.3",
    basis=PUBLIC_TASK,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="How to reach you, and who has parental responsibility",
    source="Your child's school and you",
    subjects=("pupil_id",),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Carer(Record):
    """A parent, carer or other contact of one pupil, with what is known of parental responsibility."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    name: str = text("Name", required=True, searched=True, column=True)
    relationship: Relationship | None = choice("Relationship to the pupil", Relationship, required=True)
    has_responsibility: bool | None = yes_no("Has parental responsibility", default=None)
    evidence: ResponsibilityEvidence | None = choice("How this was seen", ResponsibilityEvidence)
    evidence_seen_on: date | None = day("Seen on")
    telephone: str = text("Telephone")
    email: str = text("Email")
    address: str = text("Address", long=True)
    address_is_confidential: bool = yes_no("Address is confidential")
    restrictions: str = text(
        "Court orders or restrictions", long=True, help="For example, who must not be told where they live."
    )
    contact_order: int | None = number("Order of contact", help="1 is tried first.")
    preferred_way: ContactWay | None = choice("Likes to be reached by", ContactWay)
    other_telephone: str = text("Other telephone")
    language: str = text("Language")
    needs_interpreter: bool = yes_no("Needs an interpreter")
    evidence_note: str = text("What was seen, and by whom")
    evidence_document_id: str = link("Copy that is kept", "document")
    lives_with_pupil: bool | None = yes_no("The pupil lives with them", default=None)
    no_contact: bool = yes_no("Must not be contacted")
    no_contact_reason: str = text("Why they must not be contacted")
    has_died: bool = yes_no("Has died")
    died_on: date | None = day("Died on")

    @property
    def may_be_reached(self) -> bool:
        """Whether we may write to them, call them, or ask them to sign."""
        return not (self.has_died or self.no_contact or self.trashed_at is not None)

    @property
    def number_said(self) -> str:
        """The telephone as a screen says it, marked where it leads to somebody who must not be found."""
        number = self.telephone or "No telephone number"
        return f"{number} (confidential)" if self.telephone and self.address_is_confidential else number

    @property
    def warning(self) -> str:
        """What must be read before this person is called or told anything; "" if nothing."""
        if self.has_died:
            on = f" on {say(self.died_on)}" if self.died_on else ""
            return f"{'Died' if on else 'Has died'}{on}. Do not write or call."
        reason = f": {self.no_contact_reason}" if self.no_contact_reason else "."
        parts = (f"Must not be contacted{reason}" if self.no_contact else "", self.restrictions)
        return " ".join(part for part in parts if part)


def in_order(carers: Iterable[Carer]) -> list[Carer]:
    """Whom to try first: by the order of contact, then as first written; who cannot be reached comes last."""
    return sorted(carers, key=lambda one: (not one.may_be_reached, one.contact_order or LAST, one.key))


LAST = 1000


SAME_UPN = "Another pupil on your list has this UPN. Check both records."


def upn_problem(upn: str, others: list[Pupil]) -> FieldProblem | None:
    """What is wrong with a UPN, or that another pupil has it already."""
    if not upn:
        return None
    checked = check_upn(upn)
    if checked.problem is not None:
        return FieldProblem("upn", checked.problem)
    if others:
        return FieldProblem("upn", SAME_UPN)
    return None


def age_on(birth: date, day: date) -> int:
    """Whole years of age; someone born on 29 February is a year older on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
