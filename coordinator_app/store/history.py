"""History: every version of every record, append-only. The version before a change is the row before it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from coordinator_app.core.changes import Change
from coordinator_app.store.connection import Connection
from coordinator_app.store.sql import Row, as_list, row, rows, run, run_many

_SELECT = (
    "SELECT h.version, h.at, h.change_id, h.slot_id, h.change, b.after, h.after, h.kind, h.record_id, h.undoes"
    " FROM history AS h LEFT JOIN history AS b ON b.record_id = h.record_id AND b.version = h.version - 1"
)
_INSERT = (
    "INSERT INTO history (change_id, undoes, kind, record_id, version, change, at, slot_id, after)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change: `before` and `after` are what the columns held, by name; `before` is None for the first."""

    version: int
    at: datetime
    change_id: str
    actor_slot: str
    kind_of_change: Change
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    kind: str
    record_id: str
    undoes: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written for one change."""

    change_id: str
    undoes: str | None
    kind: str
    record_id: str
    version: int
    change: Change
    at: datetime
    slot_id: str
    after: str


def append(connection: Connection, entry: Entry) -> None:
    """Add a row, in the open transaction."""
    run(connection, _INSERT, _row_of(entry))


def append_many(connection: Connection, entries: Iterable[Entry]) -> None:
    """Add many rows in their order, in the open transaction."""
    run_many(connection, _INSERT, map(_row_of, entries))


def _row_of(entry: Entry) -> tuple[object, ...]:
    return (
        entry.change_id,
        entry.undoes,
        entry.kind,
        entry.record_id,
        entry.version,
        entry.change.value,
        entry.at.astimezone(UTC).isoformat(),
        entry.slot_id,
        entry.after,
    )


def of_record(connection: Connection, record_id: str) -> list[HistoryRow]:
    """Every version of a record, oldest first."""
    found = rows(connection, f"{_SELECT} WHERE h.record_id = ? ORDER BY h.version", (record_id,))
    return [_decode(item) for item in found]


def of_change(connection: Connection, change_id: str) -> list[HistoryRow]:
    """Every row of one unit of work, in the order it was written."""
    found = rows(connection, f"{_SELECT} WHERE h.change_id = ? ORDER BY h.seq", (change_id,))
    return [_decode(item) for item in found]


@dataclass(frozen=True, slots=True)
class Step:
    """One row of history without its contents, but for the values of the fields asked for, after and before it."""

    change_id: str
    undoes: str | None
    kind: str
    record_id: str
    change: Change
    after: tuple[Any, ...]
    before: tuple[Any, ...]


def steps_of(connection: Connection, record_ids: Iterable[str], fields: Sequence[str]) -> list[Step]:
    """Every row about these records in the order it was written, with some fields of each, None where it has none."""
    paths = (as_list(f"$.{name}" for name in fields), as_list(record_ids))
    return [
        Step(
            one[0],
            one[1],
            one[2],
            one[3],
            Change(one[4]),
            tuple(json.loads(one[5])),
            tuple(json.loads(one[6])),
        )
        for one in rows(connection, _STEPS, paths)
    ]


_STEPS = (
    "SELECT h.change_id, h.undoes, h.kind, h.record_id, h.change,"
    " (SELECT json_group_array(json_extract(h.after, p.value)) FROM json_each(?1) AS p),"
    " (SELECT json_group_array(json_extract(b.after, p.value)) FROM json_each(?1) AS p)"
    " FROM history AS h LEFT JOIN history AS b ON b.record_id = h.record_id AND b.version = h.version - 1"
    " WHERE h.record_id IN (SELECT value FROM json_each(?2)) ORDER BY h.seq"
)


def at_version(connection: Connection, record_id: str, version: int) -> dict[str, Any] | None:
    """What the columns held at a version, or None."""
    sql = "SELECT after FROM history WHERE record_id = ? AND version = ?"
    found = row(connection, sql, (record_id, version))
    return None if found is None else json.loads(found[0])


def _decode(found: Row) -> HistoryRow:
    version, at, change_id, slot_id, change, before, after, kind, record_id, undoes = found
    return HistoryRow(
        version=version,
        at=datetime.fromisoformat(at),
        change_id=change_id,
        actor_slot=slot_id,
        kind_of_change=Change(change),
        before=None if before is None else json.loads(before),
        after=json.loads(after),
        kind=kind,
        record_id=record_id,
        undoes=undoes,
    )


def copy(source: Connection, target: Connection, record_id: str) -> None:
    """Copy a record's history to another compartment, in the target's open transaction."""
    columns = "change_id, undoes, kind, record_id, version, change, at, slot_id, after"
    sql = f"SELECT {columns} FROM history WHERE record_id = ? ORDER BY version"  # noqa: S608  own names
    for found in rows(source, sql, (record_id,)):
        run(target, f"INSERT INTO history ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", found)  # noqa: S608  own names
