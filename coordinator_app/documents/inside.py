"""What came inside a message is kept as documents of their own, with it and undone with it (003-3.3)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from coordinator_app.documents.model import Document, DocumentKind, Inside, Looked, Portion
from coordinator_app.documents.parting import is_part, title_of_part
from coordinator_app.store.session import Session

MESSAGES = frozenset({"message/rfc822", "application/vnd.ms-outlook"})
"""The types of file of an email."""
_LONGEST = 200


def of_inside(above: Document, one: Inside, looked: Looked) -> Document:
    """A file that came in a document, as a record: of the same child, as restricted, and of its day and sender unless it says more."""
    if looked.portion is not None and looked.portion.number:
        return _part(above, looked, looked.portion)
    is_message = looked.media_type in MESSAGES
    own_day = looked.dated if looked.dated and above.dated and looked.dated <= above.dated else None
    kind = DocumentKind.EMAIL if is_message else above.kind_of_document
    if kind is DocumentKind.EMAIL and not is_message:
        kind = DocumentKind.OTHER
    return Document(
        pupil_id=above.pupil_id,
        title=(looked.title or PurePath(one.name).stem or one.name)[:_LONGEST],
        kind_of_document=kind,
        dated=own_day or above.dated,
        source=looked.source or above.source,
        is_guarded=above.is_guarded,
        may_be_told=above.may_be_told,
        given_name=one.name,
        came_with_id=above.id,
    )


def _part(above: Document, looked: Looked, portion: Portion) -> Document:
    """A part of a file of too many pages: of the same child, kind, day and sender, and restricted with it and with each other."""
    return Document(
        pupil_id=above.pupil_id,
        title=title_of_part(above.title, portion, looked.page_count),
        kind_of_document=above.kind_of_document,
        dated=above.dated,
        source=above.source,
        is_guarded=above.is_guarded,
        may_be_told=above.may_be_told,
        given_name=above.given_name,
        came_with_id=above.id,
        made_from_id=above.id,
    )


def fresh(session: Session, pupil_id: str, looked: Looked) -> Looked:
    """What was found, without the attachments that lie on the pupil's record already; each of them is said. A part stays.

    One that lies restricted is not called by its name: the message may lie open.
    """
    kept: list[Inside] = []
    said: list[str] = []
    elsewhere: list[str] = []
    seen: set[str] = set()
    for one in looked.inside:
        mark = one.fingerprint
        where = {"pupil_id": pupil_id, "sha256": mark}
        there = [guarded for (guarded,) in session.some(Document, ("is_guarded",), where=where)]
        if is_part(one) and one.looked is not None:
            kept.append(replace(one, looked=fresh(session, pupil_id, one.looked)))
        elif one.looked is not None and (mark in seen or there):
            name = "A file" if any(there) else f"“{one.name}”"
            said.append(f"{name} came inside it. The very same file is on the record already.")
            elsewhere.append(mark)
        elif one.looked is not None:
            kept.append(replace(one, looked=fresh(session, pupil_id, one.looked)))
        seen.add(mark)
    hidden = "\n".join(line for line in (looked.hidden, *said) if line)
    return replace(looked, inside=tuple(kept), hidden=hidden, held_elsewhere=tuple(dict.fromkeys(elsewhere)))
