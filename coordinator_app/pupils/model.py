"""Pupils and the carers around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text, yes_no
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.identifiers import check_upn
from coordinator_app.core.names import Likeness, same_or_similar
from coordinator_app.core.privacy import LEGAL_DUTY, PUBLIC_TASK, PUPIL_FILE, Audience, Choice, Purpose


class SenStatus(Choice):
    """Special educational needs provision as the school census codes it; never inferred (domain 6.5)."""

    NONE = "N", "None"
    SUPPORT = "K", "SEN support"
    PLAN = "E", "Education, health and care plan"
    NOT_KNOWN = "unknown", "Not known"


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
    subjects=("id",),
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


def same_child(one: Pupil, other: Pupil) -> bool:
    """Whether two records may be of one child: similar names, and no birth dates that differ."""
    if one.birth_date and other.birth_date and one.birth_date != other.birth_date:
        return False
    whole = (f"{one.given_names} {one.family_name}", f"{other.given_names} {other.family_name}")
    known = (one.called, other.called)
    return any(same_or_similar(*pair) is not Likeness.DIFFERENT for pair in (whole, known))


def age_on(birth: date, day: date) -> int:
    """Whole years of age; someone born on 29 February is a year older on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
