"""The schools of a pupil, one after the other: another school never overwrites the one before (003-3.3)."""

from __future__ import annotations

from datetime import date

from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.parts import SchoolOnRoll
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work


def keep_school(
    session: Session, work: Work, earlier: Pupil | None, kept: Pupil, on: date, why_left: str = ""
) -> None:
    """Write, in the open unit of work, where the pupil is on roll since `on`, and until when they were elsewhere.

    Of a record that was kept before there were schools with days, the school until now gets its line first.
    """
    if earlier is not None and earlier.school_id == kept.school_id:
        return
    lines = schools_of(session, kept.id)
    if earlier is not None:
        now = next(
            (one for one in lines if one.until_day is None and one.school_id == earlier.school_id), None
        )
        if now is None:
            now = work.add(_line(session, earlier, None))
        if now.from_day == on:  # the wrong one was chosen on the day it was typed
            work.trash(now)
        else:
            work.change(now, until_day=on, why_left=why_left)
    work.add(_line(session, kept, None if earlier is None else on))


def schools_of(session: Session, pupil_id: str) -> list[SchoolOnRoll]:
    """A pupil's schools, the present one first."""
    found = session.list(SchoolOnRoll, where={"pupil_id": pupil_id})
    return sorted(
        found, key=lambda one: (one.until_day or date.max, one.from_day or date.min, one.key), reverse=True
    )


def _line(session: Session, pupil: Pupil, since: date | None) -> SchoolOnRoll:
    school = session.find(School, pupil.school_id)
    name = school.name if school is not None else ""
    return SchoolOnRoll(pupil_id=pupil.id, school_id=pupil.school_id, school_name=name, from_day=since)
