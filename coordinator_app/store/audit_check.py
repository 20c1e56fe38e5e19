"""Walking the chain of an audit: was any row altered, taken out, or cut off at the end (security 2.9).

The whole walk is the proof. `since` walks only the rows behind a place that this run of the program has proved
before: it says nothing of the rows before that place but that the last of them is still the same, and whoever asks
for it has to say so. The place is kept in memory alone: on the disk it could be forged with the rows.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from sqlcipher3 import dbapi2

from coordinator_app.core.privacy import Compartment
from coordinator_app.store.audit import FIELDS, START, Anchor, body_of
from coordinator_app.store.connection import Connection, troubles
from coordinator_app.store.sql import row, value

_FIRST = -(2**63)  # a planted row may have any number
_BODY = "CAST('[' || seq || ',\"' || " + " || '\",\"' || ".join(FIELDS) + " || '\"]' AS BLOB)"
_WALK = f"SELECT seq, {_BODY}, mac FROM audit WHERE seq >= ? ORDER BY seq"  # noqa: S608  own names
_ONE = f"SELECT {', '.join(FIELDS)} FROM audit WHERE seq = ?"  # noqa: S608  own names


@dataclass(frozen=True, slots=True)
class AuditVerdict:
    """Whether a chain holds: rows it has, and if not, the first bad row's number and what is wrong with it.

    `end` is where the walk ended, for `since` of a later one; None if something is wrong.
    """

    compartment: Compartment
    rows: int
    first_bad: int | None = None
    words: str = ""
    end: Anchor | None = None

    @property
    def is_whole(self) -> bool:
        """True if nothing is wrong."""
        return self.first_bad is None


def verify(
    connection: Connection,
    key: bytes,
    compartment: Compartment,
    anchored: Anchor | None = None,
    since: Anchor | None = None,
) -> AuditVerdict:
    """Walk the whole chain, or the rows behind `since`, which an earlier verdict of this run gave as its `end`.

    An anchor kept elsewhere also finds a chain cut short or written anew; it goes with the whole walk alone. All of
    it is read as of one moment: a row written meanwhile would look like one that is missing.
    """
    if anchored is not None and since is not None:
        message = "an anchor is looked for by the whole walk"
        raise ValueError(message)
    walk = _Walk(connection, key, compartment)
    if connection.in_transaction:
        return walk.verdict(anchored, since)
    with troubles():
        connection.execute("BEGIN")
    try:
        return walk.verdict(anchored, since)
    finally:
        connection.execute("ROLLBACK")


class _Walk:
    """One walk over one chain; the code's state for the key is made once and copied for each row."""

    def __init__(self, connection: Connection, key: bytes, compartment: Compartment) -> None:
        self._connection, self._compartment = connection, compartment
        self._code = hmac.new(key, digestmod="sha256")

    def verdict(self, anchored: Anchor | None, since: Anchor | None) -> AuditVerdict:
        if since is None or since.seq == 0:
            reached = None if anchored is None or anchored.seq else anchored.mac
            return self._from(0, START, anchored, reached)
        found = row(self._connection, "SELECT mac FROM audit WHERE seq = ?", (since.seq,))
        if found is None or found[0] != bytes.fromhex(since.mac):
            return self._bad(since.seq - 1, since.seq, "A row that was checked before is altered or missing.")
        return self._from(since.seq, found[0], None, None)

    def _from(
        self, count: int, previous: bytes, anchored: Anchor | None, reached: str | None
    ) -> AuditVerdict:
        first = count + 1 if count else _FIRST
        with troubles(self._connection):  # a damaged page is no altered row
            for seq, body, mac in self._connection.execute(_WALK, (first,)):
                if seq != count + 1:
                    return self._bad(count, count + 1, "A row is missing.")
                if not self._holds(previous, seq, body, mac):
                    return self._bad(count, seq, "A row was altered.")
                previous, count = mac, seq
                if anchored is not None and seq == anchored.seq:
                    reached = mac.hex()
        return self._end(count, previous, anchored, reached)

    def _holds(self, previous: bytes, seq: int, body: object, mac: object) -> bool:
        """Whether a row's code is that of the row.

        The engine puts the row's text together, which is quicker by half than doing it here. It escapes nothing: so
        a text with a backslash, or one whose code differs, is written out by the same hand that wrote it first.
        """
        if not isinstance(mac, bytes):
            return False
        if isinstance(body, bytes) and b"\\" not in body and self._is(previous, body, mac):
            return True
        try:
            found = self._connection.execute(_ONE, (seq,)).fetchone()
            return self._is(previous, body_of(seq, found), mac)
        except (dbapi2.OperationalError, TypeError, ValueError):
            return False  # no text at all, or none that can be read

    def _is(self, previous: bytes, body: bytes, mac: bytes) -> bool:
        code = self._code.copy()
        code.update(previous + body)
        return hmac.compare_digest(code.digest(), mac)

    def _bad(self, rows: int, first_bad: int, words: str) -> AuditVerdict:
        return AuditVerdict(self._compartment, rows, first_bad, words)

    def _end(self, count: int, previous: bytes, anchored: Anchor | None, reached: str | None) -> AuditVerdict:
        # AUTOINCREMENT remembers the highest number ever given
        given = int(value(self._connection, "SELECT seq FROM sqlite_sequence WHERE name = 'audit'") or 0)
        if given > count or (anchored is not None and anchored.seq > count):
            return self._bad(count, count + 1, "Rows at the end are missing.")
        if anchored is not None and reached != anchored.mac:
            return self._bad(count, anchored.seq, "The chain was written anew.")
        return AuditVerdict(self._compartment, count, end=Anchor(count, previous.hex()))
