"""Undo: a compensating change that names what it undoes (decision 11). Nothing is taken out of history.

Before anything is put back each capability may refuse, by the catalogue's `undo_gate`: what has left the building,
or closed, is not taken back by a key. A record that others name by now is not taken from under them either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from coordinator_app.core.catalogue import Record, RecordType, record_type
from coordinator_app.core.changes import TakenBack
from coordinator_app.core.errors import NotFound, Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import history
from coordinator_app.store.history import HistoryRow
from coordinator_app.store.reading import Reader
from coordinator_app.store.records import table
from coordinator_app.store.unit_of_work import Work

T = TypeVar("T")


class CannotUndo(Trouble):
    """The change cannot be undone any more; `happened` says why."""

    code = "cannot-undo"
    safe = "Nothing has been changed."
    next_step = "Open the record and change it by hand."


def place_of(reader: Reader, change_id: str) -> Compartment:
    """The compartment in which a unit of work was done. Raises NotFound."""
    for compartment in reader.databases.held:
        if history.of_change(reader.databases.connection(compartment), change_id):
            return compartment
    raise NotFound("This change is not here any more, so it cannot be undone.")


Tell = Callable[[int, int], None]
"""Told how many steps of how many are done. What it raises leaves everything as it was."""
_PASSES = 3  # over every record: read, looked at, put back
_AT_ONCE = 200  # records between two words


def quiet(_done: int, _of: int) -> None:
    """Nobody wants to know."""


Aside = Mapping[str, frozenset[str]]
"""By kind: fields that others write meanwhile and no undo turns. They make no record a changed one, and stay as they are."""


def undo(reader: Reader, work: Work, change_id: str, tell: Tell = quiet, aside: Aside | None = None) -> None:
    """Put back, in the open unit of work, every record that a change touched, the last first; but for the fields `aside`.

    Raises CannotUndo if one of them changed since or is gone, if a capability refuses, or if a record would go
    to the trash that others name by now; and whatever `tell` raises, which is not asked about a few records.
    """
    work.undoes = change_id
    by_record: dict[str, list[HistoryRow]] = {}
    for row in history.of_change(work.connection, change_id):
        by_record.setdefault(row.record_id, []).append(row)
    kept = aside or {}
    steps = [
        (_taken(reader, work, rows[0], kept), rows[-1])
        for rows in _told([*reversed([*by_record.values()])], tell, 0)
    ]
    taken = tuple(one for one, _ in steps)
    if reader.catalogue.undo_gate is not None:
        reader.catalogue.undo_gate(reader, taken)
    for one, last in steps:
        _demand_unchanged(one, last, kept.get(last.kind, frozenset()))
    touched, naming = frozenset(by_record), _Naming(reader)
    for one in _told(taken, tell, 1):
        _demand_unused(reader, one, touched, naming)
    for one in _told(taken, tell, 2):
        _put_back(work, one)


def _told(items: Sequence[T], tell: Tell, passed: int) -> Iterator[T]:
    """Each of these; `passed` is how often all of them were gone through before."""
    for number, one in enumerate(items):
        if number and number % _AT_ONCE == 0:
            tell(passed * len(items) + number, _PASSES * len(items))
        yield one


def _taken(reader: Reader, work: Work, first: HistoryRow, aside: Aside) -> TakenBack:
    described = reader.catalogue.of_kind(first.kind)
    tables = table(described.cls)
    current: Record | None = tables.find(work.connection, first.record_id)
    if current is None:
        raise CannotUndo(f"The {described.title.lower()} is no longer where it was.", next_step="")
    wanted = None if first.before is None else tables.from_stored(first.before, current.key)
    if wanted is not None:
        wanted = replace(wanted, **{name: getattr(current, name) for name in aside.get(first.kind, ())})
    return TakenBack(current, wanted)


def _demand_unchanged(one: TakenBack, last: HistoryRow, aside: frozenset[str]) -> None:
    """A record that was changed since, and put back just as the change had left it, counts as unchanged."""
    if one.now.version != last.version and not _says_the_same(one.now, last, aside):
        title = record_type(one.now).title.lower()
        raise CannotUndo(f"The {title} was changed again since, so this change cannot be undone.")


def _says_the_same(now: Record, last: HistoryRow, aside: frozenset[str]) -> bool:
    stored, left = table(type(now)).stored(now), last.after or {}
    told = stored.keys() - _TURNING - aside
    same = all(stored[name] == left.get(name, stored[name]) for name in told)
    return same and (now.trashed_at is None) == (left.get("trashed_at") is None)


_TURNING = frozenset({"version", "changed_at", "trashed_at"})


class _Naming:
    """Which fields of which types lead to records of a kind, looked up once: a file of attendance has thousands of one."""

    def __init__(self, reader: Reader) -> None:
        self._types = reader.catalogue.types
        self._known: dict[str, list[tuple[RecordType, str]]] = {}

    def to(self, kind: str) -> list[tuple[RecordType, str]]:
        """Each type with the name of its field, in the order of the catalogue."""
        if kind not in self._known:
            fields = ((described, spec) for described in self._types for spec in described.fields)
            self._known[kind] = [
                (described, spec.name) for described, spec in fields if spec.links_to == kind
            ]
        return self._known[kind]


def _demand_unused(reader: Reader, one: TakenBack, touched: frozenset[str], naming: _Naming) -> None:
    """Go on, or raise CannotUndo if the record would go while records outside this change (`touched`) name it."""
    if not one.goes:
        return
    for described, name in naming.to(record_type(one.now).kind):
        named = reader.list(described.cls, where={name: one.now.id}, limit=len(touched) + 1)
        if any(other.id not in touched for other in named):
            raise _still_used(one.now, described.plural)


def _still_used(record: Record, plural: str) -> CannotUndo:
    title = record_type(record).title.lower()
    return CannotUndo(
        f"This {title} cannot be taken back, because other records belong to it by now: {plural.lower()}.",
        next_step=f"Open the {title} and change what is wrong in it.",
    )


def _put_back(work: Work, one: TakenBack) -> None:
    if one.wanted is None:
        work.trash_read(one.now)
    else:
        work.put_back(one.now, one.wanted)
