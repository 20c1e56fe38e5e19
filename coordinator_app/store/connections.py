"""The databases of an unlocked vault for one thread: one connection for each compartment, opened when needed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from coordinator_app.core.catalogue import RecordType
from coordinator_app.core.errors import KeyNotHeld
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.connection import Connection, open_database
from coordinator_app.store.keys import VaultKeys


class Connections:
    """Connections by compartment; every one belongs to the thread that opened it."""

    def __init__(
        self, paths: Mapping[Compartment, Path], keys: VaultKeys, *, read_only: bool = False
    ) -> None:
        self.keys = keys
        self.held = tuple(one for one in Compartment if one in keys.held and one in paths)
        self._paths = paths
        self._read_only = read_only
        self._open: dict[Compartment, Connection] = {}

    def connection(self, compartment: Compartment) -> Connection:
        """The compartment's connection; KeyNotHeld if the user's slot does not open it."""
        found = self._open.get(compartment)
        if found is not None:
            return found
        key = self.keys.key(compartment)
        if compartment not in self.held:
            raise KeyNotHeld("This part of the vault is not here.")
        made = open_database(self._paths[compartment], key, read_only=self._read_only)
        self._open[compartment] = made
        return made

    def holding(self, described: RecordType) -> tuple[tuple[Compartment, Connection], ...]:
        """The compartments held in which a type has a table, each with its connection."""
        return tuple((one, self.connection(one)) for one in described.compartments if one in self.held)

    def close(self) -> None:
        """Close every connection that is open."""
        for connection in self._open.values():
            connection.close()
        self._open.clear()
