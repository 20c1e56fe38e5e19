"""Gathering: every record about one person, by the catalogue's paths, over all compartments held (decision 12).

The paths are walked from the person outwards, so a part of a review in one compartment is found through its
review in another. Trash, drafts and earlier versions are gathered too, and labelled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from coordinator_app.core.catalogue import Record, RecordType
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import drafts
from coordinator_app.store.connection import Connection
from coordinator_app.store.history import of_record
from coordinator_app.store.reading import Reader
from coordinator_app.store.records import table
from coordinator_app.store.search import date_of
from coordinator_app.store.sql import any_of, as_list, quoted, rows


@dataclass(frozen=True, slots=True)
class Gathered:
    """One item about the person.

    `superseded_versions` are the numbers of earlier versions whose content differed in time; with `draft`,
    `draft_body` is what was typed on `draft_screen` and `record` is the record that it was typed about.
    """

    record: Record
    record_type: RecordType
    compartment: Compartment
    trashed: bool
    draft: bool = False
    superseded_versions: tuple[int, ...] = ()
    draft_body: dict[str, Any] | None = None
    draft_screen: str = ""


def gather(reader: Reader, subject_kind: str, subject_id: str) -> list[Gathered]:
    """Everything about a person, in the order of its dates; drafts at the end."""
    found: dict[str, Gathered] = {}
    for described in reader.catalogue.about(subject_kind):
        for path in described.subjects:
            if reader.catalogue.subject_kind(described, path) == subject_kind:
                _along(reader, described, path, subject_id, found)
    records = sorted(found.values(), key=lambda one: (date_of(one.record), one.record.id))
    return [*records, *_drafts(reader, found, subject_id)]


def ids_about(reader: Reader, subject_id: str) -> list[str]:
    """The ids of everything about a person of whatever kind, without reading the records."""
    found: dict[str, None] = {}
    for described in reader.catalogue.types:
        for path in described.subjects:
            found |= dict.fromkeys(_ids(reader, described, path, subject_id))
    return [*found]


def _along(
    reader: Reader, described: RecordType, path: str, subject_id: str, found: dict[str, Gathered]
) -> None:
    first, owners = _first_step(reader, described, path, subject_id)
    for compartment, connection in reader.databases.holding(described):
        clause = any_of(first)
        for record in table(described.cls).where(connection, clause, (as_list(owners),)):
            if record.id not in found:
                others = _of_others(reader, record)
                if record.version not in others:
                    found[record.id] = _item(connection, described, compartment, record, others)


def _of_others(reader: Reader, record: Record) -> frozenset[int]:
    """The versions that hold what is another person's: they are not this one's to be given.

    Where the present one is among them, the record is not gathered at all.
    """
    ask = reader.catalogue.of_others
    return frozenset() if ask is None or record.version < 2 else ask(reader, record)


def _item(
    connection: Connection,
    described: RecordType,
    compartment: Compartment,
    record: Record,
    others: frozenset[int],
) -> Gathered:
    earlier = tuple(
        one.version
        for one in (of_record(connection, record.id) if record.version > 1 else ())
        if one.version < record.version and one.version not in others
    )
    return Gathered(
        record, described, compartment, record.trashed_at is not None, superseded_versions=earlier
    )


def _first_step(reader: Reader, described: RecordType, path: str, subject_id: str) -> tuple[str, list[str]]:
    """The column of the type itself that a path starts with, and the ids it must hold."""
    first, _, rest = path.partition(".")
    if not rest:
        return first, [subject_id]
    target = reader.catalogue.of_kind(str(described.field(first).links_to))
    return first, _ids(reader, target, rest, subject_id)


def _ids(reader: Reader, described: RecordType, path: str, subject_id: str) -> list[str]:
    first, owners = _first_step(reader, described, path, subject_id)
    sql = f"SELECT id FROM {quoted(described.kind)} WHERE {any_of(first)}"  # noqa: S608  names of the catalogue
    held = reader.databases.holding(described)
    return [found[0] for _, connection in held for found in rows(connection, sql, (as_list(owners),))]


def _drafts(reader: Reader, found: dict[str, Gathered], subject_id: str) -> list[Gathered]:
    ids = frozenset(found) | {subject_id}
    owner = found.get(subject_id) or next(iter(found.values()), None)
    gathered = []
    for compartment in reader.databases.held:
        for one in drafts.all_drafts(reader.databases.connection(compartment)):
            about = found.get(one.record_id) or owner
            if about is not None and one.mentions(ids):
                gathered.append(
                    Gathered(
                        about.record,
                        about.record_type,
                        compartment,
                        trashed=False,
                        draft=True,
                        draft_body=one.body,
                        draft_screen=one.screen,
                    )
                )
    return gathered
