"""Pupils in the palette and the count beside the menu's Pupils."""

from __future__ import annotations

from coordinator_app.hooks import PaletteEntry, PaletteGroup, RailCount, Step
from coordinator_app.organisations.model import School
from coordinator_app.pupils import store
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.namesakes import called, words_apart
from coordinator_app.pupils.store import NameRow
from coordinator_app.store.session import Session


def palette(session: Session) -> list[PaletteEntry]:
    """Every pupil, found by former names and aliases too; Ctrl+Enter adds an entry to the chronology.

    Nothing of health or safeguarding is shown. Namesakes are told apart, see `namesakes`.
    """
    schools = {one.id: one.name for one in session.list(School)}
    rows = store.names(session)
    apart = words_apart(rows)
    return [_entry(one, schools.get(one.school_id, ""), apart.get(one.id, "")) for one in rows]


def rail_count(session: Session) -> RailCount:
    """How many pupils there are whose record is not closed."""
    return RailCount(session.count(Pupil, where={"closed_on": None}))


def _entry(row: NameRow, school: str, apart: str) -> PaletteEntry:
    year = f"Year {row.year_group}" if row.year_group is not None else ""
    closed = "closed" if row.closed_on else ""
    others = " ".join(f"{given} {family}" for given, family in row.others)
    name = called(row)
    return PaletteEntry(
        title=name,
        opens=Step("pupil", {"pupil_id": row.id}),
        group=PaletteGroup.PUPILS,
        detail=", ".join(part for part in (year, school, apart, closed) if part),
        icon="user",
        also=" ".join(f"{row.known_as} {row.given_names} {others} {row.upn} {row.former_upns}".split()),
        main=Step("pupil", {"pupil_id": row.id, "tab": "chronology", "add": True}),
        main_title=f"Add entry to {name}",
    )
