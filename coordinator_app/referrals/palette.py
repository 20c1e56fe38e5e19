"""What the palette and the New menu offer of referrals."""

from __future__ import annotations

from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.store.session import Session


def palette(_session: Session) -> list[PaletteEntry]:
    """A new referral, from the first talk on."""
    return [
        PaletteEntry(
            "New referral",
            Step("referral"),
            PaletteGroup.ACTIONS,
            icon="user-plus",
            also="first talk initial discussion",
            new=True,
            order=10,
        )
    ]
