"""What the palette finds of searches: the page, those kept by name, and records by their words while one types.

The palette is seen by whoever looks over the shoulder, so it holds no word of a guarded record, and no name of a search
that was kept among them.
"""

from __future__ import annotations

import json

from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.search.actions import kept_searches
from coordinator_app.search.model import SavedView
from coordinator_app.search.view import ORDINARY, Asked, read, too_little
from coordinator_app.store.session import Session

MOST = 4


def palette(session: Session) -> list[PaletteEntry]:
    """The page, the kept searches by name, and one line for all of the restricted ones."""
    kept = kept_searches(session)
    found = [_PAGE, *(_kept(one) for one in kept if not one.is_guarded)]
    return [*found, _RESTRICTED] if any(one.is_guarded for one in kept) else found


_PAGE = PaletteEntry(
    "Search every record",
    Step("search"),
    PaletteGroup.ACTIONS,
    detail="The words of entries, reviews, documents and all else",
    icon="search",
    also="find text full words phrase",
    keys="Ctrl+Shift+F",
)
_RESTRICTED = PaletteEntry(
    "Restricted searches kept by name",
    Step("search", {"unlock": True}),
    PaletteGroup.ACTIONS,
    detail="Asks for your passphrase",
    icon="lock",
    also="safeguarding health",
)


def _kept(view: SavedView) -> PaletteEntry:
    return PaletteEntry(
        view.title,
        Step("search", json.loads(view.filters)),
        PaletteGroup.ACTIONS,
        detail="Search kept by name",
        icon="search",
    )


def texts(session: Session, typed: str) -> list[PaletteEntry]:
    """The newest ordinary records that hold what was typed, and the page for all of them."""
    everything = PaletteEntry(
        f"Search every record for “{typed.strip()}”",
        Step("search", {"typed": typed}),
        PaletteGroup.RECORDS,
        icon="search",
        passing=True,
    )
    asked = Asked(typed, place=ORDINARY)
    if too_little(asked, session.clock.today()):
        return []
    lines = (one for one in read(session, asked, None).lines if one.opens is not None)
    found = [
        PaletteEntry(one.title, one.opens, PaletteGroup.RECORDS, detail=one.text, icon=one.icon, passing=True)
        for one in lines
        if one.opens is not None
    ]
    return [*found[:MOST], everything]
