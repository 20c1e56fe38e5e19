"""What the palette finds: the list, and each request that is not decided."""

from __future__ import annotations

from coordinator_app.hooks import PaletteEntry, PaletteGroup, RailCount, Step
from coordinator_app.pupils.model import Pupil
from coordinator_app.rights.model import RightsRequest
from coordinator_app.rights.timing import called
from coordinator_app.store.session import Session

_ICON = "eraser"
_MOST = 200


def palette(session: Session) -> list[PaletteEntry]:
    """Nothing of what is asked is shown, only whose record it is."""
    go = PaletteEntry(
        "Erase, restrict, stop",
        Step("rights"),
        PaletteGroup.ACTIONS,
        icon=_ICON,
        also="delete forget right erasure restriction objection object portability withdraw",
    )
    found = session.list(
        RightsRequest, where={"outcome": None}, order="received_on", newest=True, limit=_MOST
    )
    ids = tuple({one.pupil_id for one in found})
    names = {one.id: one.called for one in session.list(Pupil, where={"id": ids})} if ids else {}
    return [go, *(_entry(one, names.get(one.pupil_id, "")) for one in found)]


def _entry(one: RightsRequest, name: str) -> PaletteEntry:
    return PaletteEntry(
        called(one),
        Step("rights_request", {"request_id": one.id}),
        PaletteGroup.REQUESTS,
        detail="" if one.is_guarded else name,
        icon=_ICON,
    )


def rail_count(session: Session) -> RailCount | None:
    """How many are not decided; those that lie apart are not counted: the menu tells nothing of them."""
    number = session.count(RightsRequest, where={"outcome": None, "is_guarded": False})
    return RailCount(number) if number else None
