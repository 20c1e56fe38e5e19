"""Chronology entries: ordinary ones in the general compartment, safeguarding and health in the guarded one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, choice, day, describe, link, text, yes_no
from coordinator_app.core.privacy import PUBLIC_TASK, PUPIL_FILE, Audience, Choice, Compartment, Purpose


class Category(Choice):
    """What an entry is about (003-3.3). Categories have icons, never colours (design principle 5)."""

    ATTENDANCE = "attendance", "Attendance"
    BEHAVIOUR = "behaviour", "Behaviour"
    SUSPENSION = "suspension", "Suspension or exclusion"
    ACADEMIC = "academic", "Academic"
    SEN = "sen", "Special educational needs"
    AGENCY = "agency", "Agency exchange"
    PROVIDER = "provider", "Provider feedback"
    FAMILY = "family", "Contact with family"
    SAFEGUARDING = "safeguarding", "Safeguarding"
    HEALTH = "health", "Health"

    @property
    def is_guarded(self) -> bool:
        """Safeguarding and health are kept in the guarded compartment (003-3.3, decision 9)."""
        return self in {Category.SAFEGUARDING, Category.HEALTH}


class Standing(Choice):
    """Whether the words report a fact or an opinion (003-5.4, 003-6.3)."""

    FACT = "fact", "Fact"
    OPINION = "opinion", "Opinion"


class MayBeTold(Choice):
    """Whom the author meant an entry for; the sharing action asks consent, orders and the ledger as well (003-6.3b)."""

    EVERYONE = "everyone", "The family, the school and services that work with the pupil"
    PROFESSIONALS = "professionals", "The school and services that work with the pupil"
    FAMILY = "family", "The family and the pupil"
    PARTNERSHIP = "partnership", "Nobody outside the Partnership yet"


def usually_told(category: Category | None) -> MayBeTold:
    """Who may be told of an entry of this category if its author says nothing else: of guarded ones nobody yet."""
    guarded = category is not None and category.is_guarded
    return MayBeTold.PARTNERSHIP if guarded else MayBeTold.EVERYONE


def entry_compartment(entry: ChronologyEntry) -> Compartment:
    """The compartment that the entry's category calls for."""
    guarded = entry.category is not None and entry.category.is_guarded
    return Compartment.GUARDED if guarded else Compartment.GENERAL


@describe(
    kind="chronology_entry",
    title="Chronology entry",
    plural="Chronology entries",
    purpose=Purpose.WELLBEING,
    clause="003-3.3",
    basis=PUBLIC_TASK,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="Notes on attendance, behaviour, work, health, safety, and what providers say",
    source="Your child's school, providers, other agencies, you and your child",
    subjects=("pupil_id",),
    compartments=(Compartment.GENERAL, Compartment.GUARDED),
    date_field="happened_on",
    place=entry_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyEntry(Record):
    """One thing that happened to one pupil: day it happened apart from day it was typed.

    `incident` is one random mark on the entries of an incident between several pupils. Each pupil has an entry of his
    own, so that each record, request and purge is whole by itself. `is_soft` says that it tells of characteristics
    rather than events; `soft_purpose` is then required (003-6.3a).
    """

    pupil_id: str = link("Pupil", "pupil", required=True)
    category: Category | None = choice("Category", Category, required=True, column=True)
    happened_on: date | None = day("Date it happened", required=True, column=True)
    words: str = text("What happened", long=True, required=True, searched=True, special=True)
    source: str = text("Who says so", searched=True, help="For example, the provider's register.")
    standing: Standing | None = choice("Fact or opinion", Standing, default=Standing.FACT)
    correction_reason: str = text("Why it was corrected", searched=True)
    written_by: str = text("Written by, if it was somebody else", searched=True)
    may_be_told: MayBeTold | None = choice("Who may be told", MayBeTold)
    is_soft: bool = yes_no("Soft information")
    soft_purpose: str = text("What the soft information is for", long=True, seldom=True)
    for_others: bool = yes_no("Others need to see it", indexed=True)
    incident: str = text("Incident", personal=False, released=False, indexed=True)
