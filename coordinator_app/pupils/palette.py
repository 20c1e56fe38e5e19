"""Pupils in the palette and the count beside the menu's Pupils."""

from __future__ import annotations

from coordinator_app.hooks import PaletteEntry, PaletteGroup, RailCount, Step
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session


def palette(session: Session) -> list[PaletteEntry]:
    """Every pupil; Ctrl+Enter adds an entry to the chronology. Nothing of health or safeguarding is shown."""
    schools = {one.id: one.name for one in session.list(School)}
    return [_entry(one, schools.get(one.school_id, "")) for one in session.list(Pupil, order="family_name")]


def rail_count(session: Session) -> RailCount:
    """How many pupils there are."""
    return RailCount(session.count(Pupil))


def _entry(pupil: Pupil, school: str) -> PaletteEntry:
    year = f"Year {pupil.year_group}" if pupil.year_group is not None else ""
    return PaletteEntry(
        title=pupil.called,
        opens=Step("pupil", {"pupil_id": pupil.id}),
        group=PaletteGroup.PUPILS,
        detail=", ".join(part for part in (year, school) if part),
        icon="user",
        also=f"{pupil.known_as} {pupil.given_names} {pupil.upn}".strip(),
        main=Step("pupil", {"pupil_id": pupil.id, "tab": "chronology", "add": True}),
        main_title=f"Add entry to {pupil.called}",
    )
