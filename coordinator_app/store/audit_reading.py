"""Rows of the audit for the eye: newest first, of every compartment held, by person, record, kind, user and days.

The chain itself is in `audit.py`; nothing here proves anything.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from coordinator_app.core.clock import LONDON
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.audit import AuditEntry, AuditRow
from coordinator_app.store.connection import Connection
from coordinator_app.store.sql import Row, rows

_COLUMNS = "seq, at, slot_id, action, kind, record_id, subject_id, before_digest, after_digest, note_code"
_ABOVE = 2**63 - 1  # no row has a number above it


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


def latest_at(connection: Connection) -> datetime | None:
    """The latest moment at which a row of a compartment says it was written, by the index; None if there is no row.

    It need not be the newest row's: a clock that was ahead was set right since.
    """
    found = rows(connection, "SELECT max(at) FROM audit")
    return datetime.fromisoformat(found[0][0]) if found[0][0] else None


def _of_one(
    connection: Connection, compartment: Compartment, ask: AuditAsk, before: int | None, limit: int
) -> list[AuditRow]:
    first = None
    if ask.first is not None and not (ask.subject_id or ask.record_id or ask.actions):
        first = _first_since(connection, ask.first)
    found = [_rows(connection, one, (first, before), limit) for one in _by_deed(ask)]
    newest = islice(heapq.merge(*found, key=lambda row: -int(row[0])), limit)
    return [_decode(compartment, one) for one in newest]


def _by_deed(ask: AuditAsk) -> list[AuditAsk]:
    """One ask for each deed: so each is read newest first by its index, and a rare one does not walk the log.

    What concerns one person or one record is few rows, which their own index finds.
    """
    if ask.subject_id or ask.record_id or not ask.actions:
        return [ask]
    return [replace(ask, actions=(one,)) for one in dict.fromkeys(ask.actions)]


def _first_since(connection: Connection, day: date) -> int:
    """The lowest number of a row of that day or later; above every number if there is none.

    The clock may have been set back: so it is asked of all such rows, which the index alone answers.
    """
    # without the plus the engine would walk the log from its first row on
    sql = "SELECT min(+seq) FROM audit WHERE at >= ?"
    (found,) = rows(connection, sql, (_start(day),))
    return _ABOVE if found[0] is None else int(found[0])


def _rows(
    connection: Connection, ask: AuditAsk, between: tuple[int | None, int | None], limit: int
) -> list[Row]:
    where, values = _where(ask)
    for sign, number in zip((">=", "<"), between, strict=True):
        if number is not None:
            where.append(f"seq {sign} ?")
            values.append(number)
    condition = f" WHERE {' AND '.join(where)}" if where else ""
    sql = f"SELECT {_COLUMNS} FROM audit{condition} ORDER BY seq DESC LIMIT ?"  # noqa: S608  own names
    return rows(connection, sql, (*values, limit))


def _where(ask: AuditAsk) -> tuple[list[str], list[Any]]:
    """Conditions; the plus keeps the engine from an index by which the rows would have to be sorted."""
    where, values = [], list[Any]()
    for name, value in (("subject_id", ask.subject_id), ("record_id", ask.record_id)):
        if value:
            where.append(f"{name} = ?")
            values.append(value)
    deed = "action" if len(ask.actions) == 1 and not (ask.subject_id or ask.record_id) else "+action"
    for name, several in ((deed, ask.actions), ("kind", ask.kinds), ("slot_id", ask.slots)):
        if several:
            where.append(f"{name} IN ({_marks(several)})")
            values += several
    if ask.first is not None:
        where.append("+at >= ?")
        values.append(_start(ask.first))
    if ask.last is not None:
        where.append("+at < ?")
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
