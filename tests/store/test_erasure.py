"""Removing for good leaves nothing of a record, in no table and in no byte of the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from coordinator_app.core.changes import Change
from coordinator_app.core.errors import NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import connections, troubles
from coordinator_app.store.connection import Connection, open_database
from coordinator_app.store.erasure import StillNeeded
from coordinator_app.store.migrate import prepare
from coordinator_app.store.session import Session
from coordinator_app.store.sql import rows
from tests.store.conftest import PRACTICE, Child, Kite, Practice, Tail
from tests.store.looking import tables_with

MARKER = "Quillfeather"
PICTURE = b"picture of Quillfeather" * 30_000


def make_full(session: Session) -> tuple[Child, Kite]:
    """A kite of which something stands in every place that a record can leave something in."""
    with session.write() as work:
        child = work.add(Child(surname="Puddlecombe"))
        kite = work.add(Kite(child_id=child.id, words=f"{MARKER} once", file_id=work.put_blob(PICTURE)))
        work.add(Tail(kite_id=kite.id, ribbon=f"{MARKER} silk"))
        kite = work.change(kite, words=f"{MARKER} twice", file_id=work.put_blob(PICTURE + b"2"))
        work.save_draft("kite.edit", kite.id, {"words": MARKER})
    return child, kite


def test_a_removed_record_is_in_no_table_any_more_and_leaves_a_stub(
    practice: Practice, session: Session
) -> None:
    _, kite = make_full(session)
    connection = session.databases.connection(Compartment.GENERAL)
    before = tables_with(connection, MARKER)
    assert {"kite", "tail", "history", "search_document", "draft", "blob_part"} <= before
    with session.write() as work:
        work.remove(kite)
    session.tidy_up()
    assert tables_with(connection, MARKER) == set()
    assert [record.change for record in practice.published[-1].records] == [Change.REMOVED] * 2
    assert {row[0] for row in rows(connection, "SELECT reason FROM stub")} == {"removed"}
    assert all(verdict.is_whole for verdict in session.verify_audit())
    with pytest.raises(NotFound):
        session.get(Kite, kite.id)


def test_a_record_that_others_point_to_is_not_removed_before_them(session: Session) -> None:
    child, kite = make_full(session)
    with pytest.raises(StillNeeded) as refused, session.write() as work:
        work.remove(child)
    assert refused.value.happened == "There are still kites that belong to this child."
    with session.write(Compartment.GUARDED) as work:
        work.add(Tail(kite_id=kite.id, is_secret=True))
    with pytest.raises(StillNeeded), session.write() as work:
        work.remove(kite)
    assert session.get(Kite, kite.id) == kite


def test_guarded_texts_never_reach_the_general_database(practice: Practice, session: Session) -> None:
    with session.write() as work:
        child = work.add(Child(surname="Puddlecombe"))
    with session.write(Compartment.GUARDED) as work:
        kite = work.add(Kite(child_id=child.id, words=MARKER, is_secret=True, file_id=work.put_blob(PICTURE)))
        work.change(kite, words=f"{MARKER} again")
        work.save_draft("kite.edit", kite.id, {"words": MARKER})
    session.viewed(session.get(Kite, kite.id))
    session.close()
    alone = open_database(practice.paths[Compartment.GENERAL], practice.keys.key(Compartment.GENERAL))
    assert tables_with(alone, MARKER) == set()
    assert tables_with(alone, kite.id) == set()
    assert tables_with(alone, "Puddlecombe")
    alone.close()


def test_a_guarded_text_in_the_general_database_would_be_seen(session: Session) -> None:
    """The planted fault."""
    with session.write() as work:
        work.set_setting("last.words", MARKER)
    assert tables_with(session.databases.connection(Compartment.GENERAL), MARKER) == {"setting"}


@pytest.fixture
def plain(tmp_path: Path, practice: Practice, monkeypatch: pytest.MonkeyPatch) -> Iterator[Practice]:
    """The practice databases without a cipher, so that the bytes of the file can be searched."""

    def open_plain(path: Path, key: bytes, *, read_only: bool = False) -> Connection:
        made = dbapi2.connect(path, isolation_level=None)
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("PRAGMA secure_delete = ON")
        made.execute("PRAGMA foreign_keys = ON")
        return made

    monkeypatch.setattr(connections, "open_database", open_plain)
    monkeypatch.setattr(troubles, "demand_sound", lambda _: None, raising=False)
    practice.paths = {one: tmp_path / f"plain-{one}.db" for one in Compartment}
    for one, path in practice.paths.items():
        connection = open_plain(path, b"")
        prepare(connection, one, PRACTICE)
        connection.close()
    yield practice
    practice.close()


def bytes_of(practice: Practice) -> bytes:
    path = practice.paths[Compartment.GENERAL]
    logs = (path.with_name(path.name + end) for end in ("", "-wal"))
    return b"".join(one.read_bytes() for one in logs if one.exists()).lower()


def test_a_removed_record_is_in_no_byte_of_the_file_any_more(plain: Practice) -> None:
    session = plain.open()
    _, kite = make_full(session)
    for number in range(20):
        with session.write() as work:
            work.add(Kite(child_id=kite.child_id, words=f"Another kite {number}"))
    assert MARKER.lower().encode() in bytes_of(plain)
    with session.write() as work:
        work.remove(kite)
    session.tidy_up()
    assert MARKER.lower().encode() not in bytes_of(plain)
    assert b"another kite 7" in bytes_of(plain)
