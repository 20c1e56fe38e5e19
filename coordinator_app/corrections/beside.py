"""What stands beside a record where somebody says otherwise: the other view, and what is not decided yet (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.model import CorrectionClaim, CorrectionOutcome
from coordinator_app.store.session import Session

_LONGEST = 160
_APART = "Somebody says otherwise; the words are kept apart, under corrections"
_OUTSIDE_APART = "There is another view of this; ask us for it"
_OPEN = "Said to be wrong; not decided yet"


def otherwise(session: Session, item_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each of these records what is said otherwise of it, oldest first; nothing for most of them."""
    ids, found = tuple(item_ids), dict[str, tuple[str, ...]]()
    for claim in session.list(CorrectionClaim, where={"item_id": ids}) if ids else ():
        words = _words(claim)
        if words and words not in found.get(claim.item_id, ()):
            found[claim.item_id] = (*found.get(claim.item_id, ()), words)
    return found


def travelling(session: Session, records: Iterable[Record], *, outside: bool = False) -> dict[str, str]:
    """For each of these records that leave the vault the whole of what is said otherwise of it (UK GDPR articles 5(1)(d), 16).

    Words that lie apart go only with a record that lies apart itself. To somebody `outside` it is not told who says so.
    """
    apart = {one.id: record_type(one).compartment_of(one) is Compartment.GUARDED for one in records}
    found: dict[str, list[str]] = {}
    for claim in session.list(CorrectionClaim, where={"item_id": tuple(apart)}) if apart else ():
        words = _whole(claim, is_apart=apart[claim.item_id], outside=outside)
        if words and words not in found.get(claim.item_id, ()):
            found.setdefault(claim.item_id, []).append(words)
    return {item_id: ". ".join(one.rstrip(".") for one in said) for item_id, said in found.items()}


def _whole(claim: CorrectionClaim, *, is_apart: bool, outside: bool) -> str:
    if claim.outcome is None:
        return _OPEN
    if not claim.outcome.keeps_other_view:
        return ""
    if claim.is_guarded and not is_apart:
        return _OUTSIDE_APART if outside else _APART
    head = "An opinion. " if claim.outcome is CorrectionOutcome.OPINION else ""
    who = "Another view of this" if outside else f"{claim.asked_by} says otherwise"
    return f"{head}{who}: {' '.join((claim.other_view or claim.says).split())}"


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
