"""The tables of a compartment, made from the catalogue.

Every record type has one STRICT table of the same shape in each compartment it may live in: the system's
columns, one column for each field, and for each text field shown as a list column a folded twin by which
lists are sorted (Éloïse beside Eloise).
"""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.catalogue import SYSTEM_FIELDS, Catalogue, FieldSpec, FieldType, RecordType
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.sql import quoted

SYSTEM_TABLES = frozenset(
    {
        "history",
        "stub",
        "audit",
        "search_document",
        "search_index",
        "search_word",
        "draft",
        "setting",
        "counter",
    }
    | {"blob", "blob_part", "generation"}
)
LATER_INDEXES = (
    'CREATE INDEX "audit__action" ON "audit" ("action")',
    'CREATE INDEX "audit__at" ON "audit" ("at")',
    'CREATE INDEX "history__later" ON "history" ("record_id", "version") WHERE "version" > 1',
)
"""Indexes of the system's tables that came after the first migration, which is frozen; every compartment has them.

An index carries the row's number behind its column, so that what was done is read newest first without sorting. That of the
history tells the few records that were changed since they were made without reading the others, which nearly all are.
"""
SYSTEM_COLUMNS = ("key", "id", "version", "created_at", "changed_at", "trashed_at")
FOLDED = "__folded"

_SYSTEM_SQL = (
    "INTEGER PRIMARY KEY",
    "TEXT NOT NULL UNIQUE",
    "INTEGER NOT NULL",
    "TEXT NOT NULL",
    "TEXT NOT NULL",
    "TEXT",
)
_TYPE_SQL = {
    FieldType.TEXT: "TEXT NOT NULL DEFAULT ''",
    FieldType.LONG_TEXT: "TEXT NOT NULL DEFAULT ''",
    FieldType.DATE: "TEXT",
    FieldType.INSTANT: "TEXT",
    FieldType.YES_NO: "INTEGER",
    FieldType.NUMBER: "INTEGER",
    FieldType.CHOICE: "TEXT",
    FieldType.LINK: "TEXT",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name and its SQL type with constraints."""

    name: str
    sql: str


def sorted_fields(described: RecordType) -> tuple[FieldSpec, ...]:
    """The text fields that have a folded twin to sort by."""
    return tuple(spec for spec in described.fields if spec.column and spec.holds is FieldType.TEXT)


def check_names(described: RecordType) -> None:
    """TypeError if a name of the type cannot be a table or a column."""
    names = [spec.name for spec in described.fields]
    if described.kind in SYSTEM_TABLES or set(names) & set(SYSTEM_FIELDS):
        message = f"{described.kind} uses a name of the system"
        raise TypeError(message)
    if any("__" in name for name in (described.kind, *names)):
        message = f"{described.kind} uses a double underscore, which is kept for indexes"
        raise TypeError(message)


def columns(catalogue: Catalogue, described: RecordType, compartment: Compartment) -> tuple[Column, ...]:
    """All columns of a type's table in a compartment, in order."""
    system = (Column(name, sql) for name, sql in zip(SYSTEM_COLUMNS, _SYSTEM_SQL, strict=True))
    own = (_column(catalogue, spec, compartment) for spec in described.fields)
    twins = (Column(spec.name + FOLDED, "TEXT NOT NULL DEFAULT ''") for spec in sorted_fields(described))
    return (*system, *own, *twins)


def _column(catalogue: Catalogue, spec: FieldSpec, compartment: Compartment) -> Column:
    sql = _TYPE_SQL[spec.holds]
    if spec.links_to is not None and is_bound(catalogue, spec.links_to, compartment):
        sql += f" REFERENCES {quoted(spec.links_to)} (id)"
    return Column(spec.name, sql)


def is_bound(catalogue: Catalogue, target: str, compartment: Compartment) -> bool:
    """Whether a link can be a foreign key: the target lives in this compartment and nowhere else."""
    return catalogue.of_kind(target).compartments == (compartment,)


def table_statements(
    catalogue: Catalogue, described: RecordType, compartment: Compartment
) -> tuple[str, ...]:
    """The CREATE statements of one type: the table, then its indexes."""
    check_names(described)
    lines = ",\n".join(
        f"    {quoted(column.name)} {column.sql}" for column in columns(catalogue, described, compartment)
    )
    table = f"CREATE TABLE {quoted(described.kind)} (\n{lines}\n) STRICT"
    return (table, *_indexes(described))


def _indexes(described: RecordType) -> tuple[str, ...]:
    kind, table = described.kind, quoted(described.kind)
    made = [f"CREATE INDEX {quoted(f'{kind}__trash')} ON {table} (trashed_at) WHERE trashed_at IS NOT NULL"]
    names = [spec.name + FOLDED for spec in sorted_fields(described)]
    if described.date_field:
        names.append(described.date_field)
    names += [spec.name for spec in described.fields if spec.indexed and spec.name not in names]
    made += [f"CREATE INDEX {quoted(f'{kind}__{name}')} ON {table} ({quoted(name)})" for name in names]
    made += [
        f"CREATE INDEX {quoted(f'{kind}__{spec.name}')} ON {table} ({quoted(spec.name)}) WHERE {filled(quoted(spec.name))}"
        for spec in described.fields
        if spec.seldom
    ]
    # a person's records are listed by their date, so the link's index carries it
    by_date = f", {quoted(described.date_field)}" if described.date_field else ""
    links = (spec.name for spec in described.fields if spec.holds is FieldType.LINK)
    made += [
        f"CREATE INDEX {quoted(f'{kind}__{name}')} ON {table} ({quoted(name)}{by_date})" for name in links
    ]
    return tuple(made)


def filled(column: str) -> str:
    """The condition that a text is there: the one under which the index of a text that is seldom filled in is used."""
    return f"{column} > ''"


def statements(catalogue: Catalogue, compartment: Compartment) -> tuple[str, ...]:
    """Every CREATE statement for the records of a compartment."""
    return tuple(
        statement
        for described in catalogue.in_compartment(compartment)
        for statement in table_statements(catalogue, described, compartment)
    )
