"""What the palette finds: the list, and each request that is not decided."""

from __future__ import annotations

from functools import partial

from coordinator_app.answering.registers import count, entries
from coordinator_app.hooks import PaletteEntry, PaletteGroup, RailCount, Step
from coordinator_app.pupils.in_registers import name_of
from coordinator_app.rights.model import RightsRequest
from coordinator_app.rights.timing import called
from coordinator_app.store.session import Session

_ICON = "eraser"
_OPEN: dict[str, object] = {"outcome": None}


def palette(session: Session) -> list[PaletteEntry]:
    """Nothing of what is asked is shown, only whose record it is."""
    go = PaletteEntry(
        "Erase, restrict, stop",
        Step("rights"),
        PaletteGroup.ACTIONS,
        icon=_ICON,
        also="delete forget right erasure restriction objection object portability withdraw",
    )
    return [go, *entries(session, RightsRequest, _OPEN, "received_on", partial(_entry, session))]


def _entry(session: Session, one: RightsRequest) -> PaletteEntry:
    return PaletteEntry(
        called(one),
        Step("rights_request", {"request_id": one.id}),
        PaletteGroup.REQUESTS,
        detail="" if one.is_guarded else name_of(session, one.pupil_id),
        icon=_ICON,
    )


def rail_count(session: Session) -> RailCount | None:
    """How many are not decided; those that lie apart are not counted: the menu tells nothing of them."""
    return count(session, RightsRequest, _OPEN)
