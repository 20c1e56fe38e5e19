"""Which sessions a mark is expected for: the days of a programme at a provider, the school days of a school."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coordinator_app.attendance.model import Place
from coordinator_app.attendance.sheet import Asks, Cell
from coordinator_app.core.attendance import NO_MARK, WEEK_SESSIONS
from coordinator_app.core.calendar import SchoolDays
from coordinator_app.programmes.model import Programme, ProgrammeDay, ProgrammeState
from coordinator_app.programmes.timetable import place_of
from coordinator_app.store.reading import Reader

STARTED = (ProgrammeState.RUNNING, ProgrammeState.PAUSED, ProgrammeState.ENDED)
AHEAD = "still to come"
NOT_REFERRED = "the school has not referred this pupil"
NOT_EXPECTED = "no session of the programme"


@dataclass(frozen=True, slots=True)
class Course:
    """A programme that has started, and its sessions of the week by their place from 0 to 9."""

    programme: Programme
    sessions: frozenset[int]

    def expects(self, at: int, day: date) -> bool:
        """Whether the pupil was to be there: the programme ran that day, and has a session then."""
        one = self.programme
        if at not in self.sessions or one.start_on is None or day < one.start_on:
            return False
        if one.ended_on is not None and day > one.ended_on:
            return False
        paused = one.state is ProgrammeState.PAUSED and one.paused_on is not None and day >= one.paused_on
        return not paused

    def touches(self, monday: date) -> bool:
        """Whether any session of a week is expected."""
        return any(self.expects(at, monday + timedelta(days=at // 2)) for at in self.sessions)

    @property
    def place(self) -> Place:
        """Where it takes place: its provider, or the school that takes the pupil."""
        one = self.programme
        return Place(provider_id=one.provider_id) if one.provider_id else Place(school_id=one.host_school_id)


def courses(reader: Reader, where: Mapping[str, object]) -> list[Course]:
    """The programmes that have started and fit `where`, with their sessions, read in two statements."""
    found = reader.list(Programme, where={"state": STARTED, **where}, order="start_on")
    days: dict[str, list[ProgrammeDay]] = defaultdict(list)
    ids = tuple(one.id for one in found)
    for day in reader.list(ProgrammeDay, where={"programme_id": ids}) if ids else ():
        days[day.programme_id].append(day)
    return [Course(one, sessions_of(days[one.id])) for one in found]


def sessions_of(days: Iterable[ProgrammeDay]) -> frozenset[int]:
    """The sessions of a week by their place from 0 (Monday morning) to 9."""
    places = (place_of(day) for day in days)
    return frozenset(2 * weekday + half for weekday, half in places if weekday < 5 and half < 2)


def provider_cells(
    running: Sequence[Course], monday: date, today: date, school: SchoolDays
) -> tuple[Cell, ...]:
    """The cells of a week at a provider: asked where a programme has a session and the pupil's school is open.

    Providers may be open when the school is not, and a pupil may come on another day: no cell of the past is shut.
    """
    return tuple(_provider_cell(running, at, _day(monday, at), today, school) for at in range(WEEK_SESSIONS))


def _provider_cell(running: Sequence[Course], at: int, day: date, today: date, school: SchoolDays) -> Cell:
    if day > today:
        return Cell(Asks.SHUT, AHEAD)
    if not any(one.expects(at, day) for one in running):
        return Cell(Asks.OPEN, NOT_EXPECTED)
    why = why_shut(school, day)
    return Cell(Asks.OPEN, why) if why else Cell()


def school_cells(marks: Sequence[str], monday: date, today: date, school: SchoolDays) -> tuple[Cell, ...]:
    """The cells of a week at a school: shut where its calendar has no session; what is kept there can be put right."""
    return tuple(_school_cell(marks[at], _day(monday, at), today, school) for at in range(WEEK_SESSIONS))


def _school_cell(mark: str, day: date, today: date, school: SchoolDays) -> Cell:
    why = why_shut(school, day)
    if why:
        return Cell(Asks.SHUT if mark == NO_MARK else Asks.OPEN, why)
    return Cell(Asks.SHUT, AHEAD) if day > today else Cell()


def barred_cells(marks: Sequence[str]) -> tuple[Cell, ...]:
    """The cells of a pupil of whom nothing more may be kept: a mark that stands can be put right (003-5.4)."""
    return tuple(Cell(Asks.BARRED, NOT_REFERRED) if mark == NO_MARK else Cell(Asks.OPEN) for mark in marks)


def why_shut(school: SchoolDays, day: date) -> str:
    """Why a school has no session on a day; nothing is shut where its dates are not known."""
    holiday = school.bank.title(day)
    if holiday is not None:
        return f"bank holiday ({holiday})"
    return "" if school.why_unknown(day) is not None else school.why_not(day) or ""


def _day(monday: date, at: int) -> date:
    return monday + timedelta(days=at // 2)
