"""A copy of a document leaves the vault: for a purpose of the policy, with a line in the audit (003-6.6, 003-2.3.2)."""

from __future__ import annotations

from pathlib import Path

from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.privacy import Purpose
from coordinator_app.corrections.beside import travelling
from coordinator_app.documents.actions import content_of
from coordinator_app.documents.model import Document, document_compartment
from coordinator_app.pupils.confidential import HOLDS, tell_where, texts_of
from coordinator_app.rights.restricting import Although, demand_usable
from coordinator_app.store import leaving
from coordinator_app.store.session import Session

AUDITED = "document.copied-out"
__all__ = ["HOLDS", "NO_PURPOSE", "CopyNotSaved", "copy_out", "other_view", "suggested_name", "tells_where"]
NO_PURPOSE = "Choose what it is for: it is kept in the audit log."
_ENDINGS = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tiff",
    "image/heic": ".heic",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.ms-word.document.macroEnabled.12": ".docm",
    "application/vnd.ms-excel.sheet.macroEnabled.12": ".xlsm",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "text/csv": ".csv",
    "message/rfc822": ".eml",
    "application/vnd.ms-outlook": ".msg",
    "text/plain": ".txt",
    "text/html": ".html",
}


class CopyNotSaved(leaving.CannotSave):
    """The copy could not be written where it was wanted."""

    code = "copy-not-saved"


def suggested_name(document: Document) -> str:
    """A name for the copy that says nothing of anybody."""
    return f"document{_ENDINGS.get(document.media_type, '')}"


def tells_where(session: Session, document: Document) -> bool:
    """Whether its words tell where somebody is whose address is confidential; of a picture nobody knows."""
    return tell_where(session, texts_of(document))


def other_view(session: Session, document: Document) -> str:
    """What is said otherwise of it, to be given along with the copy; "" for most."""
    return travelling(session, (document,)).get(document.id, "")


def copy_out(session: Session, document: Document, place: Path, purpose: Purpose | None) -> Path:
    """Write the file as it came, readable by its owner only, and the line in the audit before it is put in its place.

    InvalidInput without a purpose; GateShut for a restricted record, but to keep a child safe; CopyNotSaved or DiskFull: then no part of it is there and an older one stands.
    """
    if purpose is None:
        raise InvalidInput.one("purpose", NO_PURPOSE)
    now = session.get(Document, document.id)
    although = Although.SAFETY if purpose is Purpose.SAFEGUARDING else None
    demand_usable(session, now.pupil_id, although, (now.id,))
    content = content_of(session, now)
    home = document_compartment(now)
    with (
        leaving.leaving(session, place, content, CopyNotSaved, compartment=home),
        session.write(home) as work,
    ):
        work.audit(AUDITED, now, note_code=f"{purpose.value}.open")
    return place
