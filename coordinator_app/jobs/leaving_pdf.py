"""The writer's part of a PDF that leaves the vault in clear: the line in the audit, then the file (003-6.6, 003-2.3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from coordinator_app.store import leaving
from coordinator_app.store.session import Session

AUDITED = "pdf-saved"


class PdfKind(Enum):
    """What leaves; the value is what the audit keeps."""

    FORMS = "forms"
    BLANK_FORMS = "blank-forms"
    CHASE_LETTER = "chase-letter"
    FORM_BACK = "form-back-letter"
    REQUEST_LETTER = "request-letter"
    REVIEW_SUMMARY = "review-summary"
    REVIEW_LETTER = "review-letter"
    PROGRAMME_SUMMARY = "programme-summary"
    ENTRIES = "entries"
    CORRECTION_LETTER = "correction-letter"
    RIGHTS_LETTER = "rights-letter"
    COMPLAINT_LETTER = "complaint-letter"
    COMPLAINT_FORM = "complaint-form"
    OFFICIAL_LETTER = "official-letter"
    BREACH_LETTER = "breach-letter"
    REQUEST_FIGURES = "request-figures"
    PRINT_EDITION = "pack-print-edition"


class PdfNotSaved(leaving.CannotSave):
    """The PDF could not be written where it was wanted."""

    code = "pdf-not-saved"


@dataclass(frozen=True, slots=True)
class LeavingPdf:
    """A PDF on its way out: where to, what it is, and how many pages; nobody's name."""

    place: Path
    content: bytes
    kind: PdfKind
    pages: int

    @property
    def note(self) -> str:
        """What the audit keeps: "forms.5-pages.open"."""
        return f"{self.kind.value}.{self.pages}-pages.open"


def save_pdf(session: Session, out: LeavingPdf) -> Path:
    """Write the line in the audit and the file: nothing is put in its place before it is written down.

    Raises PdfNotSaved or DiskFull; then no part of the file is there and an older one stands.
    """
    with leaving.leaving(session, out.place, out.content, PdfNotSaved), session.write() as work:
        work.audit(AUDITED, note_code=out.note)
    return out.place
