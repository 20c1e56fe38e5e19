"""Full-text search of a compartment: an own folded column, tokens quoted, newest first, counts capped.

The key of a search document is made of the record's date (days, then a number within the day), so the index
is walked backwards and newest first needs no sort (performance rule 6).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.derived import search_text
from coordinator_app.core.names import fold
from coordinator_app.store.connection import Connection
from coordinator_app.store.sql import any_of, as_list, rows, run, value

COUNT_CAP = 1001
PREFIX_LETTERS = 3
WORDS_AT_MOST = 200
SNIPPET_BEFORE = 40
SNIPPET_LENGTH = 160
MERGE_PAGES = 200

_TOKENS_AT_MOST = 24
_DAY_BITS = 24


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found: its kind and id, whom it is about, the words around the first match, and its date."""

    kind: str
    record_id: str
    subject_id: str | None
    snippet: str
    on_date: date


@dataclass(frozen=True, slots=True)
class Found:
    """A search document that matches: its key (newest is greatest), kind, record and date."""

    key: int
    kind: str
    record_id: str
    on_date: date


def date_of(record: Record) -> date:
    """The date by which a record is ordered: its own, or the day it was typed."""
    name = record_type(record).date_field
    own = getattr(record, name) if name else None
    if isinstance(own, date):
        return own
    assert record.created_at is not None
    return record.created_at.date()


def index(connection: Connection, record: Record) -> None:
    """Put a record in the index, or take it out if it is in the trash or has no words."""
    remove(connection, record.id)
    folded = fold(search_text(record))
    if record.trashed_at is not None or not folded.strip():
        return
    on_date = date_of(record)
    run(
        connection,
        "INSERT INTO search_document (key, record_id, kind, on_date, folded) VALUES (?, ?, ?, ?, ?)",
        (_next_key(connection, on_date), record.id, record_type(record).kind, on_date.isoformat(), folded),
    )


def says_the_same(before: Record | None, after: Record) -> bool:
    """Whether the index need not change: the same words, date and place in or out of the trash."""
    if before is None or (before.trashed_at is None) != (after.trashed_at is None):
        return False
    return search_text(before) == search_text(after) and date_of(before) == date_of(after)


def _next_key(connection: Connection, on_date: date) -> int:
    first = on_date.toordinal() << _DAY_BITS
    last = value(
        connection,
        "SELECT max(key) FROM search_document WHERE key BETWEEN ? AND ?",
        (first, first + (1 << _DAY_BITS) - 1),
    )
    return first if last is None else int(last) + 1


def remove(connection: Connection, record_id: str) -> None:
    """Take a record out of the index."""
    run(connection, "DELETE FROM search_document WHERE record_id = ?", (record_id,))


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a query that hold a letter or a number."""
    words = fold(text.replace("\x00", " ")).encode("utf-8", "ignore").decode().split()
    return tuple(word for word in words if any(_is_word(character) for character in word))[:_TOKENS_AT_MOST]


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"


def match_expression(connection: Connection, text: str) -> str | None:
    """An FTS5 expression of quoted words, the last one as a beginning; None if nothing can match."""
    found = tokens(text)
    if not found:
        return None
    parts = [_quoted(word) for word in found]
    if len(found[-1]) >= PREFIX_LETTERS and not text[-1:].isspace():
        parts[-1] = _beginning(connection, found[-1])
    return " AND ".join(parts) if all(parts) else None


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _beginning(connection: Connection, word: str) -> str:
    """The words of the index that begin with this one, joined by OR; empty if there are none.

    The engine's own prefix search collects every match before it gives the newest, in memory that is locked
    and wiped as it grows: half a second for a common word in 40,000 notes against 1 ms for its whole words.
    """
    if not word.isalnum():
        return _quoted(word) + "*"
    known = " OR ".join(_quoted(one) for one in words_beginning(connection, word))
    return f"({known})" if known else ""


def words_beginning(connection: Connection, start: str, limit: int = WORDS_AT_MOST) -> list[str]:
    """Words of the index that begin with some letters, in alphabetical order, by one seek for each."""
    sql = "SELECT term FROM search_word WHERE term >= ? AND term <= ? LIMIT 1"
    found: list[str] = []
    seek, end = start, start + "\U0010ffff"
    while len(found) < limit and (term := value(connection, sql, (seek, end))) is not None:
        found.append(term)
        # the very next word: no word of letters and numbers lies between
        seek = term + "\x01"
    return found


@dataclass(frozen=True, slots=True)
class Limits:
    """What a search is limited to: kinds, and the records about one person."""

    kinds: Sequence[str] | None = None
    record_ids: Sequence[str] | None = None


EVERYTHING = Limits()


def _where(connection: Connection, text: str, limits: Limits) -> tuple[str, list[object]] | None:
    expression = match_expression(connection, text)
    if expression is None:
        return None
    sql, parameters = "search_index MATCH ?", [expression]
    for column, allowed in (("kind", limits.kinds), ("record_id", limits.record_ids)):
        if allowed is not None:
            sql += f" AND {any_of(column)}"
            parameters.append(as_list(allowed))
    return f"FROM search_index JOIN search_document AS d ON d.key = search_index.rowid WHERE {sql}", list(
        parameters
    )


def find(connection: Connection, text: str, limits: Limits = EVERYTHING, limit: int = 20) -> list[Found]:
    """Documents that match every word, newest first."""
    where = _where(connection, text, limits)
    if where is None:
        return []
    sql = f"SELECT d.key, d.kind, d.record_id, d.on_date {where[0]} ORDER BY search_index.rowid DESC LIMIT ?"
    found = rows(connection, sql, (*where[1], limit))
    return [Found(key, kind, record_id, date.fromisoformat(on)) for key, kind, record_id, on in found]


def count(connection: Connection, text: str, limits: Limits = EVERYTHING, cap: int = COUNT_CAP) -> int:
    """How many documents match, never counting beyond `cap`."""
    where = _where(connection, text, limits)
    if where is None:
        return 0
    sql = f"SELECT count(*) FROM (SELECT 1 {where[0]} LIMIT ?)"  # noqa: S608  own names and marks
    return int(value(connection, sql, (*where[1], cap)))


def snippet(text: str, query: str) -> str:
    """The words of a record around the first match, on one line; its start if the match is not plain."""
    wanted = tokens(query)
    start = max(0, _first_match(text, wanted) - SNIPPET_BEFORE)
    cut = " ".join(text[start : start + SNIPPET_LENGTH].split())
    before = "…" if start else ""
    after = "…" if start + SNIPPET_LENGTH < len(text) else ""
    return before + cut + after


def _first_match(text: str, wanted: tuple[str, ...]) -> int:
    if not wanted:
        return 0
    plain = text.lower().find(wanted[0])
    if plain >= 0:
        return plain
    words = re.finditer(r"\S+", text)
    return next((word.start() for word in words if fold(word[0]).startswith(wanted[0])), 0)


def merge(connection: Connection) -> bool:
    """One step of merging the index, for idle moments; False when there is nothing left to merge."""
    before = connection.total_changes
    run(connection, "INSERT INTO search_index (search_index, rank) VALUES ('merge', ?)", (MERGE_PAGES,))
    return connection.total_changes - before >= 2


def optimize(connection: Connection) -> None:
    """Rewrite the whole index, after an erasure (security 2.10)."""
    run(connection, "INSERT INTO search_index (search_index) VALUES ('optimize')")


def is_sound(connection: Connection) -> bool:
    """Whether the index says the same as the documents."""
    try:
        run(connection, "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
    except Exception:  # noqa: BLE001  whatever the engine says, the index is not sound
        return False
    return True
