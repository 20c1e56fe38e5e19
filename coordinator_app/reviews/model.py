"""Progress reviews, their targets and what was or was not shared at them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text, yes_no
from coordinator_app.core.gates import Decision, Reason
from coordinator_app.core.privacy import LEGAL_DUTY, PUPIL_FILE, Audience, Choice, Compartment, Purpose


class TargetResult(Choice):
    """How a target came out."""

    MET = "met", "Met"
    NEARLY = "nearly", "Nearly"
    NOT_YET = "not_yet", "Not yet"


_PERCENT = re.compile(r"(?P<whole>[0-9]{1,3})(?:[.,](?P<tenth>[0-9]))?\s*(?:%|per cent)?")
PERCENT_ASKED = "Type a number from 0 to 100, such as 81 or 81.5."


def read_percent(typed: str) -> str | None:
    """A percentage as it is kept, from what was typed: "81", or "81.5" as schools report it; None if it is none.

    Kept as written, never rounded: 90.4 is clear of persistent absence (a tenth missed, domain 6.3) and 90 is not.
    """
    found = _PERCENT.fullmatch(typed.strip())
    if found is None:
        return None
    whole, tenth = int(found["whole"]), int(found["tenth"] or 0)
    if whole * 10 + tenth > 1000:
        return None
    return f"{whole}.{tenth}" if tenth else str(whole)


def percent_problem(text: str) -> str | None:
    """What is wrong with a percentage that is about to be kept."""
    return None if read_percent(text) == text else PERCENT_ASKED


def review_item_compartment(item: ReviewItem) -> Compartment:
    """The compartment of the record it is about: a reason why not may itself be sensitive."""
    return Compartment.GUARDED if item.is_guarded else Compartment.GENERAL


@describe(
    kind="review",
    title="Progress review",
    plural="Progress reviews",
    purpose=Purpose.PROGRESS,
    clause="003-5.3",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="Attendance, suspensions, progress reviews: targets, and what was said",
    source="You, your child, your child's school and providers",
    subjects=("pupil_id",),
    date_field="due_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Record):
    """A six-weekly review. `held_on` and `finished` are set when it is held and closed."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    review_number: int | None = number("Review number", required=True, column=True)
    due_on: date | None = day("Due on", required=True, column=True)
    held_on: date | None = day("Held on", column=True)
    who_was_there: str = text("Who was there", long=True, searched=True)
    attendance_percent: str = text("Attendance, per cent", personal=False, check=percent_problem)
    attendance_words: str = text("About attendance", long=True, searched=True)
    provider_words: str = text("Feedback from the provider", long=True, searched=True)
    pupil_words: str = text("What the pupil says", long=True, searched=True)
    family_words: str = text("What the family says", long=True, searched=True)
    copy_given_to: str = text("Who got a copy")
    copy_given_on: date | None = day("Copy given on")
    finished: bool = yes_no("Finished", indexed=True)
    starts_at: str = text("Time", personal=False)
    where_held: str = text("Where")
    provider_asked_on: date | None = day("Provider asked for feedback on")
    without_feedback: str = text("Why it goes on without feedback", long=True)
    reopened_on: date | None = day("Opened again on")
    reopened_because: str = text("Why it was opened again", long=True)


@describe(
    kind="review_target",
    title="Target",
    plural="Targets",
    purpose=Purpose.PROGRESS,
    clause="003-5.3",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="Attendance, suspensions, progress reviews: targets, and what was said",
    source="You, your child, your child's school and providers",
    subjects=("review_id.pupil_id",),
    part_of="review_id",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTarget(Record):
    """A target set at a review; its result is written at the next one."""

    review_id: str = link("Set at review", "review", required=True)
    words: str = text("Target", required=True, searched=True, column=True)
    result: TargetResult | None = choice("Result", TargetResult, column=True)
    comment: str = text("Comment")


@describe(
    kind="review_item",
    title="Entry looked at in a review",
    plural="Entries looked at in a review",
    purpose=Purpose.RIGHTS,
    clause="003-5.3",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="Attendance, suspensions, progress reviews: targets, and what was said",
    source="The partnership",
    subjects=("review_id.pupil_id",),
    compartments=(Compartment.GENERAL, Compartment.GUARDED),
    part_of="review_id",
    place=review_item_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem(Record):
    """Whether one record was shared at the review, and if not, why not."""

    review_id: str = link("Review", "review", required=True)
    item_kind: str = text("Kind of record", personal=False, required=True, released=False)
    item_id: str = text("Record", personal=False, required=True, released=False, indexed=True)
    item_version: int | None = number("Version", required=True, released=False)
    is_guarded: bool = yes_no("Kept in the guarded compartment", released=False)
    shared: bool = yes_no("Shared with the family", released=False)
    why_not: str = text("Why it was not shared", long=True)


def unfinished_business(
    review: Review, items: list[ReviewItem], *, came: int = 0, feedback_awaited: bool = False
) -> Decision:
    """What keeps a review from being finished: a date, who was there, feedback, a reason for each thing held back.

    `came` is how many people are ticked as there; `feedback_awaited` says that a provider teaches the pupil.
    """
    reasons = []
    if review.held_on is None:
        reasons.append(Reason("The review has no date.", "Type the date it was held.", "003-5.3"))
    if not came and not review.who_was_there.strip():
        reasons.append(Reason("It is not recorded who was there.", "Name those who came.", "003-5.3"))
    said = review.provider_words.strip() or review.without_feedback.strip()
    if feedback_awaited and not said:
        reasons.append(
            Reason(
                "There is no feedback from the provider.",
                "Type it, or say why the review goes on without it.",
                "003-5.3",
            )
        )
    held_back = sum(1 for item in items if not item.shared and not item.why_not.strip())
    if held_back:
        things = "1 entry was" if held_back == 1 else f"{held_back} entries were"
        reasons.append(
            Reason(f"{things} not shared, and no reason is given.", "Share it or say why not.", "003-5.3")
        )
    return Decision(tuple(reasons))
