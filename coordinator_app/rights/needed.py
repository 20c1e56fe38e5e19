"""Whether a record that stays rests on one that is to be erased: asked of both compartments before anything goes (no Qt)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coordinator_app.core.catalogue import FieldType, Record, record_type
from coordinator_app.store.erasure import StillNeeded
from coordinator_app.store.session import Session


def refuse_if_needed(session: Session, going: Iterable[Record]) -> None:
    """Go on if nothing that stays points to what goes, nor to a part of it. StillNeeded."""
    left, leaving = list(going), dict[str, Record]()
    resting: list[tuple[Record, Record]] = []
    while left:
        record = left.pop()
        leaving[record.id] = record
        for other, is_part in _pointing_to(session, record):
            if other.id in leaving:
                continue
            if is_part:
                left.append(other)
            else:
                resting.append((other, record))
    for other, record in resting:
        if other.id not in leaving:
            plural, title = record_type(other).plural.lower(), record_type(record).title.lower()
            raise StillNeeded(f"There are still {plural} that belong to this {title}.")


def _pointing_to(session: Session, record: Record) -> Iterator[tuple[Record, bool]]:
    """Each record with a link to this one, and whether it is a part of it that goes with it."""
    described = record_type(record)
    for kind in session.catalogue.types:
        for spec in kind.fields:
            if spec.holds is FieldType.LINK and spec.links_to == described.kind:
                for other in session.list(kind.cls, where={spec.name: record.id}, trashed=None):
                    same = kind.compartment_of(other) is described.compartment_of(record)
                    yield other, spec.name == kind.part_of and same
