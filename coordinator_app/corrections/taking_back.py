"""A decision is taken back until somebody was told of it; a letter that was only printed or saved told nobody (no Qt)."""

from __future__ import annotations

from dataclasses import replace

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut
from coordinator_app.corrections.actions import list_notices, notices_of, without_answer
from coordinator_app.corrections.model import CorrectionClaim, claim_compartment
from coordinator_app.corrections.versions import as_it_is
from coordinator_app.store.session import Session

_ANEW = "Change the decision, or write what is new down as another correction."


def what_left(session: Session, claim: CorrectionClaim) -> str:
    """Who was told of the decision already, in a sentence; "" while it can be taken back."""
    if claim.told_on is not None:
        return "Whoever asked was told of it already."
    if any(one.told_on is not None for one in notices_of(session, claim.id)):
        return "Somebody was told of this correction already."
    return ""


def take_back(session: Session, claim: CorrectionClaim) -> Saved[CorrectionClaim]:
    """As if nothing had been decided: nobody has to be told, and no other view stands beside it. GateShut once told.

    The record itself stays as it was put right: it is corrected by its own means.
    """
    if claim.outcome is None:
        raise GateShut(("Nothing is decided yet.",))
    left = what_left(session, claim)
    if left:
        raise GateShut((left, _ANEW))
    open_ = replace(
        without_answer(claim), outcome=None, reason="", decided_on=None, after_version=None, other_view=""
    )
    with session.write(claim_compartment(claim)) as work:
        kept = work.change(open_)
        list_notices(session, work, kept, as_it_is(session, kept))
    return Saved(kept, work.change_id)
