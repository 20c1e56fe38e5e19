"""Programmes with their days and targets (003-3.3, 003-4; domain 6.6, 6.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from coordinator_app.core.catalogue import Record, choice, day, describe, link, number, text, yes_no
from coordinator_app.core.privacy import LEGAL_DUTY, PUPIL_FILE, Audience, Choice, Purpose

_described = partial(
    describe,
    purpose=Purpose.PROGRESS,
    clause="003-4",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="Which programme your child goes to: where, when, why, its cost and its end",
    source="The partnership, your child's school and the provider",
)
_part = partial(_described, subjects=("programme_id.pupil_id",), part_of="programme_id")
"""A session or target is described as its programme is, and told with it."""


class ProgrammeType(Choice):
    """What is offered, from the lightest to the most (domain 6.7)."""

    ADVICE = "advice", "Advice to the school"
    FORUM = "forum", "Inclusion Forum"
    IN_SCHOOL = "in_school", "Support in school"
    RESPITE = "respite", "Respite or short off-site direction"
    PART_TIME = "part_time", "Part-time programme"
    FULL_TIME = "full_time", "Full-time programme (Tier 4)"
    MANAGED_MOVE = "managed_move", "Managed move"
    FAIR_ACCESS = "fair_access", "Fair access admission"
    REINTEGRATION = "reintegration", "Return to school"
    POST_16 = "post_16", "Place after Year 11"

    @property
    def needs_provider(self) -> bool:
        """Whether it takes place at a provider, so that its checks count (domain 6.7)."""
        return self in {ProgrammeType.RESPITE, ProgrammeType.PART_TIME, ProgrammeType.FULL_TIME}

    @property
    def may_have_provider(self) -> bool:
        """Whether a provider can be named; the others are with a school or with nobody."""
        return self.needs_provider or self in {ProgrammeType.REINTEGRATION, ProgrammeType.POST_16}

    @property
    def needs_host_school(self) -> bool:
        """Whether another school takes the pupil."""
        return self in {ProgrammeType.MANAGED_MOVE, ProgrammeType.FAIR_ACCESS}

    @property
    def needs_days(self) -> bool:
        """Whether the half days of the week have to be given."""
        return self.needs_provider

    @property
    def needs_longest(self) -> bool:
        """Whether the longest period has to be agreed before it starts (DfE guidance on off-site direction)."""
        return self.needs_provider or self is ProgrammeType.MANAGED_MOVE


class Tier(Choice):
    """How much support it is; Tier 4 is a full-time programme (domain 6.7)."""

    ONE = "1", "Tier 1"
    TWO = "2", "Tier 2"
    THREE = "3", "Tier 3"
    FOUR = "4", "Tier 4"


class ProgrammeState(Choice):
    """Where a programme stands; only the start gate leads from planned to running (003-4)."""

    PLANNED = "planned", "Planned"
    RUNNING = "running", "Running"
    PAUSED = "paused", "Paused"
    ENDED = "ended", "Ended"


class AttendancePattern(Choice):
    """Full or part time, as the census of alternative provision asks (domain 6.6)."""

    FULL = "full", "Full time"
    PART = "part", "Part time"


class LegalRoute(Choice):
    """The power or agreement under which the pupil is there (domain 6.6)."""

    OFF_SITE = "off_site", "Off-site direction (Education Act 2002, section 29A)"
    MANAGED_MOVE = "managed_move", "Managed move"
    SUSPENSION = "suspension", "Suspension, from day 6"
    EXCLUSION = "exclusion", "Permanent exclusion"
    FAIR_ACCESS = "fair_access", "Fair access protocol"
    AGREEMENT = "agreement", "Agreed with the parent or carer"


class Transport(Choice):
    """How the pupil gets there."""

    FAMILY = "family", "The family brings the pupil"
    ALONE = "alone", "Travels alone"
    SCHOOL = "school", "The school brings the pupil"
    PROVIDER = "provider", "The provider collects the pupil"
    TAXI = "taxi", "Taxi or escort"
    NOT_NEEDED = "not_needed", "Not needed"


class Outcome(Choice):
    """How a programme came out."""

    OBJECTIVES_MET = "met", "Objectives met"
    PARTLY_MET = "partly_met", "Objectives met in part"
    NOT_MET = "not_met", "Objectives not met"
    NOT_TAKEN_UP = "not_taken_up", "Never taken up"


class Destination(Choice):
    """Where the pupil goes afterwards."""

    SCHOOL_ON_ROLL = "school", "Back to the school on roll"
    OTHER_SCHOOL = "other_school", "Another mainstream school"
    OTHER_PROGRAMME = "other_programme", "Another programme"
    SPECIAL = "special", "Special school or pupil referral unit"
    POST_16 = "post_16", "College, training or work after Year 11"
    HOME_EDUCATED = "home", "Educated at home"
    OUT_OF_AREA = "out_of_area", "Moved out of the area"
    NOT_KNOWN = "not_known", "Not known"


class EndReason(Choice):
    """Why a programme ended."""

    COMPLETED = "completed", "It ran its time"
    EARLY = "early", "Ended early because it went well"
    CONSENT_WITHDRAWN = "withdrawn", "The parent or carer withdrew consent"
    SCHOOL = "school", "The school ended it"
    PROVIDER = "provider", "The provider ended it"
    PUPIL = "pupil", "The pupil did not attend"
    MOVED = "moved", "The pupil moved"
    OTHER = "other", "Another reason"


class Weekday(Choice):
    """A school day of the week, Monday first."""

    MONDAY = "mon", "Monday"
    TUESDAY = "tue", "Tuesday"
    WEDNESDAY = "wed", "Wednesday"
    THURSDAY = "thu", "Thursday"
    FRIDAY = "fri", "Friday"


class Half(Choice):
    """Half a day, which is one session of attendance (domain 6.3)."""

    MORNING = "am", "Morning"
    AFTERNOON = "pm", "Afternoon"


class TargetOutcome(Choice):
    """How a programme's target came out."""

    MET = "met", "Met"
    NEARLY = "nearly", "Nearly"
    NOT_YET = "not_yet", "Not yet"


