"""Who has read an entry that others need to see (003-2.1): each user says so, and the entry shows who and when.

A correction makes what was read another text, so whoever had read it before is asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.chronology.parts import EntrySeen
from coordinator_app.core.actor import Actor
from coordinator_app.core.changes import Saved
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.core.errors import NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work

HUNG = "seen"
"""The name by which the card of an entry finds what was read for it."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Who has read an entry, in words, the first first; `waits` is whether it waits for this user."""

    lines: tuple[str, ...]
    waits: bool


def mark_read(session: Session, entry: ChronologyEntry) -> Saved[EntrySeen]:
    """This user has read the entry as it stands now. NotFound. A second press keeps the first."""
    found = session.find_with_place(ChronologyEntry, entry.id)
    if found is None:
        raise NotFound("This entry is not here, or your passphrase does not open it.")
    kept, place = found
    before = next((one for one in _seen(session, [kept]) if _counts(one, kept, session.actor)), None)
    if before is not None:
        return Saved(before, "")
    with session.write(place) as work:
        made = write_read(session, work, kept)
    return Saved(made, work.change_id)


def write_read(session: Session, work: Work, entry: ChronologyEntry) -> EntrySeen:
    """In the open unit of work: whoever writes or corrects an entry has read it."""
    return work.add(
        EntrySeen(
            entry_id=entry.id,
            role=session.actor.role,
            slot_id=session.actor.slot_id,
            seen_at=session.clock.now(),
            is_guarded=entry.category is not None and entry.category.is_guarded,
        )
    )


def of_entries(session: Session, entries: Sequence[ChronologyEntry]) -> Mapping[str, object]:
    """Who has read those of these entries that others need to see, by the entry's id."""
    wanted = [one for one in entries if one.for_others]
    by_entry: dict[str, list[EntrySeen]] = {one.id: [] for one in wanted}
    for seen in _seen(session, wanted):
        by_entry[seen.entry_id].append(seen)
    return {one.id: _readers(one, by_entry[one.id], session.actor) for one in wanted}


def _readers(entry: ChronologyEntry, seen: list[EntrySeen], actor: Actor) -> Readers:
    newest = {one.slot_id: one for one in sorted(seen, key=lambda one: one.key)}
    lines = tuple(_line(one, entry) for one in newest.values())
    return Readers(lines, not any(_counts(one, entry, actor) for one in seen))


def _line(seen: EntrySeen, entry: ChronologyEntry) -> str:
    if seen.seen_at is None:
        return seen.role
    local = seen.seen_at.astimezone(LONDON)
    older = "" if _is_current(seen, entry) else ", before it was corrected"
    return f"{seen.role}, {say(local.date())}, {say_time(local.time())}{older}"


def _counts(seen: EntrySeen, entry: ChronologyEntry, actor: Actor) -> bool:
    return actor.is_self(seen.slot_id) and _is_current(seen, entry)


def _is_current(seen: EntrySeen, entry: ChronologyEntry) -> bool:
    return seen.seen_at is not None and (entry.changed_at is None or seen.seen_at >= entry.changed_at)


def _seen(session: Session, entries: Iterable[ChronologyEntry]) -> list[EntrySeen]:
    ids = tuple(one.id for one in entries)
    return session.list(EntrySeen, where={"entry_id": ids}) if ids else []


def looked_at(session: Session, entries: Iterable[ChronologyEntry]) -> None:
    """Write into the audit that guarded entries were looked at, all in one. KeyNotHeld."""
    with session.write(Compartment.GUARDED) as work:
        for one in entries:
            work.audit("record.viewed", one)
