"""What can have been given on a day: nothing that happened, and no document that is dated, after it (003-5.4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.catalogue import Record
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem
from coordinator_app.documents.model import Document


def day_of(record: Record) -> date | None:
    """The day an entry happened, or that stands on a document; None of any other record, which may tell what is to come.

    When it was typed says nothing: what happened before may have been told before it was written down.
    """
    if isinstance(record, ChronologyEntry):
        return record.happened_on
    return record.dated if isinstance(record, Document) else None


def came_after(record: Record, day: date | None) -> bool:
    """Whether it cannot have been given on that day; False where the day is not known."""
    its = day_of(record)
    return day is not None and its is not None and its > day


def too_early(field: str, given_on: date | None, records: Iterable[Record]) -> FieldProblem | None:
    """A problem if something of it came only after the day on which it is said to have been given."""
    days = [day_of(one) for one in records if came_after(one, given_on)]
    latest = max((one for one in days if one is not None), default=None)
    if latest is None:
        return None
    return FieldProblem(
        field,
        f"Something you chose happened on {say(latest)}, after this day. Check the date, or leave it out.",
    )
