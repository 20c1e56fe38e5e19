"""Attendance in the practice vault: the weeks of two pupils at their provider and at school, so that there is something to see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from coordinator_app.attendance.actions import keep_weeks
from coordinator_app.attendance.expected import Course, courses, provider_cells, school_cells
from coordinator_app.attendance.model import NOTHING, AttendanceWeek, Place, monday_of
from coordinator_app.attendance.sheet import Asks, present_at
from coordinator_app.core.attendance import NO_MARK, write_week
from coordinator_app.organisations.actions import school_days
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

_WHO = ("Beatrice", "Ember")
_ODD = {(1, 0): "L", (2, 1): "I", (2, 2): "I", (4, 0): "O", (4, 3): "O", (6, 1): "M"}
"""Marks of another kind, by the week counted back from the last whole one and by which of its sessions."""


def add_attendance(session: Session) -> None:
    """Fill in every whole week of their programmes, so that none is missing on Today."""
    today = session.clock.today()
    pupils = [one for one in session.list(Pupil) if one.given_names in _WHO]
    running = courses(session, {"pupil_id": tuple(one.id for one in pupils)})
    keep_weeks(
        session,
        [
            week
            for pupil in pupils
            for course in running
            if course.programme.pupil_id == pupil.id
            for week in _weeks(session, pupil, course, today)
        ],
    )


def _weeks(session: Session, pupil: Pupil, course: Course, today: date) -> Iterator[AttendanceWeek]:
    start, monday, back = course.programme.start_on, monday_of(today) - timedelta(days=7), 0
    days = school_days(session, pupil.school_id)
    while start is not None and monday >= monday_of(start):
        there = [cell.asks is Asks.ASKED for cell in provider_cells([course], monday, today, days)]
        school = [cell.asks is Asks.ASKED for cell in school_cells(NOTHING, monday, today, days)]
        marks = _marks(there, back)
        own = ["B" if there[at] else present_at(at) if open_ else NO_MARK for at, open_ in enumerate(school)]
        for place, line in ((course.place, marks), (Place(school_id=pupil.school_id), own)):
            if any(mark != NO_MARK for mark in line):
                yield AttendanceWeek(
                    pupil_id=pupil.id,
                    school_id=place.school_id,
                    provider_id=place.provider_id,
                    monday=monday,
                    marks=write_week(line),
                )
        monday, back = monday - timedelta(days=7), back + 1


def _marks(asked: list[bool], back: int) -> list[str]:
    """The marks of the provider; the same in every practice vault."""
    found, number = [], 0
    for at, is_asked in enumerate(asked):
        found.append(_ODD.get((back, number), present_at(at)) if is_asked else NO_MARK)
        number += is_asked
    return found
