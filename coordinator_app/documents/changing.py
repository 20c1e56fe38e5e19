"""Change what is said of a filed document: kind, title, date, source, who may be told, and that it is restricted.

A document that turns out to be about safeguarding or health moves with its history to the guarded compartment, and with
it what came with it, what it was made from and the same file a second time. A message that holds one of these files
inside goes only if that was chosen: the words stay readable there, which is said before. The way back is refused, as for chronology entries: its earlier words would lie open with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from coordinator_app.core.catalogue import Record
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem, GateShut, StaleRecord
from coordinator_app.core.plausible import in_future, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.family import going_with, kin_of, relatives
from coordinator_app.documents.model import Document, TakenOut, document_compartment
from coordinator_app.store.session import Session

_FIELDS = frozenset({"title", "kind_of_document", "dated", "source", "is_guarded", "may_be_told"})
_STAYS = (
    "A restricted document stays restricted, with everything it was called before. "
    "If it is not about safeguarding or health, save a copy of it and add that as a new document."
)
_NO_KEY = "Your passphrase does not open restricted documents. Ask the safeguarding lead to change it."
_IN_TRASH = "This document is in the trash. Take it back first."


def change(
    session: Session, document: Document, *, also: Collection[str] = (), **values: Any
) -> Saved[Document]:
    """Change a filed document; the change_id is empty when it moved, for a move is not undone.

    Restricted, it takes with it `also` the messages chosen by their ids (`family.to_ask`).
    The same change asked for twice is made once. InvalidInput, StaleRecord if it was changed otherwise meanwhile,
    GateShut in the trash, TypeError for a field that is not typed by anybody.
    """
    if set(values) - _FIELDS:
        message = "this field of a document is not changed by hand"
        raise TypeError(message)
    now = session.get(Document, document.id)
    wanted = replace(document, **values)
    refuse(_problems(session, now, wanted))
    if now.trashed_at is not None:
        raise GateShut((_IN_TRASH,))
    if _says(now, values):
        return Saved(now, "")
    if said_since(now, document):
        raise StaleRecord(
            "This document was changed since you opened it.", theirs=now, yours=replace(now, **values)
        )
    if document_compartment(wanted) is not document_compartment(now):
        return Saved(_restrict(session, now, values, also), "")
    with session.write(document_compartment(now)) as work:
        kept = work.change(now, **values)
    return Saved(kept, work.change_id)


def said_since(now: Document, before: Document) -> bool:
    """Whether somebody changed a document since it was read; words read by machine meanwhile are nobody's change."""
    told = (*sorted(_FIELDS), "pupil_id", "content_id", "trashed_at")
    return any(getattr(now, name) != getattr(before, name) for name in told)


def _says(now: Document, values: dict[str, Any]) -> bool:
    """Whether it says this already: the button was pressed twice."""
    return all(getattr(now, name) == value for name, value in values.items())


def _problems(session: Session, now: Document, wanted: Document) -> Iterator[FieldProblem | None]:
    yield missing("title", wanted.title, "Give the document a title.")
    yield missing("kind_of_document", wanted.kind_of_document, "Choose what it is.")
    yield missing("dated", wanted.dated, "Type the date on the document.")
    yield in_future("dated", wanted.dated, session.clock.today())
    if now.is_guarded and not wanted.is_guarded:
        yield FieldProblem("is_guarded", _STAYS)
    if document_compartment(wanted) not in session.held:
        yield FieldProblem("is_guarded", _NO_KEY)


def _restrict(
    session: Session, document: Document, values: dict[str, Any], also: Collection[str]
) -> Document:
    """What was chosen first, then the document: what a kill leaves behind is found from these at the next unlock."""
    chosen = restrict_too(session, document.pupil_id, {*also} - {document.id})
    moved = session.move(document, Compartment.GUARDED, **values)
    for one in (moved, *chosen):
        follow(session, one)
    return moved


def restrict_too(session: Session, pupil_id: str, ids: Collection[str]) -> tuple[Document, ...]:
    """Restrict documents of a pupil that were chosen; what goes with them does not follow yet. Gives them as they lie."""
    found = (session.find(Document, one) for one in sorted(ids))
    theirs = [one for one in found if one is not None and one.pupil_id == pupil_id and not one.is_guarded]
    return tuple(session.move(one, Compartment.GUARDED, is_guarded=True) for one in theirs)


def to_follow(session: Session, document: Document) -> tuple[Document, ...]:
    """What is to be restricted with a document without being asked about; none of what is so already."""
    return tuple(one for one in relatives(session, document) if not one.is_guarded)


def follow(session: Session, document: Document) -> tuple[Document, ...]:
    """Restrict with a restricted document what goes with it; nothing for one that is not. Gives what moved."""
    if not document.is_guarded:
        return ()
    going = to_follow(session, document)
    for one in going:
        session.move(one, Compartment.GUARDED, is_guarded=True)
    return going


def moved(session: Session, record: Record) -> None:
    """A document is restricted from now on: the notes that it lay on another record, which say what it was called, follow."""
    if isinstance(record, Document):
        _notes_follow(session, [record.id])


def settle(session: Session) -> None:
    """After each unlock: let go on what a kill cut off between a document and what goes with it.

    Nothing without the guarded key: it is done by the next who holds it.
    """
    if Compartment.GUARDED not in session.held:
        return
    restricted = session.some(Document, ("id", "pupil_id"), where={"is_guarded": True}, trashed=None)
    ids: dict[str, list[str]] = {}
    for document_id, pupil_id in restricted:
        ids.setdefault(pupil_id, []).append(document_id)
    for pupil_id, theirs in ids.items():
        _settle(session, pupil_id, theirs)


def _settle(session: Session, pupil_id: str, restricted: list[str]) -> None:
    kin = kin_of(session, pupil_id)
    still_open = {one.document_id for one in kin if not one.is_guarded}
    restrict_too(session, pupil_id, still_open & going_with(kin, restricted))
    _notes_follow(session, restricted)


def _notes_follow(session: Session, restricted: list[str]) -> None:
    for note in session.list(
        TakenOut, where={"paper_id": tuple(restricted), "is_guarded": False}, trashed=None
    ):
        session.move(note, Compartment.GUARDED, is_guarded=True)
