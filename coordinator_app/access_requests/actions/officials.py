"""That an official asked about the pupil is an item like any other, and the one that is never shared by a slip (schedule 2, paragraph 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import AccessRequest, Exemption
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.official_requests.telling import asked_in, is_of_police, is_untold, untold_gate
from coordinator_app.store.session import Session

_REASON = "An official asked about the pupil, and the family was not told. To show this would tell them."


def proposed_back(session: Session, items: Iterable[RequestItem]) -> list[RequestItem]:
    """New items, those that would tell that an official asked with the reason to withhold them at hand; a person decides."""
    return [_proposed(session, one) for one in items]


def tells_untold(session: Session, item: RequestItem) -> bool:
    """Whether an item tells that an official asked of whom the family was not told."""
    return item.is_guarded and (
        is_untold(session, *_stands_for(session, item)) or _is_about_another(session, item)
    )


def _is_about_another(session: Session, item: RequestItem) -> bool:
    """Whether an official asked about another child and the item was found there: that their family was told says nothing of this one."""
    asked = asked_in(session, _stands_for(session, item)[0])
    request = session.find(AccessRequest, item.request_id) if asked is not None else None
    return asked is not None and request is not None and asked.pupil_id != request.pupil_id


def _stands_for(session: Session, item: RequestItem) -> tuple[str, str]:
    """The record and the screen of a draft that an item is about in the end.

    An earlier request is held about the pupil too, and with it the item that says why the official request was withheld.
    """
    record_id, screen = item.item_id, item.draft_screen
    seen: set[str] = set()
    while record_id not in seen and (earlier := session.find(RequestItem, record_id)) is not None:
        seen.add(record_id)
        record_id, screen = earlier.item_id, earlier.draft_screen
    return record_id, screen


def _proposed(session: Session, item: RequestItem) -> RequestItem:
    if not tells_untold(session, item):
        return item
    law = Exemption.CRIME if is_of_police(asked_in(session, _stands_for(session, item)[0])) else None
    return replace(item, exemption=law, reason=_REASON)


def officials_gate(session: Session, item: RequestItem) -> Decision:
    """Why an item may not be shared, or that it may: no note opens what the family was not told."""
    if not item.is_guarded or item.outcome not in {Outcome.SHARE, Outcome.REDACT}:
        return OPEN
    if _is_about_another(session, item):
        return Decision((_ANOTHER,))
    return untold_gate(session, *_stands_for(session, item))


_ANOTHER = Reason(
    "It tells that an official asked about somebody else, which whoever asks has not been told.",
    "Withhold it.",
    "003-6.4",
)
