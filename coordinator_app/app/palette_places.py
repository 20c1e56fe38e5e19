"""Where the palette leads by the names of places: the items of the menu, the sections of the settings, what wants a pupil."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.registry import Capability

PLACES = "places"
LAST = 90
"""The order of places: behind what does something."""

_NAMED_BY_THEIR_OWN = frozenset({"reviews", "programmes", "chase_list", "settings", "search", "scan_in"})
_SECTIONS_NAMED = frozenset({"Term dates", "Partnership and officers"})
_ALSO = {
    "Reading and display": "dark light theme colours text size larger font contrast animation single letters",
    "Locking": "lock idle minutes passphrase change recovery key",
    "Backups": "backup copy restore external drive usb stick",
    "Deadlines": "target days clock calendar school days",
    "Schools": "school on roll telephone address",
    "Statements and forms": "wording letters privacy statement language",
    "Consent": "rules age expiry validity",
    "First talks": "initial discussion notes how long",
}
_ON_A_PUPIL = (
    (
        "Record a safeguarding call",
        Step("referral", {"call": True}),
        "Any child, at any time",
        "life-buoy",
        "worry concern child protection disclosure danger guarded",
    ),
    (
        "Record consent",
        Step("chase_list"),
        "Choose the pupil on the chase list, or open the record by name",
        "file-check",
        "signed form agreement parent carer withdraw",
    ),
)


def places(capabilities: Sequence[Capability]) -> list[PaletteEntry]:
    """Every place that no capability's own palette names."""
    pages = {name for one in capabilities for name, _where in one.pages}
    return [*_acts(pages), *_menu(capabilities, pages), *_settings(capabilities, pages)]


def _acts(pages: set[str]) -> Iterator[PaletteEntry]:
    for title, step, detail, icon, also in _ON_A_PUPIL:
        if step.page in pages:
            yield PaletteEntry(title, step, PaletteGroup.ACTIONS, detail=detail, icon=icon, also=also)


def _menu(capabilities: Sequence[Capability], pages: set[str]) -> Iterator[PaletteEntry]:
    rails = (one.rail for one in capabilities if one.rail is not None)
    for item in rails:
        if item.page in pages and item.page not in _NAMED_BY_THEIR_OWN:
            words = f"Go to {item.title[:1].lower()}{item.title[1:]}"
            yield PaletteEntry(words, Step(item.page), PaletteGroup.ACTIONS, icon=item.icon, order=LAST)


def _settings(capabilities: Sequence[Capability], pages: set[str]) -> Iterator[PaletteEntry]:
    if "settings" not in pages:
        return
    for title, _where in (pair for one in capabilities for pair in one.settings_pages):
        if title not in _SECTIONS_NAMED:
            yield PaletteEntry(
                title,
                Step("settings", {"section": title}),
                PaletteGroup.ACTIONS,
                detail="Settings",
                icon="settings",
                also=_ALSO.get(title, ""),
                order=LAST,
            )
