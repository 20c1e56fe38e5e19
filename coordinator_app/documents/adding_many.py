"""Several files are added in one change, so that one press on Undo takes them all back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coordinator_app.core.changes import Saved
from coordinator_app.documents import inside
from coordinator_app.documents.actions import all_follow, as_restricted, attach_in, may_attach
from coordinator_app.documents.model import Document, Looked, document_compartment
from coordinator_app.documents.parting import parts_in
from coordinator_app.store.session import Session

TOGETHER = 100_000_000
"""Bytes of files that are kept in one change; more are kept one after the other, so that the others need not wait."""


@dataclass(frozen=True, slots=True)
class ToAdd:
    """A file that was looked at, and what was typed about it; `twice` where it is to be there a second time."""

    document: Document
    content: bytes
    looked: Looked
    twice: bool = False


def fit_together(files: Sequence[ToAdd]) -> bool:
    """Whether these can be kept in one change: on one side of the vault, and not too large."""
    places = {document_compartment(one.document) for one in files}
    return len(places) == 1 and sum(map(_bytes, files)) <= TOGETHER


def _bytes(one: ToAdd) -> int:
    return len(one.content) + sum(len(part.content) for part in parts_in(one.looked))


def attach_all(
    session: Session, files: Sequence[ToAdd], *, also: Collection[str] = ()
) -> Saved[tuple[Document, ...]]:
    """Keep all of them or none. Raises as `actions.attach`, in the words of the first that may not be kept.

    The change_id is empty where some lie restricted already and others do not: these lie on two sides of the vault.
    """
    ready = [_ready(session, one) for one in files]
    sides = [[one for one in ready if one[0].is_guarded is guarded] for guarded in (True, False)]
    kept: list[Document] = []
    changes: list[str] = []
    for side in filter(None, sides):
        with session.write(document_compartment(side[0][0])) as work:
            kept += (attach_in(work, *one) for one in side)
        changes.append(work.change_id)
    all_follow(session, kept, also)
    return Saved(tuple(kept), changes[0] if len(changes) == 1 else "")


def _ready(session: Session, one: ToAdd) -> tuple[Document, bytes, Looked, str]:
    fingerprint = may_attach(session, one.document, one.content, twice=one.twice)
    looked = inside.fresh(session, one.document.pupil_id, one.looked)
    return as_restricted(session, one.document, looked, fingerprint), one.content, looked, fingerprint
