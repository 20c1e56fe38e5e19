"""What is recorded for safety and for exceptions: risk assessments, and starts before everything was in place.

A risk assessment is kept in two parts. That there is one, who made it and until when it holds is in the general
compartment, because the start gate rests on it and a level 2 user must see it (004-14). Its words name weapons,
health and harm done: special category and sometimes criminal data (UK GDPR, articles 9 and 10). They lie in the
guarded compartment with a key of its own; the compartment is chosen by the type, as decision 9 has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from coordinator_app.core.catalogue import Record, day, describe, link, text, yes_no
from coordinator_app.core.privacy import (
    LEGAL_DUTY,
    PUPIL_FILE,
    SAFEGUARD,
    Audience,
    Compartment,
    Purpose,
)

_of_risk = partial(
    describe,
    purpose=Purpose.SAFEGUARDING,
    clause="003-6.4",
    basis=SAFEGUARD,
    retention=PUPIL_FILE,
    holding="Risk assessments before a programme, and who made them",
    source="Your child's school, the provider and the partnership",
    subjects=("programme_id.pupil_id",),
    part_of="programme_id",
)
_PROGRAMME = "Which programme your child goes to: where, when, why, its cost and its end"


@_of_risk(
    kind="risk_words",
    title="What a risk assessment says",
    plural="What risk assessments say",
    audience=Audience.RESTRICTED,
    compartments=(Compartment.GUARDED,),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RiskWords(Record):
    """The hazards found and what is done about them. Guarded always."""

    programme_id: str = link("Programme", "programme", required=True)
    hazards: str = text("What could go wrong", long=True, required=True, special=True, searched=True)
    measures: str = text("What is done about it", long=True, required=True, special=True, searched=True)


@_of_risk(
    kind="risk_assessment",
    title="Risk assessment",
    plural="Risk assessments",
    audience=Audience.INDIVIDUAL,
    date_field="made_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAssessment(Record):
    """That risks were assessed, by whom, and until when that holds; its words are a guarded record."""

    programme_id: str = link("Programme", "programme", required=True)
    made_by: str = text("Who made it", required=True)
    made_on: date | None = day("Made on", required=True, column=True)
    valid_until: date | None = day("Holds until", required=True, column=True)
    words_id: str = link("What it says", "risk_words", required=True)


@describe(
    kind="start_override",
    title="Start before everything was in place",
    plural="Starts before everything was in place",
    purpose=Purpose.RUNNING,
    clause="003-4",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding=_PROGRAMME,
    source="The partnership",
    subjects=("programme_id.pupil_id",),
    part_of="programme_id",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class StartOverride(Record):
    """A start in spite of the gate (003-4): what was missing (codes with spaces between), why, and the review date.

    `resolved_on` is set when the missing papers came in or it was decided what to do.
    """

    programme_id: str = link("Programme", "programme", required=True)
    missing: str = text("What was missing", required=True, personal=False, released=False)
    missing_words: str = text("What was not in place", long=True, required=True)
    reason: str = text("Why it started all the same", long=True, required=True)
    without_consent: bool = yes_no("It started without consent")
    made_on: date | None = day("Started on", required=True)
    review_on: date | None = day("To be looked at again on", required=True, column=True)
    resolved_on: date | None = day("Settled on")
    resolved_words: str = text("How it was settled", long=True)
    provider_id: str = link("Provider whose checks were passed over", "provider")

    @property
    def codes(self) -> frozenset[str]:
        """The codes of what was missing."""
        return frozenset(self.missing.split())


def newest_risk(assessments: Iterable[RiskAssessment]) -> RiskAssessment | None:
    """The assessment that counts: the one made last, not in the trash."""
    kept = [one for one in assessments if one.trashed_at is None]
    return max(kept, key=lambda one: (one.made_on or date.min, one.key), default=None)
