"""What an open request has gathered stays until it is answered, whosever record it is (Data Protection Act 2018, section 173)."""

from __future__ import annotations

from collections.abc import Iterable

from coordinator_app.access_requests.actions.intake import open_requests
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.store.session import Session

GATHERED = (
    "It was gathered for an access request that is open and about somebody else, so it may not be deleted. "
    "It opens when that request has been answered."
)


def gathered_for_open(session: Session, record_ids: Iterable[str]) -> bool:
    """Whether an open request has one of these records among its items: a paper of one child may speak of another.

    Also where nobody has said yet whether it is them. Not where a person said that it is about somebody else.
    """
    ids = tuple(record_ids)
    found = session.list(RequestItem, where={"item_id": ids}, trashed=None) if ids else []
    asking = {one.request_id for one in found if one.trashed_at is None or (one.is_mention and not one.note)}
    return bool(asking) and any(request.id in asking for request in open_requests(session))
