"""What the page of a call without a child shows: the call, and pupils who may be meant (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.dates import say
from coordinator_app.organisations.actions import schools_to_choose
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.unplaced import UnplacedCall
from coordinator_app.store.session import Session

_FOUND = 8


@dataclass(frozen=True, slots=True)
class Meant:
    """A pupil who may be meant, with what tells two of one name apart."""

    pupil_id: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class CallFacts:
    """The call, in lines of (name, words); the schools to choose from as (id, name); who may be meant by its names."""

    call: UnplacedCall
    lines: tuple[tuple[str, str], ...]
    schools: tuple[tuple[str, str], ...]
    meant: tuple[Meant, ...]
    settled: str


def read_call(session: Session, call_id: str) -> CallFacts:
    """Everything that the page shows. NotFound, KeyNotHeld."""
    call = session.get(UnplacedCall, call_id)
    return CallFacts(
        call,
        _lines(session, call),
        schools_to_choose(session, call.school_id),
        find_meant(session, call.called) if call.called else (),
        _settled(call),
    )


def find_meant(session: Session, typed: str) -> tuple[Meant, ...]:
    """Pupils by a part of their name or their UPN, at most eight."""
    hits = session.search(typed, kinds=("pupil",), limit=_FOUND) if typed.strip() else []
    pupils = (session.find(Pupil, hit.record_id) for hit in hits)
    return tuple(_meant(session, one) for one in pupils if one is not None and one.trashed_at is None)


def _meant(session: Session, pupil: Pupil) -> Meant:
    school = session.find(School, pupil.school_id)
    parts = (f"born {say(pupil.birth_date)}" if pupil.birth_date else "", school.name if school else "")
    return Meant(pupil.id, pupil.called, ", ".join(part for part in parts if part))


def _lines(session: Session, call: UnplacedCall) -> tuple[tuple[str, str], ...]:
    school = session.find(School, call.school_id) if call.school_id else None
    lines = (
        ("Date of the call", say(call.happened_on) if call.happened_on else ""),
        ("Who rang", call.source),
        ("The child, as far as known", call.called or "Nothing was known"),
        ("Date of birth", say(call.birth_date) if call.birth_date else ""),
        ("School", school.name if school else ""),
        ("What was said, and what was decided", call.words),
        ("Closed without a record", call.closed_why),
    )
    return tuple((name, words) for name, words in lines if words)


def _settled(call: UnplacedCall) -> str:
    if call.trashed_at is not None and call.pupil_id:
        return "This call stands on the child’s record now."
    if call.trashed_at is not None:
        return "This call is in the trash."
    return "This call was closed without a record." if call.closed_on else ""
