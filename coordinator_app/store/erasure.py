"""Removing a record for good: its parts, history, files, drafts and index go with it; a stub with the id stays.

For the retention of records whose time is over, and for erasure (security 2.10). `Session.tidy_up` afterwards
rewrites the index and gives the pages back.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from coordinator_app.core.catalogue import FieldType, Record, RecordType, record_type
from coordinator_app.core.errors import Trouble
from coordinator_app.store import blobs, drafts, history, search
from coordinator_app.store.connection import Connection
from coordinator_app.store.reading import Reader
from coordinator_app.store.records import table, table_of
from coordinator_app.store.sql import quoted, row, run


class StillNeeded(Trouble):
    """Other records point to this one, so it cannot go before them."""

    code = "still-needed"
    safe = "Nothing has been removed."
    next_step = "Remove those records first."


def erase(reader: Reader, connection: Connection, record: Record, at: datetime) -> Iterator[Record]:
    """Remove a record and the parts of it, in the open transaction; gives each as it goes, parts first.

    Raises StillNeeded if records that are no parts of it (or parts in another compartment) point to it.
    """
    for part in _parts(reader, connection, record):
        yield from erase(reader, connection, part, at)
    _refuse_if_needed(reader, record)
    yield record
    put_stub(connection, record, "removed", None, at)
    strip(connection, record)


def strip(connection: Connection, record: Record) -> None:
    """Take everything of a record out of a compartment, once its stub stands."""
    for blob_id in blob_ids(connection, record):
        blobs.remove(connection, blob_id)
    run(connection, "DELETE FROM history WHERE record_id = ?", (record.id,))
    search.remove(connection, record.id)
    drafts.drop_all_about(connection, record.id)
    table_of(record).delete(connection, record)


def forget_earlier(connection: Connection, record: Record, at: datetime) -> None:
    """Take away what a record was before: its earlier versions, and the files that only they name.

    The database lets history go only where a stub stands, so one stands while this is done, and no longer.
    """
    still = table_of(record).blob_ids(record)
    for blob_id in blob_ids(connection, record):
        if blob_id not in still:
            blobs.remove(connection, blob_id)
    put_stub(connection, record, "removed", None, at)
    run(connection, "DELETE FROM history WHERE record_id = ? AND version < ?", (record.id, record.version))
    run(connection, "DELETE FROM stub WHERE record_id = ?", (record.id,))


def blob_ids(connection: Connection, record: Record) -> tuple[str, ...]:
    """The files of this compartment that any version of the record points to."""
    tables = table_of(record)
    versions = [
        tables.from_stored(one.after) for one in history.of_record(connection, record.id) if one.after
    ]
    named = dict.fromkeys(one for version in (*versions, record) for one in tables.blob_ids(version))
    return tuple(one for one in named if blobs.is_here(connection, one))


def put_stub(connection: Connection, record: Record, reason: str, moved_to: str | None, at: datetime) -> None:
    """Leave what stays of a record: its id and kind, why it went, where to, and when."""
    run(
        connection,
        "INSERT OR REPLACE INTO stub (record_id, kind, reason, moved_to, at) VALUES (?, ?, ?, ?, ?)",
        (record.id, record_type(record).kind, reason, moved_to, at.astimezone(UTC).isoformat()),
    )


def _parts(reader: Reader, connection: Connection, record: Record) -> Iterator[Record]:
    for described in reader.catalogue.types:
        link, kind = described.part_of, record_type(record).kind
        here = connection in [one for _, one in reader.databases.holding(described)]
        if link and here and described.field(link).links_to == kind:
            yield from table(described.cls).where(connection, f"{quoted(link)} = ?", (record.id,))


def _refuse_if_needed(reader: Reader, record: Record) -> None:
    kind = record_type(record).kind
    for described in reader.catalogue.types:
        for spec in described.fields:
            if spec.holds is FieldType.LINK and spec.links_to == kind:
                _refuse(reader, described, spec.name, record)


def _refuse(reader: Reader, described: RecordType, field: str, record: Record) -> None:
    sql = f"SELECT 1 FROM {quoted(described.kind)} WHERE {quoted(field)} = ? LIMIT 1"  # noqa: S608  names of the catalogue
    for _, connection in reader.databases.holding(described):
        if row(connection, sql, (record.id,)):
            words = f"There are still {described.plural.lower()} that belong to this {record_type(record).title.lower()}."
            raise StillNeeded(words)
