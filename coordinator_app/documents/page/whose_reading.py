"""Whose a document may be: pupils by a part of their name, told apart, and what stands in the way (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.dates import say
from coordinator_app.core.names import fold
from coordinator_app.documents.another_child import request_about, rests_on
from coordinator_app.documents.model import Document
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

_FOUND = 8

_SHORT = 2


@dataclass(frozen=True, slots=True)
class PupilLine:
    """A pupil who may be meant, with what tells two of one name apart; `asked` if a request about them is open."""

    pupil_id: str
    name: str
    detail: str
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What is said before a document is moved: the number of the open request about the child, "" for none; what rests on it."""

    request: str = ""
    to_do: tuple[str, ...] = ()


def find(session: Session, typed: str, apart_from: str) -> tuple[PupilLine, ...]:
    """Pupils by a part of their name, never the one on whose record the document lies."""
    hits = session.search(typed, kinds=("pupil",), limit=_FOUND + 1) if typed.strip() else []
    pupils = [session.find(Pupil, hit.record_id) for hit in hits]
    there = [one for one in pupils if one is not None and one.trashed_at is None and one.id != apart_from]
    return tuple(_line(session, one) for one in there[:_FOUND])


def _line(session: Session, pupil: Pupil) -> PupilLine:
    school = session.find(School, pupil.school_id)
    parts = (f"born {say(pupil.birth_date)}" if pupil.birth_date else "", school.name if school else "")
    detail = ", ".join(part for part in parts if part)
    return PupilLine(pupil.id, pupil.called, detail, request_about(session, pupil.id) is not None)


def standing(session: Session, document: Document) -> Standing:
    """What has to be known before a document is moved."""
    request = request_about(session, document.pupil_id)
    return Standing(str(request.request_number) if request else "", rests_on(session, document))


def says_name(words: str, name: str) -> bool:
    """Whether a text holds a part of a name, whatever its accents and capitals; parts of one or two letters say nothing."""
    said = set(_parts(words))
    return any(part in said for part in _parts(name) if len(part) > _SHORT)


def _parts(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()
