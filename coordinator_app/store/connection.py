"""Opening one database of the vault: raw key, settings of security.md 2.4, and every one of them read back."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Connection

from coordinator_app.core.errors import RESTORE, VaultDamaged, VaultMissing
from coordinator_app.store.troubles import DAMAGED_WORDS, troubles

__all__ = [
    "APPLICATION_ID",
    "PAGE",
    "Connection",
    "key_text",
    "open_copy",
    "open_database",
    "read_once",
    "troubles",
]

APPLICATION_ID = 0x434F4F52  # "COOR"
PAGE = 4096
_PLAIN_START = b"SQLite format 3"
_HEX_64 = re.compile(r"[0-9a-f]{64}")

_SETTINGS: tuple[tuple[str, str, object], ...] = (
    # measured: on, a search takes ten times as long; texts lie in Python's memory anyway until lock ends the process
    ("cipher_memory_security", "OFF", "0"),
    ("synchronous", "FULL", 2),
    ("temp_store", "MEMORY", 2),  # FILE writes plain temporary files
    ("secure_delete", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", 0),
    ("busy_timeout", "5000", 5000),
    ("cache_size", "-65536", -65536),  # KiB when negative: 64 MiB
)
_PASSING = 4096
"""KiB that are kept where nothing is asked for twice."""
_CIPHER = (
    ("cipher_status", "1"),
    ("cipher_use_hmac", "1"),
    ("cipher_hmac_algorithm", "HMAC_SHA512"),
    ("cipher_kdf_algorithm", "PBKDF2_HMAC_SHA512"),
    ("cipher_page_size", str(PAGE)),
)


class UnsafeEngineError(RuntimeError):
    """The engine did not take a setting that the vault's safety rests on; nothing is opened."""


def key_text(key: bytes) -> str:
    """A raw key as SQLCipher's `x'64 hex'`; ValueError unless exactly 32 bytes.

    A raw key of any other length is silently taken for a passphrase, so it is checked here.
    """
    text = bytes(key).hex()
    if not _HEX_64.fullmatch(text):
        raise ValueError("a raw key is exactly 32 bytes")
    return f"x'{text}'"


def open_database(path: Path, key: bytes, *, create: bool = False, read_only: bool = False) -> Connection:
    """Open (or with `create` make) an encrypted database in WAL; autocommit, so BEGIN is the caller's.

    `read_only` is for readers beside a writer: the file is opened for writing because WAL needs its side
    files, and every write is then refused. Nothing is ever made unless `create`. Raises VaultMissing,
    VaultDamaged, VaultInUse, DiskFull, VaultPlaceUnsafe, UnsafeEngineError.
    """
    if not create:
        _check_file(path)
    with troubles():
        connection = _connect(path, key, "rwc" if create else "rw")
        try:
            _prepare(connection, create=create, journal="wal")
            if read_only:
                _set(connection, "query_only", "ON", 1)
        except BaseException:
            connection.close()
            raise
    return connection


def open_copy(path: Path, key: bytes) -> Connection:
    """Open a finished copy (a backup, `journal_mode=DELETE`) strictly for reading, also on a read-only disk.

    Raises as `open_database` does.
    """
    _check_file(path)
    with troubles():
        connection = _connect(path, key, "ro")
        try:
            _prepare(connection, create=False, journal=None)
        except BaseException:
            connection.close()
            raise
    return connection


def read_once(connection: Connection) -> None:
    """Keep little of what passes: for a connection that goes through everything once, from its beginning to its end."""
    _set(connection, "cache_size", f"-{_PASSING}", -_PASSING)


def _connect(path: Path, key: bytes, mode: str) -> Connection:
    text = key_text(key)
    uri = f"file:{quote(path.resolve().as_posix())}?mode={mode}"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None)
    try:
        # first of all: otherwise every bad page writes a line to stderr
        connection.execute("PRAGMA cipher_log_level=NONE")
        # set_key is no SQL, so no trace and no log can see the key
        connection.set_key(text)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: Connection, *, create: bool, journal: str | None) -> None:
    for name, wanted in _CIPHER:
        _demand(connection, name, wanted)
    for name, value, wanted_value in _SETTINGS:
        _set(connection, name, value, wanted_value)
    if create:
        connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    if journal:
        # the first statement that reads the file: a wrong key or a damaged page shows here
        _set(connection, "journal_mode", journal, journal)
    if read_pragma(connection, "application_id") != APPLICATION_ID:
        raise VaultDamaged(DAMAGED_WORDS)
    _demand(connection, "auto_vacuum", 2)


def _set(connection: Connection, name: str, value: str, wanted: object) -> None:
    connection.execute(f"PRAGMA {name}={value}")
    _demand(connection, name, wanted)


def _demand(connection: Connection, name: str, wanted: object) -> None:
    if read_pragma(connection, name) != wanted:
        raise UnsafeEngineError(f"the engine did not keep {name}")


def read_pragma(connection: Connection, name: str) -> object:
    """The value of one setting, None if the engine does not know it; `name` is from our own code."""
    row = connection.execute(f"PRAGMA {name}").fetchone()
    return row[0] if row else None


def _check_file(path: Path) -> None:
    """Refuse what SQLite would take for a new database: missing, empty, cut short or not encrypted."""
    if not path.is_file():
        raise VaultMissing(
            "Part of the vault is missing from its folder.",
            safe="Nothing has been made in its place.",
            next_step=RESTORE,
        )
    with troubles(), path.open("rb") as file:
        start = file.read(16)
        size = file.seek(0, 2)
    if size < PAGE or start.startswith(_PLAIN_START):
        raise VaultDamaged(DAMAGED_WORDS)
