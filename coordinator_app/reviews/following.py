"""Why something was not shared at a review follows it into the guarded compartment.

An entry or a document may turn out to be about safeguarding or health. The reason why the family was not told of it is
then as sensitive as itself, with every earlier wording. Where the program was cut off in between, or the guarded key was
not held, the next unlock with it does the rest (upkeep).
"""

from __future__ import annotations

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.privacy import Compartment
from coordinator_app.reviews.model import ReviewItem
from coordinator_app.store.session import Session
from coordinator_app.store.sql import quoted, rows


def moved(session: Session, record: Record) -> None:
    """A record is guarded now: what was decided about it at reviews goes with it, from the trash too."""
    if isinstance(record, ReviewItem):
        return
    for item in session.list(ReviewItem, where={"item_id": record.id}, trashed=None):
        _follow(session, item)


def upkeep(session: Session) -> None:
    """Bring after them what was decided about records that have gone ahead. Nothing without the key."""
    if Compartment.GUARDED not in session.held:
        return
    general = session.databases.connection(Compartment.GENERAL)
    ours = quoted(record_type(ReviewItem).kind)
    for (kind,) in rows(general, f"SELECT DISTINCT item_kind FROM {ours}"):  # noqa: S608  a kind of the catalogue
        left = f"SELECT id FROM {ours} WHERE item_kind = ? AND item_id NOT IN (SELECT id FROM {quoted(kind)})"  # noqa: S608  kinds of the catalogue
        for (item_id,) in rows(general, left, (kind,)):
            item = session.get(ReviewItem, item_id)
            if _is_apart(session, item):
                _follow(session, item)


def _is_apart(session: Session, item: ReviewItem) -> bool:
    record = session.any_record(item.item_kind, item.item_id)
    return record is not None and record_type(record).compartment_of(record) is Compartment.GUARDED


def _follow(session: Session, item: ReviewItem) -> None:
    if not item.is_guarded:
        session.move(item, Compartment.GUARDED, is_guarded=True)
