"""Opening a database: settings read back, nothing made by accident, errors in words."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from coordinator_app.core.errors import DiskFull, VaultDamaged, VaultInUse, VaultMissing, VaultPlaceUnsafe
from coordinator_app.store import connection as opening
from coordinator_app.store import troubles as troubles_module
from coordinator_app.store.connection import key_text, open_copy, open_database, read_pragma, troubles

KEY = bytes(range(32))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "general.db"
    with closing(open_database(path, KEY, create=True)) as connection:
        connection.execute("CREATE TABLE note (text TEXT) STRICT")
        connection.execute("INSERT INTO note VALUES ('Tea at four')")
    return path


def test_a_raw_key_is_exactly_64_hex_digits() -> None:
    assert key_text(KEY) == f"x'{KEY.hex()}'"


@pytest.mark.parametrize("length", [0, 31, 33, 48])
def test_a_key_of_another_length_is_refused_because_the_engine_would_take_it_for_a_passphrase(
    length: int,
) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        key_text(bytes(length))


def test_what_was_written_is_read_back(database: Path) -> None:
    with closing(open_database(database, KEY)) as connection:
        assert connection.execute("SELECT text FROM note").fetchone() == ("Tea at four",)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("temp_store", 2),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("cipher_memory_security", "0"),
        ("cipher_use_hmac", "1"),
        ("auto_vacuum", 2),
        ("page_size", 4096),
    ],
)
def test_every_setting_is_in_force(database: Path, name: str, wanted: object) -> None:
    with closing(open_database(database, KEY)) as connection:
        value = read_pragma(connection, name)
        assert value == wanted or value == str(wanted)


@pytest.mark.parametrize("name", [name for name, _, _ in opening._SETTINGS])
def test_planted_fault_a_setting_that_the_engine_ignores_stops_the_opening(
    database: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    honest = opening.read_pragma

    def ignoring(connection: Any, asked: str) -> object:
        return "something else" if asked == name else honest(connection, asked)

    monkeypatch.setattr(opening, "read_pragma", ignoring)
    with pytest.raises(opening.UnsafeEngineError, match=name):
        open_database(database, KEY)


def test_planted_fault_temporary_files_on_disk_are_noticed(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        opening,
        "_SETTINGS",
        tuple((n, "FILE" if n == "temp_store" else v, w) for n, v, w in opening._SETTINGS),
    )
    with pytest.raises(opening.UnsafeEngineError, match="temp_store"):
        open_database(database, KEY)


def test_a_missing_database_is_never_made(tmp_path: Path) -> None:
    path = tmp_path / "general.db"
    with pytest.raises(VaultMissing):
        open_database(path, KEY)
    assert not path.exists()


def test_planted_fault_without_the_check_an_empty_file_would_open_as_a_new_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "general.db"
    path.write_bytes(b"")
    with pytest.raises(VaultDamaged):
        open_database(path, KEY)
    assert path.read_bytes() == b""
    monkeypatch.setattr(opening, "_check_file", lambda _path: None)
    # the second net: an empty database is none of ours either
    with pytest.raises((VaultDamaged, opening.UnsafeEngineError)):
        open_database(path, KEY)


def test_a_plain_database_put_in_its_place_is_refused(database: Path) -> None:
    database.unlink()
    with closing(sqlite3.connect(database)) as plain:
        plain.execute("CREATE TABLE note (text TEXT)")
    with pytest.raises(VaultDamaged):
        open_database(database, KEY)


def test_a_database_under_another_key_is_damage_not_a_new_one(database: Path) -> None:
    with pytest.raises(VaultDamaged):
        open_database(database, secrets.token_bytes(32))


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "general.db"
    with closing(dbapi2.connect(str(path), isolation_level=None)) as other:
        other.set_key(key_text(KEY))
        other.execute("PRAGMA auto_vacuum=INCREMENTAL")
        other.execute("CREATE TABLE note (text TEXT)")
    with pytest.raises(VaultDamaged):
        open_database(path, KEY)


def test_a_reader_beside_a_writer_cannot_write(database: Path) -> None:
    with (
        closing(open_database(database, KEY)) as writer,
        closing(open_database(database, KEY, read_only=True)) as reader,
    ):
        writer.execute("INSERT INTO note VALUES ('Second')")
        assert reader.execute("SELECT count(*) FROM note").fetchone() == (2,)
        with pytest.raises(VaultPlaceUnsafe), troubles():
            reader.execute("INSERT INTO note VALUES ('Third')")


def test_a_locked_database_is_said_to_be_in_use(database: Path) -> None:
    with closing(open_database(database, KEY)) as one, closing(open_database(database, KEY)) as other:
        one.execute("BEGIN IMMEDIATE")
        other.execute("PRAGMA busy_timeout=0")
        with pytest.raises(VaultInUse), troubles():
            other.execute("BEGIN IMMEDIATE")


def test_a_copy_in_wal_is_not_opened_where_nothing_may_be_written(database: Path) -> None:
    with closing(open_database(database, KEY)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    with closing(open_copy(database, KEY)) as copy:
        assert copy.execute("SELECT count(*) FROM note").fetchone() == (1,)
        with pytest.raises(VaultPlaceUnsafe), troubles():
            copy.execute("DELETE FROM note")


def test_errors_that_are_our_own_bugs_are_not_dressed_up() -> None:
    with pytest.raises(ZeroDivisionError), troubles():
        1 / 0  # noqa: B018 - the error is what is wanted
    with pytest.raises(dbapi2.OperationalError), troubles():
        dbapi2.connect(":memory:").execute("SELECT nonsense")


def test_a_full_disk_told_by_the_system_is_a_full_disk() -> None:
    with pytest.raises(DiskFull), troubles():
        raise OSError(28, "No space left on device")
    with pytest.raises(FileNotFoundError), troubles():
        raise FileNotFoundError(2, "gone")


def test_the_key_is_never_seen_by_a_trace(database: Path) -> None:
    seen: list[str] = []
    with closing(open_database(database, KEY)) as connection:
        connection.set_trace_callback(seen.append)
        connection.execute("SELECT * FROM note").fetchall()
        connection.set_trace_callback(None)
    assert seen
    assert not any(KEY.hex() in line.lower() for line in seen)


def test_settings_stand_on_bytes_that_hold_no_plain_text(database: Path) -> None:
    data = b"".join(path.read_bytes() for path in database.parent.iterdir())
    assert b"Tea at four" not in data
    assert b"CREATE TABLE" not in data


def _read_all_with_every_page_damaged(tmp_path: Path) -> list[str]:
    """What the long value reads as, once for each damaged page that did not end in VaultDamaged."""
    path = tmp_path / "long.db"
    with closing(open_database(path, KEY, create=True)) as connection:
        connection.execute("CREATE TABLE note (id TEXT PRIMARY KEY, text TEXT) STRICT")
        connection.execute("INSERT INTO note VALUES ('a', ?)", ("tea " * 3000,))
    whole = path.read_bytes()
    read = []
    for page in range(len(whole) // 4096):
        changed = bytearray(whole)
        changed[page * 4096 + 100] ^= 1
        path.write_bytes(bytes(changed))
        try:
            with closing(open_database(path, KEY)) as connection, troubles(connection):
                text = connection.execute("SELECT text FROM note WHERE id = 'a'").fetchone()[0]
        except VaultDamaged:
            continue
        read.append(text)
    return read


def test_no_damaged_page_is_ever_read_wrongly(tmp_path: Path) -> None:
    assert set(_read_all_with_every_page_damaged(tmp_path)) <= {"tea " * 3000}


def test_planted_fault_without_asking_the_engine_the_end_of_a_long_text_is_silently_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(troubles_module, "demand_sound", lambda _connection: None)
    assert set(_read_all_with_every_page_damaged(tmp_path)) - {"tea " * 3000}


def test_writing_after_a_damaged_page_was_read_is_damage_not_a_read_only_folder(tmp_path: Path) -> None:
    path = tmp_path / "general.db"
    with closing(open_database(path, KEY, create=True)) as connection:
        connection.execute("CREATE TABLE note (id TEXT PRIMARY KEY, text TEXT) STRICT")
        connection.execute("INSERT INTO note VALUES ('a', ?)", ("tea " * 3000,))
        pages = int(str(read_pragma(connection, "page_count")))
    changed = bytearray(path.read_bytes())
    changed[(pages - 1) * 4096 + 100] ^= 1
    path.write_bytes(bytes(changed))
    with closing(open_database(path, KEY)) as connection:
        connection.execute("SELECT text FROM note").fetchall()
        with pytest.raises(VaultDamaged), troubles(connection):
            connection.execute("INSERT INTO note VALUES ('b', 'more')")
