"""Attendance marks: what each code means, how a week is kept, and the percentages, in whole numbers only.

School Attendance (Pupil Registration) (England) Regulations 2024, reg 10, in force from 19 August 2024: two sessions a
day, morning and afternoon. Percentages follow the department's method (domain 6.3): what is not possible is not counted,
and where nothing was possible there is no percentage, neither 0 nor 100.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

MORNING, AFTERNOON = "/", "\\"
NO_MARK = "."
"""Stands in a week for a session of which nothing is known."""
WEEK_SESSIONS = 10  # Monday morning to Friday afternoon
TARGET_TENTHS = 900
"""The line on charts, in tenths of a per cent: below it a tenth or more is missed, persistent absence (domain 6.3)."""


class Counts(Enum):
    """How a session counts."""

    PRESENT = "Present"
    ELSEWHERE = "Attending elsewhere"
    AUTHORISED = "Authorised absence"
    UNAUTHORISED = "Unauthorised absence"
    UNABLE = "Unable to attend, not counted"
    NOT_COUNTED = "Not counted"


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the register, what it means, and how it counts."""

    code: str
    words: str
    counts: Counts


_TABLE: tuple[Code, ...] = (
    Code(MORNING, "Present in the morning", Counts.PRESENT),
    Code(AFTERNOON, "Present in the afternoon", Counts.PRESENT),
    Code("L", "Late, before the register closed", Counts.PRESENT),
    Code("K", "Education arranged by the local authority, elsewhere", Counts.ELSEWHERE),
    Code("V", "Educational visit or trip", Counts.ELSEWHERE),
    Code("P", "Sporting activity", Counts.ELSEWHERE),
    Code("W", "Work experience", Counts.ELSEWHERE),
    Code("B", "Other educational activity that the school approved", Counts.ELSEWHERE),
    Code("D", "Dual registered: expected at the other school", Counts.NOT_COUNTED),
    Code("C1", "Regulated performance or employment abroad", Counts.AUTHORISED),
    Code("M", "Medical or dental appointment", Counts.AUTHORISED),
    Code("J1", "Job or education interview", Counts.AUTHORISED),
    Code("S", "Study leave", Counts.AUTHORISED),
    Code("X", "Not required to attend this session", Counts.NOT_COUNTED),
    Code("C2", "Temporary part-time timetable", Counts.AUTHORISED),
    Code("C", "Other exceptional circumstance", Counts.AUTHORISED),
    Code("T", "Parent travelling for work", Counts.AUTHORISED),
    Code("R", "Religious observance", Counts.AUTHORISED),
    Code("I", "Illness", Counts.AUTHORISED),
    Code("E", "Suspended or permanently excluded, nothing else arranged", Counts.AUTHORISED),
    Code("Q", "The local authority arranged no access", Counts.UNABLE),
    Code("Y1", "Transport not available", Counts.UNABLE),
    Code("Y2", "Widespread disruption to travel", Counts.UNABLE),
    Code("Y3", "Part of the school closed", Counts.UNABLE),
    Code("Y4", "The whole school closed unexpectedly", Counts.UNABLE),
    Code("Y5", "In criminal justice detention", Counts.UNABLE),
    Code("Y6", "Public health guidance or law", Counts.UNABLE),
    Code("Y7", "Other unavoidable cause", Counts.UNABLE),
    Code("G", "Holiday that was not granted", Counts.UNAUTHORISED),
    Code("N", "Reason not yet known", Counts.UNAUTHORISED),
    Code("O", "Absent, other or unknown reason", Counts.UNAUTHORISED),
    Code("U", "Arrived after the register closed", Counts.UNAUTHORISED),
    Code("Z", "Not on roll yet", Counts.NOT_COUNTED),
    Code("#", "Planned closure of the whole school", Counts.NOT_COUNTED),
)
CODES: dict[str, Code] = {each.code: each for each in _TABLE}
_LATER_FORMS = {"J": "J1", "Y": "Y7", "H": "C", "F": "G"}
"""Codes of the years before August 2024, and the one nearest in meaning, as a hint only: nothing is changed by itself."""


def code_problem(typed: str, *, afternoon: bool) -> str | None:
    """What is wrong with a code for a session, in a sentence that names what may be meant; None if it can stand."""
    if typed == NO_MARK:
        return None
    if typed in CODES:
        wrong = MORNING if afternoon else AFTERNOON
        right = AFTERNOON if afternoon else MORNING
        session = "afternoon" if afternoon else "morning"
        return f"In the {session} the mark is {right}." if typed == wrong else None
    capital = typed.upper()
    if capital in CODES:
        return f"Codes are written in capitals: {capital}."
    later = _LATER_FORMS.get(capital)
    if later is not None:
        return f"{capital} is not used since August 2024. {later} is the nearest: {CODES[later].words}."
    near = difflib.get_close_matches(capital, list(CODES), n=3, cutoff=0.3)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"{typed} is not a code of the register.{hint}"


def read_week(kept: str) -> tuple[str, ...]:
    """The ten marks of a week, Monday morning first, from the line in which they are kept.

    Raises ValueError with a sentence for the user if there are not ten, or one is no code of its session.
    """
    marks = tuple(kept.split())
    if len(marks) != WEEK_SESSIONS:
        message = f"A week has {WEEK_SESSIONS} sessions, not {len(marks)}."
        raise ValueError(message)
    for place, mark in enumerate(marks):
        problem = code_problem(mark, afternoon=place % 2 == 1)
        if problem is not None:
            raise ValueError(problem)
    return marks


