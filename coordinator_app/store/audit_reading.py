"""Rows of the audit for the eye: newest first, of every compartment held, by person, record, kind, user and days.

The chain itself is in `audit.py`; nothing here proves anything.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from coordinator_app.core.clock import LONDON
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.audit import AuditEntry, AuditRow
from coordinator_app.store.connection import Connection
from coordinator_app.store.sql import rows

_COLUMNS = "seq, at, slot_id, action, kind, record_id, subject_id, before_digest, after_digest, note_code"


@dataclass(frozen=True, slots=True)
class AuditAsk:
    """Which rows are wanted; what is empty leaves nothing out. `first` and `last` are civil days in London."""

    subject_id: str = ""
    record_id: str = ""
    actions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class AuditMark:
    """Where the next page starts: per compartment the number of the last row told."""

    told: Mapping[Compartment, int] = field(default_factory=dict)


def newest(
    connections: Mapping[Compartment, Connection],
    ask: AuditAsk,
    after: AuditMark | None = None,
    limit: int = 100,
) -> tuple[list[AuditRow], AuditMark | None]:
    """At most `limit` rows, newest first, and the mark for those that follow, None at the end.

    Rows of one compartment keep the order of their chain, whatever the clock of the day was.
    """
    told = dict(after.told) if after is not None else {}
    chains = [_of_one(connection, one, ask, told.get(one), limit) for one, connection in connections.items()]
    found: list[AuditRow] = []
    for one in heapq.merge(*chains, key=lambda row: -row.entry.at.timestamp()):
        if len(found) == limit:
            return found, AuditMark(told)
        found.append(one)
        told[one.compartment] = one.seq
    whole = all(len(chain) < limit for chain in chains)
    return found, None if whole else AuditMark(told)


def newest_at(connection: Connection) -> datetime | None:
    """When the newest row of a compartment was written; None if there is none."""
    found = rows(connection, "SELECT at FROM audit ORDER BY seq DESC LIMIT 1")
    return datetime.fromisoformat(found[0][0]) if found else None


def _of_one(
    connection: Connection, compartment: Compartment, ask: AuditAsk, before: int | None, limit: int
) -> list[AuditRow]:
    where, values = _where(ask)
    if before is not None:
        where.append("seq < ?")
        values.append(before)
    condition = f" WHERE {' AND '.join(where)}" if where else ""
    sql = f"SELECT {_COLUMNS} FROM audit{condition} ORDER BY seq DESC LIMIT ?"  # noqa: S608  own names
    return [_decode(compartment, one) for one in rows(connection, sql, (*values, limit))]


def _where(ask: AuditAsk) -> tuple[list[str], list[Any]]:
    where, values = [], list[Any]()
    for name, value in (("subject_id", ask.subject_id), ("record_id", ask.record_id)):
        if value:
            where.append(f"{name} = ?")
            values.append(value)
    for name, several in (("action", ask.actions), ("kind", ask.kinds), ("slot_id", ask.slots)):
        if several:
            where.append(f"{name} IN ({_marks(several)})")
            values += several
    if ask.first is not None:
        where.append("at >= ?")
        values.append(_start(ask.first))
    if ask.last is not None:
        where.append("at < ?")
        values.append(_start(ask.last + timedelta(days=1)))
    return where, values


def _marks(several: Sequence[str]) -> str:
    return ", ".join("?" for _ in several)


def _start(day: date) -> str:
    """The first moment of a day in London, as the rows are written (UTC)."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC).isoformat()


def _decode(compartment: Compartment, found: Sequence[Any]) -> AuditRow:
    seq, at, *rest = found
    return AuditRow(compartment, seq, AuditEntry(datetime.fromisoformat(at), *rest))
