"""The partnership, its officers, schools and term calendars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, choice, day, describe, link, text
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.privacy import ORGANISATION, PUBLIC_TASK, Audience, Choice, Purpose

_HOLDING = "Records of the schools, providers and agencies that we work with, and of who holds which office"


class SchoolType(Choice):
    """Whether the 2005 Regulations bind the school: fifteen school days are law only where maintained."""

    MAINTAINED = "maintained", "Maintained by the local authority"
    ACADEMY = "academy", "Academy or free school"
    SPECIAL = "non_maintained_special", "Non-maintained special school"
    INDEPENDENT = "independent", "Independent school"

    @property
    def bound_by_pupil_information_regulations(self) -> bool:
        """SI 2005/1437 binds maintained and non-maintained special schools only."""
        return self in {SchoolType.MAINTAINED, SchoolType.SPECIAL}


class Office(Choice):
    """The offices that the policy names (003-1, 003-10)."""

    COORDINATOR = "coordinator", "Co-ordinator"
    CHAIR = "chair", "Chair of the Partnership"
    SAFEGUARDING_OFFICER = "safeguarding_officer", "Local Authority Safeguarding Officer"
    JOINT_DPO = "joint_dpo", "Joint data protection officer"
    SCHOOL_DPO = "school_dpo", "Data protection officer of the fund holding school"


class ExceptionKind(Choice):
    """Why a day inside term is not a school day."""

    INSET = "inset", "Staff training day"
    CLOSURE = "closure", "School closed"


@describe(
    kind="partnership",
    title="Partnership",
    plural="Partnerships",
    purpose=Purpose.RUNNING,
    clause="003-1",
    basis=PUBLIC_TASK,
    retention=ORGANISATION,
    audience=Audience.PUBLIC,
    holding=_HOLDING,
    source="The partnership",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership(Record):
    """This partnership: one record in a vault. The fund holding school is the controller (003-1a)."""

    name: str = text("Name of the partnership", required=True, personal=False, column=True)
    address: str = text("Address", long=True, personal=False)
    telephone: str = text("Telephone", personal=False)
    email: str = text("Email", personal=False)
    fund_holding_school_id: str = link("Fund holding school", "school")


@describe(
    kind="school",
    title="School",
    plural="Schools",
    purpose=Purpose.RUNNING,
    clause="003-1",
    basis=PUBLIC_TASK,
    retention=ORGANISATION,
    audience=Audience.PARTNERSHIP,
    holding=_HOLDING,
    source="The school",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class School(Record):
    """A school: on roll for pupils, or fund holding for the partnership."""

    name: str = text("Name of the school", required=True, personal=False, column=True, searched=True)
    school_type: SchoolType | None = choice("Type of school", SchoolType, required=True, column=True)
    laestab: str = text("LAESTAB number", personal=False, column=True)
    urn: str = text("URN", personal=False)
    address: str = text("Address", long=True, personal=False)
    telephone: str = text("Telephone", personal=False)
    email: str = text("Email", personal=False)
    head: str = text("Headteacher", column=True)
    data_protection_officer: str = text("Data protection officer")
    safeguarding_lead: str = text("Safeguarding lead")
    term_calendar_id: str = link("Term calendar", "term_calendar")
    safeguarding_contact: str = text("How to reach the safeguarding lead")
    chair_of_governors: str = text("Chair of governors")
    dpo_telephone: str = text("Telephone of the data protection officer")
    dpo_email: str = text("Email of the data protection officer")
    dpo_from: date | None = day("Data protection officer from")
    dpo_until: date | None = day("Data protection officer until")
    dpo_cover: str = text("Who stands in for the data protection officer")
    dpo_cover_contact: str = text("How to reach who stands in")
    dpo_cover_from: date | None = day("Stands in from")
    dpo_cover_until: date | None = day("Stands in until")
    closed_on: date | None = day(
        "Closed since", help="A closed school keeps its records and is no longer offered."
    )


@describe(
    kind="officer",
    title="Officer",
    plural="Officers",
    purpose=Purpose.RUNNING,
    clause="003-1",
    basis=PUBLIC_TASK,
    retention=ORGANISATION,
    audience=Audience.PARTNERSHIP,
    holding=_HOLDING,
    source="The partnership",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Officer(Record):
    """Someone who holds one of the policy's offices from one day to another."""

    office: Office | None = choice("Office", Office, required=True, column=True)
    name: str = text("Name", required=True, column=True, searched=True)
    organisation: str = text("Works for", personal=False)
    telephone: str = text("Telephone")
    email: str = text("Email")
    from_day: date | None = day("From")
    to_day: date | None = day("Until")
    service: str = text("Service or department", personal=False)
    appointed_by: str = text("Appointed by", personal=False, help="Who decided, and the date of the minute.")


