"""What the palette offers of forms."""

from __future__ import annotations

from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.store.session import Session


def palette(_session: Session) -> list[PaletteEntry]:
    """Blank forms; those for a pupil are printed from the pupil's record."""
    return [
        PaletteEntry(
            "Print blank forms",
            Step("print_forms"),
            PaletteGroup.ACTIONS,
            icon="printer",
            also="consent form privacy statement referral form",
        ),
        PaletteEntry(
            "Open the chase list",
            Step("chase_list"),
            PaletteGroup.ACTIONS,
            icon="list-checks",
            also="forms not back unsigned wrong person disagreement expired reminder letter consent",
        ),
    ]