def write_week(marks: Sequence[str]) -> str:
    """The line in which a week is kept; what is empty becomes a session of which nothing is known. ValueError as above."""
    line = " ".join(mark.strip() or NO_MARK for mark in marks)
    read_week(line)
    return line


@dataclass(frozen=True, slots=True)
class Totals:
    """Sessions as whole numbers. `unmarked` are those of which nothing is known; they count nowhere."""

    present: int = 0
    elsewhere: int = 0
    authorised: int = 0
    unauthorised: int = 0
    unable: int = 0
    not_counted: int = 0
    unmarked: int = 0

    def __add__(self, other: Totals) -> Totals:
        """The sessions of both."""
        return Totals(
            self.present + other.present,
            self.elsewhere + other.elsewhere,
            self.authorised + other.authorised,
            self.unauthorised + other.unauthorised,
            self.unable + other.unable,
            self.not_counted + other.not_counted,
            self.unmarked + other.unmarked,
        )

    @property
    def attended(self) -> int:
        """Present, or attending elsewhere with approval."""
        return self.present + self.elsewhere

    @property
    def absent(self) -> int:
        """Absent, with leave or without."""
        return self.authorised + self.unauthorised

    @property
    def possible(self) -> int:
        """Sessions that the pupil could have attended."""
        return self.attended + self.absent

    @property
    def tenths(self) -> int | None:
        """Attendance in tenths of a per cent, rounded half up; None where nothing was possible."""
        return _tenths(self.attended, self.possible)

    @property
    def absence_tenths(self) -> int | None:
        """Absence in tenths of a per cent, rounded half up; None where nothing was possible."""
        return _tenths(self.absent, self.possible)

    @property
    def is_persistent(self) -> bool:
        """A tenth or more missed. Decided by the sessions themselves, never by a rounded percentage."""
        return self.possible > 0 and self.absent * 10 >= self.possible

    @property
    def is_severe(self) -> bool:
        """Half or more missed; every such pupil is persistently absent as well."""
        return self.possible > 0 and self.absent * 2 >= self.possible

    @property
    def absence_words(self) -> str:
        """How much was missed, in the department's two steps; empty where it is less than a tenth."""
        if self.is_severe:
            return "Severely absent: half or more was missed"
        return "Persistently absent: a tenth or more was missed" if self.is_persistent else ""

    def words(self) -> str:
        """In words, such as "92.4 per cent of 38 sessions", or that there is nothing to go by."""
        tenths = self.tenths
        if tenths is None:
            return "No data"
        sessions = "session" if self.possible == 1 else "sessions"
        return f"{say_tenths(tenths)} per cent of {self.possible} {sessions}"


_FIELD_OF = {
    Counts.PRESENT: "present",
    Counts.ELSEWHERE: "elsewhere",
    Counts.AUTHORISED: "authorised",
    Counts.UNAUTHORISED: "unauthorised",
    Counts.UNABLE: "unable",
    Counts.NOT_COUNTED: "not_counted",
}


def count(marks: Iterable[str]) -> Totals:
    """The totals of some marks. KeyError for a mark that is no code: what is kept was checked when it was written."""
    numbers = dict.fromkeys((*_FIELD_OF.values(), "unmarked"), 0)
    for mark in marks:
        numbers["unmarked" if mark == NO_MARK else _FIELD_OF[CODES[mark].counts]] += 1
    return Totals(**numbers)


def say_tenths(tenths: int) -> str:
    """924 as "92.4", 920 as "92"."""
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def session_words(place: int) -> str:
    """A session of the week by its place from 0 to 9: "Tuesday afternoon"."""
    return f"{WEEKDAYS[place // 2]} {'afternoon' if place % 2 else 'morning'}"


def mark_words(mark: str) -> str:
    """A mark for somebody who does not know the codes: "present", "illness", "nothing known"."""
    if mark == NO_MARK:
        return "nothing known"
    if mark in {MORNING, AFTERNOON}:
        return "present"
    words = CODES[mark].words
    return words[0].lower() + words[1:]


def say_week(kept: str) -> str:
    """A kept week in sentences for a family, such as "Monday morning and afternoon: present. Tuesday morning: illness.".

    Sessions of which nothing is known are left out. A line that cannot be read stays as it is.
    """
    try:
        marks = read_week(kept)
    except ValueError:
        return kept
    said = [part for day in range(0, WEEK_SESSIONS, 2) for part in _say_day(day, marks[day], marks[day + 1])]
    return " ".join(said) or "Nothing is known of this week."


def week_within(earlier: str, later: str) -> bool:
    """Whether each mark that an earlier line of a week knows stands in the later one: it was only filled in further."""
    try:
        pairs = zip(read_week(earlier), read_week(later), strict=True)
    except ValueError:
        return False
    return all(before in {NO_MARK, after} for before, after in pairs)


def _say_day(place: int, morning: str, afternoon: str) -> list[str]:
    first, second = mark_words(morning), mark_words(afternoon)
    if first == second:
        return [] if morning == NO_MARK else [f"{session_words(place)} and afternoon: {first}."]
    both = ((place, morning, first), (place + 1, afternoon, second))
    return [f"{session_words(at)}: {words}." for at, mark, words in both if mark != NO_MARK]


def _tenths(part: int, whole: int) -> int | None:
    return (part * 2000 + whole) // (whole * 2) if whole else None
