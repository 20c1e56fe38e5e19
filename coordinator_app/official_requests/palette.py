"""What the palette finds of official requests: the register, a new one, and each that is open, by its number."""

from __future__ import annotations

from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.official_requests.actions import open_ones
from coordinator_app.official_requests.view import holds_key
from coordinator_app.store.session import Session

_ICON = "shield-alert"


def palette(session: Session) -> list[PaletteEntry]:
    """Nothing for whose passphrase does not open them; of each only its number."""
    if not holds_key(session):
        return []
    go = PaletteEntry(
        "Police, courts and inspectors",
        Step("official_requests"),
        PaletteGroup.ACTIONS,
        detail="What officials ask about a pupil",
        icon=_ICON,
        also="ofsted social care court order official",
    )
    new = PaletteEntry(
        "Log what an official asks",
        Step("log_request", {"about": "official"}),
        PaletteGroup.ACTIONS,
        icon=_ICON,
        also="police court ofsted social care new",
        new=True,
        order=75,
    )
    found = [
        PaletteEntry(
            one.called, Step("official_request", {"official_id": one.id}), PaletteGroup.REQUESTS, icon=_ICON
        )
        for one in open_ones(session)
    ]
    return [go, new, *found]
