"""What the lists of the registers beside the pupils show: one line for each case, and what the pupil is called (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.pupils.model import Pupil
from coordinator_app.store.paging import PageMark
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class Line:
    """One case in a list, how it stands as the colour and words of a chip. Of one that lies apart no more than its number."""

    id: str
    title: str
    second: str
    tone: str
    chip: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Some of them, and where the next ones start."""

    lines: tuple[Line, ...]
    next: PageMark | None


def name_of(session: Session, pupil_id: str) -> str:
    """What the pupil is called; "" for none, and for one who is not on the list."""
    pupil = session.find(Pupil, pupil_id) if pupil_id else None
    return pupil.called if pupil else ""
