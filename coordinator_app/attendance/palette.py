"""What the palette finds of attendance: one week of any provider with pupils."""

from __future__ import annotations

from coordinator_app.core.privacy import Compartment
from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.store import providers_in_use
from coordinator_app.store.session import Session

_ICON, _PAGE = "list-checks", "attendance_week"


def palette(session: Session) -> list[PaletteEntry]:
    """Filling in a week and bringing in a file, in the New menu as well, and each provider where pupils are."""
    fill = PaletteEntry(
        "Fill in attendance for a week",
        Step(_PAGE),
        PaletteGroup.ACTIONS,
        detail="All pupils of a provider or school",
        icon=_ICON,
        also="register marks codes sessions",
        new=True,
        order=60,
    )
    bring = PaletteEntry(
        "Bring in attendance from a file",
        Step("bring_in_attendance"),
        PaletteGroup.ACTIONS,
        detail="CSV, workbook or transfer file (CTF)",
        icon="upload",
        also="import register csv excel xlsx ods xml spreadsheet marks",
        new=True,
        order=61,
    )
    used = {one.id for one in providers_in_use(session.databases.connection(Compartment.GENERAL))}
    known = session.list(Provider, where={"id": tuple(used)}, order="name") if used else []
    return [fill, bring, *(_at(one) for one in known)]


def _at(provider: Provider) -> PaletteEntry:
    return PaletteEntry(
        f"Attendance at {provider.name}",
        Step(_PAGE, {"provider_id": provider.id}),
        PaletteGroup.ACTIONS,
        detail="One week, all pupils",
        icon=_ICON,
    )
