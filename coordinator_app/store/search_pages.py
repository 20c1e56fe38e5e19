"""One page of what is found in several compartments, newest first, and in the trash if that is wanted.

The order is that of the index's keys, which hold the days; a page goes on behind a mark, never by counting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coordinator_app.core.catalogue import Record, RecordType
from coordinator_app.core.derived import search_text
from coordinator_app.core.privacy import Compartment
from coordinator_app.core.search_words import SearchWords, is_in
from coordinator_app.store.connection import Connection
from coordinator_app.store.reading import Reader
from coordinator_app.store.records import table
from coordinator_app.store.search import NEWEST, Found, Limits, date_of, find_below, key_of_day
from coordinator_app.store.sql import any_of, as_list

PAGE = 20
MOST_IN_TRASH = 500
"""So many records of a kind are looked at in the trash, those thrown away last."""
_TRASH = 100  # where the trash stands among the compartments, for the order of what has one key


@dataclass(frozen=True, slots=True)
class SearchMark:
    """Where a page ended: the key, and the number of the compartment."""

    key: int
    place: int


@dataclass(frozen=True, slots=True)
class Placed:
    """What was found, in which compartment, and whether it lies in the trash."""

    found: Found
    compartment: Compartment
    trashed: bool = False
    place: int = 0

    @property
    def mark(self) -> SearchMark:
        """Where it stands in the order."""
        return SearchMark(self.found.key, self.place)


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Some of what was found, newest first, and where the next page starts.

    A page may be empty and yet have a next one: so far only other kinds were found.
    """

    found: tuple[Placed, ...]
    next: SearchMark | None = None


@dataclass(frozen=True, slots=True)
class SearchAsk:
    """What is looked for: the words, the limits, the compartments that may be asked, and whether in the trash too."""

    words: SearchWords
    limits: Limits
    compartments: Sequence[Compartment]
    with_trash: bool = False
    limit: int = PAGE


def search_page(reader: Reader, ask: SearchAsk, after: SearchMark | None = None) -> FoundPage:
    """The next page. A compartment whose key is not held is not asked."""
    found: list[Placed] = []
    bounds: list[SearchMark] = []
    for place, compartment in enumerate(Compartment):
        if compartment in ask.compartments and compartment in reader.databases.held:
            connection = reader.databases.connection(compartment)
            step = find_below(connection, ask.words, ask.limits, _at_most(after, place), ask.limit)
            found += [Placed(one, compartment, place=place) for one in step.found]
            if step.down_to is not None:
                bounds.append(SearchMark(step.down_to, place))
    if ask.with_trash:
        found += [one for one in _in_trash(reader, ask) if after is None or _rank(one.mark) > _rank(after)]
    found.sort(key=lambda one: _rank(one.mark))
    # below the highest bound a compartment may still hold what belongs between
    bound = min(bounds, key=_rank) if bounds else None
    kept = [one for one in found if bound is None or _rank(one.mark) <= _rank(bound)]
    if len(kept) > ask.limit:
        kept = kept[: ask.limit]
        return FoundPage(tuple(kept), kept[-1].mark)
    return FoundPage(tuple(kept), bound)


def _at_most(after: SearchMark | None, place: int) -> int:
    if after is None:
        return NEWEST
    # of what has the same key, later compartments are still to come
    return after.key if place > after.place else after.key - 1


def _rank(mark: SearchMark) -> tuple[int, int]:
    return -mark.key, mark.place


def _in_trash(reader: Reader, ask: SearchAsk) -> Iterator[Placed]:
    """What was thrown away is out of the index: it is little, and is read."""
    places = {compartment: place for place, compartment in enumerate(Compartment)}
    for described in reader.catalogue.types:
        if not any(spec.searched for spec in described.fields):
            continue
        for compartment, connection in reader.databases.holding(described):
            if compartment in ask.compartments:
                for record in _thrown_away(connection, described, ask.limits):
                    yield from _fitting(record, described, ask, compartment, _TRASH + places[compartment])


def _thrown_away(connection: Connection, described: RecordType, limits: Limits) -> Sequence[Record]:
    clause, parameters = "trashed_at IS NOT NULL", list[object]()
    if limits.kinds is not None and described.kind not in limits.kinds:
        return ()
    if limits.record_ids is not None:
        clause += f" AND {any_of('id')}"
        parameters.append(as_list(limits.record_ids))
    tail = f"ORDER BY trashed_at DESC LIMIT {MOST_IN_TRASH}"
    return table(described.cls).where(connection, clause, parameters, tail)


def _fitting(
    record: Record, described: RecordType, ask: SearchAsk, compartment: Compartment, place: int
) -> Iterator[Placed]:
    on = date_of(record)
    if ask.limits.lets_through(described.kind, record.id, on) and is_in(search_text(record), ask.words):
        found = Found(key_of_day(on), described.kind, record.id, on)
        yield Placed(found, compartment, trashed=True, place=place)
