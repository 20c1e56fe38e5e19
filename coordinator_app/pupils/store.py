"""SQL that the catalogue cannot give: names without whole records, a filtered page of the list, what changed since.

All of it reads the general compartment only, by indexes; 20,000 pupils are the size it is made for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from typing import TypeVar

from coordinator_app.core.catalogue import Record
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.links import PupilMerge
from coordinator_app.store.connection import Connection
from coordinator_app.store.reading import Reader
from coordinator_app.store.records import table, table_of
from coordinator_app.store.session import Session
from coordinator_app.store.sql import Row, as_list, row, rows, run, value

R = TypeVar("R", bound=Record)

_NAMES = (
    "SELECT id, given_names, family_name, known_as, birth_date, upn, former_upns, year_group, school_id, closed_on, created_at,"
    " given_names__folded, family_name__folded, key"
    " FROM pupil WHERE trashed_at IS NULL{more} ORDER BY family_name__folded, key"
)
_OTHER_NAMES = "SELECT pupil_id, given_names, family_name FROM pupil_name WHERE trashed_at IS NULL{more}"
_THESE = " AND {column} IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class NameRow:
    """A pupil's names and what tells two of one name apart. `others` are former names and aliases, whole."""

    id: str
    given_names: str
    family_name: str
    known_as: str
    birth_date: str | None
    upn: str
    former_upns: str
    year_group: int | None
    school_id: str
    closed_on: str | None
    created_at: str
    given_folded: str
    family_folded: str
    key: int
    others: tuple[tuple[str, str], ...] = ()


def names(session: Session, only: Iterable[str] | None = None) -> list[NameRow]:
    """Every pupil that is not in the trash, in the order of the list; `only` these ids if it is given."""
    connection = _general(session)
    others: dict[str, list[tuple[str, str]]] = {}
    for pupil_id, given, family in _narrowed(connection, _OTHER_NAMES, "pupil_id", only):
        others.setdefault(pupil_id, []).append((given, family))
    found = _narrowed(connection, _NAMES, "id", only)
    return [NameRow(*(*row, tuple(others.get(row[0], ())))) for row in found]


def _narrowed(connection: Connection, sql: str, column: str, only: Iterable[str] | None) -> list[Row]:
    if only is None:
        return rows(connection, sql.format(more=""))
    return rows(connection, sql.format(more=_THESE.format(column=column)), (as_list(only),))


def file_of(session: Session) -> str:
    """The file of the general compartment, which tells one vault from another."""
    return str(value(_general(session), "SELECT file FROM pragma_database_list WHERE name = 'main'"))


def namesakes(session: Session, ids: Iterable[str]) -> list[NameRow]:
    """The pupils not in the trash who share a folded family name with one of these, without their other names."""
    more = " AND family_name__folded IN (SELECT p.family_name__folded FROM pupil AS p WHERE p.id IN (SELECT value FROM json_each(?)))"
    found = rows(_general(session), _NAMES.format(more=more), (as_list(ids),))
    return [NameRow(*row) for row in found]


def of_family(session: Session, family_folded: str) -> list[NameRow]:
    """The pupils not in the trash of this folded family name, without their other names."""
    found = rows(_general(session), _NAMES.format(more=" AND family_name__folded = ?"), (family_folded,))
    return [NameRow(*row) for row in found]


def newest_change(session: Session) -> int:
    """A number that grows with every change of any record."""
    return int(value(_general(session), "SELECT max(seq) FROM history") or 0)


def renamed_since(session: Session, seq: int) -> set[str]:
    """The pupils whose record or other names changed after that number."""
    connection = _general(session)
    changed = rows(
        connection,
        "SELECT DISTINCT kind, record_id FROM history WHERE seq > ? AND kind IN ('pupil', 'pupil_name')",
        (seq,),
    )
    pupils = {record_id for kind, record_id in changed if kind == "pupil"}
    parts = [record_id for kind, record_id in changed if kind == "pupil_name"]
    owners = rows(
        connection,
        "SELECT pupil_id FROM pupil_name WHERE id IN (SELECT value FROM json_each(?))",
        (as_list(parts),),
    )
    return pupils | {owner for (owner,) in owners}


# the list


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a page of the list ended: the folded family name and the key."""

    folded: str
    key: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the filters of the list ask. `stage` is a condition by name, see `STAGES`; `narrowed` one with its values."""

    school_id: str = ""
    year: int | None = None
    stage: str = ""
    narrowed: tuple[str, tuple[object, ...]] = ("", ())
    with_closed: bool = False
    ids: tuple[str, ...] | None = None


