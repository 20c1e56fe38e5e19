"""Undo: a compensating change that names what it undoes (decision 11). Nothing is taken out of history."""

from __future__ import annotations

from coordinator_app.core.catalogue import Record
from coordinator_app.core.errors import NotFound, Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import history
from coordinator_app.store.history import HistoryRow
from coordinator_app.store.reading import Reader
from coordinator_app.store.records import table
from coordinator_app.store.unit_of_work import Work


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


def undo(reader: Reader, work: Work, change_id: str) -> None:
    """Put back, in the open unit of work, every record that a change touched, the last first.

    Raises CannotUndo if one of them changed since or is gone.
    """
    work.undoes = change_id
    by_record: dict[str, list[HistoryRow]] = {}
    for one in history.of_change(work.connection, change_id):
        by_record.setdefault(one.record_id, []).append(one)
    for versions in reversed(by_record.values()):
        _put_back(reader, work, versions[0], versions[-1])


def _put_back(reader: Reader, work: Work, first: HistoryRow, last: HistoryRow) -> None:
    described = reader.catalogue.of_kind(first.kind)
    tables = table(described.cls)
    current: Record | None = tables.find(work.connection, first.record_id)
    title = described.title.lower()
    if current is None:
        raise CannotUndo(f"The {title} is no longer where it was.", next_step="")
    if current.version != last.version:
        raise CannotUndo(f"The {title} was changed again since, so this change cannot be undone.")
    if first.before is None:
        work.trash(current)
    else:
        work.put_back(current, tables.from_stored(first.before, current.key))
