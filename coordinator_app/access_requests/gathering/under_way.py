"""Of another request about the same person that is still open: that it was made is held here, how it is worked at is not yet.

Gathering, deciding and building there go on every hour. Gathered here, each of these steps would set back what was decided
here, and items would be made of items. Once it is answered they stand, and are gathered like those of any earlier request.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coordinator_app.access_requests.ends import is_open
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.derived import record_lines
from coordinator_app.store.gather import Gathered
from coordinator_app.store.session import Session

_WORK = frozenset({"request_item", "request_place", "pack"})
"""What work at a request makes; its letters, questions, advice and whom it consulted tell of the person themselves."""


def others_open(found: Iterable[Gathered], request: AccessRequest) -> frozenset[str]:
    """The ids of the other requests about this person that are not answered yet."""
    records = (one.record for one in found if not one.draft and not one.trashed)
    return frozenset(
        one.id for one in records if isinstance(one, AccessRequest) and one.id != request.id and is_open(one)
    )


def is_work_at(record: Record, open_ones: frozenset[str]) -> bool:
    """Whether it is a step of the work at one of these requests."""
    return record_type(record).kind in _WORK and getattr(record, "request_id", "") in open_ones


def is_worked_at(session: Session, record: Record) -> bool:
    """Whether it is a request that is still open, as it is now."""
    now = session.find(AccessRequest, record.id) if isinstance(record, AccessRequest) else None
    return now is not None and is_open(now)


def without_work(record: Record) -> Record:
    """What is said of a request by whoever asked and by us, without how far the work at it has come."""
    if not isinstance(record, AccessRequest):
        return record
    bare = replace(record, stage=None, gathered_at=None, search_words="")
    return replace(bare, approved_by="", approved_on=None, approval_reason="")


def was_only_worked_at(session: Session, item: RequestItem, now: Record) -> bool:
    """Whether a request says what it said when it was gathered, but for how far the work has come."""
    if not isinstance(now, AccessRequest) or not is_open(now):
        return False
    then = session.at_version(AccessRequest, item.item_id, item.item_version or 1)
    said = _without_steps if item.is_mention else without_work
    return record_lines(said(then)) == record_lines(said(now))


def _without_steps(record: AccessRequest) -> AccessRequest:
    """Of a request about somebody else: what is typed at the work may be the very words that name the person."""
    return replace(record, stage=None, gathered_at=None, approved_on=None)
