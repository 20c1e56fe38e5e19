"""What ties a pupil to others: court orders, brothers and sisters, who is not the same child, and merged records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coordinator_app.core.catalogue import Record, choice, day, describe, instant, link, text, yes_no
from coordinator_app.core.dates import say
from coordinator_app.core.names import fold
from coordinator_app.core.privacy import (
    LEGAL_DUTY,
    PUBLIC_TASK,
    PUPIL_FILE,
    SAFEGUARD,
    Audience,
    Choice,
    Compartment,
    Purpose,
)

_PEOPLE = "How to reach you, and who has parental responsibility"
_WHO = "Who your child is: name, birth date, school, year and pupil number"


class OrderKind(Choice):
    """What a court ordered (Children Act 1989; Family Law Act 1996)."""

    CHILD_ARRANGEMENTS = "child_arrangements", "Child arrangements order"
    PROHIBITED_STEPS = "prohibited_steps", "Prohibited steps order"
    SPECIFIC_ISSUE = "specific_issue", "Specific issue order"
    SPECIAL_GUARDIANSHIP = "special_guardianship", "Special guardianship order"
    CARE_ORDER = "care_order", "Care order"
    SUPERVISION = "supervision", "Supervision order"
    NON_MOLESTATION = "non_molestation", "Non-molestation order"
    PARENTAL_RESPONSIBILITY = "parental_responsibility", "Parental responsibility order"
    OTHER = "other", "Another order"


@describe(
    kind="court_order",
    title="Court order",
    plural="Court orders",
    purpose=Purpose.SAFEGUARDING,
    clause="003-3.3",
    basis=SAFEGUARD,
    retention=PUPIL_FILE,
    audience=Audience.RESTRICTED,
    holding="Court orders about your child that we must keep to",
    source="You, the court and your child's school",
    subjects=("pupil_id",),
    date_field="made_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class CourtOrder(Record):
    """An order of a court, in plain words; whoever opens the record reads it, at every level."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    order_kind: OrderKind | None = choice("Kind of order", OrderKind, required=True, column=True)
    made_on: date | None = day("Made on", column=True)
    ends_on: date | None = day("Ends on")
    about: str = text("Whom it is about", required=True)
    carer_id: str = link("Person on the record", "carer")
    meaning: str = text("What it means for us, in plain words", long=True, required=True)
    hides_address: bool = yes_no("They must not be told where the pupil lives or goes")
    seen_by: str = text("Who saw the order")
    seen_on: date | None = day("Seen on")
    document_id: str = link("Copy that is kept", "document")
    ended_on: date | None = day("Ended early on")

    def holds_on(self, today: date) -> bool:
        """Whether it must be kept to on a day: made, neither ended nor run out, not in the trash."""
        over = any(end is not None and end < today for end in (self.ends_on, self.ended_on))
        return self.trashed_at is None and not over and (self.made_on is None or self.made_on <= today)

    @property
    def banner(self) -> str:
        """The sentence that stands above the record while the order holds; it always names whom it binds."""
        meaning = self.meaning.strip()
        if self.hides_address:
            meaning = f"{self.about} must not be told where they live. {meaning}"
        elif fold(self.about) not in fold(meaning):
            meaning = f"{self.about}: {meaning}"
        end = f" Until {say(self.ends_on)}." if self.ends_on else ""
        return f"{meaning}{end}"


class Bond(Choice):
    """How two pupils belong together."""

    TWINS = "twins", "Twin, or one of more born together"
    SIBLINGS = "siblings", "Brother or sister"
    HALF = "half", "Half-brother or half-sister"
    STEP = "step", "Step-brother or step-sister"
    FOSTER = "foster", "Fostered in the same home"
    HOME = "home", "Lives in the same home"


@describe(
    kind="sibling",
    title="Brother or sister",
    plural="Brothers and sisters",
    purpose=Purpose.COMMUNICATION,
    clause="003-3.3",
    basis=PUBLIC_TASK,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding=_PEOPLE,
    source="Your child's school and you",
    subjects=("pupil_id", "other_id"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling(Record):
    """Two pupils who belong together; one record, shown on both and gathered for both."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    other_id: str = link("Brother or sister", "pupil", required=True)
    bond: Bond | None = choice("How they belong together", Bond, required=True)
    note: str = text("Note")

    def other_than(self, pupil_id: str) -> str:
        """The id of the other child."""
        return self.other_id if self.pupil_id == pupil_id else self.pupil_id


@describe(
    kind="different_children",
    title="Said to be different children",
    plural="Said to be different children",
    purpose=Purpose.PROGRESS,
    clause="003-5.4",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.PARTNERSHIP,
    holding=_WHO,
    source="The partnership",
    subjects=("pupil_id", "other_id"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class DifferentChildren(Record):
    """Two records that look like one child's and are not; they are not asked about again."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    other_id: str = link("Not the same child as", "pupil", required=True)
    said_on: date | None = day("Said on", required=True)


@describe(
    kind="pupil_merge",
    title="Merge of two records",
    plural="Merges of records",
    purpose=Purpose.PROGRESS,
    clause="003-5.4",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.PARTNERSHIP,
    holding=_WHO,
    source="The partnership",
    subjects=("kept_id", "gone_id"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PupilMerge(Record):
    """Two records of one child, put together into the one that was kept. In the trash, it was taken back."""

    kept_id: str = link("Kept", "pupil", required=True)
    gone_id: str = link("Merged into it", "pupil", required=True)
    merged_at: datetime | None = instant("Merged at", required=True)
    why: str = text("How we know that it is one child", required=True)


def merged_place(record: MergedRecord) -> Compartment:
    """Beside the record that was moved: the general side never tells how many are guarded."""
    return Compartment.GUARDED if record.is_guarded else Compartment.GENERAL


@describe(
    kind="merged_record",
    title="Record moved by a merge",
    plural="Records moved by a merge",
    purpose=Purpose.PROGRESS,
    clause="003-5.4",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.PARTNERSHIP,
    holding=_WHO,
    source="The partnership",
    # of a record that went on to be merged into a third one, the notes of its own merge are about that child too
    subjects=("kept_id", "gone_id", "kept_id.merged_into_id", "gone_id.merged_into_id"),
    compartments=(Compartment.GENERAL, Compartment.GUARDED),
    place=merged_place,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class MergedRecord(Record):
    """One link of one record that a merge turned from the one pupil to the other, so that it can be turned back.

    `merge_id` is no link: a link from the guarded compartment would stand in the way of taking the merge back.
    """

    kept_id: str = link("Kept", "pupil", required=True)
    gone_id: str = link("Merged into it", "pupil", required=True)
    merge_id: str = text("Merge", personal=False, required=True, released=False)
    moved_kind: str = text("Kind of record", personal=False, required=True, released=False)
    moved_id: str = text("Record", personal=False, required=True, released=False)
    field_name: str = text("Field", personal=False, required=True, released=False)
    was_trashed: bool = yes_no("Would have linked the pupil to itself", released=False)
    is_guarded: bool = yes_no("Kept in the guarded compartment", released=False)
