"""The audit chain of a compartment: who, when, what, with digests instead of content (security 2.9).

Each row's code is HMAC-SHA256(K_audit, code of the row before || the row). It proves that rows before an
anchor kept elsewhere are unaltered. It does not prove that everything done was logged, who sat at the
keyboard, or the true time; so it is never called tamper-proof.
The chain is walked by `audit_check.py`.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from coordinator_app.core.privacy import Compartment
from coordinator_app.store.connection import Connection
from coordinator_app.store.sql import Row, row, rows, run_many

START = bytes(32)

FIELDS = (
    "at",
    "slot_id",
    "action",
    "kind",
    "record_id",
    "subject_id",
    "before_digest",
    "after_digest",
    "note_code",
)
"""What a row's code covers beside its number, in this order."""
_COLUMNS = ", ".join(FIELDS)
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
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
    return hmac.digest(key, previous + body_of(seq, fields), "sha256")


def body_of(seq: int, fields: Iterable[object]) -> bytes:
    """What a row's code is made of, beside the code of the row before."""
    return _JSON.encode([seq, *fields]).encode()


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
