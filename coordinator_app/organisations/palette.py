"""What the palette offers of the partnership: adding a school, and the settings by their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.organisations.actions import partnership
from coordinator_app.organisations.due import OFFICERS, TERMS
from coordinator_app.organisations.registers import AGENCIES, PROVIDERS, REGISTERS, Register
from coordinator_app.organisations.registers import SCHOOLS as SCHOOL_REGISTER
from coordinator_app.store.session import Session

_ICON = "settings"
_RUNG = (SCHOOL_REGISTER, PROVIDERS, AGENCIES)


def palette(session: Session) -> list[PaletteEntry]:
    """The set-up while nothing is set up, then the settings that belong to the partnership."""
    if partnership(session) is None:
        return [PaletteEntry("Set up the partnership", Step("set_up"), PaletteGroup.ACTIONS, icon="users")]
    return [
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
        PaletteEntry(
            "Which data protection officer?",
            Step("registers", {"which_dpo": True}),
            PaletteGroup.ACTIONS,
            detail="The school's own, or the joint one",
            icon="life-buoy",
            also="dpo",
        ),
        *(_open(one) for one in REGISTERS),
        *(_add(one) for one in REGISTERS),
        *_entries(session),
    ]


def _open(about: Register) -> PaletteEntry:
    step = Step("registers", {"register": about.name})
    return PaletteEntry(about.title, step, PaletteGroup.ACTIONS, detail="Register", icon=about.icon)


def _add(about: Register) -> PaletteEntry:
    article = "an" if about.one[0] in "aeiou" else "a"
    step = Step("registers", {"register": about.name, "add": True})
    return PaletteEntry(
        f"Add {article} {about.one}", step, PaletteGroup.ACTIONS, detail=about.title, icon=about.icon
    )


def _entries(session: Session) -> Iterator[PaletteEntry]:
    """Those that one rings: by name, each with what it is."""
    today = session.clock.today()
    for about in _RUNG:
        cls: Any = about.cls
        for one in session.list(cls, order="name"):
            if one.closed_on is None or one.closed_on > today:
                step = Step("registers", {"register": about.name, "record_id": one.id})
                title = about.one[0].upper() + about.one[1:]
                yield PaletteEntry(one.name, step, PaletteGroup.ACTIONS, detail=title, icon=about.icon)


def _settings(section: str) -> Step:
    return Step("settings", {"section": section})
