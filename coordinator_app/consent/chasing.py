"""Why a form is chased, how it was chased, and what came of it (003-4.2, 4.3, 7.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text
from coordinator_app.core.privacy import LEGAL_DUTY, PUPIL_FILE, Audience, Choice, Purpose

CHASE_AFTER_DAYS = 7
"""So many days after it was printed a form that is not back stands on the chase list, unless a setting says otherwise."""
RUNS_OUT_SOON_DAYS = 30


class ChaseReason(Choice):
    """Why a pupil stands on the chase list, the most pressing first."""

    DISAGREEMENT = "disagreement", "Parents do not agree"
    WRONG_PERSON = "wrong_person", "Signed by the wrong person"
    UNSIGNED = "unsigned", "Not signed"
    UNANSWERED = "unanswered", "A box is empty"
    EXPIRED = "expired", "Run out, or runs out soon"
    NOT_BACK = "not_back", "Printed and not back"
    SCHOOL = "school", "Statement not acknowledged by the school"
    REVIEW_DUE = "review_due", "Settled disagreement to look at again"
    OLDER = "older", "Signed for an older statement"


class ChaseMethod(Choice):
    """How somebody was asked."""

    TELEPHONE = "telephone", "By telephone"
    LETTER = "letter", "By letter"
    EMAIL = "email", "By secure email"
    IN_PERSON = "in_person", "In person"
    SCHOOL = "school", "Through the school"


@describe(
    kind="consent_chase",
    title="Chase of a form",
    plural="Chases of forms",
    purpose=Purpose.COMMUNICATION,
    clause="003-4.3",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="Which forms we printed for you, when, and when we asked for them back",
    source="The partnership",
    subjects=("pupil_id",),
    date_field="chased_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentChase(Record):
    """One time that somebody was asked for a form: a note of a call, or a letter with the page itself."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    reason: ChaseReason | None = choice("Why", ChaseReason, required=True, column=True)
    chased_on: date | None = day("Asked on", required=True, column=True)
    how: ChaseMethod | None = choice("How", ChaseMethod, required=True, column=True)
    asked: str = text("Who was asked")
    answer: str = text("What was answered", long=True)
    next_on: date | None = day("Ask again on", column=True)
    template_version: int | None = number("Version of the letter")
    template_hash: str = text("Fingerprint of the wording", personal=False, released=False)
    reference: str = text("Reference on the letter", personal=False)
    content_id: str = text("Place of the letter in the vault", personal=False, released=False)


@dataclass(frozen=True, slots=True)
class ChaseMark:
    """Where a page of the list ended."""

    since: str
    pupil_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ToChase:
    """One thing to chase: why, since when, which record it is about, and when somebody is to be asked again."""

    pupil_id: str
    reason: ChaseReason
    since: date | None
    record_id: str
    next_on: date | None

    @property
    def mark(self) -> ChaseMark:
        """Its place in the order of the list."""
        return ChaseMark(self.since.isoformat() if self.since else "", self.pupil_id, self.reason.value)


@dataclass(frozen=True, slots=True)
class Narrow:
    """What is asked of the list: those to ask now or those asked already, some reasons, some pupils (None: all)."""

    waiting: bool | None = None
    reasons: tuple[ChaseReason, ...] | None = None
    pupil_ids: tuple[str, ...] | None = None


EVERYTHING = Narrow()
