"""What the palette offers of the audit log."""

from __future__ import annotations

from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.store.session import Session


def palette(_session: Session) -> list[PaletteEntry]:
    """The log."""
    return [
        PaletteEntry(
            "Audit log",
            Step("audit_log"),
            PaletteGroup.ACTIONS,
            icon="scroll-text",
            also="who looked who changed history check altered officer",
        )
    ]
