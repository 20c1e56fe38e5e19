"""What stands beside a record where somebody says otherwise: the other view, and what is not decided yet (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable

from coordinator_app.corrections.model import CorrectionClaim, CorrectionOutcome
from coordinator_app.store.session import Session

_LONGEST = 160
_APART = "Somebody says otherwise; the words are kept apart, under corrections"
_OPEN = "Said to be wrong; not decided yet"


def otherwise(session: Session, item_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each of these records what is said otherwise of it, oldest first; nothing for most of them."""
    ids, found = tuple(item_ids), dict[str, tuple[str, ...]]()
    for claim in session.list(CorrectionClaim, where={"item_id": ids}) if ids else ():
        words = _words(claim)
        if words and words not in found.get(claim.item_id, ()):
            found[claim.item_id] = (*found.get(claim.item_id, ()), words)
    return found


def _words(claim: CorrectionClaim) -> str:
    if claim.outcome is None:
        return _OPEN
    if not claim.outcome.keeps_other_view:
        return ""
    if claim.is_guarded:
        return _APART
    said = " ".join((claim.other_view or claim.says).split())
    if len(said) > _LONGEST:
        said = f"{said[:_LONGEST].rsplit(' ', 1)[0]} …"
    head = "An opinion. " if claim.outcome is CorrectionOutcome.OPINION else ""
    return f"{head}{claim.asked_by} says otherwise: {said}"
