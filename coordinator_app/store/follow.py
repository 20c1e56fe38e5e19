"""What was read, and what has changed since: so that what was worked out once may be kept until it no longer holds.

The audit names every change of every record and setting and is never shortened, so it says what a reader thread has
missed, whichever thread wrote it and however it was undone. What was read is heard from the database itself: nobody
has to say on which records a piece of work rests.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session
from coordinator_app.store.sql import rows, value

_WORD = re.compile(r"[a-z_]+")
_LAST = "SELECT max(seq) FROM audit"
_FILE = "SELECT file FROM pragma_database_list WHERE name = 'main'"
_SINCE = "SELECT DISTINCT kind, record_id, subject_id FROM audit WHERE seq > ? AND kind <> ''"
_SETTING = "setting"
_MOST = 5_000
"""After so many changes, as after a great import, reading anew is sooner done than going through them."""
_UNTOLD = frozenset(
    {"audit", "history", "stub", "draft", "counter", "blob", "blob_part", "generation"}
    | {"search_document", "search_index", "search_word"}
)
"""Tables whose changes the audit does not name: what was read from them is never kept."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the audit of each compartment held had come: (compartment, file, last row)."""

    ends: tuple[tuple[Compartment, str, int], ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """Each change since a mark: (kind, id of the record, id of the person it is about or "")."""

    records: frozenset[tuple[str, str, str]] = frozenset()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of record that changed, "setting" among them."""
        return frozenset(kind for kind, _, _ in self.records)


@dataclass(slots=True)
class Read:
    """The kinds of record that were read; `known` is False once something was read of which no change is told."""

    kinds: set[str] = field(default_factory=set)
    known: bool = True


def mark(session: Session) -> Mark:
    """Where the vault stands now; to be asked before the reading that it is to date."""
    held = [one for one in Compartment if one in session.held]
    connections = [(one, session.databases.connection(one)) for one in held]
    with _unheard():
        return Mark(
            tuple((one, str(value(each, _FILE)), int(value(each, _LAST) or 0)) for one, each in connections)
        )


def since(session: Session, before: Mark) -> Changed | None:
    """What has changed since `before`; None where it cannot be said (another vault or keys, an older copy), or is too much."""
    now = mark(session)
    if [end[:2] for end in now.ends] != [end[:2] for end in before.ends]:
        return None
    found: set[tuple[str, str, str]] = set()
    for (compartment, _, last), (_, _, seen) in zip(now.ends, before.ends, strict=True):
        if last < seen or last - seen > _MOST:
            return None
        if last > seen:
            with _unheard():
                missed = rows(session.databases.connection(compartment), _SINCE, (seen,))
            found |= {(kind, record_id, subject_id) for kind, record_id, subject_id in missed}
    return Changed(frozenset(found))


class _Ears(threading.local):
    """Who listens on this thread: the readings that are under way, the outermost first."""

    def __init__(self) -> None:
        self.reads: list[Read] = []
        self.shut = False


_EARS = _Ears()


@contextmanager
def reading(session: Session) -> Iterator[Read]:
    """Hear which kinds of record are read within; a reading within a reading is heard by both."""
    read = Read()
    kinds = {described.kind for described in session.catalogue.types} | {_SETTING}

    def heard(sql: str) -> None:
        if not _EARS.shut:
            words = set(_WORD.findall(sql))
            _tell(words & kinds, known=not words & _UNTOLD)

    connections = [session.databases.connection(one) for one in Compartment if one in session.held]
    _EARS.reads.append(read)
    for each in connections:
        each.set_trace_callback(heard)
    try:
        yield read
    finally:
        _EARS.reads.pop()
        if not _EARS.reads:
            for each in connections:
                each.set_trace_callback(None)


def rests_on(kinds: Iterable[str]) -> None:
    """Say to the readings under way what an answer from memory rests on: of it nothing is read and heard."""
    _tell(set(kinds), known=True)


def _tell(kinds: set[str], *, known: bool) -> None:
    for one in _EARS.reads:
        one.kinds |= kinds
        one.known = one.known and known


@contextmanager
def _unheard() -> Iterator[None]:
    """Asking how far the audit has come is no reading of records."""
    before, _EARS.shut = _EARS.shut, True
    try:
        yield
    finally:
        _EARS.shut = before
