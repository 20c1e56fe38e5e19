"""Reading records over the compartments held: by id, lists, pages, counts, history, and whom a record is about."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from coordinator_app.core.catalogue import Catalogue, Record, RecordType, record_type
from coordinator_app.core.errors import NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import history
from coordinator_app.store.connection import Connection
from coordinator_app.store.connections import Connections
from coordinator_app.store.history import HistoryRow
from coordinator_app.store.paging import Ask, Page, PageMark, page
from coordinator_app.store.records import Where, condition, table
from coordinator_app.store.sql import rows, value

R = TypeVar("R", bound=Record)


class Reader:
    """What can be read with the keys held."""

    def __init__(self, databases: Connections, catalogue: Catalogue) -> None:
        self.databases = databases
        self.catalogue = catalogue

    @property
    def held(self) -> frozenset[Compartment]:
        """The compartments that this user's slot opens."""
        return frozenset(self.databases.held)

    def _connections(self, cls: type[Record]) -> builtins.list[Connection]:
        return [connection for _, connection in self.databases.holding(record_type(cls))]

    def find(self, cls: type[R], record_id: str) -> R | None:
        """The record with this id, also from the trash; None if it is in no compartment held."""
        found = self.find_with_place(cls, record_id)
        return None if found is None else found[0]

    def find_with_place(self, cls: type[R], record_id: str) -> tuple[R, Compartment] | None:
        """As `find`, with the compartment it is in."""
        for compartment, connection in self.databases.holding(record_type(cls)):
            found = table(cls).find(connection, record_id)
            if found is not None:
                return found, compartment
        return None

    def get(self, cls: type[R], record_id: str) -> R:
        """The record with this id, also from the trash. Raises NotFound."""
        found = self.find(cls, record_id)
        if found is None:
            title = record_type(cls).title.lower()
            raise NotFound(f"This {title} is not here, or your passphrase does not open it.")
        return found

    def list(
        self,
        cls: type[R],
        *,
        where: Where | None = None,
        order: str = "key",
        newest: bool = False,
        limit: int | None = None,
        trashed: bool | None = False,
    ) -> builtins.list[R]:
        """Records in order of a field; `where` is equality by name, a tuple means any of these.

        `trashed` False leaves out the trash, True wants only it, None wants both.
        """
        ask = Ask(where=where, order=order, newest=newest, trashed=trashed, limit=limit)
        return [*page(table(cls), self._connections(cls), ask).records]

    def page(
        self,
        cls: type[R],
        *,
        where: Where | None = None,
        order: str = "key",
        newest: bool = False,
        after: PageMark | None = None,
        limit: int = 100,
        trashed: bool | None = False,
    ) -> Page[R]:
        """One page of `list`; give the `next` of the page before as `after`."""
        ask = Ask(where=where, order=order, newest=newest, trashed=trashed, limit=limit)
        return page(table(cls), self._connections(cls), ask, after)

    def some(
        self,
        cls: type[Record],
        names: Sequence[str],
        *,
        where: Where | None = None,
        trashed: bool | None = False,
    ) -> builtins.list[tuple[Any, ...]]:
        """Only these fields of the records that `list` would give, in no order: long texts are not read for a date."""
        clause, parameters = condition(table(cls), where, trashed=trashed)
        listed, values = table(cls).some(names)
        sql = f"SELECT {listed} FROM {table(cls).name} WHERE {clause}"  # noqa: S608  own names
        return [values(found) for one in self._connections(cls) for found in rows(one, sql, parameters)]

    def count(
        self,
        cls: type[Record],
        *,
        where: Where | None = None,
        cap: int | None = None,
        trashed: bool | None = False,
    ) -> int:
        """How many records there are, never counting beyond `cap` if it is given."""
        clause, parameters = condition(table(cls), where, trashed=trashed)
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {table(cls).name} WHERE {clause} LIMIT ?)"  # noqa: S608  own names
        limit = -1 if cap is None else cap
        total = sum(int(value(one, sql, (*parameters, limit))) for one in self._connections(cls))
        return total if cap is None else min(cap, total)

    # history

    def history(self, record_id: str) -> builtins.list[HistoryRow]:
        """Every version of a record in the compartments held, oldest first."""
        for compartment in self.databases.held:
            found = history.of_record(self.databases.connection(compartment), record_id)
            if found:
                return found
        return []

    def at_version(self, cls: type[R], record_id: str, version: int) -> R:
        """The record as it was at a version. Raises NotFound."""
        for connection in self._connections(cls):
            kept = history.at_version(connection, record_id, version)
            if kept is not None:
                return table(cls).from_stored(kept)
        raise NotFound("This version is not here, or your passphrase does not open it.")

    # whom a record is about

    def subject_ids(self, record: Record) -> tuple[str, ...]:
        """The people a record is about, by the catalogue's paths, as far as the compartments held reach."""
        described = record_type(record)
        found = (one for path in described.subjects for one in self._follow(record, path))
        return tuple(dict.fromkeys(one for one in found if one))

    def _follow(self, record: Record, path: str) -> Iterator[str]:
        here: Record = record
        *steps, last = path.split(".")
        for step in steps:
            target = self.catalogue.of_kind(_target(record_type(here), step))
            following = self.find(target.cls, getattr(here, step))
            if following is None:
                return
            here = following
        yield getattr(here, last)

    def subject_id(self, record: Record) -> str | None:
        """The first person a record is about, or None."""
        return next(iter(self.subject_ids(record)), None)

    def any_record(self, kind: str, record_id: str) -> Record | None:
        """A record of a kind known only by name, or None."""
        return self.find(self.catalogue.of_kind(kind).cls, record_id)


def _target(described: RecordType, step: str) -> str:
    target = described.field(step).links_to
    assert target is not None  # the catalogue checked it
    return target
