"""The very file that an official was given leaves the vault once more: for a purpose, with a line in the audit (003-6.6, 003-2.3.2).

It is asked for to prove what was given, when the record itself may be corrected, restricted or gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment, Purpose
from coordinator_app.documents import copying_out as documents
from coordinator_app.documents.model import Document
from coordinator_app.official_requests.copies import copy_of, file_given
from coordinator_app.official_requests.model import OfficialRequest
from coordinator_app.pupils.confidential import HOLDS, tell_where, texts_of
from coordinator_app.rights.restricting import Although, demand_usable
from coordinator_app.sharing.model import DisclosedItem
from coordinator_app.store import leaving
from coordinator_app.store.session import Session

AUDITED = "official-copied-out"
__all__ = ["AUDITED", "HOLDS", "NO_PURPOSE", "Leaving", "copy_out", "look"]
NO_PURPOSE = documents.NO_PURPOSE
_NOT_OPEN = "Your passphrase does not open what officials were given, or it stands here no more."


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is said before a copy leaves: a name that tells of nobody, and what has to be weighed."""

    name: str
    tells_where: bool = False
    is_gone: bool = False
    """Whether the record itself stands in the vault no more: then this is the last copy, kept as proof alone."""


def look(session: Session, line_id: str) -> Leaving:
    """What is said of the file that was given with this line of the ledger. GateShut without the key, NotFound without a file."""
    line, _request = _given(session, line_id)
    content, copy = file_given(session, line), copy_of(session, line)
    record = session.any_record(line.item_kind, line.item_id)
    told = [words for _label, words in copy.lines]
    now = list(texts_of(record)) if record is not None else []
    kind = copy.media_type or (record.media_type if isinstance(record, Document) else _sniffed(content))
    name = documents.suggested_name(Document(media_type=kind))
    return Leaving(name, tell_where(session, (*told, *now)), record is None)


def _sniffed(content: bytes) -> str:
    """The kind of a file that was kept before that was noted, and whose record is gone: nearly all are PDF."""
    return "application/pdf" if content.startswith(b"%PDF-") else ""


def copy_out(session: Session, line_id: str, place: Path, purpose: Purpose | None) -> Path:
    """Write the file as it was given, readable by its owner only, and the line in the audit before it is put in its place.

    InvalidInput without a purpose; GateShut without the key, and for a restricted record but to keep a child safe; CopyNotSaved or
    DiskFull: then no part of it is there and an older one stands.
    """
    if purpose is None:
        raise InvalidInput.one("purpose", NO_PURPOSE)
    line, request = _given(session, line_id)
    although = Although.SAFETY if purpose is Purpose.SAFEGUARDING else None
    demand_usable(session, request.pupil_id, although, (line.item_id,))
    content = file_given(session, line)
    with (
        leaving.leaving(session, place, content, documents.CopyNotSaved, compartment=Compartment.GUARDED),
        session.write(Compartment.GUARDED) as work,
    ):
        work.audit(AUDITED, request, note_code=f"{purpose.value}.open")
    return place


def _given(session: Session, line_id: str) -> tuple[DisclosedItem, OfficialRequest]:
    """The line, and the request that it belongs to: no line of what anybody else was given goes out by this door. GateShut."""
    line = session.find(DisclosedItem, line_id) if Compartment.GUARDED in session.held else None
    found = (
        session.list(OfficialRequest, where={"disclosure_id": line.disclosure_id})
        if line is not None and line.disclosure_id
        else []
    )
    if line is None or not found:
        raise GateShut((_NOT_OPEN,))
    return line, found[0]
