"""Full-text search of a compartment: an own folded column, tokens quoted, newest first, counts capped.

The key of a search document is made of the record's date (days, then a number within the day), so the index
is walked backwards and newest first needs no sort (performance rule 6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.derived import search_text
from coordinator_app.core.names import fold
from coordinator_app.core.search_words import SearchWords, Term, quote, read_words
from coordinator_app.store.connection import Connection, troubles
from coordinator_app.store.sql import Row, any_of, as_list, rows, run, value

COUNT_CAP = 1001
WORDS_AT_MOST = 200
MERGE_PAGES = 200

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


def key_of_day(on_date: date) -> int:
    """The first key of a day."""
    return on_date.toordinal() << _DAY_BITS


def day_of_key(key: int) -> date:
    """The day that a key of the index holds."""
    return date.fromordinal(key >> _DAY_BITS)


def _next_key(connection: Connection, on_date: date) -> int:
    first = key_of_day(on_date)
    last = value(
        connection,
        "SELECT max(key) FROM search_document WHERE key BETWEEN ? AND ?",
        (first, first + (1 << _DAY_BITS) - 1),
    )
    return first if last is None else int(last) + 1


def remove(connection: Connection, record_id: str) -> None:
    """Take a record out of the index."""
    run(connection, "DELETE FROM search_document WHERE record_id = ?", (record_id,))


def match_expression(connection: Connection, words: SearchWords) -> str | None:
    """An FTS5 expression of quoted words, the last one as a beginning; None if nothing can match."""
    parts = [_either(connection, term) for term in words.wanted]
    if not parts or not all(parts):
        return None
    wanted = " AND ".join(parts)
    if not words.unwanted:
        return wanted
    return f"({wanted}) NOT ({' OR '.join(_quoted(term.words) for term in words.unwanted)})"


def _quoted(words: Sequence[str]) -> str:
    return '"' + " ".join(words).replace('"', '""') + '"'


def _either(connection: Connection, term: Term) -> str:
    """The words of a term and what else fits it, joined by OR; empty if the index holds nothing of the kind.

    The engine's own prefix search collects every match before it gives the newest, in memory that is locked
    and wiped as it grows: half a second for a common word in 40,000 notes against 1 ms for its whole words.
    """
    *before, last = term.words
    plain = [last] if term.exact else [last, last + "s"]
    lasts = words_beginning(connection, last) if term.begins else plain
    either = [(*before, one) for one in lasts] + ([(term.raw,)] if term.raw else [])
    alternatives = " OR ".join(_quoted(one) for one in either)
    return f"({alternatives})" if alternatives else ""


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
    """What a search is limited to: kinds, the records about one person, days (the last one included)."""

    kinds: Sequence[str] | None = None
    record_ids: Sequence[str] | None = None
    since: date | None = None
    until: date | None = None

    def lets_through(self, kind: str, record_id: str, on_date: date) -> bool:
        """Whether a document is within them."""
        return (
            (self.kinds is None or kind in self.kinds)
            and (self.record_ids is None or record_id in self.record_ids)
            and (self.since is None or on_date >= self.since)
            and (self.until is None or on_date <= self.until)
        )


EVERYTHING = Limits()
NEWEST = (1 << 63) - 1
LOOKED_THROUGH = 4_000
"""So many documents with the words are asked for their kind before those found so far are given."""
_AT_ONCE = 200
_FIELDS = "d.key, d.kind, d.record_id, d.on_date"


@dataclass(frozen=True, slots=True)
class Step:
    """Documents found, newest first, and the key down to which was looked; None once all were looked at."""

    found: tuple[Found, ...]
    down_to: int | None = None


def find(connection: Connection, text: str, limits: Limits = EVERYTHING, limit: int = 20) -> list[Found]:
    """Documents that match every word, newest first; none where no word is typed."""
    found: list[Found] = []
    words = read_words(text)
    if not words.wanted:
        return found
    below: int | None = NEWEST
    while below is not None and len(found) < limit:
        step = find_below(connection, words, limits, below, limit - len(found))
        found += step.found
        below = step.down_to if step.down_to is None else step.down_to - 1
    return found


def find_below(connection: Connection, words: SearchWords, limits: Limits, at_most: int, limit: int) -> Step:
    """The newest documents whose key is `at_most` or less: some of them, and how far was looked.

    Without wanted words it is everything within the limits.
    Without kinds or a person it is a walk along the index that ends at the limit. Kinds are asked of each document,
    so a rare kind and a common word could take long: after LOOKED_THROUGH the step ends, and the next one goes on.
    """
    low, high = _keys(limits)
    high = min(high, at_most)
    expression = match_expression(connection, words)
    nothing_fits = bool(words.wanted) and expression is None
    if nothing_fits or (limits.record_ids is not None and not limits.record_ids):
        return Step(())
    if limits.record_ids is not None:
        return _of_person(connection, expression, limits, (low, high, limit))
    if expression is None:
        sql = f"SELECT {_FIELDS} FROM search_document AS d WHERE d.key BETWEEN ? AND ? ORDER BY d.key DESC LIMIT ?"  # noqa: S608  own names and marks
        return _walked(connection, (sql, (low, high)), limits, limit)
    sql = (
        f"SELECT {_FIELDS} FROM search_index CROSS JOIN search_document AS d ON d.key = search_index.rowid"  # noqa: S608  own names and marks
        " WHERE search_index MATCH ? AND search_index.rowid BETWEEN ? AND ? ORDER BY search_index.rowid DESC LIMIT ?"
    )
    return _walked(connection, (sql, (expression, low, high)), limits, limit)


def _keys(limits: Limits) -> tuple[int, int]:
    low = 0 if limits.since is None else limits.since.toordinal() << _DAY_BITS
    high = NEWEST if limits.until is None else ((limits.until.toordinal() + 1) << _DAY_BITS) - 1
    return low, high


def _walked(connection: Connection, query: tuple[str, Row], limits: Limits, limit: int) -> Step:
    sql, parameters = query
    looked_at = limit if limits.kinds is None else LOOKED_THROUGH
    found: list[Found] = []
    looked, last = 0, NEWEST
    with troubles(connection):
        cursor = connection.execute(sql, (*parameters, looked_at))
        while some := cursor.fetchmany(_AT_ONCE):
            looked += len(some)
            for one in some:
                last = one[0]
                if limits.kinds is None or one[1] in limits.kinds:
                    found.append(_found(one))
                if len(found) == limit:
                    return Step(tuple(found), last)
    return Step(tuple(found), last if looked == looked_at else None)


def _of_person(
    connection: Connection, expression: str | None, limits: Limits, keys: tuple[int, int, int]
) -> Step:
    """From the person's few documents to their words, not from the words of all to the person's."""
    low, high, limit = keys
    sql = f"SELECT {_FIELDS} FROM search_document AS d"  # noqa: S608  own names
    where = f" WHERE {any_of('record_id')} AND d.key BETWEEN ? AND ?"
    parameters: list[object] = [as_list(limits.record_ids or ()), low, high]
    if expression is not None:
        sql += " CROSS JOIN search_index ON search_index.rowid = d.key"
        where += " AND search_index MATCH ?"
        parameters.append(expression)
    if limits.kinds is not None:
        where += f" AND {any_of('kind')}"
        parameters.append(as_list(limits.kinds))
    sql += f"{where} ORDER BY d.key DESC LIMIT ?"
    found = [_found(one) for one in rows(connection, sql, (*parameters, limit))]
    return Step(tuple(found), found[-1].key if len(found) == limit else None)


def _found(row: Row) -> Found:
    key, kind, record_id, on = row
    return Found(key, kind, record_id, date.fromisoformat(on))


def count(connection: Connection, text: str, limits: Limits = EVERYTHING, cap: int = COUNT_CAP) -> int:
    """How many documents match, never counting beyond `cap`."""
    return len(find(connection, text, limits, cap))


def snippet(text: str, query: str) -> str:
    """The words of a record around the first match, on one line; its start if the match is not plain."""
    return quote(text, read_words(query)).text


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