_LATEST = (
    "(SELECT r.state FROM referral AS r WHERE r.pupil_id = pupil.id AND r.trashed_at IS NULL"
    " ORDER BY r.key DESC LIMIT 1)"
)
_PROGRAMME = "EXISTS (SELECT 1 FROM programme AS g WHERE g.pupil_id = pupil.id AND g.trashed_at IS NULL AND g.state IN ({}))"
_OPEN, _BEGUN = "'planned', 'running', 'paused'", "'planned', 'running', 'paused', 'ended'"
STAGES = {
    "referral": f"{_LATEST} IN ('drafted', 'sent', 'received', 'incomplete')",
    "accepted": f"{_LATEST} = 'accepted' AND NOT {_PROGRAMME.format(_BEGUN)}",
    "planned": _PROGRAMME.format("'planned'"),
    "running": _PROGRAMME.format("'running', 'paused'"),
    "ended": _PROGRAMME.format("'ended'") + f" AND NOT {_PROGRAMME.format(_OPEN)}",
    "refused": f"{_LATEST} IN ('declined', 'withdrawn')",
}


def page_of(session: Session, wanted: Wanted, after: Mark | None, limit: int) -> list[tuple[Mark, str]]:
    """The ids of the next pupils of the list that the filters let through, each with its mark."""
    conditions, parameters = ["trashed_at IS NULL"], list[object]()
    if wanted.school_id:
        conditions.append("school_id = ?")
        parameters.append(wanted.school_id)
    if wanted.year is not None:
        conditions.append("year_group = ?")
        parameters.append(wanted.year)
    if wanted.ids is not None:
        conditions.append("id IN (SELECT value FROM json_each(?))")
        parameters.append(as_list(wanted.ids))
    if not wanted.with_closed:
        conditions.append("closed_on IS NULL")
    if wanted.stage:
        conditions.append(STAGES[wanted.stage])
    condition, values = wanted.narrowed
    if condition:
        conditions.append(condition)
        parameters += values
    if after is not None:
        conditions.append("(family_name__folded, key) > (?, ?)")
        parameters += [after.folded, after.key]
    sql = (
        f"SELECT family_name__folded, key, id FROM pupil WHERE {' AND '.join(conditions)}"  # noqa: S608  own conditions
        " ORDER BY family_name__folded, key LIMIT ?"
    )
    found = rows(_general(session), sql, (*parameters, limit))
    return [(Mark(folded, key), pupil_id) for folded, key, pupil_id in found]


def _general(reader: Reader) -> Connection:
    return reader.databases.connection(Compartment.GENERAL)


# before and after a merge


def before_merge(reader: Reader, cls: type[R], record_id: str, line: PupilMerge) -> R | None:
    """A record as it was before a merge, in the compartments held; None if it was not yet there."""
    tables = table(cls)
    for compartment, connection in reader.databases.holding(tables.described):
        if compartment is Compartment.GENERAL:
            found = row(connection, _BEFORE_CHANGE, (record_id, line.id))
        else:  # the merge itself lies in the other file, so by the time, and by the id within one moment
            at = str(line.merged_at.astimezone(UTC).isoformat()) if line.merged_at else ""
            found = row(connection, _BEFORE_MOMENT, (record_id, at, at, line.id))
        if found is not None:
            return tables.from_stored(json.loads(found[0]))
    return None


def round_merge(reader: Reader, cls: type[R], record_id: str, line: PupilMerge) -> tuple[R | None, R | None]:
    """A record of the general compartment as it was before a merge and as the merge left it; None where it was not."""
    found = row(_general(reader), _LEFT_BY, (record_id, line.id))
    after = None if found is None else table(cls).from_stored(json.loads(found[0]))
    return before_merge(reader, cls, record_id, line), after


def touched_by(reader: Reader, kind: str, line: PupilMerge) -> list[str]:
    """The ids of the records of a kind that a merge wrote."""
    sql = f"SELECT DISTINCT record_id FROM history WHERE change_id = {_CHANGE} AND kind = ?"  # noqa: S608  own text
    return [found[0] for found in rows(_general(reader), sql, (line.id, kind))]


def is_of_merge(reader: Reader, record_id: str, line: PupilMerge) -> bool:
    """Whether the merge itself wrote this record."""
    return row(_general(reader), _LEFT_BY, (record_id, line.id)) is not None


_CHANGE = "(SELECT change_id FROM history WHERE record_id = ? AND version = 1)"
_FIRST_SEQ = f"(SELECT min(seq) FROM history WHERE change_id = {_CHANGE})"  # noqa: S608  own text
_BEFORE_CHANGE = (
    f"SELECT after FROM history WHERE record_id = ? AND seq < {_FIRST_SEQ} ORDER BY version DESC LIMIT 1"  # noqa: S608  own text
)
_BEFORE_MOMENT = (
    "SELECT after FROM history WHERE record_id = ? AND (at < ? OR (at = ? AND change_id < ?))"
    " ORDER BY version DESC LIMIT 1"
)
_LEFT_BY = (
    f"SELECT after FROM history WHERE record_id = ? AND change_id = {_CHANGE} ORDER BY version DESC LIMIT 1"  # noqa: S608  own text
)


@contextmanager
def as_if(reader: Reader, records: Iterable[Record]) -> Iterator[None]:
    """Within it the general compartment reads as if these records were so; nothing of it stays."""
    connection = _general(reader)
    run(connection, "SAVEPOINT as_if")
    try:
        for one in records:
            table_of(one).update(connection, one)
        yield
    finally:
        run(connection, "ROLLBACK TO as_if")
        run(connection, "RELEASE as_if")
