"""The trash of a pupil's documents: thirty days in which each can be taken back, then thrown away for good if somebody says so.

Nothing goes by itself. While an access request about the pupil is open nothing goes at all (003-5.1), and what was given
to somebody, or what a record rests on, never does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from coordinator_app.access_requests.actions.intake import open_requests
from coordinator_app.core.changes import Saved
from coordinator_app.core.clock import LONDON
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.documents.bound import demand_free, demand_let_go, demand_unasked
from coordinator_app.documents.family import came_with
from coordinator_app.documents.model import TRASH_DAYS, Document, TakenOut, document_compartment
from coordinator_app.documents.parting import whole_of
from coordinator_app.pupils.model import Pupil
from coordinator_app.scan_in.model import scan_place
from coordinator_app.scan_in.moving import scans_of
from coordinator_app.store.session import Session

_PART = (
    "This is a part of a file that is kept whole, which holds its pages too. Move that file to the trash: its parts go "
    "with it."
)
_WHOLE_FIRST = (
    "This is a part of a file that is kept whole. Throw that file away first: it holds these pages too."
)
_NOT_THERE = "This document is not in the trash any more."


@dataclass(frozen=True, slots=True)
class Thrown:
    """A document in the trash: for how many days it has been there, and how many are left until it may go for good."""

    document: Document
    days_in: int
    days_left: int


def to_trash(session: Session, document: Document) -> Saved[Document]:
    """Put a document in the trash with what came with it, in one change that can be undone.

    GateShut while an access request about the pupil is open, if it (or what came with it) was given to somebody or
    a record rests on it, or for a part of a file that stays.
    """
    now = session.get(Document, document.id)
    if now.trashed_at is not None:  # pressed twice
        return Saved(now, "")
    demand_unasked(session, now.pupil_id)
    whole = _file_of(session, now)
    if whole is not None and whole.trashed_at is None:
        raise GateShut((_PART,))
    with_it = came_with(session, now)
    for one in (now, *with_it):
        demand_free(session, one)
    with session.write(document_compartment(now)) as work:
        for one in with_it:
            if document_compartment(one) is work.compartment:
                work.trash(one)
        kept = work.trash(now)
    return Saved(kept, work.change_id)


def _file_of(session: Session, document: Document) -> Document | None:
    """The file on the same record that it is a part of."""
    whole = whole_of(session, document)
    return whole if whole is not None and whole.pupil_id == document.pupil_id else None


def in_trash(session: Session, pupil_id: str) -> tuple[Thrown, ...]:
    """A pupil's documents in the trash, in the compartments held, the last thrown away first."""
    found = session.list(Document, where={"pupil_id": pupil_id}, trashed=True)
    thrown = (_thrown(session, one) for one in found)
    return tuple(sorted(thrown, key=lambda one: (one.days_in, one.document.title)))


def _thrown(session: Session, document: Document) -> Thrown:
    assert document.trashed_at is not None  # it is in the trash
    days = _days_in(session, document.trashed_at)
    return Thrown(document, days, max(0, TRASH_DAYS - days))


def _days_in(session: Session, thrown: datetime) -> int:
    return max(0, (session.clock.today() - thrown.astimezone(LONDON).date()).days)


def counts(session: Session, pupil_id: str) -> tuple[int, int]:
    """How many of a pupil's documents are in the trash, and how many of them for all their days; none is read."""
    thrown = session.some(Document, ("trashed_at",), where={"pupil_id": pupil_id}, trashed=True)
    return len(thrown), sum(1 for (at,) in thrown if _days_in(session, at) >= TRASH_DAYS)


def take_back(session: Session, document: Document) -> Saved[Document]:
    """Take a document out of the trash, with what came with it and went with it. GateShut if it is not there."""
    now = _there(session, document)
    went_with = [
        one
        for one in session.list(Document, where={"came_with_id": now.id}, trashed=True)
        if one.trashed_at == now.trashed_at and one.is_guarded is now.is_guarded
    ]
    with session.write(document_compartment(now)) as work:
        kept = work.restore(now)
        for one in went_with:
            work.restore(one)
    return Saved(kept, work.change_id)


def for_good(session: Session, document: Document, reason: str = "") -> None:
    """Throw a document away for good: its file, words and history, and the scan it came by.

    InvalidInput before its 30 days are over without a reason; with one, a note of it stays on the record.
    GateShut as `to_trash`. It cannot be undone.
    """
    now = _there(session, document)
    demand_let_go(session, now)
    if _file_of(session, now) is not None:
        raise GateShut((_WHOLE_FIRST,))
    early = _thrown(session, now).days_left > 0
    if early and not reason.strip():
        raise InvalidInput.one(
            "reason", "Say why it may not wait: it has not been in the trash for 30 days yet."
        )
    place = document_compartment(now)
    _let_go_apart(session, now)
    with session.write(place) as work:
        if early:
            work.add(_note(session, now, reason))
        for one in _naming(session, now):
            if document_compartment(one) is place:
                work.change(one, **_without(one, now.id))
        for scan in scans_of(session, now.id):
            if scan_place(scan) is place:
                work.remove(scan)
        work.remove(now)


def _there(session: Session, document: Document) -> Document:
    now = session.get(Document, document.id)
    if now.trashed_at is None:
        raise GateShut((_NOT_THERE,))
    return now


def _let_go_apart(session: Session, document: Document) -> None:
    """What names it from the other compartment lets go first, in a unit of work of its own.

    The tray still holds a scan for some weeks after it is filed: it is the same paper, and goes with it. One that lies
    in the other compartment than the document is the empty rest of one that was restricted.
    """
    place = document_compartment(document)
    for one in _naming(session, document):
        if document_compartment(one) is not place:
            with session.write(document_compartment(one)) as work:
                work.change(one, **_without(one, document.id))
    for scan in scans_of(session, document.id):
        if scan_place(scan) is not place:
            with session.write(scan_place(scan)) as work:
                work.remove(scan)


def _naming(session: Session, document: Document) -> Iterator[Document]:
    """The documents that came with it or were made from it."""
    for name in ("came_with_id", "made_from_id"):
        yield from session.list(Document, where={name: document.id}, trashed=None)


def _without(one: Document, gone: str) -> dict[str, str]:
    return {name: "" for name in ("came_with_id", "made_from_id") if getattr(one, name) == gone}


def _note(session: Session, document: Document, reason: str) -> TakenOut:
    """What stays of a paper that did not wait its 30 days: what it was and why it went; an access request gathers it."""
    return TakenOut(
        pupil_id=document.pupil_id,
        taken_on=session.clock.today(),
        was_kind=document.kind_of_document,
        was_dated=document.dated,
        reason=f"Thrown away for good: {reason.strip()}",
        is_guarded=document.is_guarded,
        paper_id=document.id,
        paper_version=document.version,
    )


# what is said of it


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pupil with documents whose days in the trash are over."""

    pupil_id: str
    called: str
    count: int
    longest: int


def over(session: Session) -> tuple[Waiting, ...]:
    """The pupils whose trash holds what may go for good; none about whom a request is open."""
    counted: dict[str, list[int]] = {}
    for pupil_id, at in session.some(Document, ("pupil_id", "trashed_at"), trashed=True):
        days = _days_in(session, at)
        if days >= TRASH_DAYS:
            counted.setdefault(pupil_id, []).append(days)
    asking = {request.pupil_id for request in open_requests(session)} if counted else set()
    return tuple(
        Waiting(pupil_id, session.get(Pupil, pupil_id).called, len(days), max(days))
        for pupil_id, days in counted.items()
        if pupil_id not in asking
    )
