"""The connections of one session: one to each compartment held, opened when it is first used, for one thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from coordinator_app.core.catalogue import RecordType
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.connection import Connection, open_database
from coordinator_app.store.keys import VaultKeys


class Databases:
    """The databases of a vault as one thread uses them."""

    def __init__(self, paths: Mapping[Compartment, Path], keys: VaultKeys, *, read_only: bool = False) -> None:
        self._paths = paths
        self.keys = keys
        self._read_only = read_only
        self._open: dict[Compartment, Connection] = {}

    @property
    def held(self) -> tuple[Compartment, ...]:
        """The compartments whose key is held, in the order of their declaration."""
        return tuple(compartment for compartment in Compartment if compartment in self.keys.held)

    def connection(self, compartment: Compartment) -> Connection:
        """The connection to a compartment; KeyNotHeld, and whatever `open_database` raises."""
        known = self._open.get(compartment)
        if known is None:
            key = self.keys.key(compartment)
            known = open_database(self._paths[compartment], key, read_only=self._read_only)
            self._open[compartment] = known
        return known

    def holding(self, described: RecordType) -> Iterator[tuple[Compartment, Connection]]:
        """The compartments held that may hold records of a type, with their connections."""
        for compartment in self.held:
            if compartment in described.compartments:
                yield compartment, self.connection(compartment)

    def close(self) -> None:
        """Close every connection that was opened."""
        for connection in self._open.values():
            connection.close()
        self._open.clear()
