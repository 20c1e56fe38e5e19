"""What hangs on a review: who was asked and came, who got a copy, when and how (003-5.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, choice, day, describe, link, text, yes_no
from coordinator_app.core.privacy import LEGAL_DUTY, PUPIL_FILE, Audience, Choice, Purpose

_HOLDING = "Attendance, suspensions, progress reviews: targets, and what was said"


class ReviewRole(Choice):
    """As what somebody comes to a review."""

    PUPIL = "pupil", "The pupil"
    FAMILY = "family", "Parent or carer"
    SCHOOL = "school", "School"
    PROVIDER = "provider", "Provider"
    AGENCY = "agency", "Other agency"
    COORDINATOR = "coordinator", "Co-ordinator"
    OTHER = "other", "Somebody else"


class CopyWay(Choice):
    """How a copy of the summary was given."""

    BY_HAND = "by_hand", "Handed over"
    POST = "post", "By post"
    RECORDED = "recorded", "By recorded delivery"
    SECURE_EMAIL = "secure_email", "By secure email"


@describe(
    kind="review_person",
    title="Person at a review",
    plural="People at reviews",
    purpose=Purpose.PROGRESS,
    clause="003-5.3",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding=_HOLDING,
    source="The partnership",
    subjects=("review_id.pupil_id",),
    part_of="review_id",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPerson(Record):
    """Somebody who was asked to a review, or came to it. `came` is empty until it is held."""

    review_id: str = link("Review", "review", required=True)
    name: str = text("Name", required=True, searched=True)
    role: ReviewRole | None = choice("As what", ReviewRole, required=True)
    carer_id: str = link("Carer", "carer")
    asked_on: date | None = day("Asked on")
    came: bool | None = yes_no("Came", default=None)


@describe(
    kind="review_copy",
    title="Copy of a review's summary",
    plural="Copies of review summaries",
    purpose=Purpose.PROGRESS,
    clause="003-5.3",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding=_HOLDING,
    source="The partnership",
    subjects=("review_id.pupil_id",),
    part_of="review_id",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCopy(Record):
    """That somebody was given the summary: who, how, on which day."""

    review_id: str = link("Review", "review", required=True)
    name: str = text("Given to", required=True, searched=True)
    role: ReviewRole | None = choice("As what", ReviewRole)
    carer_id: str = link("Carer", "carer")
    way: CopyWay | None = choice("How", CopyWay, required=True)
    given_on: date | None = day("Given on", required=True, column=True)
