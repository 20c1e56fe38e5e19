"""What the palette offers of the partnership: adding a school, and the settings by their names."""

from __future__ import annotations

from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.organisations.actions import partnership
from coordinator_app.organisations.due import OFFICERS, SCHOOLS, TERMS
from coordinator_app.store.session import Session

_ICON = "settings"


def palette(session: Session) -> list[PaletteEntry]:
    """The set-up while nothing is set up, then the settings that belong to the partnership."""
    if partnership(session) is None:
        return [PaletteEntry("Set up the partnership", Step("set_up"), PaletteGroup.ACTIONS, icon="users")]
    return [
        PaletteEntry("Add a school", _settings(SCHOOLS), PaletteGroup.ACTIONS, icon="graduation-cap"),
        PaletteEntry(
            "Term dates",
            _settings(TERMS),
            PaletteGroup.ACTIONS,
            detail="Deadlines are counted on them",
            icon="calendar",
        ),
        PaletteEntry(
            "Partnership and officers",
            _settings(OFFICERS),
            PaletteGroup.ACTIONS,
            icon="users",
            also="data protection officer chair co-ordinator",
        ),
        PaletteEntry("Settings", Step("settings"), PaletteGroup.ACTIONS, icon=_ICON, keys="Ctrl+,"),
    ]


def _settings(section: str) -> Step:
    return Step("settings", {"section": section})
