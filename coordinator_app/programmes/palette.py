"""What the palette finds of programmes: the list, and each programme under way or planned."""

from __future__ import annotations

from coordinator_app.core.dates import say
from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.programmes.due import UNDER_WAY
from coordinator_app.programmes.model import Programme, ProgrammeState
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

_MOST = 200
_ICON = "calendar-check"


def palette(session: Session) -> list[PaletteEntry]:
    """Going to the list, and to each programme, the newest starts first."""
    states = (*UNDER_WAY, ProgrammeState.PLANNED)
    found = session.list(Programme, where={"state": states}, order="start_on", newest=True, limit=_MOST)
    ids = tuple({one.pupil_id for one in found})
    pupils = {one.id: one for one in session.list(Pupil, where={"id": ids})} if ids else {}
    go = PaletteEntry("Go to programmes", Step("programmes"), PaletteGroup.ACTIONS, icon=_ICON)
    return [go, *(_entry(one, pupils[one.pupil_id]) for one in found if one.pupil_id in pupils)]


def _entry(programme: Programme, pupil: Pupil) -> PaletteEntry:
    start = f"From {say(programme.start_on)}" if programme.start_on else "Planned"
    return PaletteEntry(
        f"Programme of {pupil.called}",
        Step("programme", {"programme_id": programme.id}),
        PaletteGroup.ACTIONS,
        detail=f"{programme.called}, {start[0].lower()}{start[1:]}",
        icon=_ICON,
    )
