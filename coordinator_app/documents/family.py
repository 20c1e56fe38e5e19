"""Documents that hold the same words: what came with a message, what was made from what, the same file twice (no Qt)."""

from __future__ import annotations

from collections.abc import Collection, Container
from dataclasses import dataclass

from coordinator_app.documents.model import Document, Looked
from coordinator_app.store.reading import Reader
from coordinator_app.store.session import Session

_MOST = 500


def came_with(session: Session, document: Document) -> list[Document]:
    """What came with a message and lies on the same record, with what came with that; those in the trash not."""
    found: list[Document] = []
    seen, waiting = {document.id}, [document]
    while waiting and len(found) < _MOST:
        ids = tuple(one.id for one in waiting)
        named = session.list(Document, where={"came_with_id": ids}, order="dated")
        waiting = [one for one in named if one.pupil_id == document.pupil_id and one.id not in seen]
        seen |= {one.id for one in waiting}
        found += waiting
    return found


@dataclass(frozen=True, slots=True)
class Kin:
    """What tells by which documents the words of one are held too: the others it names, and fingerprints of files.

    `prints` are of its own file and of the files inside it that lie on the record by themselves.
    """

    document_id: str
    is_guarded: bool
    named: frozenset[str]
    prints: frozenset[str]


def kin_of(reader: Reader, pupil_id: str) -> tuple[Kin, ...]:
    """All of a pupil's documents in the compartments held, those in the trash too; their words are not read."""
    names = ("id", "is_guarded", "came_with_id", "made_from_id", "sha256", "held_elsewhere")
    return tuple(
        Kin(
            document_id,
            is_guarded,
            frozenset({message, source} - {""}),
            frozenset({own, *inside.split()} - {""}),
        )
        for document_id, is_guarded, message, source, own, inside in reader.some(
            Document, names, where={"pupil_id": pupil_id}, trashed=None
        )
    )


def together(kin: Collection[Kin], document_id: str) -> frozenset[str]:
    """The ids of the documents that hold words of this one, by whatever way, and its own."""
    by_id = {one.document_id: one for one in kin}
    ties = {one.document_id: _ties(one, by_id) for one in kin}
    by_tie: dict[str, list[str]] = {}
    for one, theirs in ties.items():
        for tie in theirs:
            by_tie.setdefault(tie, []).append(one)
    found, waiting = {document_id}, [document_id]
    while waiting:
        near = {other for tie in ties.get(waiting.pop(), ()) for other in by_tie[tie]}
        waiting += near - found
        found |= near
    return frozenset(found)


def _ties(one: Kin, here: Container[str]) -> frozenset[str]:
    """Whatever two of them share ties them: the id of a document on this record, or a fingerprint."""
    return frozenset({one.document_id, *(named for named in one.named if named in here), *one.prints})


def relatives(session: Session, document: Document) -> list[Document]:
    """Every other document of the pupil that holds words of this one, those in the trash too.

    A message holds its attachments whole, a paper whose pages were put in order the words of the paper before it, and
    a file that lies there twice all of them. One that came inside two messages is in both.
    """
    ids = together(kin_of(session, document.pupil_id), document.id) - {document.id}
    found = (session.find(Document, one) for one in sorted(ids))
    return [one for one in found if one is not None and one.pupil_id == document.pupil_id]


def lies_restricted(reader: Reader, pupil_id: str, prints: Collection[str]) -> bool:
    """Whether a file with one of these fingerprints lies on the pupil's record as restricted, by itself or inside another."""
    wanted = frozenset(prints)
    return any(one.is_guarded and one.prints & wanted for one in kin_of(reader, pupil_id))


def prints_in(fingerprint: str, looked: Looked) -> frozenset[str]:
    """The fingerprints of a file and of every file inside it, as far as they were looked at."""
    inside = (prints_in(one.fingerprint, one.looked) for one in looked.inside if one.looked is not None)
    return frozenset({fingerprint, *looked.held_elsewhere}).union(*inside)
