"""Suspensions and permanent exclusions as schools report them (domain 6.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text
from coordinator_app.core.privacy import PUBLIC_TASK, PUPIL_FILE, Audience, Choice, Purpose


class ExclusionKind(Choice):
    """What the head teacher decided."""

    SUSPENSION = "susp", "Suspension"
    LUNCHTIME = "lnch", "Lunchtime suspension"
    PERMANENT = "perm", "Permanent exclusion"


class ExclusionReason(Choice):
    """The reason codes of the school census; up to three are given."""

    PUPIL_ASSAULT = "PP", "Physical assault against a pupil"
    ADULT_ASSAULT = "PA", "Physical assault against an adult"
    PUPIL_THREAT = "VP", "Verbal abuse or threat against a pupil"
    ADULT_THREAT = "VA", "Verbal abuse or threat against an adult"
    WEAPON = "OW", "Offensive weapon or prohibited item"
    BULLYING = "BU", "Bullying"
    RACIST = "RA", "Racist abuse"
    ORIENTATION = "LG", "Abuse against sexual orientation or gender identity"
    DISABILITY = "DS", "Abuse relating to disability"
    SEXUAL = "SM", "Sexual misconduct"
    DRUGS = "DA", "Drug and alcohol related"
    DAMAGE = "DM", "Damage"
    THEFT = "TH", "Theft"
    DISRUPTIVE = "DB", "Persistent or general disruptive behaviour"
    ONLINE = "MT", "Misuse of social media or online technology"
    HEALTH_MEASURES = "PH", "Wilful and repeated breach of protective measures"


@describe(
    kind="suspension",
    title="Suspension or exclusion",
    plural="Suspensions and exclusions",
    purpose=Purpose.PROGRESS,
    clause="003-3.3",
    basis=PUBLIC_TASK,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="Attendance, suspensions, progress reviews: targets, and what was said",
    source="You, your child, your child's school and providers",
    subjects=("pupil_id",),
    date_field="first_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension(Record):
    """One decision of a school. `half_days` counts sessions: a whole day is two; none for a permanent exclusion."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    exclusion_kind: ExclusionKind | None = choice("Kind", ExclusionKind, required=True, column=True)
    first_on: date | None = day("First day", required=True, column=True)
    half_days: int | None = number("Half days")
    school_id: str = link("School", "school", required=True)
    reason: ExclusionReason | None = choice("Reason", ExclusionReason, required=True)
    second_reason: ExclusionReason | None = choice("Second reason", ExclusionReason)
    third_reason: ExclusionReason | None = choice("Third reason", ExclusionReason)
    words: str = text("What the school said", long=True, searched=True, special=True)
    arranged_from: date | None = day("Education arranged from")
    arranged_where: str = text("Education arranged where", searched=True)
    entry_id: str = link("Entry", "chronology_entry")

    @property
    def reasons(self) -> tuple[ExclusionReason, ...]:
        """The reasons given, in their order."""
        given = (self.reason, self.second_reason, self.third_reason)
        return tuple(one for one in given if one is not None)
