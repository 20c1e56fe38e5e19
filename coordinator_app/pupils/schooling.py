"""The schools of a pupil, one after the other: another school never overwrites the one before (003-3.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coordinator_app.core.catalogue import record_type
from coordinator_app.organisations.model import School
from coordinator_app.pupils import store
from coordinator_app.pupils.links import PupilMerge
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


def join_schools(session: Session, work: Work, kept: Pupil, gone: Pupil, made: Pupil) -> None:
    """Of the school lines of two records that are one now, leave one open: where the child is on roll (`made`).

    Each other school that a record had as the present one ends, on the day on which the right one began if that is
    known, else today. A line that says the same twice goes.
    """
    for one in (kept, gone):
        known = {line.school_id for line in schools_of(session, kept.id) if line.until_day is None}
        if one.school_id not in known:  # kept before there were schools with days
            work.add(replace(_line(session, one, None), pupil_id=kept.id))
    lasting = [line for line in schools_of(session, kept.id) if line.until_day is None]
    right = [line for line in lasting if line.school_id == made.school_id]
    right.sort(key=lambda line: (line.from_day is None, line.from_day or date.max, line.key))
    for line in right[1:]:
        work.trash(line)
    began = right[0].from_day
    for line in lasting:
        if line.school_id != made.school_id:
            early = began is not None and (line.from_day is None or line.from_day <= began)
            until = began if early else session.clock.today()
            work.change(line, until_day=until, why_left=line.why_left or _MERGED)


_MERGED = "Two records of this child were merged"


def schools_apart(session: Session, work: Work, line: PupilMerge) -> None:
    """Put the school lines back that a merge changed, as they were, so that no break is left that never was.

    A line ends or begins again only for the school that the pupil has now; the links are turned already.
    """
    for record_id in store.touched_by(session, record_type(SchoolOnRoll).kind, line):
        now = session.get(SchoolOnRoll, record_id)
        before, after = store.round_merge(session, SchoolOnRoll, record_id, line)
        if before is None or after is None:
            work.trash(now)  # the merge made it
            continue
        if after.trashed_at is not None and before.trashed_at is None:
            now = work.restore(now)
        pupil = session.get(Pupil, now.pupil_id)
        if before.until_day is None and pupil.school_id == now.school_id:
            work.change(now, until_day=None, why_left=before.why_left)


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
