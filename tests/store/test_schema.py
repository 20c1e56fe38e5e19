"""The tables are the catalogue's, in the practice catalogue and in the app's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from coordinator_app.core.catalogue import SYSTEM_FIELDS, Catalogue, FieldType, Record, describe, text
from coordinator_app.core.privacy import PUBLIC_TASK, PUPIL_FILE, Audience, Compartment, Purpose
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.connection import Connection, open_database
from coordinator_app.store.keys import new_keys
from coordinator_app.store.migrate import migrate
from coordinator_app.store.schema import FOLDED, SYSTEM_TABLES, statements
from coordinator_app.store.sql import rows, value
from tests.store.conftest import PRACTICE, Practice

SQL_TYPES = {FieldType.YES_NO: "INTEGER", FieldType.NUMBER: "INTEGER"}


def own_tables(connection: Connection) -> set[str]:
    found = rows(
        connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return {name for (name,) in found if name not in SYSTEM_TABLES and not name.startswith("search_index")}


def differences(connection: Connection, catalogue: Catalogue, compartment: Compartment) -> list[str]:
    """Where the database and the catalogue differ."""
    types = {described.kind: described for described in catalogue.in_compartment(compartment)}
    found = [f"table {name}" for name in own_tables(connection) ^ set(types)]
    for kind, described in types.items():
        kept = {one[1]: one[2] for one in rows(connection, f'PRAGMA table_info("{kind}")')}
        wanted = {spec.name: SQL_TYPES.get(spec.holds, "TEXT") for spec in described.fields}
        wanted |= {name: "INTEGER" if name in {"key", "version"} else "TEXT" for name in SYSTEM_FIELDS}
        kept = {name: sql for name, sql in kept.items() if not name.endswith(FOLDED)}
        found += [f"{kind}.{name}" for name, _ in kept.items() ^ wanted.items()]
        strict = value(connection, "SELECT strict FROM pragma_table_list WHERE name = ?", (kind,))
        found += [] if strict else [f"{kind} is not strict"]
    return found


@pytest.fixture
def migrated(tmp_path: Path) -> Callable[[Compartment], Connection]:
    keys = new_keys()

    def make(compartment: Compartment) -> Connection:
        connection = open_database(tmp_path / f"{compartment}.db", keys.key(compartment), create=True)
        migrate(connection, compartment)
        return connection

    return make


@pytest.mark.parametrize("compartment", list(Compartment))
def test_the_apps_migrations_make_the_apps_catalogue(
    migrated: Callable[[Compartment], Connection], compartment: Compartment
) -> None:
    connection = migrated(compartment)
    assert differences(connection, CATALOGUE, compartment) == [], "run python tools/make_migration.py"
    connection.close()


@pytest.mark.parametrize("compartment", list(Compartment))
def test_the_practice_tables_are_the_practice_catalogue(practice: Practice, compartment: Compartment) -> None:
    assert differences(practice.open().databases.connection(compartment), PRACTICE, compartment) == []


def test_a_field_without_a_column_and_a_column_without_a_field_are_caught(practice: Practice) -> None:
    """The planted fault."""
    connection = practice.open().databases.connection(Compartment.GENERAL)
    connection.execute("ALTER TABLE child ADD COLUMN secret_note TEXT")
    connection.execute("ALTER TABLE kite DROP COLUMN words")
    connection.execute("CREATE TABLE left_over (x TEXT)")
    found = differences(connection, PRACTICE, Compartment.GENERAL)
    assert sorted(found) == [
        "child.secret_note",
        "kite.words",
        "left_over is not strict",
        "table left_over",
    ] or sorted(found) == ["child.secret_note", "kite.words", "table left_over"]


@pytest.mark.parametrize("compartment", list(Compartment))
def test_every_link_column_has_an_index(practice: Practice, compartment: Compartment) -> None:
    connection = practice.open().databases.connection(compartment)
    for described in PRACTICE.in_compartment(compartment):
        indexes = rows(connection, f'PRAGMA index_list("{described.kind}")')
        first = {rows(connection, f'PRAGMA index_info("{one[1]}")')[0][2] for one in indexes}
        links = {spec.name for spec in described.fields if spec.holds is FieldType.LINK}
        assert links <= first


def test_a_field_marked_as_indexed_has_one_index_and_few_of_many_are_found_by_it(
    migrated: Callable[[Compartment], Connection],
) -> None:
    connection = migrated(Compartment.GENERAL)
    marked = [
        (described.kind, spec.name)
        for described in CATALOGUE.in_compartment(Compartment.GENERAL)
        for spec in described.fields
        if spec.indexed
    ]
    assert ("referral", "state") in marked
    for kind, name in marked:
        indexes = rows(connection, f'PRAGMA index_list("{kind}")')
        first = [rows(connection, f'PRAGMA index_info("{one[1]}")')[0][2] for one in indexes]
        assert first.count(name) == 1
        plan = rows(connection, f'EXPLAIN QUERY PLAN SELECT id FROM "{kind}" WHERE "{name}" = ?', ("x",))
        assert f"{kind}__{name}" in plan[0][3]


def test_a_link_is_a_foreign_key_only_where_its_target_lives_nowhere_else() -> None:
    general = "\n".join(statements(PRACTICE, Compartment.GENERAL))
    guarded = "\n".join(statements(PRACTICE, Compartment.GUARDED))
    assert '"child_id" TEXT REFERENCES "child" (id)' in general
    assert '"kite_id" TEXT,' in general.replace(" REFERENCES", "REFERENCES")
    assert "REFERENCES" not in guarded


@pytest.mark.parametrize("kind", ["history", "two__names", "Upper", 'x"; DROP TABLE child; --', ""])
def test_a_kind_that_cannot_be_a_table_is_refused(kind: str) -> None:
    with pytest.raises((TypeError, ValueError)):
        statements(Catalogue((oddly_named(kind),)), Compartment.GENERAL)


def oddly_named(kind: str) -> type[Record]:
    @describe(
        kind=kind,
        title="Odd",
        plural="Odd",
        purpose=Purpose.RUNNING,
        clause="003-1",
        basis=PUBLIC_TASK,
        retention=PUPIL_FILE,
        audience=Audience.PARTNERSHIP,
        holding="Odd",
        source="Invented",
    )
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Odd(Record):
        words: str = text("Words")

    return Odd


def test_every_field_of_the_app_has_purpose_basis_and_keeping_time() -> None:
    assert unexplained(CATALOGUE) == []


def unexplained(catalogue: Catalogue) -> list[str]:
    return [
        f"{described.kind}.{spec.name}"
        for described in catalogue.types
        for spec in described.fields
        if not (
            described.purpose_of(spec).label
            and described.basis_of(spec).article_6
            and described.basis_of(spec).words
            and described.retention.words
            and described.retention.source
            and described.clause
            and spec.label
        )
    ]


def test_a_type_without_a_basis_in_words_is_caught() -> None:
    """The planted fault."""
    catalogue = Catalogue((oddly_named("odd"),))
    described = catalogue.types[0]
    catalogue.types = (replace(described, basis=replace(PUBLIC_TASK, words="")),)
    assert unexplained(catalogue) == ["odd.words"]
