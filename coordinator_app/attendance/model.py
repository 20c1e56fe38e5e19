"""A pupil's marks for one week at one place, and how files of marks were brought in (003-3.3, domain 6.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coordinator_app.core.attendance import (
    NO_MARK,
    WEEK_SESSIONS,
    Totals,
    count,
    read_week,
    say_week,
    week_within,
)
from coordinator_app.core.catalogue import Record, day, describe, instant, link, number, text
from coordinator_app.core.privacy import LEGAL_DUTY, ORGANISATION, PUBLIC_TASK, PUPIL_FILE, Audience, Purpose

_HOLDING = "Attendance, suspensions, progress reviews: targets, and what was said"


def week_problem(kept: str) -> str | None:
    """What is wrong with the line of marks that is about to be kept; None if it can be kept."""
    try:
        read_week(kept)
    except ValueError as problem:
        return str(problem)
    return None


def monday_of(when: date) -> date:
    """The Monday of the week in which a day lies."""
    return when - timedelta(days=when.weekday())


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where marks are kept: the id of a school or of a provider, and of one of them only."""

    school_id: str = ""
    provider_id: str = ""

    @property
    def is_school(self) -> bool:
        """Whether it is a school; only a school may say that an absence had leave."""
        return bool(self.school_id)

    @property
    def id(self) -> str:
        """The id of whichever it is."""
        return self.school_id or self.provider_id


NOTHING = (NO_MARK,) * WEEK_SESSIONS
"""A week of which nothing is known."""


@describe(
    kind="attendance_week",
    title="Week of attendance",
    plural="Weeks of attendance",
    purpose=Purpose.PROGRESS,
    clause="003-3.3",
    basis=PUBLIC_TASK,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding=_HOLDING,
    source="You, your child, your child's school and providers",
    subjects=("pupil_id",),
    date_field="monday",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceWeek(Record):
    """Ten marks from Monday morning to Friday afternoon, at a school or at a provider: exactly one of the two.

    `brought_in_id` says from which file the marks came; it is empty for what was typed.
    """

    pupil_id: str = link("Pupil", "pupil", required=True)
    school_id: str = link("School", "school")
    provider_id: str = link("Provider", "provider")
    monday: date | None = day("Week beginning", required=True, column=True)
    marks: str = text("Marks", required=True, check=week_problem, said=say_week, within=week_within)
    source: str = text("Who says so")
    brought_in_id: str = link("Brought in with", "attendance_file")

    @property
    def place(self) -> Place:
        """Where it was kept."""
        return Place(self.school_id, self.provider_id)

    @property
    def sessions(self) -> tuple[str, ...]:
        """The ten marks, Monday morning first."""
        return read_week(self.marks)

    @property
    def totals(self) -> Totals:
        """How the sessions count."""
        return count(self.sessions)


@describe(
    kind="attendance_file",
    title="File of attendance brought in",
    plural="Files of attendance brought in",
    purpose=Purpose.PROGRESS,
    clause="003-5.4",
    basis=LEGAL_DUTY,
    retention=ORGANISATION,
    audience=Audience.INDIVIDUAL,
    holding=_HOLDING,
    source="You, your child, your child's school and providers",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceFile(Record):
    """One file that was brought in: what it was called, whose it was, and how many rows did what."""

    brought_at: datetime | None = instant("Brought in", required=True)
    called: str = text("Name of the file", required=True, released=False)
    sha256: str = text("Fingerprint of the file", personal=False, released=False)
    school_id: str = link("School", "school")
    provider_id: str = link("Provider", "provider")
    rows: int | None = number("Rows")
    new_weeks: int | None = number("Weeks that are new")
    changed_weeks: int | None = number("Weeks that changed")
    refused_rows: int | None = number("Rows left out")


@describe(
    kind="attendance_columns",
    title="Columns of a file of attendance",
    plural="Columns of files of attendance",
    purpose=Purpose.RUNNING,
    clause="003-5.4",
    basis=LEGAL_DUTY,
    retention=ORGANISATION,
    audience=Audience.PUBLIC,
    holding="How lists from schools and providers are read",
    source="The partnership",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceColumns(Record):
    """What the user said each column holds, remembered by the file's line of headings.

    `heading` is that line folded; `meaning` a word for each column, parted by spaces ("upn date session mark -").
    """

    heading: str = text("Headings", personal=False, required=True, indexed=True)
    meaning: str = text("What the columns hold", personal=False, required=True)
    encoding: str = text("Encoding", personal=False)
    day_first: int | None = number("Days before months")
