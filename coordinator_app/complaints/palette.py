"""What the palette finds of complaints: the list, a new one, and each that is open."""

from __future__ import annotations

from coordinator_app.answering.registers import count, entries
from coordinator_app.complaints.letters import called
from coordinator_app.complaints.model import Complaint
from coordinator_app.hooks import PaletteEntry, PaletteGroup, RailCount, Step
from coordinator_app.store.session import Session

_ICON = "message-square-warning"
_OPEN: dict[str, object] = {"closed_on": None}


def palette(session: Session) -> list[PaletteEntry]:
    """Nothing of what somebody complains about is shown."""
    go = PaletteEntry("Complaints", Step("complaints"), PaletteGroup.ACTIONS, icon=_ICON, also="unhappy ico")
    new = PaletteEntry(
        "Log a complaint",
        Step("complaints", {"ask": True}),
        PaletteGroup.ACTIONS,
        icon=_ICON,
        also="unhappy ico complain new",
        new=True,
        order=70,
    )
    form = PaletteEntry(
        "Print the complaint form",
        Step("complaint_form"),
        PaletteGroup.ACTIONS,
        icon="printer",
        also="unhappy complain",
    )
    return [go, new, form, *entries(session, Complaint, _OPEN, "received_on", _entry)]


def _entry(one: Complaint) -> PaletteEntry:
    return PaletteEntry(
        called(one),
        Step("complaint", {"complaint_id": one.id}),
        PaletteGroup.REQUESTS,
        detail="" if one.is_guarded else one.complainant,
        icon=_ICON,
    )


def rail_count(session: Session) -> RailCount | None:
    """How many are open; None for none. Those that lie apart are not counted: the menu tells nothing of them."""
    return count(session, Complaint, _OPEN)
