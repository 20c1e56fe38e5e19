"""What the palette and the New menu offer of referrals."""

from __future__ import annotations

from coordinator_app.hooks import PaletteEntry, PaletteGroup, RailCount, Step
from coordinator_app.referrals.model import Referral
from coordinator_app.referrals.states import OPEN_STATES
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
        ),
        PaletteEntry(
            "First talks",
            Step("referrals", {"which": "talks"}),
            PaletteGroup.ACTIONS,
            icon="message-square",
            also="initial discussions notes initials open list",
        ),
    ]


def rail_count(session: Session) -> RailCount:
    """How many referrals wait for somebody to do something."""
    return RailCount(session.count(Referral, where={"state": OPEN_STATES}))
