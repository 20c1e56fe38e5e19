"""Attendance in the practice vault: the weeks of three pupils at their provider and at school, so that there is something to see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from coordinator_app.attendance.actions import keep_weeks, key_of
from coordinator_app.attendance.expected import Course, courses, provider_cells, school_cells
from coordinator_app.attendance.model import NOTHING, AttendanceWeek, Place, monday_of
from coordinator_app.attendance.sheet import Asks, present_at
from coordinator_app.core.attendance import CODES, NO_MARK, Counts, write_week
from coordinator_app.organisations.actions import school_days
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

KIT, OTHERS = ("Christopher",), ("Beatrice", "Ember", "Idris Tobias")
_ODD = {(1, 0): "L", (2, 1): "I", (2, 2): "I", (4, 0): "O", (4, 3): "O", (6, 1): "M"}
"""Marks of another kind, by the week counted from the first one and by which of its sessions."""
_KIT_ODD = {
    (0, 0): "O",
    (0, 2): "L",
    (1, 0): "O",
    (1, 1): "O",
    (2, 0): "L",
    (2, 4): "I",
    (3, 0): "O",
    (3, 2): "L",
}
"""Kit comes late or not at all in the first month: what he and the tutor say at his review rests on it."""


def add_attendance(session: Session, given_names: tuple[str, ...]) -> None:
    """Fill in every whole week of their programmes that is not kept yet, so that none is missing on Today."""
    today = session.clock.today()
    pupils = [one for one in session.list(Pupil) if one.given_names in given_names]
    ids = tuple(one.id for one in pupils)
    running = courses(session, {"pupil_id": ids})
    kept = {key_of(one) for one in session.list(AttendanceWeek, where={"pupil_id": ids})}
    wanted = [
        week
        for pupil in pupils
        for course in running
        if course.programme.pupil_id == pupil.id
        for week in _weeks(session, pupil, course, today)
        if key_of(week) not in kept
    ]
    if wanted:
        keep_weeks(session, wanted)


def _weeks(session: Session, pupil: Pupil, course: Course, today: date) -> Iterator[AttendanceWeek]:
    start, odd = course.programme.start_on, _KIT_ODD if pupil.given_names in KIT else _ODD
    if start is None:
        return
    days, monday, number = school_days(session, pupil.school_id), monday_of(start), 0
    while monday < monday_of(today):
        there = [cell.asks is Asks.ASKED for cell in provider_cells([course], monday, today, days)]
        school = [cell.asks is Asks.ASKED for cell in school_cells(NOTHING, monday, today, days)]
        marks = _marks(there, number, odd)
        own = [
            _at_school(marks[at]) if there[at] else present_at(at) if is_open else NO_MARK
            for at, is_open in enumerate(school)
        ]
        for place, line in ((course.place, marks), (Place(school_id=pupil.school_id), own)):
            if any(mark != NO_MARK for mark in line):
                yield AttendanceWeek(
                    pupil_id=pupil.id,
                    school_id=place.school_id,
                    provider_id=place.provider_id,
                    monday=monday,
                    marks=write_week(line),
                )
        monday, number = monday + timedelta(days=7), number + any(there)


def _at_school(mark: str) -> str:
    """What the school's register says of a session elsewhere: an absence is told to it, and marked as one."""
    return mark if CODES[mark].counts in {Counts.AUTHORISED, Counts.UNAUTHORISED} else "B"


def _marks(asked: list[bool], week: int, odd: Mapping[tuple[int, int], str]) -> list[str]:
    """The marks of the provider; the same in every practice vault."""
    found, number = [], 0
    for at, is_asked in enumerate(asked):
        found.append(odd.get((week, number), present_at(at)) if is_asked else NO_MARK)
        number += is_asked
    return found
