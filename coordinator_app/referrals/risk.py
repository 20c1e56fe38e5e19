"""What a school says of risk. It is always kept in the guarded compartment (decision 9).

A risk to a child or from a child is what the policy guards as safeguarding (003-6.4): self-harm, exploitation, who
was hurt. So the record lives in no other compartment, and is no part of the referral, which everyone with a key may
read. The referral itself says only whether the school named a risk at all, so that nobody meets a child unwarned;
that there is a guarded record may be known, never what it says (decision 21).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, choice, day, describe, link, text, yes_no
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.plausible import in_future, missing
from coordinator_app.core.privacy import (
    CHILD_PROTECTION,
    SAFEGUARD,
    Audience,
    Choice,
    Compartment,
    Purpose,
)


class RiskLevel(Choice):
    """How great the school says the risk is."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"
    NOT_KNOWN = "not_known", "Not known"


@describe(
    kind="referral_risk",
    title="Risk named in a referral",
    plural="Risks named in referrals",
    purpose=Purpose.SAFEGUARDING,
    clause="003-6.4",
    basis=SAFEGUARD,
    retention=CHILD_PROTECTION,
    audience=Audience.RESTRICTED,
    holding="What your child's school told us about risk, so that everyone stays safe",
    source="Your child's school",
    subjects=("pupil_id",),
    compartments=(Compartment.GUARDED,),
    date_field="noted_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRisk(Record):
    """Risk to the pupil himself or herself, from others, and to others, as a referral says it."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    referral_id: str = link("Referral", "referral", required=True)
    noted_on: date | None = day("Noted on", required=True)
    to_self: bool | None = yes_no("Risk to the pupil", default=None, special=True)
    from_others: bool | None = yes_no("Risk from other people", default=None, special=True)
    to_others: bool | None = yes_no("Risk to other people", default=None, special=True)
    level: RiskLevel | None = choice("How great it is", RiskLevel, required=True, special=True)
    known: str = text("What is known", long=True, special=True, searched=True)
    plan: str = text("What keeps people safe", long=True, special=True)


def risk_problems(risk: ReferralRisk, today: date) -> tuple[FieldProblem | None, ...]:
    """What is wrong with a risk as typed; a level without a word of what it is about helps nobody."""
    named = risk.to_self or risk.from_others or risk.to_others
    nothing = None if named else FieldProblem("to_self", "Say yes to at least one of the three.")
    return (
        nothing,
        missing("level", risk.level, "Choose how great the risk is."),
        missing("known", risk.known, "Write what is known, in the school's own words."),
        missing("noted_on", risk.noted_on, "Type the date it was noted."),
        in_future("noted_on", risk.noted_on, today),
    )
