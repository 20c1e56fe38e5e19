"""What the palette finds of corrections: the list, and each one that is not answered yet."""

from __future__ import annotations

from coordinator_app.corrections.model import CorrectionClaim
from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

_ICON = "message-square-warning"
_MOST = 200


def palette(session: Session) -> list[PaletteEntry]:
    """Nothing of what is said to be wrong is shown, only whose record it is."""
    go = PaletteEntry(
        "Corrections asked for",
        Step("corrections"),
        PaletteGroup.ACTIONS,
        icon=_ICON,
        also="wrong mistake error rectify put right inaccurate rectification",
    )
    undecided = session.list(
        CorrectionClaim, where={"outcome": None}, order="asked_on", newest=True, limit=_MOST
    )
    ids = tuple({one.pupil_id for one in undecided})
    names = {one.id: one.called for one in session.list(Pupil, where={"id": ids})} if ids else {}
    return [go, *(_entry(one, names[one.pupil_id]) for one in undecided if one.pupil_id in names)]


def _entry(claim: CorrectionClaim, name: str) -> PaletteEntry:
    return PaletteEntry(
        f"Correction asked for, {name}",
        Step("correction", {"claim_id": claim.id}),
        PaletteGroup.ACTIONS,
        icon=_ICON,
    )
