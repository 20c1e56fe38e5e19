"""Moving a record to another compartment: copy, verify, remove with history, files and index, leave a stub.

One transaction never spans two databases, so the stub in the old place says "moving" before anything is
copied; a move cut off by a kill is finished by `finish_moves` at the next unlock.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.errors import InvalidInput, NotFound, StaleRecord, VaultDamaged
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import blobs, history, search
from coordinator_app.store.connection import Connection
from coordinator_app.store.erasure import blob_ids, put_stub, strip
from coordinator_app.store.records import table, table_of
from coordinator_app.store.sql import row, rows, run

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

R = TypeVar("R", bound=Record)


def move(session: Session, record: R, to: Compartment, values: dict[str, Any]) -> R:
    """Move a record, changing fields on the way so that its own data calls for the new place; the new version.

    Raises InvalidInput if the changed record does not belong in `to`, StaleRecord, NotFound, KeyNotHeld.
    """
    found = session.find_with_place(type(record), record.id)
    if found is None:
        raise NotFound("This record is no longer where it was.")
    current, source = found
    if current.version != record.version:
        raise StaleRecord(
            "This record was changed since you opened it.", theirs=current, yours=replace(record, **values)
        )
    wanted = replace(record, **values)
    described = record_type(record)
    if to not in described.compartments or described.compartment_of(wanted) is not to:
        raise InvalidInput.one("", f"A {described.title.lower()} of this content is not kept there.")
    if source is to:
        with session.write(to) as work:
            return work.change(current, **values)
    _announce(session, current, source, to)
    moved = _copy(session, current, wanted, source, to)
    _leave(session, current, source)
    return moved


def _announce(session: Session, current: Record, source: Compartment, to: Compartment) -> None:
    with session.write(source) as work:
        put_stub(work.connection, current, "moving", to.value, session.clock.now())


def _copy(session: Session, current: R, wanted: R, source: Compartment, to: Compartment) -> R:
    origin = session.databases.connection(source)
    with session.write(to) as work:
        run(work.connection, "DELETE FROM stub WHERE record_id = ?", (current.id,))
        _copy_blobs(session, origin, work.connection, current, (source, to))
        tables = table_of(current)
        placed = replace(current, key=tables.next_key(work.connection, session.clock.now()))
        tables.insert(work.connection, placed)
        history.copy(origin, work.connection, current.id)
        _copy_drafts(origin, work.connection, current.id)
        moved = work.put_back(placed, replace(wanted, key=placed.key))
        # the words may be the same, but the index is another
        search.index(work.connection, moved)
        work.audit("record.moved-in", moved, note_code=source.value)
    return moved


def _copy_drafts(origin: Connection, target: Connection, record_id: str) -> None:
    columns = "slot_id, screen, record_id, saved_at, body"
    for found in rows(origin, f"SELECT {columns} FROM draft WHERE record_id = ?", (record_id,)):  # noqa: S608  own names
        run(target, f"INSERT OR REPLACE INTO draft ({columns}) VALUES (?, ?, ?, ?, ?)", found)  # noqa: S608  own names


def _copy_blobs(
    session: Session,
    origin: Connection,
    target: Connection,
    record: Record,
    way: tuple[Compartment, Compartment],
) -> None:
    source, to = (session.databases.keys.file_key(compartment) for compartment in way)
    for blob_id in blob_ids(origin, record):
        data = blobs.get(origin, source, blob_id)
        blobs.put(target, to, data, session.clock.now(), blob_id)
        # read back, so that nothing is removed before its copy is known to be good
        blobs.get(target, to, blob_id)


def _leave(session: Session, current: Record, source: Compartment) -> None:
    """Remove the original once the copy in the other place is known to be whole."""
    origin = session.databases.connection(source)
    stub = row(origin, "SELECT moved_to FROM stub WHERE record_id = ?", (current.id,))
    assert stub is not None
    _verify(current, origin, session.databases.connection(Compartment(stub[0])))
    with session.write(source) as work:
        strip(work.connection, current)
        put_stub(work.connection, current, "moved", stub[0], session.clock.now())
        work.audit("record.moved-out", current, note_code=stub[0])


def _verify(current: Record, origin: Connection, target: Connection) -> None:
    ours = [(one.version, one.after) for one in history.of_record(origin, current.id)]
    theirs = [(one.version, one.after) for one in history.of_record(target, current.id)]
    copy = table_of(current).find(target, current.id)
    if copy is None or theirs[: len(ours)] != ours or copy.version != current.version + 1:
        raise VaultDamaged("A record could not be moved; it is still where it was.")


def finish_moves(session: Session) -> int:
    """Finish moves that were cut off: remove the original if its copy is there, else forget the move.

    Returns how many there were. To be run by the writer after unlock.
    """
    unfinished = [
        (compartment, kind, record_id, Compartment(to))
        for compartment in session.databases.held
        for kind, record_id, to in rows(
            session.databases.connection(compartment),
            "SELECT kind, record_id, moved_to FROM stub WHERE reason = 'moving'",
        )
    ]
    for compartment, kind, record_id, to in unfinished:
        if to in session.databases.held:
            _finish(session, kind, record_id, compartment, to)
    return len(unfinished)


def _finish(session: Session, kind: str, record_id: str, source: Compartment, to: Compartment) -> None:
    tables = table(session.catalogue.of_kind(kind).cls)
    original = tables.find(session.databases.connection(source), record_id)
    copied = tables.find(session.databases.connection(to), record_id)
    if original is not None and copied is not None:
        _leave(session, original, source)
    else:
        with session.write(source) as work:
            run(work.connection, "DELETE FROM stub WHERE record_id = ?", (record_id,))
