"""Keyset paging over one type in one or several compartments; never OFFSET (performance rule 5).

Rows are ordered by (value, key, compartment). Empty values come first, or last with `newest`, and are read in
a phase of their own, so that each phase is a plain walk along an index. ANALYZE is never run: with its statistics the engine skips
along another index and sorts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from coordinator_app.core.catalogue import Record
from coordinator_app.store.connection import Connection
from coordinator_app.store.records import Table, Where, condition, order_column
from coordinator_app.store.sql import rows

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class PageMark:
    """Where a page ended: the ordering value as stored, the key, and the number of the compartment."""

    value: str | int | None
    key: int
    place: int


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some records, and where the next ones start; `next` is None at the end."""

    records: tuple[R, ...]
    next: PageMark | None


@dataclass(frozen=True, slots=True)
class Ask:
    """What is wanted: `order` is a field, `newest` turns the order round, `trashed` is as in `condition`."""

    where: Where | None = None
    order: str = "key"
    newest: bool = False
    trashed: bool | None = False
    limit: int | None = 100


Placed = tuple[Any, int, int, Any]  # value, key, compartment's number, record


def page(
    table: Table[R], connections: Sequence[Connection], ask: Ask, after: PageMark | None = None
) -> Page[R]:
    """The records that follow `after`, at most `ask.limit` of them (all if it is None)."""
    found = [
        placed
        for place, connection in enumerate(connections)
        for placed in _from_one(table, connection, place, ask, after)
    ]
    if len(connections) > 1:
        found.sort(key=lambda placed: _rank(placed, newest=ask.newest), reverse=ask.newest)
    whole = ask.limit is None or len(found) < ask.limit
    kept = found if ask.limit is None else found[: ask.limit]
    last = kept[-1] if kept and not whole else None
    records = tuple(placed[3] for placed in kept)
    return Page(records, PageMark(last[0], last[1], last[2]) if last else None)


def _rank(placed: Placed, *, newest: bool) -> tuple[bool, Any, int, int]:
    value, key, place, _ = placed
    # the compartment's order stays the same both ways
    return (value is not None, "" if value is None else value, key, -place if newest else place)


def _from_one(
    table: Table[R], connection: Connection, place: int, ask: Ask, after: PageMark | None
) -> list[Placed]:
    phases = [True, False] if not ask.newest else [False, True]
    if ask.order == "key":
        phases = [False]
    if after is not None:
        phases = phases[phases.index(after.value is None) :]
    found: list[Placed] = []
    for empty in phases:
        mark = after if after is not None and (after.value is None) == empty else None
        left = None if ask.limit is None else ask.limit - len(found)
        if left == 0:
            break
        found += _phase(table, connection, place, ask, _Phase(empty, mark, left))
    return found


@dataclass(frozen=True, slots=True)
class _Phase:
    empty: bool
    mark: PageMark | None
    limit: int | None


def _phase(table: Table[R], connection: Connection, place: int, ask: Ask, phase: _Phase) -> list[Placed]:
    sql, parameters = phase_sql(table, place, ask, phase.mark, empty=phase.empty)
    if phase.limit is not None:
        sql, parameters = f"{sql} LIMIT ?", [*parameters, phase.limit]
    return [
        (found[-1], found[0], place, table.decode(found[:-1])) for found in rows(connection, sql, parameters)
    ]


def phase_sql(
    table: Table[Any], place: int, ask: Ask, mark: PageMark | None, *, empty: bool
) -> tuple[str, list[object]]:
    """The statement of one phase without its limit, and its parameters."""
    clause, parameters = condition(table, ask.where, trashed=ask.trashed)
    column, way = order_column(table, ask.order), " DESC" if ask.newest else ""
    if ask.order != "key":
        clause += f" AND {column} IS {'' if empty else 'NOT '}NULL"
    if mark is not None:
        more, values = _beyond(column, ask, mark, place, by_key=empty or ask.order == "key")
        clause, parameters = f"{clause} AND {more}", [*parameters, *values]
    by = f'"key"{way}' if empty or ask.order == "key" else f'{column}{way}, "key"{way}'
    return table.select_with(column, clause, f"ORDER BY {by}"), parameters


def _beyond(column: str, ask: Ask, mark: PageMark, place: int, *, by_key: bool) -> tuple[str, list[object]]:
    sign = "<" if ask.newest else ">"
    # of rows alike in value and key, those of later compartments are still to come
    sign += "=" if place > mark.place else ""
    if by_key:
        return f'"key" {sign} ?', [mark.key]
    return f'({column}, "key") {sign} (?, ?)', [mark.value, mark.key]
