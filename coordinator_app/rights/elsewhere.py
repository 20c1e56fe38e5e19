"""Where the words of an erased record still stand: packs as they were sent, and the same incident on another record (no Qt)."""

from __future__ import annotations

from coordinator_app.access_requests.items import Pack, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.rights.parts import RightsItem
from coordinator_app.store.session import Session


def still_says(session: Session, items: list[RightsItem]) -> tuple[str, ...]:
    """Sentences for the certificate, by numbers alone: they name nobody, and nothing that was said."""
    return (*_packs(session, items), *_twins(session, items))


def _packs(session: Session, items: list[RightsItem]) -> tuple[str, ...]:
    ids = {
        one.request_id
        for item in items
        for one in session.list(RequestItem, where={"item_id": item.item_id}, trashed=None)
    }
    packed = (
        {one.request_id for one in session.list(Pack, where={"request_id": tuple(ids)})} if ids else set()
    )
    found = session.list(AccessRequest, where={"id": tuple(packed)}) if packed else []
    numbers = sorted(one.request_number or 0 for one in found)
    return tuple(f"The pack of request {number} still holds it, as it was made." for number in numbers)


def _twins(session: Session, items: list[RightsItem]) -> tuple[str, ...]:
    going = {item.item_id for item in items}
    entries = [session.find(ChronologyEntry, one) for one in going]
    incidents = {one.incident for one in entries if one is not None and one.incident}
    twins = session.list(ChronologyEntry, where={"incident": tuple(incidents)}) if incidents else []
    number = len({one.id for one in twins} - going)
    if not number:
        return ()
    entries_of = "1 entry" if number == 1 else f"{number} entries"
    return (
        f"The same incident stands in {entries_of} on other records, which may name the pupil. Look at them too.",
    )
