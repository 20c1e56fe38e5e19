"""Where somebody says otherwise of a record, its item in the pack names the item that says so: no word of it is added unread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coordinator_app.access_requests.gathering.holdings import Holding
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.pack_order import OrderItem
from coordinator_app.corrections.model import CorrectionClaim


def with_other_views(
    ordered: Iterable[OrderItem], held: Iterable[tuple[RequestItem, Holding]]
) -> tuple[OrderItem, ...]:
    """The items with what stands beside them; of a view that is held back nothing is told, nor of a record that is."""
    given = [(number, *one) for number, one in enumerate(held, start=1)]
    beside: dict[str, list[str]] = {}
    for number, item, holding in given:
        claim = holding.record
        is_now = not item.state_label  # an earlier version of it says no more what holds
        if isinstance(claim, CorrectionClaim) and is_now and item.outcome is not Outcome.WITHHOLD:
            words = _words(claim, number)
            if words:
                beside.setdefault(claim.item_id, []).append(words)
    about = {
        number: beside[holding.record.id]
        for number, item, holding in given
        if holding.record.id in beside and item.outcome is not Outcome.WITHHOLD and not holding.draft_screen
    }
    return tuple(
        replace(one, source=". ".join((*filter(None, (one.source.rstrip("."),)), *about[one.number])))
        if one.number in about
        else one
        for one in ordered
    )


def _words(claim: CorrectionClaim, number: int) -> str:
    if claim.outcome is None:
        return f"Said to be wrong, and not decided yet: see item {number}"
    return f"Somebody says otherwise: see item {number}" if claim.outcome.keeps_other_view else ""
