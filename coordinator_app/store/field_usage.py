"""How often each field is filled in (003-9.1: what yields nothing is no longer collected)."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.catalogue import RecordType
from coordinator_app.store.connection import Connection
from coordinator_app.store.reading import Reader
from coordinator_app.store.sql import quoted, row


@dataclass(frozen=True, slots=True)
class FieldUse:
    """One field: its type, its name and label, how many records fill it in, of how many."""

    kind: str
    title: str
    field: str
    label: str
    filled: int
    total: int

    @property
    def rate(self) -> float | None:
        """The share of records that fill it in, from 0 to 1; None if there are no records."""
        return self.filled / self.total if self.total else None


def field_usage(reader: Reader) -> tuple[FieldUse, ...]:
    """Every field of every type in the compartments held, in catalogue order; the trash is left out."""
    return tuple(use for described in reader.catalogue.types for use in _of_type(reader, described))


def _of_type(reader: Reader, described: RecordType) -> list[FieldUse]:
    counts = [_counts(connection, described) for _, connection in reader.databases.holding(described)]
    if not counts:
        return []
    total, *filled = (sum(column) for column in zip(*counts, strict=True))
    pairs = zip(described.fields, filled, strict=True)
    return [FieldUse(described.kind, described.plural, s.name, s.label, n, total) for s, n in pairs]


def _counts(connection: Connection, described: RecordType) -> tuple[int, ...]:
    filled = ", ".join(f"count(nullif({quoted(spec.name)}, ''))" for spec in described.fields)
    sql = f"SELECT count(*), {filled} FROM {quoted(described.kind)} WHERE trashed_at IS NULL"  # noqa: S608  names of the catalogue
    found = row(connection, sql)
    assert found is not None
    return found
