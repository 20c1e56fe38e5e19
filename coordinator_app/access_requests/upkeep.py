"""What is put right in the requests (SAR) at each unlock, after another version or a kill."""

from __future__ import annotations

from coordinator_app.access_requests.actions import mishaps, moving
from coordinator_app.store.session import Session


def upkeep(session: Session) -> None:
    """The dates and sendings first, for a breach says of a pack whether it was sent."""
    moving.upkeep(session)
    mishaps.upkeep(session)
