"""A record that is kept apart from now on takes with it what requests hold of it, in closed requests too."""

from __future__ import annotations

from coordinator_app.access_requests.items import Redaction, RequestItem
from coordinator_app.core.catalogue import Record
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session


def moved(session: Session, record: Record) -> None:
    """Move its items and the words that were covered of it: they would lie open in the general compartment."""
    for item in session.list(RequestItem, where={"item_id": record.id}, trashed=None):
        if item.is_guarded:
            continue
        covered = session.list(Redaction, where={"request_item_id": item.id}, trashed=None)
        session.move(item, Compartment.GUARDED, is_guarded=True)
        for one in covered:
            session.move(one, Compartment.GUARDED, is_guarded=True)
