"""What became another record of the same person, and says nothing that is not told there, is told once (003-5.1a).

A safeguarding call about a child who was not known yet lies in the trash once it has become an entry of that child:
the entry tells all of it. What the call says besides, such as a name that was misheard, is still given.
"""

from __future__ import annotations

from collections.abc import Mapping

from coordinator_app.core.catalogue import FieldType, Record, record_type
from coordinator_app.core.derived import record_lines
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.gather import Gathered


def is_told_elsewhere(one: Gathered, here: Mapping[str, Gathered], person: Record | None) -> bool:
    """Whether a record in the trash led to another one here, in its compartment, which with the person's own tells all of it."""
    became = _became(one, here) if one.trashed and not one.draft else None
    if became is None:
        return False
    told = _words(became.record) | (_words(person) if person is not None else frozenset())
    return bool(_words(one.record)) and _words(one.record) <= told


def _became(one: Gathered, here: Mapping[str, Gathered]) -> Gathered | None:
    described = one.record_type
    if Compartment.GUARDED is not one.compartment or described.part_of:
        return None
    links = (spec.name for spec in described.fields if spec.holds is FieldType.LINK)
    ids = (str(getattr(one.record, name)) for name in links)
    found = (here[record_id] for record_id in ids if record_id in here)
    return next((other for other in found if _is_whole_and_beside(one, other)), None)


def _is_whole_and_beside(one: Gathered, other: Gathered) -> bool:
    """Only a record of its own in the same compartment, whose words somebody who decides sees in one place."""
    return other.compartment is one.compartment and not record_type(other.record).part_of


def _words(record: Record) -> frozenset[str]:
    return frozenset(words for _label, words in record_lines(record))
