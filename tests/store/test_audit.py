"""The chain of the audit: what it finds, and what only an anchor finds."""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2

from coordinator_app.core.privacy import Compartment
from coordinator_app.store import audit, audit_check
from coordinator_app.store.audit import Anchor
from coordinator_app.store.audit_check import AuditVerdict
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
    assert audit_check.verify(general(busy), bytes(32), Compartment.GENERAL).first_bad == 1


# only what came since


def ends(session: Session) -> dict[Compartment, Anchor]:
    return {one.compartment: one.end for one in session.verify_audit() if one.end is not None}


def test_rows_since_an_earlier_verdict_are_checked_alone(busy: Session) -> None:
    before = ends(busy)
    with busy.write() as work:
        work.add(Child(surname=SECRET))
    later = busy.verify_audit(since=before)[0]
    assert (later.is_whole, later.rows, before[Compartment.GENERAL].seq) == (True, 7, 6)
    assert later.end == busy.anchors()[Compartment.GENERAL]


def test_a_new_row_that_is_altered_missing_or_cut_off_is_found_since(busy: Session) -> None:
    before = ends(busy)
    for _ in range(3):
        with busy.write() as work:
            work.add(Child(surname=SECRET))
    connection = freed(general(busy))
    connection.execute("SAVEPOINT whole")
    for statement, bad in (
        ("UPDATE audit SET action = 'x' WHERE seq = 8", 8),
        ("DELETE FROM audit WHERE seq = 8", 8),
        ("DELETE FROM audit WHERE seq = 9", 9),
        ("DELETE FROM audit WHERE seq > 6", 7),
    ):
        connection.execute(statement)
        assert busy.verify_audit(since=before)[0].first_bad == bad
        connection.execute("ROLLBACK TO whole")


def test_the_row_that_an_earlier_verdict_ended_at_has_to_be_the_same(busy: Session) -> None:
    before = ends(busy)
    connection = freed(general(busy))
    connection.execute("UPDATE audit SET mac = zeroblob(32) WHERE seq = 6")
    assert busy.verify_audit(since=before)[0].first_bad == 6
    connection.execute("DELETE FROM audit")
    connection.execute("DELETE FROM sqlite_sequence")
    assert busy.verify_audit(since=before)[0].first_bad == 6


def test_an_old_row_that_is_altered_after_an_earlier_verdict_is_found_by_the_whole_walk(
    busy: Session,
) -> None:
    before = ends(busy)
    freed(general(busy)).execute("UPDATE audit SET action = 'x' WHERE seq = 2")
    # which is why nobody may call more than the rows since then checked
    assert busy.verify_audit(since=before)[0].is_whole
    assert busy.verify_audit()[0].first_bad == 2


def test_an_anchor_and_a_part_of_the_walk_do_not_go_together(busy: Session) -> None:
    with pytest.raises(ValueError, match="whole walk"):
        busy.verify_audit(busy.anchors(), ends(busy))


# how a row is written out


ODD = ("a\\b", 'a","b', "line\nline", "tab\t", "É 漢 ’", "\x01", "\\u0001", "")


@pytest.fixture
def odd(session: Session) -> Session:
    at = session.clock.now()
    key = session.databases.keys.audit_key(Compartment.GENERAL)
    for text in ODD:
        entry = audit.AuditEntry(at, "slot", "record.made", record_id=text, subject_id=text)
        audit.append(general(session), key, entry)
    return session


def test_a_text_of_any_kind_is_written_out_as_it_was_when_its_row_was_made(odd: Session) -> None:
    assert verdict(odd).is_whole


def altered_to_its_own_escapes(session: Session) -> AuditVerdict:
    """What is said of a row whose texts were altered into what stands for them in the code."""
    escaped = ODD[0].replace("\\", "\\\\")
    freed(general(session)).execute(
        "UPDATE audit SET record_id = ?, subject_id = ? WHERE seq = 1", (escaped, escaped)
    )
    return verdict(session)


def test_a_text_altered_into_its_own_escapes_is_found(odd: Session) -> None:
    assert altered_to_its_own_escapes(odd).first_bad == 1


def test_planted_fault_a_walk_that_trusts_a_backslash_is_deceived(
    odd: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = audit_check._Walk._holds

    def trusting(self: audit_check._Walk, previous: bytes, seq: int, body: bytes, mac: bytes) -> bool:
        return self._is(previous, body, mac) or honest(self, previous, seq, body, mac)

    monkeypatch.setattr(audit_check._Walk, "_holds", trusting)
    assert altered_to_its_own_escapes(odd).is_whole


@pytest.mark.parametrize(
    "value", ["X'ff'", "CAST(X'ff' AS TEXT)", "'a' || char(0) || 'b'", "'\", \"'", "'x\",\"y'"]
)
def test_what_is_no_text_of_ours_is_an_altered_row_and_no_fault_of_the_walk(
    busy: Session, value: str
) -> None:
    connection = freed(general(busy))
    sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'audit'").fetchone()[0]
    connection.execute("ALTER TABLE audit RENAME TO kept")
    connection.execute(
        sql.replace("STRICT", "").replace(" NOT NULL", "")
    )  # nothing holds a forger to the types
    connection.execute("INSERT INTO audit SELECT * FROM kept")
    assert verdict(busy).is_whole
    connection.execute(f"UPDATE audit SET note_code = {value} WHERE seq = 4")
    assert verdict(busy).first_bad == 4
    connection.execute("UPDATE audit SET note_code = NULL WHERE seq = 3")
    assert verdict(busy).first_bad == 3
    connection.execute("UPDATE audit SET mac = 40000000000 WHERE seq = 2")
    assert verdict(busy).first_bad == 2


def test_a_row_planted_before_the_first_is_found(busy: Session) -> None:
    general(busy).execute(
        "INSERT INTO audit SELECT -5, " + ", ".join(audit.FIELDS) + ", mac FROM audit LIMIT 1"
    )
    assert verdict(busy).first_bad == 1
