"""The writer's part of an export: the line in the audit, then the file in its place (003-6.6, 003-2.3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coordinator_app.store import leaving
from coordinator_app.store.session import Session

AUDITED = "list-exported"


class ListNotSaved(leaving.CannotSave):
    """The exported list could not be written where it was wanted."""

    code = "list-not-saved"
    next_step = "Choose another folder or another stick, and export the list again."


@dataclass(frozen=True, slots=True)
class Leaving:
    """A finished export on its way out; `note` is `export_order.audit_note`."""

    place: Path
    content: bytes
    note: str


def save_export(session: Session, export: Leaving) -> Path:
    """Write the file and the line in the audit: nothing is put in its place before it is written down who took it.

    Raises ListNotSaved or DiskFull; then no part of the file is there.
    """
    with (
        leaving.leaving(session, export.place, export.content, ListNotSaved, "list"),
        session.write() as work,
    ):
        work.audit(AUDITED, note_code=export.note)
    return export.place
