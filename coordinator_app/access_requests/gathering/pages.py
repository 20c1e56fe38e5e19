"""A person has read the pages that no machine could read for names: only then may their document be shared (003-5.2)."""

from __future__ import annotations

from coordinator_app.access_requests.actions.intake import must_still_be_open
from coordinator_app.access_requests.items import RequestItem, guarded_if_marked
from coordinator_app.core.changes import Saved
from coordinator_app.store.session import Session


def pages_read(session: Session, item: RequestItem) -> Saved[RequestItem]:
    """Keep that whoever is at work has read them today; who it was stands in history. GateShut once the pack was sent."""
    must_still_be_open(session, item.request_id)
    with session.write(guarded_if_marked(item)) as work:
        kept = work.change(item, pages_read_on=session.clock.today())
    return Saved(kept, work.change_id)
