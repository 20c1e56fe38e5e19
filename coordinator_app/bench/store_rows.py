"""The store's rows: unlock, draft, entry, list page, search, blob, backup, each beside the same engine without a key."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from coordinator_app.bench.generated import PASSPHRASE, Bench
from coordinator_app.bench.measure import Row, compare
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.core.clock import SetClock
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.backup import back_up
from coordinator_app.store.connection import Connection, open_database
from coordinator_app.store.copies import engine_faults
from coordinator_app.store.header import Header
from coordinator_app.store.slots import SlotKind
from coordinator_app.store.vault import unlock

Statements = list[str]


def captured(connection: Connection, work: Callable[[], object]) -> Statements:
    """The statements, values in place, that `work` runs on a connection; pragmas left out."""
    seen: Statements = []
    connection.set_trace_callback(seen.append)
    try:
        work()
    finally:
        connection.set_trace_callback(None)
    return [sql for sql in seen if not sql.upper().startswith(("PRAGMA", "--"))]


def replay(connection: Connection, statements: Statements) -> None:
    """Run them and fetch what they give."""
    for sql in statements:
        connection.execute(sql).fetchall()


def store_rows(bench: Bench, n: int) -> Iterator[Row]:
    """Every row of the store."""
    secret = bench.session.databases.connection(Compartment.GENERAL)
    for op, work in _reads(bench):
        statements = captured(secret, work)
        plain = partial(replay, bench.plain, statements)
        locked = partial(replay, secret, statements)
        yield compare(f"{op}, SQL alone", plain, locked, n=n, goal=1.2, note="the same SQL without a key")
        yield compare(op, plain, work, n=n, goal=None, note="records made, beside SQL without a key")
    yield from _writes(bench, n)


def _reads(bench: Bench) -> tuple[tuple[str, Callable[[], object]], ...]:
    session = bench.session
    one = bench.pupils[len(bench.pupils) // 2]
    return (
        ("list page", lambda: session.page(Pupil, order="family_name", limit=100)),
        ("chronology of a pupil", lambda: session.list(ChronologyEntry, where={"pupil_id": one})),
        ("search, newest 20", lambda: session.search("carburettor engine", limit=20)),
        ("search, beginning", lambda: session.search("carb", limit=20)),
    )


def _writes(bench: Bench, n: int) -> Iterator[Row]:
    session, plain = bench.session, bench.plain
    secret = session.databases.connection(Compartment.GENERAL)
    pupil = bench.pupils[0]

    turns = itertools.count()

    def draft() -> None:
        # other words each time: the engine does not write what is the same already
        with session.write() as work:
            work.save_draft("bench", pupil, {"words": f"a sentence that is being typed {next(turns)} " * 5})

    statements = captured(secret, draft)
    (floor,) = [sql for sql in statements if not sql.startswith(("BEGIN", "COMMIT"))]

    def plain_draft() -> None:
        plain.execute("BEGIN IMMEDIATE")
        plain.execute(floor.replace("being typed 0", f"being typed {next(turns)}"))
        plain.execute("COMMIT")

    yield compare(
        "autosave of a draft", plain_draft, draft, n=n, goal=1.15, note="the same commit without a key"
    )

    def entry() -> None:
        with session.write() as work:
            work.add(
                ChronologyEntry(
                    pupil_id=pupil,
                    category=Category.ATTENDANCE,
                    happened_on=date(2026, 11, 20),
                    words="In on all three days this week. Late once because of the bus. " * 3,
                )
            )

    yield compare("new entry, indexed", draft, entry, n=n, goal=None, note="beside a draft's autosave")


def unlock_row(bench: Bench, n: int) -> Row:
    """Unlocking beside the key derivation alone; the vault is closed first and stays closed."""
    header, folder = bench.vault.header, bench.vault.folder
    clock = SetClock()
    bench.session.close()
    bench.vault.close()

    def ours() -> None:
        unlock(folder, PASSPHRASE, clock=clock, state=folder.parent / "state").close()

    return compare("unlock", lambda: _derive(header), ours, n=n, goal=1.05, note="Argon2id alone")


def _derive(header: Header) -> None:
    slot = next(slot for slot in header.slots if slot.kind is SlotKind.PASSPHRASE)
    assert slot.kdf is not None
    kdf = slot.kdf
    Argon2id(
        salt=b"0" * 16, length=32, iterations=kdf.passes, lanes=kdf.lanes, memory_cost=kdf.memory * 1024
    ).derive(PASSPHRASE.encode())


def backup_row(bench: Bench, folder: Path, n: int) -> Row:
    """A verified backup beside a plain copy of the same files and one check of the copy by the engine.

    Ours reads all of it twice more: what is copied and what the copy holds are digested, value by value, the copy's
    beside the engine's check, and its audit is walked.
    """
    target = folder / "copies"

    def floor() -> None:
        for compartment, path in bench.vault.paths.items():
            copy, key = folder / f"copy-{path.name}", bench.vault.keys.key(compartment)
            with closing(open_database(path, key)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            shutil.copy2(path, copy)
            with closing(open_database(copy, key)) as connection:
                list(engine_faults(connection))

    def ours() -> None:
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        back_up(bench.vault, target)

    return compare(
        "backup, verified", floor, ours, n=n, goal=None, note="file copy, and one check by the engine"
    )
