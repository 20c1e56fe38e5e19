"""What belongs to a pupil and has a history of its own: names, schools, needs; kept apart: medical notes and plans.

Medical notes and the text of a child protection plan lie in the guarded compartment whole (decision 9): someone at
level 2 has no key to them. What everyone must do in an emergency stands on the pupil, for all to read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text
from coordinator_app.core.census_codes import Need
from coordinator_app.core.privacy import (
    CHILD_PROTECTION,
    LEGAL_DUTY,
    PUPIL_FILE,
    SAFEGUARD,
    Audience,
    Choice,
    Compartment,
    Purpose,
)

WHO = "Who your child is: name, birth date, school, year and pupil number"
SAFETY = "Notes on attendance, behaviour, work, health, safety, and what providers say"
SOURCE = "Your child's school and you"
_part = partial(
    describe,
    purpose=Purpose.PROGRESS,
    clause="003-3.3",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    subjects=("pupil_id",),
    part_of="pupil_id",
    date_field="from_day",
)
"""Part of who the child is, from a day to a day."""
_kept_apart = partial(
    describe,
    basis=SAFEGUARD,
    audience=Audience.RESTRICTED,
    holding=SAFETY,
    subjects=("pupil_id",),
    compartments=(Compartment.GUARDED,),
    date_field="from_day",
)
"""Health and plans: kept whole in the guarded compartment."""


class NameKind(Choice):
    """Why a pupil has another name."""

    FORMER = "former", "Former name"
    ALIAS = "alias", "Other name they use or are known by"
    LEGAL = "legal", "Legal name, where it is another than the one used"
    MERGED = "merged", "Name on a record that was merged"


@_part(
    kind="pupil_name",
    title="Other name",
    plural="Other names",
    holding=WHO,
    source=SOURCE,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PupilName(Record):
    """A name a pupil had or has beside the one in use; the child is found by it."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    name_kind: NameKind | None = choice("What it is", NameKind, required=True)
    given_names: str = text("Given names", searched=True, column=True)
    family_name: str = text("Family name", searched=True, column=True)
    from_day: date | None = day("From")
    until_day: date | None = day("Until")
    note: str = text("Who told us")

    @property
    def whole(self) -> str:
        """Both parts, as far as they are known."""
        return f"{self.given_names} {self.family_name}".strip()


@_part(
    kind="school_on_roll",
    title="School on roll",
    plural="Schools on roll",
    holding=WHO,
    source="Your child's school",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolOnRoll(Record):
    """One school of a pupil, from a day to a day; without an end it is where the pupil is on roll now."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    school_id: str = link("School", "school", required=True)
    school_name: str = text("School", column=True)
    from_day: date | None = day("On roll from")
    until_day: date | None = day("On roll until")
    why_left: str = text("Why they left")


@_part(
    kind="pupil_need",
    title="Special educational need",
    plural="Special educational needs",
    holding="What your child needs help with, as the school told us",
    source="Your child's school",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PupilNeed(Record):
    """A need as it was assessed, ranked: 1 the primary one, 2 the secondary one (domain 6.5)."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    need: Need | None = choice("Need", Need, required=True, special=True, column=True)
    rank: int | None = number("Rank", required=True, help="1 is the main need, 2 the next.")
    from_day: date | None = day("Since")
    until_day: date | None = day("Until")
    assessed_by: str = text("Who assessed it")


class NoteKind(Choice):
    """What a medical note is about."""

    CONDITION = "condition", "Condition"
    ALLERGY = "allergy", "Allergy"
    MEDICINE = "medicine", "Medicine"
    MENTAL_HEALTH = "mental_health", "Mental health"
    DEVICE = "device", "Aid or device"
    DIET = "diet", "Diet"
    OTHER = "other", "Other"


@_kept_apart(
    kind="medical_note",
    title="Medical note",
    plural="Medical notes",
    purpose=Purpose.WELLBEING,
    clause="003-3.3",
    retention=PUPIL_FILE,
    source="You, your child's school and health services",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class MedicalNote(Record):
    """Something of a pupil's health that bears on the programme; kept apart."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    note_kind: NoteKind | None = choice("What it is about", NoteKind, required=True, column=True)
    words: str = text("What to know", long=True, required=True, special=True, searched=True)
    what_to_do: str = text("What to do", long=True, special=True)
    told_by: str = text("Who told us")
    from_day: date | None = day("Since")
    until_day: date | None = day("Until")


class PlanKind(Choice):
    """A plan of the local authority's social care."""

    IN_NEED = "in_need", "Child in need plan"
    PROTECTION = "protection", "Child protection plan"


class PlanReason(Choice):
    """The category of a child protection plan, as local authorities record it."""

    NEGLECT = "neglect", "Neglect"
    PHYSICAL = "physical", "Physical abuse"
    EMOTIONAL = "emotional", "Emotional abuse"
    SEXUAL = "sexual", "Sexual abuse"
    MULTIPLE = "multiple", "More than one"
    NOT_TOLD = "not_told", "We were not told"


@_kept_apart(
    kind="care_plan",
    title="Child in need or protection plan",
    plural="Child in need and protection plans",
    purpose=Purpose.SAFEGUARDING,
    clause="003-6.4",
    retention=CHILD_PROTECTION,
    source="The local authority",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class CarePlan(Record):
    """A child in need plan or a child protection plan, from a day to a day; kept apart."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    plan_kind: PlanKind | None = choice("Plan", PlanKind, required=True, special=True, column=True)
    plan_reason: PlanReason | None = choice("Category", PlanReason, special=True)
    from_day: date | None = day("From", required=True, column=True)
    until_day: date | None = day("Until")
    social_worker: str = text("Social worker, and how to reach them")
    words: str = text("What we must know", long=True, special=True, searched=True)


def runs(part: PupilName | SchoolOnRoll | PupilNeed | MedicalNote | CarePlan, today: date) -> bool:
    """Whether something with a beginning and an end holds on a day; a day that is not known does not shut it out."""
    begun = part.from_day is None or part.from_day <= today
    return part.trashed_at is None and begun and (part.until_day is None or part.until_day >= today)


def ranked(needs: Iterable[PupilNeed]) -> list[PupilNeed]:
    """The main need first."""
    return sorted(needs, key=lambda one: (one.rank or 0, one.key))


def rank_problem(need: PupilNeed, others: Iterable[PupilNeed]) -> str:
    """What is wrong with a need's rank, or ""; two needs that last do not share one."""
    if need.rank is None or not 1 <= need.rank <= MOST_NEEDS:
        return f"Type a number from 1 to {MOST_NEEDS}. 1 is the main need."
    lasting = (
        one for one in others if one.id != need.id and one.until_day is None and need.until_day is None
    )
    for one in lasting:
        if one.rank == need.rank:
            label = one.need.label if one.need else ""
            return (
                f"{label} has rank {one.rank} already. Give one of them another rank, or say when it ended."
            )
        if one.need is need.need:
            return "This need is on the record already."
    return ""


MOST_NEEDS = 9
