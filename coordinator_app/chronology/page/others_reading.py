"""Pupils who may have been in the same incident: found by a part of the name, told apart by birth date and school (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coordinator_app.core.dates import say
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

_FOUND = 6


@dataclass(frozen=True, slots=True)
class PupilLine:
    """A pupil, with what tells two of one name apart."""

    pupil_id: str
    name: str
    detail: str


def find(session: Session, typed: str, apart_from: Iterable[str]) -> tuple[PupilLine, ...]:
    """Pupils by a part of their name, but for those who are there already."""
    there = frozenset(apart_from)
    hits = session.search(typed, kinds=("pupil",), limit=_FOUND + len(there)) if typed.strip() else []
    ids = [hit.record_id for hit in hits if hit.record_id not in there]
    return named(session, ids[:_FOUND])


def named(session: Session, pupil_ids: Iterable[str]) -> tuple[PupilLine, ...]:
    """These pupils, in this order; those who are gone are left out."""
    pupils = (session.find(Pupil, one) for one in pupil_ids)
    return tuple(_line(session, one) for one in pupils if one is not None and one.trashed_at is None)


def _line(session: Session, pupil: Pupil) -> PupilLine:
    school = session.find(School, pupil.school_id)
    born = f"born {say(pupil.birth_date)}" if pupil.birth_date else ""
    detail = ", ".join(part for part in (born, school.name if school else "") if part)
    return PupilLine(pupil.id, pupil.called, detail)
