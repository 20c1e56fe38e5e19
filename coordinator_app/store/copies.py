"""Copying one encrypted database while it may be in use, and proving that the copy is whole and the same.

The copy is made by the engine's own backup, never by copying the live file, into a keyed destination, and is set
to `journal_mode=DELETE` so that it opens from a read-only stick (decision 17).
"""

from __future__ import annotations

import hmac
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sqlcipher3 import dbapi2

from coordinator_app.core.errors import Cancelled, Trouble
from coordinator_app.store import files
from coordinator_app.store.connection import Connection, open_copy, open_database, read_once
from coordinator_app.store.troubles import demand_sound

PAGES_AT_ONCE = 512
_ROWS_AT_ONCE = 16  # a part of a file has 256 kB, so that a batch is 4 MB at most
_KINDS: dict[type, bytes] = {kind: kind.__name__.encode() for kind in (str, bytes, int, float, type(None))}
Tell = Callable[[int, int], None]
Cancel = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a database: rows per table, and a keyed digest over every value of every row, in hex."""

    rows: dict[str, int]
    digest: str
    generation: int


def never() -> bool:
    """No wish to stop."""
    return False


def silent(done: int, total: int) -> None:
    """Progress told to nobody."""


def copy_database(
    source: Path, target: Path, key: bytes, digest_key: bytes, tell: Tell = silent, cancelled: Cancel = never
) -> Contents:
    """Copy a database that may be in use to `target` (not there yet) and return what the source held.

    Copy and contents are of one moment: both are read in one transaction. The copy is on the disk when this
    returns, not yet checked. Raises Cancelled and the troubles of the disk.
    """
    reading = open_database(source, key, read_only=True)
    try:
        read_once(reading)
        reading.execute("BEGIN")
        contents = contents_of(reading, digest_key, cancelled)
        copy_from(reading, target, key, tell, cancelled)
    finally:
        reading.close()
    return contents


def copy_from(
    reading: Connection, target: Path, key: bytes, tell: Tell = silent, cancelled: Cancel = never
) -> None:
    """Copy what an open connection sees to `target` (not there yet), which is on the disk when this returns."""

    def step(_status: int, remaining: int, total: int) -> None:
        if cancelled():
            raise Cancelled
        tell(total - remaining, total)

    files.write_new(target, b"")
    writing = open_database(target, key, create=True)
    try:
        read_once(writing)
        reading.backup(writing, pages=PAGES_AT_ONCE, progress=step)
        # every page was read for it: a damaged one would have been copied as zeros
        demand_sound(reading)
        mode = writing.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        if mode != "delete":
            raise RuntimeError("the copy did not leave WAL")
    finally:
        writing.close()
    files.sync_file(target)


def contents_of(connection: Connection, digest_key: bytes, cancelled: Cancel = never) -> Contents:
    """Count and digest every row of every ordinary table, in a fixed order."""
    code = hmac.new(digest_key, digestmod="sha256")
    counts: dict[str, int] = {}
    for table, order in _tables(connection):
        counts[table] = 0
        code.update(b"\x1d" + table.encode())
        # names come from the database's own schema and are quoted
        found = connection.execute(f'SELECT * FROM "{table}" ORDER BY {order}')  # noqa: S608  own names
        while rows := found.fetchmany(_ROWS_AT_ONCE):
            counts[table] += len(rows)
            code.update(b"".join(map(_told, chain.from_iterable(rows))))
            if cancelled():
                raise Cancelled
    number = connection.execute("SELECT number FROM generation").fetchone()[0]
    demand_sound(connection)
    return Contents(counts, code.hexdigest(), int(number))


def counts_of(connection: Connection) -> dict[str, int]:
    """Rows per table, as `contents_of` counts them, without reading a value: for what is compared with nothing."""
    counts = {
        table: int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608  own names
        for table, _order in _tables(connection)
    }
    demand_sound(connection)
    return counts


def _tables(connection: Connection) -> Iterator[tuple[str, str]]:
    listed = connection.execute("PRAGMA main.table_list").fetchall()
    for _, name, kind, columns, without_rowid, _ in sorted(listed, key=lambda row: str(row[1])):
        if kind in {"table", "shadow"} and not name.startswith("sqlite_stat") and name != "sqlite_schema":
            if '"' in name:
                raise ValueError("not a table of ours")
            keys = ", ".join(str(place + 1) for place in range(columns))
            yield name, keys if without_rowid else "rowid"


def _told(value: object) -> bytes:
    """One value with its type and length before it, so that no two rows give the same bytes."""
    if type(value) is str:  # most of them by far, of tens of millions
        data = value.encode("utf-8", "surrogatepass")
        return b"str:%d:%b" % (len(data), data)
    data = value if isinstance(value, bytes) else str(value).encode()
    return b"%b:%d:%b" % (_KINDS[type(value)], len(data), data)


def faults(
    path: Path, key: bytes, digest_key: bytes, expected: Contents | None = None, cancelled: Cancel = never
) -> list[str]:
    """What is wrong with a finished copy, opened strictly for reading: an empty list if nothing is.

    What it holds is digested on a thread beside the engine's own check: each reads all of it, and takes as long.
    Raises Cancelled.
    """
    try:
        with closing(open_copy(path, key)) as connection:
            if expected is None:
                return list(engine_faults(connection))
            beside = _Beside(path, key, digest_key, cancelled, connection.interrupt)
            try:
                found = list(engine_faults(connection))
            except BaseException:
                beside.stop()  # raises what it met itself: that is why the engine was interrupted
                raise
            same = beside.contents() == expected
            return found if same else [*found, "What it holds is not what was copied."]
    except dbapi2.Error:
        return ["It cannot be read to its end."]
    except Cancelled:
        raise
    except Trouble as trouble:
        return [trouble.happened]


class _Beside:
    """Digests a finished copy on a thread of its own; `failed` is called there where that is not done to its end.

    The thread is a daemon: it never keeps a process that is to end.
    """

    def __init__(
        self, path: Path, key: bytes, digest_key: bytes, cancelled: Cancel, failed: Callable[[], object]
    ) -> None:
        self._path, self._key, self._digest_key = path, key, digest_key
        self._cancelled, self._failed = cancelled, failed
        self._stopped = threading.Event()
        self._found: Contents | None = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="contents", daemon=True)
        self._thread.start()

    def contents(self) -> Contents:
        """What it found, once it is done. Raises what it met: Cancelled, and the troubles of a damaged copy."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        assert self._found is not None
        return self._found

    def stop(self) -> None:
        """End it; raises what it met before that."""
        self._stopped.set()
        self._thread.join()
        if self._error is not None and not isinstance(self._error, _Stopped):
            raise self._error

    def _run(self) -> None:
        try:
            with closing(open_copy(self._path, self._key)) as connection:
                read_once(connection)
                self._found = contents_of(connection, self._digest_key, self._is_unwanted)
        except BaseException as error:  # noqa: BLE001  (raised again where it is asked for)
            self._error = error
            self._failed()

    def _is_unwanted(self) -> bool:
        if self._stopped.is_set():
            raise _Stopped
        return self._cancelled()


class _Stopped(Exception):  # noqa: N818  (not an error: its answer is not wanted any more)
    """The digest was given up because the engine's check has ended without it."""


def engine_faults(connection: Connection) -> Iterator[str]:
    """What the engine finds wrong: page codes, structure and search index, links between records."""
    if connection.execute("PRAGMA cipher_integrity_check").fetchall():
        yield "Some of its pages were damaged."
    # checks the full-text index too (SQLite 3.44 and later)
    if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        yield "Its structure or its search index is damaged."
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        yield "Some records in it point to records that are not there."
