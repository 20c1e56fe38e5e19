"""What an official was given is frozen as it was given, beside the line of the ledger (003-5.4; domain 2.1).

The line lies apart, so whoever may delete the record itself cannot know that it was given: it may be deleted, thrown away for
good, or erased. What was given stays provable all the same, by the words and the file that are kept with the line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from coordinator_app.core.catalogue import FieldType, Record, record_type
from coordinator_app.core.derived import field_words
from coordinator_app.core.errors import NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.actions import content_of
from coordinator_app.documents.model import Document
from coordinator_app.official_requests.model import OfficialRequest
from coordinator_app.sharing.model import DisclosedItem
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Copied:
    """What is kept of one record: what it is called, what it said, and the mark of its file, "" for none."""

    title: str
    lines: tuple[tuple[str, str], ...]
    file_mark: str = ""
    line_id: str = ""
    """The line of the ledger whose file can be saved; "" where none was kept."""
    media_type: str = ""
    """What kind of file it is; "" for one that was kept before that was noted."""


def frozen(session: Session, work: Work, items: Iterable[DisclosedItem]) -> tuple[DisclosedItem, ...]:
    """The lines with a copy of what each record says now, and of its file; in the unit of work that writes the lines."""
    return tuple(_frozen(session, work, one) for one in items)


def _frozen(session: Session, work: Work, item: DisclosedItem) -> DisclosedItem:
    cls = session.catalogue.of_kind(item.item_kind).cls
    record = session.at_version(cls, item.item_id, item.item_version or 1)
    file = content_of(session, record) if isinstance(record, Document) and record.content_id else b""
    mark = hashlib.sha256(file).hexdigest() if file else ""
    kind = record.media_type if isinstance(record, Document) else ""
    said = {"title": record_type(record).title, "lines": _lines(record), "file": mark, "type": kind}
    return replace(
        item,
        copy_id=work.put_blob(json.dumps(said).encode()),
        file_id=work.put_blob(file) if file else "",
    )


def _lines(record: Record) -> list[tuple[str, str]]:
    specs = (one for one in record_type(record).fields if one.released and one.holds is not FieldType.LINK)
    found = ((one.label, field_words(record, one)) for one in specs)
    return [(label, words) for label, words in found if words.strip()]


def upkeep(session: Session) -> None:
    """After each unlock: what was given before copies were kept is frozen now, as far as that version is kept still.

    Nothing without the guarded key: it is done by the next who holds it.
    """
    if Compartment.GUARDED not in session.held:
        return
    for request in session.list(OfficialRequest, trashed=None):
        given = (
            session.list(DisclosedItem, where={"disclosure_id": request.disclosure_id})
            if request.disclosure_id
            else []
        )
        for one in given:
            if not one.copy_id:
                _freeze_late(session, one)


def _freeze_late(session: Session, item: DisclosedItem) -> None:
    with session.write(Compartment.GUARDED) as work:
        try:
            late = _frozen(session, work, item)
        except (NotFound, KeyError):
            return  # that version, or its file, is kept no more
        work.change(item, copy_id=late.copy_id, file_id=late.file_id)


def copies_of(session: Session, request: OfficialRequest) -> tuple[Copied, ...]:
    """What was given for it, as it was given; nothing for whose passphrase does not open it, or of before copies were kept."""
    if not request.disclosure_id:
        return ()
    given = session.list(DisclosedItem, where={"disclosure_id": request.disclosure_id})
    return tuple(copy_of(session, one) for one in given if one.copy_id)


def copy_of(session: Session, item: DisclosedItem) -> Copied:
    """What was given with one line; without words of one before copies were kept."""
    if not item.copy_id:
        return Copied("", ())
    said = json.loads(session.blob(item.copy_id))
    lines = tuple((str(label), str(words)) for label, words in said["lines"])
    file = str(said["file"]), item.id if item.file_id else "", str(said.get("type", ""))
    return Copied(str(said["title"]), lines, *file)


def file_given(session: Session, item: DisclosedItem) -> bytes:
    """The very file that was given. NotFound where none was, or none was kept."""
    return session.blob(item.file_id)
