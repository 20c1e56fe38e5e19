"""That an official asked about the pupil is an item like any other, and the one that is never shared by a slip (schedule 2, paragraph 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import Exemption
from coordinator_app.core.gates import OPEN, Decision
from coordinator_app.official_requests.telling import asked_in, is_of_police, is_untold, untold_gate
from coordinator_app.store.session import Session

_REASON = "An official asked about the pupil, and the family was not told. To show this would tell them."


def proposed_back(session: Session, items: Iterable[RequestItem]) -> list[RequestItem]:
    """New items, those that would tell that an official asked with the reason to withhold them at hand; a person decides."""
    return [_proposed(session, one) for one in items]


def _proposed(session: Session, item: RequestItem) -> RequestItem:
    if not item.is_guarded or not is_untold(session, item.item_id, item.draft_screen):
        return item
    law = Exemption.CRIME if is_of_police(asked_in(session, item.item_id)) else None
    return replace(item, exemption=law, reason=_REASON)


def officials_gate(session: Session, item: RequestItem) -> Decision:
    """Why an item may not be shared, or that it may: no note opens what the family was not told."""
    if not item.is_guarded or item.outcome not in {Outcome.SHARE, Outcome.REDACT}:
        return OPEN
    return untold_gate(session, item.item_id, item.draft_screen)
