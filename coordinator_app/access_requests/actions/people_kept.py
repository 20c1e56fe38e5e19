"""Everybody whom finding is told of, kept ready while nobody's name or detail changes: 20,000 pupils take seconds to make.

One index serves all reader threads of the program; it lives in memory only and ends with the process at the lock.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from coordinator_app.access_requests.actions.known_people import READ, everybody_known
from coordinator_app.access_requests.finding.everybody import Everybody
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.connection import Connection
from coordinator_app.store.reading import Reader
from coordinator_app.store.sql import as_list, row, value

_KINDS = tuple(record_type(one).kind for one in READ)
_FILE = "SELECT file FROM pragma_database_list WHERE name = 'main'"


@dataclass(frozen=True, slots=True)
class _Place:
    """One compartment as it was when everybody was read: its file, its last change, how many pupils and carers."""

    file: str
    change: int
    count: int


@dataclass(slots=True)
class Keeper:
    """The index of one vault as one user sees it, and how far it has followed the vault's changes."""

    places: dict[Compartment, _Place] = field(default_factory=dict)
    index: Everybody | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def everybody(self, reader: Reader) -> Everybody:
        """All of them, as they are now."""
        with self.lock:
            now = dict(_places(reader))
            if self.index is None or not self._is_as_before(reader, now):
                self.index = Everybody(everybody_known(reader))
            self.places = now
            return self.index

    def _is_as_before(self, reader: Reader, now: dict[Compartment, _Place]) -> bool:
        if now.keys() != self.places.keys():
            return False
        return all(
            (was.file, was.count) == (here.file, here.count)
            and was.change <= here.change
            and not _changed(reader.databases.connection(one), was.change)
            for one, was, here in ((one, self.places[one], here) for one, here in now.items())
        )


KEEPER = Keeper()


def _places(reader: Reader) -> Iterator[tuple[Compartment, _Place]]:
    found = {
        one: connection for cls in READ for one, connection in reader.databases.holding(record_type(cls))
    }
    for one, connection in found.items():
        file, change = value(connection, _FILE), value(connection, "SELECT max(seq) FROM history")
        yield one, _Place(str(file), int(change or 0), _count(connection))


def _count(connection: Connection) -> int:
    """Of all that is kept: a record that was erased for good leaves no change behind it."""
    return int(value(connection, "SELECT count(*) FROM stub") or 0)


def _changed(connection: Connection, since: int) -> bool:
    sql = "SELECT 1 FROM history WHERE seq > ? AND kind IN (SELECT value FROM json_each(?)) LIMIT 1"
    return row(connection, sql, (since, as_list(_KINDS))) is not None
