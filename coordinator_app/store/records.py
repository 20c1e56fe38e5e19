"""A record type's table: encode, decode, and the CRUD statements, all from the catalogue's own names."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from coordinator_app.core.catalogue import (
    FieldType,
    Record,
    empty_of,
    from_stored,
    reader_of,
    record_type,
    to_stored,
)
from coordinator_app.core.names import fold
from coordinator_app.store.connection import Connection
from coordinator_app.store.schema import FOLDED, SYSTEM_COLUMNS, sorted_fields
from coordinator_app.store.sql import Row, any_of, as_list, quoted, row, rows, run, run_many

R = TypeVar("R", bound=Record)
Stored = dict[str, Any]

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SYSTEM_INSTANTS = ("created_at", "changed_at", "trashed_at")


class Table(Generic[R]):
    """How records of one class lie in a database. It holds no connection, so one serves every thread."""

    def __init__(self, cls: type[R]) -> None:
        self.cls = cls
        self.described = record_type(cls)
        self.specs = self.described.fields
        self.name = quoted(self.described.kind)
        self._sorted = sorted_fields(self.described)
        names = [*SYSTEM_COLUMNS, *(spec.name for spec in self.specs)]
        self._readers = tuple((spec.name, empty_of(spec), reader_of(spec)) for spec in self.specs)
        # with its table, because SQLite takes an unknown name in quotes for a text and would read nonsense
        self._read = ", ".join(f"{self.name}.{quoted(name)}" for name in names)
        self._written = (*names[1:], *(spec.name + FOLDED for spec in self._sorted))
        self._insert = self._insert_sql(("key", *self._written))
        self._update = self._update_sql()

    def _insert_sql(self, names: Sequence[str]) -> str:
        listed = ", ".join(quoted(name) for name in names)
        marks = ", ".join("?" for _ in names)
        return f"INSERT INTO {self.name} ({listed}) VALUES ({marks})"  # noqa: S608  names of the catalogue

    def _update_sql(self) -> str:
        assigned = ", ".join(f"{quoted(name)} = ?" for name in self._written)
        return f"UPDATE {self.name} SET {assigned} WHERE key = ?"  # noqa: S608  names of the catalogue

    # reading

    def select(self, condition: str, tail: str = "") -> str:
        """The SELECT of whole records with a condition made of quoted names and marks."""
        return f"SELECT {self._read} FROM {self.name} WHERE {condition} {tail}"  # noqa: S608  as above

    def select_with(self, extra: str, condition: str, tail: str) -> str:
        """As `select`, with one more column (a quoted name) at the end."""
        return f"SELECT {self._read}, {extra} FROM {self.name} WHERE {condition} {tail}"  # noqa: S608  as above

    def decode(self, found: Row) -> R:
        """A row of `select` as a record; ValueError if the store holds what the catalogue does not know."""
        key, record_id, version, created, changed, trashed = found[:6]
        own = {
            name: empty if item is None else read(item)
            for (name, empty, read), item in zip(self._readers, found[6:], strict=True)
        }
        return self.cls(
            key=key,
            id=record_id,
            version=version,
            created_at=_instant(created),
            changed_at=_instant(changed),
            trashed_at=_instant(trashed),
            **own,
        )

    def some(self, names: Sequence[str]) -> tuple[str, Callable[[Row], tuple[Any, ...]]]:
        """The columns of some fields for a SELECT, and what makes their values of a row of it. ValueError as `column`."""
        known = {name: (empty, read) for name, empty, read in self._readers}
        known |= dict.fromkeys(_SYSTEM_INSTANTS, (None, _instant))
        listed = ", ".join(f"{self.name}.{column(self, name)}" for name in names)
        ways = [known.get(name) for name in names]

        def values(found: Row) -> tuple[Any, ...]:
            return tuple(
                item if way is None else way[0] if item is None else way[1](item)
                for way, item in zip(ways, found, strict=True)
            )

        return listed, values

    def find(self, connection: Connection, record_id: str) -> R | None:
        """The record with this id, also from the trash, or None."""
        found = row(connection, self.select("id = ?"), (record_id,))
        return None if found is None else self.decode(found)

    def where(
        self, connection: Connection, condition: str, parameters: Sequence[object], tail: str = ""
    ) -> list[R]:
        """Every record that meets a condition."""
        return [self.decode(found) for found in rows(connection, self.select(condition, tail), parameters)]

    # writing

    def insert(self, connection: Connection, record: R) -> None:
        """Write a new row."""
        run(connection, self._insert, (record.key, *self._values(record)))

    def insert_many(self, connection: Connection, records: Iterable[R]) -> None:
        """Write many new rows."""
        run_many(connection, self._insert, ((record.key, *self._values(record)) for record in records))

    def update(self, connection: Connection, record: R) -> None:
        """Write all columns of an existing row."""
        run(connection, self._update, (*self._values(record), record.key))

    def delete(self, connection: Connection, record: R) -> None:
        """Delete the row itself."""
        run(connection, f"DELETE FROM {self.name} WHERE key = ?", (record.key,))  # noqa: S608  as above

    def next_key(self, connection: Connection, now: datetime) -> int:
        """A key above every key of the table; made of the time, so that compartments can be read together."""
        newest = row(connection, f"SELECT max(key) FROM {self.name}") or (None,)  # noqa: S608  as above
        return max(int(now.timestamp() * 1000) << 12, (newest[0] or 0) + 1)

    def _values(self, record: R) -> list[Any]:
        stored = self.stored(record)
        folded = (fold(getattr(record, spec.name)) for spec in self._sorted)
        return [*stored.values(), *folded]

    # history keeps a record as a plain dict of what its columns hold, without the key

    def stored(self, record: R) -> Stored:
        """What the columns hold, by name, in column order; instants in UTC."""
        kept: Stored = {"id": record.id, "version": record.version}
        kept |= {name: _text(getattr(record, name)) for name in _SYSTEM_INSTANTS}
        kept |= {spec.name: to_stored(spec, getattr(record, spec.name)) for spec in self.specs}
        return kept

    def from_stored(self, kept: Mapping[str, Any], key: int = 0) -> R:
        """A record from history; fields that came later have their defaults."""
        own = {spec.name: from_stored(spec, kept[spec.name]) for spec in self.specs if spec.name in kept}
        times = {name: _instant(kept.get(name)) for name in _SYSTEM_INSTANTS}
        return self.cls(key=key, id=kept["id"], version=kept["version"], **times, **own)

    def in_utc(self, record: R) -> R:
        """The record with its instants in UTC, so that what is returned equals what is read again."""
        moments = (spec.name for spec in self.specs if spec.holds is FieldType.INSTANT)
        values = {name: getattr(record, name) for name in moments}
        return replace(record, **{name: at.astimezone(UTC) for name, at in values.items() if at is not None})

    def blob_ids(self, record: R) -> tuple[str, ...]:
        """The ids of files that the record may point to: texts that have the shape of an id."""
        texts = (getattr(record, spec.name) for spec in self.specs if spec.holds is FieldType.TEXT)
        return tuple(item for item in texts if _UUID.fullmatch(item))


_TABLES: dict[type[Record], Table[Any]] = {}


def table(cls: type[R]) -> Table[R]:
    """The table of a class, made once."""
    made = _TABLES.get(cls)
    if made is None:
        made = _TABLES.setdefault(cls, Table(cls))
    return made


def table_of(record: R) -> Table[R]:
    """The table of a record's class."""
    return table(type(record))


