"""Running SQL: bound parameters only, names only from the catalogue, database errors turned into words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from coordinator_app.store.connection import Connection, troubles

Row = tuple[Any, ...]

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def quoted(name: str) -> str:
    """A table or column name ready for SQL; ValueError if it is not one the catalogue could have made."""
    if not _NAME.fullmatch(name):
        message = "not a name from the catalogue"
        raise ValueError(message)
    return f'"{name}"'


def any_of(name: str) -> str:
    """A condition on a column: one of a list, which is bound as a JSON array (see `as_list`)."""
    return f"{quoted(name)} IN (SELECT value FROM json_each(?))"  # noqa: S608  a checked name


def as_list(values: Iterable[object]) -> str:
    """The parameter of `any_of`."""
    return json.dumps(list(values), ensure_ascii=True)


def run(connection: Connection, sql: str, parameters: Sequence[object] = ()) -> int:
    """Run one statement; returns how many rows it changed. Raises a Trouble if the database cannot."""
    with troubles(connection):
        return int(connection.execute(sql, tuple(parameters)).rowcount)


def run_many(connection: Connection, sql: str, rows: Iterable[Sequence[object]]) -> None:
    """Run one statement once for each row of parameters."""
    with troubles(connection):
        connection.executemany(sql, rows)


def rows(connection: Connection, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
    """All rows of a query."""
    with troubles(connection):
        return list(connection.execute(sql, tuple(parameters)).fetchall())


def row(connection: Connection, sql: str, parameters: Sequence[object] = ()) -> Row | None:
    """The first row of a query, or None."""
    with troubles(connection):
        found: Row | None = connection.execute(sql, tuple(parameters)).fetchone()
    return found


def value(connection: Connection, sql: str, parameters: Sequence[object] = ()) -> Any:
    """The first column of the first row, or None."""
    found = row(connection, sql, parameters)
    return None if found is None else found[0]
