"""The audit chain of a compartment: who, when, what, with digests instead of content (security 2.9).

Each row's code is HMAC-SHA256(K_audit, code of the row before || the row). It proves that rows before an
anchor kept elsewhere are unaltered. It does not prove that everything done was logged, who sat at the
keyboard, or the true time; so it is never called tamper-proof.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from coordinator_app.core.privacy import Compartment
from coordinator_app.store.connection import Connection, troubles
from coordinator_app.store.sql import Row, row, rows, run_many, value

START = bytes(32)

_COLUMNS = "at, slot_id, action, kind, record_id, subject_id, before_digest, after_digest, note_code"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: a chain of hundreds of thousands of rows is walked whenever the log is looked at."""
_CODE = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_INSERT = f"INSERT INTO audit (seq, {_COLUMNS}, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608  own names


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """What a row says. Ids and codes only; digests are hexadecimal or empty."""

    at: datetime
    slot_id: str
    action: str
    kind: str = ""
    record_id: str = ""
    subject_id: str = ""
    before_digest: str = ""
    after_digest: str = ""
    note_code: str = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A row as it is read: its compartment, its number from 1, and what it says."""

    compartment: Compartment
    seq: int
    entry: AuditEntry


@dataclass(frozen=True, slots=True)
class Anchor:
    """The end of a chain at some moment, to be printed or kept elsewhere: row number and code in hex."""

    seq: int
    mac: str


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """Whether a chain holds: rows checked, and if not, the first bad row's number and what is wrong with it."""

    compartment: Compartment
    rows: int
    first_bad: int | None = None
    words: str = ""

    @property
    def is_whole(self) -> bool:
        """True if nothing is wrong."""
        return self.first_bad is None


def digest(key: bytes, content: str) -> str:
    """A keyed digest of a record's content, so that a short content cannot be guessed from it; empty for none."""
    if not content:
        return ""
    return hmac.digest(key, b"content\x00" + content.encode(), "sha256").hex()


def append(connection: Connection, key: bytes, entry: AuditEntry) -> None:
    """Add a row at the end of the chain, in the open transaction; ValueError if a code is not a code."""
    append_many(connection, key, (entry,))


def append_many(connection: Connection, key: bytes, entries: Iterable[AuditEntry]) -> None:
    """Add rows in their order, as `append`."""
    last = row(connection, "SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1") or (0, START)
    run_many(connection, _INSERT, _chained(key, int(last[0]), bytes(last[1]), entries))


def _chained(key: bytes, seq: int, mac: bytes, entries: Iterable[AuditEntry]) -> Iterator[tuple[object, ...]]:
    for entry in entries:
        _demand_codes(entry)
        fields = _fields(entry)
        seq += 1
        mac = _mac(key, mac, seq, fields)
        yield (seq, *fields, mac)


def _demand_codes(entry: AuditEntry) -> None:
    for code in (entry.action, entry.note_code or "-", entry.kind or "-"):
        if code != "-" and not _CODE.fullmatch(code):
            message = "the audit keeps short codes, never words"
            raise ValueError(message)


def _fields(entry: AuditEntry) -> tuple[str, ...]:
    at = entry.at.astimezone(UTC).isoformat()
    who = (entry.slot_id, entry.action, entry.kind, entry.record_id, entry.subject_id)
    return (at, *who, entry.before_digest, entry.after_digest, entry.note_code)


def _mac(key: bytes, previous: bytes, seq: int, fields: tuple[str, ...]) -> bytes:
    body = _JSON.encode([seq, *fields]).encode()
    return hmac.digest(key, previous + body, "sha256")


def read(
    connection: Connection, compartment: Compartment, after: int = 0, limit: int = 100
) -> list[AuditRow]:
    """Rows with a number above `after`, oldest first."""
    sql = f"SELECT seq, {_COLUMNS} FROM audit WHERE seq > ? ORDER BY seq LIMIT ?"  # noqa: S608  own names
    return [_decode(compartment, found) for found in rows(connection, sql, (after, limit))]


def _decode(compartment: Compartment, found: Row) -> AuditRow:
    seq, at, *rest = found
    return AuditRow(compartment, seq, AuditEntry(datetime.fromisoformat(at), *rest))


def anchor(connection: Connection) -> Anchor:
    """The end of the chain now; number 0 if it is empty."""
    seq, mac = row(connection, "SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1") or (0, START)
    return Anchor(int(seq), bytes(mac).hex())


def verify(
    connection: Connection, key: bytes, compartment: Compartment, anchored: Anchor | None = None
) -> AuditVerdict:
    """Walk the whole chain. An anchor kept elsewhere also finds a chain cut short or written anew.

    All of it is read as of one moment: a row written meanwhile would look like one that is missing.
    """
    if connection.in_transaction:
        return _verify(connection, key, compartment, anchored)
    with troubles():
        connection.execute("BEGIN")
    try:
        return _verify(connection, key, compartment, anchored)
    finally:
        connection.execute("ROLLBACK")


def _verify(
    connection: Connection, key: bytes, compartment: Compartment, anchored: Anchor | None
) -> AuditVerdict:
    previous, expected, reached = START, 1, None if anchored is None or anchored.seq else anchored.mac
    sql = f"SELECT seq, {_COLUMNS}, mac FROM audit ORDER BY seq"  # noqa: S608  own names
    with troubles():
        for seq, *fields, mac in connection.execute(sql):
            if seq != expected:
                return AuditVerdict(compartment, expected - 1, expected, "A row is missing.")
            if not hmac.compare_digest(bytes(mac), _mac(key, previous, seq, tuple(fields))):
                return AuditVerdict(compartment, expected - 1, seq, "A row was altered.")
            previous, expected = bytes(mac), expected + 1
            if anchored is not None and seq == anchored.seq:
                reached = previous.hex()
    return _end(connection, compartment, expected - 1, anchored, reached)


def _end(
    connection: Connection, compartment: Compartment, count: int, anchored: Anchor | None, reached: str | None
) -> AuditVerdict:
    # AUTOINCREMENT remembers the highest number ever given
    given = int(value(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'audit'") or 0)
    if given > count or (anchored is not None and anchored.seq > count):
        return AuditVerdict(compartment, count, count + 1, "Rows at the end are missing.")
    if anchored is not None and reached != anchored.mac:
        return AuditVerdict(compartment, count, anchored.seq, "The chain was written anew.")
    return AuditVerdict(compartment, count)