@describe(
    kind="officer_cover",
    title="Cover for an officer",
    plural="Cover for officers",
    purpose=Purpose.RUNNING,
    clause="003-1",
    basis=PUBLIC_TASK,
    retention=ORGANISATION,
    audience=Audience.PARTNERSHIP,
    holding=_HOLDING,
    source="The partnership",
    part_of="officer_id",
    date_field="from_day",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerCover(Record):
    """Who stands in for an officer, from one day to another, both included."""

    officer_id: str = link("Officer", "officer", required=True)
    name: str = text("Who stands in", required=True, column=True, searched=True)
    telephone: str = text("Telephone")
    email: str = text("Email")
    from_day: date | None = day("From", required=True, column=True)
    to_day: date | None = day("Until")
    reason: str = text("Why", help="For example, on leave. Leave out anything about health.")


@describe(
    kind="term_calendar",
    title="Term calendar",
    plural="Term calendars",
    purpose=Purpose.RUNNING,
    clause="003-5.1",
    basis=PUBLIC_TASK,
    retention=ORGANISATION,
    audience=Audience.PUBLIC,
    holding=_HOLDING,
    source="The school or the local authority",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class TermCalendarRecord(Record):
    """A named calendar (decision 15); its days are parts. `core.calendar.TermCalendar` does the counting."""

    name: str = text("Name of the calendar", required=True, personal=False, column=True)


@describe(
    kind="term_block",
    title="Term",
    plural="Terms",
    purpose=Purpose.RUNNING,
    clause="003-5.1",
    basis=PUBLIC_TASK,
    retention=ORGANISATION,
    audience=Audience.PUBLIC,
    holding=_HOLDING,
    source="The school or the local authority",
    part_of="term_calendar_id",
    date_field="first_day",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class TermBlock(Record):
    """A run of school days; first and last pupil day, both included."""

    term_calendar_id: str = link("Term calendar", "term_calendar", required=True)
    title: str = text("Name of the term", personal=False)
    first_day: date | None = day("First day for pupils", required=True, column=True)
    last_day: date | None = day("Last day for pupils", required=True, column=True)


@describe(
    kind="term_exception",
    title="Day without school",
    plural="Days without school",
    purpose=Purpose.RUNNING,
    clause="003-5.1",
    basis=PUBLIC_TASK,
    retention=ORGANISATION,
    audience=Audience.PUBLIC,
    holding=_HOLDING,
    source="The school or the local authority",
    part_of="term_calendar_id",
    date_field="on_day",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class TermException(Record):
    """A day inside term without school, for every school on the calendar or for one (decision 15)."""

    term_calendar_id: str = link("Term calendar", "term_calendar", required=True)
    school_id: str = link("Only for this school", "school")
    on_day: date | None = day("Day", required=True, column=True)
    kind_of_day: ExceptionKind | None = choice("Why", ExceptionKind, required=True)
    title: str = text("Note", personal=False)


def is_closed(school: School, on: date) -> bool:
    """Whether a school is closed on a day, the day of its closing included."""
    return school.closed_on is not None and school.closed_on <= on


def number_taken(school: School, known: list[School]) -> tuple[FieldProblem, ...]:
    """A problem for each number that another school has: the same school twice on the list, or a slip."""
    others = [other for other in known if other.id != school.id]
    return tuple(
        FieldProblem(name, f"{other.name} has this number already. Check both schools.")
        for name in ("laestab", "urn")
        for other in others
        if getattr(school, name) and getattr(other, name) == getattr(school, name)
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """Something set-up left open: a stable code, the words on screen, and the words between brackets in print.

    `second` says more where nothing stands in print.
    """

    code: str
    words: str
    in_print: str = ""
    second: str = ""


NO_SCHOOL_DPO = Gap(
    "office-school_dpo",
    "No data protection officer of the fund holding school is named.",
    second="Each fund holding school has its own (clause 1). Ask the head who it is.",
)

_OFFICE_GAPS = {
    Office.COORDINATOR: "Co-ordinator",
    Office.CHAIR: "Chair of the Partnership",
    Office.SAFEGUARDING_OFFICER: "Local Authority Safeguarding Officer",
    Office.JOINT_DPO: "joint data protection officer",
}


def find_gaps(
    partnership: Partnership | None,
    schools: list[School],
    officers: dict[Office, Officer],
    without_terms: tuple[School, ...] = (),
) -> tuple[Gap, ...]:
    """Every office and fact the policy needs that nobody has filled in (003-1, 003-10)."""
    if partnership is None:
        return (Gap("partnership", "The partnership has not been set up.", "partnership: not yet set up"),)
    gaps = [
        Gap(f"office-{office.value}", f"No {name} is named.", f"{name}: not yet appointed")
        for office, name in _OFFICE_GAPS.items()
        if office not in officers
    ]
    if not schools:
        gaps.append(Gap("schools", "No school is on the list.", "school: not yet named"))
    gaps += [
        Gap(f"terms-{school.id}", f"Term dates for {school.name} are missing.", "term dates: not yet known")
        for school in without_terms
    ]
    return tuple(gaps)
