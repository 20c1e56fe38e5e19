"""Why a school refers: coded reasons, several in their order, and the exclusion code that each maps to (domain 6.4, 6.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coordinator_app.core.catalogue import Record, choice, describe, link, number
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.privacy import LEGAL_DUTY, PUPIL_FILE, Audience, Choice, Purpose

MOST_REASONS = 3
"""As many as the school census takes for a suspension (domain 6.4)."""


class ReferralReason(Choice):
    """Why the school asks (domain 6.7)."""

    DISRUPTION = "disruption", "Persistent disruptive behaviour"
    AGGRESSION = "aggression", "Physical aggression"
    NON_ATTENDANCE = "non_attendance", "Emotionally-based non-attendance"
    MENTAL_HEALTH = "mental_health", "Social, emotional or mental health"
    EXPLOITATION = "exploitation", "Risk of exploitation"
    EXCLUSION_AVOIDED = "exclusion_avoided", "To avoid a permanent exclusion"
    NEW_ARRIVAL = "new_arrival", "New arrival or fair access"
    OTHER = "other", "Other"
    WEAPON = "weapon", "Weapon or banned item"
    DRUGS = "drugs", "Drugs or alcohol"
    BULLYING = "bullying", "Bullying"
    HARMFUL_SEXUAL = "harmful_sexual", "Harmful sexual behaviour"
    MEDICAL = "medical", "Medical"


_LAST = ReferralReason.OTHER
IN_ORDER = (*(one for one in ReferralReason if one is not _LAST), _LAST)
"""The reasons as they are offered: "Other" stands last."""


class ExclusionCode(Choice):
    """The reasons for a suspension or exclusion as the Department for Education codes them (domain 6.4)."""

    PP = "PP", "Physical assault against a pupil"
    PA = "PA", "Physical assault against an adult"
    VP = "VP", "Verbal abuse or threat against a pupil"
    VA = "VA", "Verbal abuse or threat against an adult"
    OW = "OW", "Offensive weapon or prohibited item"
    BU = "BU", "Bullying"
    RA = "RA", "Racist abuse"
    LG = "LG", "Abuse against sexual orientation or gender identity"
    DS = "DS", "Abuse relating to disability"
    SM = "SM", "Sexual misconduct"
    DA = "DA", "Drug and alcohol related"
    DM = "DM", "Damage"
    TH = "TH", "Theft"
    DB = "DB", "Persistent or general disruptive behaviour"
    MT = "MT", "Misuse of social media or online technology"
    PH = "PH", "Breach of protective measures for public health"


EXCLUSION_CODES: dict[ReferralReason, tuple[ExclusionCode, ...]] = {
    ReferralReason.DISRUPTION: (ExclusionCode.DB,),
    ReferralReason.AGGRESSION: (ExclusionCode.PP, ExclusionCode.PA),  # which, the form's own words say
    ReferralReason.WEAPON: (ExclusionCode.OW,),
    ReferralReason.DRUGS: (ExclusionCode.DA,),
    ReferralReason.BULLYING: (ExclusionCode.BU,),
    ReferralReason.HARMFUL_SEXUAL: (ExclusionCode.SM,),
}
"""Only where the meaning is the same; a need (attendance, health, exploitation) has no exclusion code."""


def exclusion_codes(reason: ReferralReason) -> tuple[ExclusionCode, ...]:
    """The exclusion codes that a reason may be returned under, () where none exists."""
    return EXCLUSION_CODES.get(reason, ())


@describe(
    kind="referral_reason",
    title="Reason for a referral",
    plural="Reasons for a referral",
    purpose=Purpose.PROGRESS,
    clause="003-4.1",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="The referral form that your child's school signed",
    source="Your child's school",
    subjects=("referral_id.pupil_id",),
    part_of="referral_id",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class GivenReason(Record):
    """One reason of a referral; rank 1 is the main one and stands on the referral too."""

    referral_id: str = link("Referral", "referral", required=True)
    reason: ReferralReason | None = choice("Reason", ReferralReason, required=True, special=True)
    rank: int | None = number("Rank", required=True)


def reasons_problem(reasons: Sequence[ReferralReason | None]) -> FieldProblem | None:
    """What is wrong with reasons in their order: one twice, one after a gap, or too many. Fields: `reason`, `reason_2` and so on."""
    seen: set[ReferralReason] = set()
    gap = False
    for place, reason in enumerate(reasons, 1):
        field = "reason" if place == 1 else f"reason_{place}"
        if reason is None:
            gap = True
        elif gap:
            return FieldProblem(field, "Choose the reason before this one first.")
        elif reason in seen:
            return FieldProblem(field, "This reason was chosen already. Choose another, or leave it empty.")
        elif place > MOST_REASONS:
            return FieldProblem(field, f"Choose at most {MOST_REASONS} reasons: those that matter most.")
        else:
            seen.add(reason)
    return None
