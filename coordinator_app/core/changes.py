"""What a unit of work changed: told to every listener after the commit, so that views can refresh."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from coordinator_app.core.catalogue import Record

T = TypeVar("T")


class Change(StrEnum):
    """How a record changed."""

    MADE = "made"
    CHANGED = "changed"
    TRASHED = "trashed"
    RESTORED = "restored"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record: its kind, its id, the person it is about (if any) and how it changed."""

    kind: str
    record_id: str
    subject_id: str | None
    change: Change
    version: int


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Everything one committed unit of work did. `id` names it in history, for undo."""

    id: str
    compartment: str
    records: tuple[RecordChange, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of record touched."""
        return frozenset(record.kind for record in self.records)

    @property
    def subjects(self) -> frozenset[str]:
        """The people whose records were touched."""
        return frozenset(record.subject_id for record in self.records if record.subject_id)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """One record of a change that is about to be undone: as it stands, and as it would be afterwards.

    `wanted` is None where the change had made the record: it would go to the trash.
    """

    now: Record
    wanted: Record | None

    @property
    def goes(self) -> bool:
        """Whether it would leave the lists for the trash."""
        return self.now.trashed_at is None and (self.wanted is None or self.wanted.trashed_at is not None)


@dataclass(frozen=True, slots=True)
class Saved(Generic[T]):
    """What an action wrote: the record as it now stands, and the change's id, for undo."""

    record: T
    change_id: str
