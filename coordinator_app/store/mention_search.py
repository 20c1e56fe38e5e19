"""Where the words of a name stand, among everything: by the search index first, by the tables for what it leaves out.

Nothing is read as a whole: ids come one by one, so that 400,000 entries need no more memory than ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from coordinator_app.core.catalogue import RecordType
from coordinator_app.core.names import fold
from coordinator_app.store.connection import Connection, troubles
from coordinator_app.store.schema import filled
from coordinator_app.store.sql import quoted, value

Phrase = tuple[str, ...]
_AT_ONCE = 200
_WORDS = 1_000
"""So many places of the index, or words of it, are read in one go."""
_WORTH = 10
"""To read along is worth it while no word stands in more places than this, taking one with another."""
_LONG = 5
"""Letters from which a vowel of a name may be any letter: an accent, or the usual slip of a pen."""
_VOWELS = re.compile(r"[aeiouy]|[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Place:
    """A record that may say a name: its kind and id."""

    kind: str
    record_id: str


_DENSE = (
    "SELECT group_concat(term, char(10)) FROM (SELECT DISTINCT term FROM"
    " (SELECT term FROM search_word WHERE term >= ? LIMIT ?))"
)
"""The words of the next places in the index, read along: quick where each word stands in few."""
_SPARSE = (
    "WITH RECURSIVE found (term) AS (SELECT (SELECT term FROM search_word WHERE term >= ? LIMIT 1) UNION ALL"
    " SELECT (SELECT term FROM search_word WHERE term >= found.term || char(1) LIMIT 1) FROM found WHERE term IS NOT NULL)"
    " SELECT group_concat(term, char(10)) FROM (SELECT term FROM found WHERE term IS NOT NULL LIMIT ?)"
)
"""So many words by one seek for each, past all the places where a common one stands."""


def words_of(connection: Connection) -> Iterator[str]:
    """Every word of the index once, in order. Each answer is one row: a thread may have to wait before each row."""
    seek = ""
    while True:
        some = _words(connection, _DENSE, seek)
        if not some:
            return
        if len(some) * _WORTH < _WORDS:
            some = _words(connection, _SPARSE, seek)
        yield from some
        seek = f"{some[-1]}\x01"


def _words(connection: Connection, sql: str, seek: str) -> list[str]:
    found = value(connection, sql, (seek, _WORDS))
    return sorted(str(found).split("\n")) if found is not None else []


def indexed(connection: Connection, phrases: Sequence[Phrase]) -> Iterator[Place]:
    """The documents of the index that hold any of the phrases (folded words that stand together), newest first."""
    wanted = " OR ".join('"' + " ".join(phrase).replace('"', '""') + '"' for phrase in phrases if phrase)
    if not wanted:
        return
    sql = (
        "SELECT d.kind, d.record_id FROM search_index CROSS JOIN search_document AS d ON d.key = search_index.rowid"
        " WHERE search_index MATCH ? ORDER BY search_index.rowid DESC"
    )
    yield from _places(connection, sql, (wanted,))


def count(connection: Connection, phrase: Phrase, cap: int) -> int:
    """How many documents of the index hold a phrase, never counting beyond `cap`."""
    wanted = '"' + " ".join(phrase).replace('"', '""') + '"'
    sql = "SELECT count(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH ? LIMIT ?)"
    return int(value(connection, sql, (wanted, cap)))


def left_out(connection: Connection, described: RecordType, words: Sequence[str]) -> Iterator[Place]:
    """The records of a type that may say any of the words where the index does not look: the trash, and other texts.

    Too many rather than too few: vowels of long words may be any letter, and a word may stand within another.
    """
    texts = [spec for spec in described.fields if spec.is_text and spec.personal]
    patterns = [like(word) for word in words if word]
    if not patterns or not texts:
        return
    often = [quoted(spec.name) for spec in texts if not spec.searched and not spec.seldom]
    seldom = [quoted(spec.name) for spec in texts if not spec.searched and spec.seldom]
    searched = [quoted(spec.name) for spec in texts if spec.searched]
    selects = [
        _often(described, often, len(patterns)),
        _by_an_index(described, seldom, searched, len(patterns)),
    ]
    times = bool(often) + len(seldom) + len(searched)
    with (
        troubles(connection),
        closing(
            connection.execute(" UNION ALL ".join(filter(None, selects)), (*patterns * times,))
        ) as cursor,
    ):
        while some := cursor.fetchmany(_AT_ONCE):
            for (record_id,) in some:
                yield Place(described.kind, record_id)


def _often(described: RecordType, columns: Sequence[str], count: int) -> str:
    """The records of which a text says one of so many patterns: every record is read, and gone through once for each pattern."""
    if not columns:
        return ""
    there = " OR ".join(map(filled, columns))
    # the LIMIT keeps the inner query apart: taken into the outer one it would put the texts together for every pattern
    inner = f"SELECT id, {_joined(columns)} AS said FROM {quoted(described.kind)} WHERE {there} LIMIT -1"  # noqa: S608  names of the catalogue
    return f"SELECT id FROM ({inner}) WHERE {_says(['said'], count)}"  # noqa: S608  as above


def _by_an_index(described: RecordType, seldom: Sequence[str], searched: Sequence[str], count: int) -> str:
    """Those of which a text that few have says one of so many patterns, or any text in the trash: an index says which may."""
    parts = [f"({filled(column)} AND ({_says([column], count)}))" for column in seldom]
    parts.append(f"(trashed_at IS NOT NULL AND ({_says(searched, count)}))")
    return f"SELECT id FROM {quoted(described.kind)} WHERE {' OR '.join(parts)}"  # noqa: S608  names of the catalogue


def _joined(columns: Sequence[str]) -> str:
    return " || char(10) || ".join(f"COALESCE({column}, '')" for column in columns)


def in_trash(connection: Connection, described: RecordType) -> Iterator[tuple[Place, str]]:
    """The records of a type that lie in the trash, each with all that it says: the index does not hold their words."""
    texts = [quoted(spec.name) for spec in described.fields if spec.is_text and spec.personal]
    if not texts:
        return
    sql = f"SELECT id, {_joined(texts)} FROM {quoted(described.kind)} WHERE trashed_at IS NOT NULL"  # noqa: S608  names of the catalogue
    with troubles(connection), closing(connection.execute(sql)) as cursor:
        while some := cursor.fetchmany(_AT_ONCE):
            for record_id, words in some:
                yield Place(described.kind, str(record_id)), str(words)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier version of a record that may say a name."""

    kind: str
    record_id: str
    version: int


