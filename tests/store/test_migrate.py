from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coordinator_app.core.errors import VaultTooNew
from coordinator_app.core.privacy import Compartment
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.connection import Connection, open_database
from coordinator_app.store.migrate import FOLDER, files, latest, migrate, split
from coordinator_app.store.sql import rows, value

GENERAL = Compartment.GENERAL


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Connection]:
    connection = open_database(tmp_path / "general.db", bytes(range(32)), create=True)
    yield connection
    connection.close()


def folder_with(tmp_path: Path, **scripts: str) -> Path:
    folder = tmp_path / "migrations"
    (folder / "general").mkdir(parents=True, exist_ok=True)
    for name, script in scripts.items():
        (folder / "general" / f"{name.removeprefix('m')}.sql").write_text(script, encoding="utf-8")
    return folder


def tables(connection: Connection) -> set[str]:
    return {name for (name,) in rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_a_fresh_database_is_brought_to_the_latest_version_once(empty: Connection) -> None:
    assert migrate(empty, GENERAL) == latest(GENERAL) == value(empty, "PRAGMA user_version")
    assert migrate(empty, GENERAL) == latest(GENERAL)
    assert value(empty, "SELECT number FROM generation") == 0


def test_the_systems_tables_are_the_same_text_in_every_compartment() -> None:
    texts = {(FOLDER / one / "0001_system.sql").read_text(encoding="utf-8") for one in Compartment}
    assert len(texts) == 1


def test_the_newest_migration_is_what_the_tool_makes_of_the_catalogue(tmp_path: Path) -> None:
    from tools.make_migration import frozen, write

    write(CATALOGUE, tmp_path)
    known = frozen()
    for one in Compartment:
        new = {path.name for _, path in files(one) if f"{one.value}/{path.name}" not in known}
        made = {path.name for path in (tmp_path / one.value).glob("*.sql")}
        assert made == new, "run python tools/make_migration.py"
        for name in made:
            text = (FOLDER / one.value / name).read_text(encoding="utf-8")
            assert (tmp_path / one.value / name).read_text(encoding="utf-8") == text, (
                "run python tools/make_migration.py"
            )


def test_migrations_that_are_in_users_vaults_do_not_change(tmp_path: Path) -> None:
    from tools.make_migration import fingerprint, frozen

    for name, known in frozen().items():
        assert fingerprint(FOLDER / name) == known, f"{name} is frozen: write a new migration"
    touched = tmp_path / "0002_records.sql"
    touched.write_text((FOLDER / "general/0002_records.sql").read_text(encoding="utf-8") + "\n-- planted\n")
    assert fingerprint(touched) != frozen()["general/0002_records.sql"], "the planted fault"


def test_a_vault_of_a_newer_coordinator_is_refused_in_words_and_untouched(empty: Connection) -> None:
    migrate(empty, GENERAL)
    empty.execute("PRAGMA user_version = 999")
    with pytest.raises(VaultTooNew) as refused:
        migrate(empty, GENERAL)
    assert "newer Coordinator" in refused.value.sentences()
    assert value(empty, "PRAGMA user_version") == 999


def test_a_migration_that_fails_in_the_middle_leaves_nothing_behind(
    empty: Connection, tmp_path: Path
) -> None:
    folder = folder_with(
        tmp_path,
        m0001_good="CREATE TABLE good (x TEXT);\n",
        m0002_bad="CREATE TABLE half (x TEXT);\nINSERT INTO nowhere VALUES (1);\nCREATE TABLE rest (x TEXT);\n",
    )
    with pytest.raises(Exception, match="nowhere"):
        migrate(empty, GENERAL, folder)
    assert tables(empty) == {"good"}
    assert value(empty, "PRAGMA user_version") == 1
    (folder / "general" / "0002_bad.sql").write_text("CREATE TABLE mended (x TEXT);\n", encoding="utf-8")
    assert migrate(empty, GENERAL, folder) == 2
    assert tables(empty) == {"good", "mended"}


def test_a_migration_that_ends_its_own_transaction_is_told(empty: Connection, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, m0001_commits="COMMIT;\nINSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(Exception, match="nowhere"):
        migrate(empty, GENERAL, folder)
    assert value(empty, "PRAGMA user_version") == 0


def test_a_migration_that_breaks_a_link_is_rolled_back(empty: Connection, tmp_path: Path) -> None:
    script = (
        "PRAGMA defer_foreign_keys = ON;\nCREATE TABLE owner (id TEXT PRIMARY KEY);\n"
        "CREATE TABLE thing (owner_id TEXT REFERENCES owner (id));\nINSERT INTO thing VALUES ('nowhere');\n"
    )
    with pytest.raises(Exception, match="records that are not there"):
        migrate(empty, GENERAL, folder_with(tmp_path, m0001_broken=script))
    assert tables(empty) == set()


def test_a_script_is_split_at_statements_not_inside_triggers_or_texts() -> None:
    script = (
        "-- a comment; with a semicolon\nCREATE TABLE a (x TEXT DEFAULT ';');\n"
        "CREATE TRIGGER t AFTER INSERT ON a\nBEGIN\n    SELECT 1;\n    SELECT 2;\nEND;\nSELECT 3;\n-- the end\n"
    )
    assert [one.splitlines()[-1] for one in split(script)] == [
        "CREATE TABLE a (x TEXT DEFAULT ';');",
        "END;",
        "SELECT 3;",
    ]
    with pytest.raises(ValueError):
        list(split("CREATE TABLE a (x TEXT)"))


@pytest.mark.parametrize(
    "names", [("m0002_first",), ("m0001_a", "m0003_b"), ("mone",), ("m0001_a", "m0001_b")]
)
def test_odd_numbering_is_refused(tmp_path: Path, names: tuple[str, ...]) -> None:
    folder = folder_with(tmp_path, **dict.fromkeys(names, "SELECT 1;\n"))
    with pytest.raises(ValueError):
        files(GENERAL, folder)