@_described(
    kind="programme",
    title="Programme",
    plural="Programmes",
    subjects=("pupil_id",),
    date_field="start_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Record):
    """One programme of one pupil, from the plan to its end. `sessions` counts half days in a week, 0 to 10."""

    pupil_id: str = link("Pupil", "pupil", required=True)
    referral_id: str = link("Referral", "referral")
    programme_type: ProgrammeType | None = choice("Programme", ProgrammeType, required=True, column=True)
    tier: Tier | None = choice("Tier", Tier)
    state: ProgrammeState | None = choice(
        "State", ProgrammeState, default=ProgrammeState.PLANNED, required=True, column=True, indexed=True
    )
    provider_id: str = link("Provider", "provider")
    host_school_id: str = link("School that takes the pupil", "school")
    site: str = text("Where it takes place", personal=False)
    contact: str = text("Who to speak to there", searched=True)
    start_on: date | None = day("Starts on", column=True)
    planned_end_on: date | None = day("Planned to end on", column=True)
    longest_weeks: int | None = number("Longest period agreed, in weeks")
    pattern: AttendancePattern | None = choice("Full or part time", AttendancePattern)
    sessions: int | None = number("Sessions a week")
    legal_route: LegalRoute | None = choice("Legal route", LegalRoute)
    plan_named: bool | None = yes_no(
        "Named in an education, health and care plan", default=None, special=True
    )
    transport: Transport | None = choice("Transport", Transport)
    cost_code: str = text("Cost code", personal=False)
    weekly_cost: int | None = number("Cost a week, in pence")
    partnership_share: int | None = number("The partnership pays, per cent")
    school_share: int | None = number("The school pays, per cent")
    authority_share: int | None = number("The local authority pays, per cent")
    objectives: str = text("What it is for", long=True, searched=True)
    return_plan: str = text("Plan for the return to school", long=True, searched=True)
    paused_on: date | None = day("Paused on")
    pause_reason: str = text("Why it was paused")
    ended_on: date | None = day("Ended on", column=True, indexed=True)
    end_reason: EndReason | None = choice("Why it ended", EndReason)
    end_words: str = text("About the end", long=True, searched=True)
    outcome: Outcome | None = choice("Outcome", Outcome, column=True)
    destination: Destination | None = choice("Destination", Destination)

    @property
    def is_under_way(self) -> bool:
        """Whether it has started and not ended."""
        return self.state in {ProgrammeState.RUNNING, ProgrammeState.PAUSED}

    @property
    def called(self) -> str:
        """The words of its type."""
        return self.programme_type.label if self.programme_type else "Programme"


@_part(
    kind="programme_day",
    title="Session of a programme",
    plural="Sessions of a programme",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeDay(Record):
    """One session of the week; `begins` and `ends` are times such as "09:15", or empty."""

    programme_id: str = link("Programme", "programme", required=True)
    weekday: Weekday | None = choice("Day of the week", Weekday, required=True)
    half: Half | None = choice("Morning or afternoon", Half, required=True)
    begins: str = text("Begins at", personal=False)
    ends: str = text("Ends at", personal=False)


@_part(
    kind="programme_target",
    title="Target of a programme",
    plural="Targets of a programme",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeTarget(Record):
    """What the pupil works towards on a programme; its result is written when it ends."""

    programme_id: str = link("Programme", "programme", required=True)
    words: str = text("Target", required=True, searched=True, column=True)
    result: TargetOutcome | None = choice("Result", TargetOutcome)