_EARLIER = (
    "FROM history AS n CROSS JOIN history AS h ON h.record_id = n.record_id AND h.version = n.version - 1"
    " WHERE n.version > 1"
)
"""From the few later versions, which an index alone tells, to what they took the place of."""


def earlier(connection: Connection, words: Sequence[str]) -> Iterator[Earlier]:
    """The versions that a later one took the place of and that may say any of the words, in the order they were written."""
    patterns = [like(word) for word in words if word]
    if not patterns:
        return
    sql = f"SELECT h.kind, h.record_id, h.version {_EARLIER} AND ({_says(['h.after'], len(patterns))}) ORDER BY h.seq"
    with troubles(connection), closing(connection.execute(sql, tuple(patterns))) as cursor:
        while some := cursor.fetchmany(_AT_ONCE):
            for kind, record_id, version in some:
                yield Earlier(kind, record_id, version)


def earlier_words(connection: Connection) -> Iterator[tuple[Earlier, str]]:
    """The same, whatever they say, each with all its words."""
    sql = (
        "SELECT h.kind, h.record_id, h.version, (SELECT group_concat(value, char(10)) FROM json_each(h.after)"  # noqa: S608  own words
        f" WHERE type = 'text') {_EARLIER} ORDER BY h.seq"
    )
    with troubles(connection), closing(connection.execute(sql)) as cursor:
        while some := cursor.fetchmany(_AT_ONCE):
            for kind, record_id, version, words in some:
                yield Earlier(kind, record_id, version), str(words or "")


def like(word: str) -> str:
    """A pattern for LIKE that holds a word wherever it stands, however its accents are written."""
    plain = fold(word)
    loose = _VOWELS.sub("_", plain) if len(plain) >= _LONG else re.sub(r"[^\x00-\x7f]", "_", plain)
    return f"%{loose.replace('%', '_')}%"


def _says(columns: Sequence[str], count: int) -> str:
    """A condition: any of the columns is like any of the patterns, which are bound in turn for every column."""
    return " OR ".join(f"{column} LIKE ?" for column in columns for _ in range(count)) or "0"


def _places(connection: Connection, sql: str, parameters: Sequence[object]) -> Iterator[Place]:
    with troubles(connection), closing(connection.execute(sql, tuple(parameters))) as cursor:
        while some := cursor.fetchmany(_AT_ONCE):
            for kind, record_id in some:
                yield Place(kind, record_id)
