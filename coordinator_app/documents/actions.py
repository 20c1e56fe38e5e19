"""Attach documents: the bytes go whole into the vault, in the compartment that the document calls for."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import BadFile
from coordinator_app.core.plausible import in_future, missing, refuse
from coordinator_app.documents import inside, parting
from coordinator_app.documents.changing import follow, restrict_too
from coordinator_app.documents.family import lies_restricted
from coordinator_app.documents.model import (
    ASK_AGAIN,
    EMPTY,
    Document,
    Looked,
    demand_size,
    document_compartment,
)
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import keeping
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work

__all__ = [
    "Looked",
    "attach",
    "attach_in",
    "content_of",
    "documents_of",
    "may_attach",
]


def attach(
    session: Session,
    document: Document,
    content: bytes,
    looked: Looked,
    *,
    twice: bool = False,
    also: Collection[str] = (),
) -> Saved[Document]:
    """Keep a file that a child process has already looked at, and each file that came inside it, undone as one.

    GateShut before a referral. BadFile if it is empty, too large or attached to this pupil already, unless it is to
    be there `twice`. Restricted where the same file is restricted; if it is, what goes with it follows, and `also` the
    messages chosen by their ids.
    """
    fingerprint = may_attach(session, document, content, twice=twice)
    looked = inside.fresh(session, document.pupil_id, looked)
    document = as_restricted(session, document, looked, fingerprint)
    with session.write(document_compartment(document)) as work:
        kept = attach_in(work, document, content, looked, fingerprint)
    all_follow(session, (kept,), also)
    return Saved(kept, work.change_id)


def all_follow(session: Session, kept: Collection[Document], also: Collection[str]) -> None:
    """What goes with restricted documents that were added, and with the messages that were chosen to go `also`."""
    restricted = [one for one in kept if one.is_guarded]
    chosen = restrict_too(session, restricted[0].pupil_id, also) if restricted else ()
    for one in (*restricted, *chosen):
        follow(session, one)


def as_restricted(session: Session, document: Document, looked: Looked, fingerprint: str) -> Document:
    """The document, restricted if the same file lies restricted on the record: its words are to stand nowhere else.

    Not for what came inside it: that was asked before, and stays restricted by itself.
    """
    if document.is_guarded or not lies_restricted(session, document.pupil_id, fingerprint, looked):
        return document
    return replace(document, is_guarded=True)


def may_attach(session: Session, document: Document, content: bytes, *, twice: bool = False) -> str:
    """The fingerprint of a file that may be kept for this pupil. Raises as `attach` does."""
    today = session.clock.today()
    refuse(
        (
            missing("title", document.title, "Give the document a title."),
            missing("kind_of_document", document.kind_of_document, "Choose what it is."),
            missing("dated", document.dated, "Type the date on the document."),
            in_future("dated", document.dated, today),
        )
    )
    session.get(Pupil, document.pupil_id)
    keeping(session, document.pupil_id).demand()
    return _accepted(session, document.pupil_id, content, twice=twice)


def attach_in(work: Work, document: Document, content: bytes, looked: Looked, fingerprint: str) -> Document:
    """Keep a file, and what came inside it, within a unit of work that keeps more than it, after `may_attach`.

    BadFile for one of too many pages whose parts are not all there.
    """
    parting.demand_whole(looked, len(content))
    kept = work.add(
        replace(
            _with_portion(document, looked),
            media_type=looked.media_type,
            page_count=looked.page_count,
            words=looked.words,
            read_by_machine=looked.read_by_machine,
            unread_pages=looked.pages_without_words,
            lies_hidden=looked.hidden,
            byte_count=len(content),
            sha256=fingerprint,
            content_id=work.put_blob(content),
            held_elsewhere="\n".join(looked.held_elsewhere),
        )
    )
    for one in looked.inside:
        if one.looked is not None:
            inner = inside.of_inside(kept, one, one.looked)
            attach_in(work, inner, one.content, one.looked, one.fingerprint)
    return kept


def _with_portion(document: Document, looked: Looked) -> Document:
    """The document, with which part of a file of too many pages it is."""
    portion = looked.portion
    if portion is None:
        return document
    return replace(
        document,
        part_number=portion.number or None,
        part_count=portion.count,
        first_page=portion.first if portion.number else None,
        whole_pages=portion.pages,
    )


def _accepted(session: Session, pupil_id: str, content: bytes, *, twice: bool) -> str:
    if not content:
        raise BadFile(EMPTY, next_step=ASK_AGAIN)
    demand_size(len(content), content[:1024])
    fingerprint = hashlib.sha256(content).hexdigest()
    if not twice and session.count(Document, where={"pupil_id": pupil_id, "sha256": fingerprint}, cap=1):
        raise BadFile("This very file is already on the pupil's record.", next_step="Open it there.")
    return fingerprint


def documents_of(session: Session, pupil_id: str) -> list[Document]:
    """A pupil's documents in every compartment that this user may open, newest first."""
    return session.list(Document, where={"pupil_id": pupil_id}, order="dated", newest=True)


def content_of(session: Session, document: Document) -> bytes:
    """The file itself, as it came."""
    return session.blob(document.content_id)