def as_json(kept: Mapping[str, Any]) -> str:
    """A stored record as canonical JSON."""
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _text(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat()


# conditions

Where = Mapping[str, object]


def condition(tables: Table[Any], where: Where | None, *, trashed: bool | None) -> tuple[str, list[object]]:
    """A WHERE clause and its parameters: equality, or IN for a tuple; ValueError for an unknown name.

    `trashed` False leaves out what is in the trash, True wants only that, None wants both.
    """
    parts = {None: [], False: ["trashed_at IS NULL"], True: ["trashed_at IS NOT NULL"]}[trashed]
    parameters: list[object] = []
    for name, wanted in (where or {}).items():
        parts.append(_equal(name, _plain(tables, name), wanted, parameters))
    return " AND ".join(parts) or "1", parameters


def column(tables: Table[Any], name: str) -> str:
    """A column's quoted name; ValueError if the type has no such field."""
    if name not in SYSTEM_COLUMNS and all(spec.name != name for spec in tables.specs):
        message = f"{tables.described.kind} has no field of that name"
        raise ValueError(message)
    return quoted(name)


def order_column(tables: Table[Any], name: str) -> str:
    """The column by which a list ordered by this field is sorted: the folded twin, if it has one."""
    if any(spec.name == name and spec.column and spec.holds is FieldType.TEXT for spec in tables.specs):
        return f'"{name}{FOLDED}"'
    return column(tables, name)


def _plain(tables: Table[Any], name: str) -> Callable[[object], object]:
    column(tables, name)
    spec = next((spec for spec in tables.specs if spec.name == name), None)
    return lambda wanted: _system(wanted) if spec is None else to_stored(spec, wanted)


def _system(wanted: object) -> object:
    return _text(wanted) if isinstance(wanted, datetime) else wanted


def _equal(name: str, plain: Callable[[object], object], wanted: object, parameters: list[object]) -> str:
    if isinstance(wanted, tuple):
        parameters.append(as_list(plain(item) for item in wanted))
        return any_of(name)
    stored = plain(wanted)
    if stored is None:
        return f"{quoted(name)} IS NULL"
    parameters.append(stored)
    return f"{quoted(name)} = ?"
