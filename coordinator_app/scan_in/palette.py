"""What the palette offers of scans."""

from __future__ import annotations

from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.store.session import Session


def palette(_session: Session) -> list[PaletteEntry]:
    """The tray; scans themselves are found on the record once they are filed."""
    return [
        PaletteEntry(
            "Scan in a form",
            Step("scan_in"),
            PaletteGroup.ACTIONS,
            icon="scan-line",
            also="scanner paper drop file consent referral tray",
            new=True,
            order=60,
        )
    ]
