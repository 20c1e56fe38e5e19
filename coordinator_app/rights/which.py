"""Which records a letter about a restriction speaks of: what kind and of which day, and no word of what they say (articles 18, 19).

The words of a record may be another child's too, and what they are called says what happened: neither stands in a letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.dates import say
from coordinator_app.core.privacy import Compartment
from coordinator_app.rights.lasting import items_of
from coordinator_app.rights.model import RightsKind, RightsRequest
from coordinator_app.rights.notices import same_recipient
from coordinator_app.rights.parts import RightsItem, RightsNotice
from coordinator_app.sharing.actions import disclosures_of
from coordinator_app.sharing.model import DisclosedItem
from coordinator_app.store.session import Session

_CALLED = {"chronology_entry": "An entry in the record", "document": "A document", "review": "A review"}


def is_part(session: Session, request: RightsRequest) -> bool:
    """Whether a restriction is of chosen records, and not of the whole."""
    return request.kind_asked is RightsKind.RESTRICTION and bool(items_of(session, request.id))


def for_asker(session: Session, request: RightsRequest) -> tuple[str, ...]:
    """The records that it restricts, for whoever asked; of what lies apart not even the day is told."""
    if request.kind_asked is not RightsKind.RESTRICTION:
        return ()
    found = (_record(session, one) for one in items_of(session, request.id))
    return _told(one for one in found if one is not None and not _is_apart(one))


def for_recipient(session: Session, request: RightsRequest, notice: RightsNotice) -> tuple[str, ...]:
    """Those of them that this recipient was given: of another one they learn nothing, not even that it is there."""
    if request.kind_asked is not RightsKind.RESTRICTION:
        return ()
    had = _given_to(session, request, notice)
    found = (_record(session, one) for one in items_of(session, request.id) if one.item_id in had)
    return _told(one for one in found if one is not None)


def _given_to(session: Session, request: RightsRequest, notice: RightsNotice) -> set[str]:
    """The records of every act of giving to them; an official's stands apart, and is named by the notice alone."""
    acts = {one.id for one in disclosures_of(session, request.pupil_id) if same_recipient(notice, one)}
    acts |= {notice.disclosure_id} if notice.disclosure_id else set()
    lines = session.list(DisclosedItem, where={"disclosure_id": tuple(acts)}) if acts else []
    return {one.item_id for one in lines}


def _is_apart(record: Record) -> bool:
    return record_type(record).compartment_of(record) is Compartment.GUARDED


def _record(session: Session, item: RightsItem) -> Record | None:
    return session.any_record(item.item_kind, item.item_id)


def _told(records: Iterable[Record]) -> tuple[str, ...]:
    """One line for each kind and day: "A review of 12 November 2026"; of several of one day how many."""
    lines = Counter(_line(one) for one in records)
    return tuple(line if number == 1 else f"{line} ({number} of them)" for line, number in lines.items())


def _line(record: Record) -> str:
    described = record_type(record)
    called = _CALLED.get(described.kind, described.title)
    held = getattr(record, "held_on", None)
    day = held or (getattr(record, described.date_field) if described.date_field else None)
    return f"{called} of {say(day)}" if isinstance(day, date) else called
