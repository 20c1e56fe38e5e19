"""The chain of the audit: what it finds, and what only an anchor finds."""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2

from coordinator_app.core.privacy import Compartment
from coordinator_app.store import audit
from coordinator_app.store.audit import Anchor, AuditVerdict
from coordinator_app.store.connection import Connection
from coordinator_app.store.session import Session
from tests.store.conftest import Child

SECRET = "Gooseberry-Quillfeather"


def general(session: Session) -> Connection:
    return session.databases.connection(Compartment.GENERAL)


def verdict(session: Session, anchor: Anchor | None = None) -> AuditVerdict:
    anchors = {} if anchor is None else {Compartment.GENERAL: anchor}
    return session.verify_audit(anchors)[0]


@pytest.fixture
def busy(session: Session) -> Session:
    for _ in range(6):
        with session.write() as work:
            work.add(Child(surname=SECRET))
    return session


def freed(connection: Connection) -> Connection:
    connection.execute("DROP TRIGGER audit_is_never_changed")
    connection.execute("DROP TRIGGER audit_is_never_shortened")
    return connection


def test_an_untouched_chain_is_whole_in_every_compartment(busy: Session) -> None:
    assert [one.is_whole for one in busy.verify_audit(busy.anchors())] == [True, True, True]
    assert verdict(busy).rows == 6


def test_the_chain_keeps_digests_never_content(busy: Session) -> None:
    for row in general(busy).execute("SELECT * FROM audit").fetchall():
        assert not any(
            SECRET.encode() in (item if isinstance(item, bytes) else str(item).encode()) for item in row
        )
    entries = [row.entry for row in busy.audit_rows()]
    assert all(len(entry.after_digest) == 64 and not entry.before_digest for entry in entries)
    assert [row.seq for row in busy.audit_rows(after=4)] == [5, 6]


@pytest.mark.parametrize(
    "statement", ["UPDATE audit SET action = 'x'", "DELETE FROM audit", "DELETE FROM audit WHERE seq = 6"]
)
def test_rows_cannot_be_changed_or_deleted(busy: Session, statement: str) -> None:
    with pytest.raises(dbapi2.IntegrityError):
        general(busy).execute(statement)


@pytest.mark.parametrize(
    "column", ["at", "slot_id", "action", "record_id", "after_digest", "note_code", "kind"]
)
def test_an_edit_of_any_column_is_found_at_its_row(busy: Session, column: str) -> None:
    freed(general(busy)).execute(f"UPDATE audit SET {column} = 'altered' WHERE seq = 3")
    assert (verdict(busy).is_whole, verdict(busy).first_bad) == (False, 3)


def test_a_deleted_row_is_found(busy: Session) -> None:
    freed(general(busy)).execute("DELETE FROM audit WHERE seq = 2")
    assert verdict(busy).first_bad == 2


def test_a_shortened_chain_is_found(busy: Session) -> None:
    anchor = busy.anchors()[Compartment.GENERAL]
    freed(general(busy)).execute("DELETE FROM audit WHERE seq > 4")
    assert verdict(busy).first_bad == 5
    # also by someone who knew of the counter, given an anchor
    general(busy).execute("UPDATE sqlite_sequence SET seq = 4 WHERE name = 'audit'")
    assert verdict(busy).is_whole
    assert verdict(busy, anchor).first_bad == 5


def test_a_chain_written_anew_by_a_key_holder_is_found_only_with_an_anchor(busy: Session) -> None:
    anchor = busy.anchors()[Compartment.GENERAL]
    connection = freed(general(busy))
    entries = [row.entry for row in busy.audit_rows()]
    connection.execute("DELETE FROM audit")
    key = busy.databases.keys.audit_key(Compartment.GENERAL)
    for entry in entries[1:] + entries[:1]:
        audit.append(connection, key, entry)
    assert verdict(busy).is_whole
    assert verdict(busy, anchor).words == "The chain was written anew."


def test_an_anchor_before_the_first_row_holds(session: Session) -> None:
    anchor = session.anchors()[Compartment.GENERAL]
    with session.write() as work:
        work.add(Child(surname="Puddlecombe"))
    assert verdict(session, anchor).is_whole


def test_a_chain_with_another_key_is_not_whole(busy: Session) -> None:
    assert audit.verify(general(busy), bytes(32), Compartment.GENERAL).first_bad == 1
