"""Versions of a line of a breach that tell of another child: who is concerned was put right since (003-5.1)."""

from __future__ import annotations

from coordinator_app.breaches.person import BreachPerson
from coordinator_app.core.catalogue import Record
from coordinator_app.core.names import may_be_one_person
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.reading import Reader


def of_others(reader: Reader, record: Record) -> frozenset[int]:
    """Those that say somebody else's name, with the family and the address that went with it: not this one's to be given."""
    if not isinstance(record, BreachPerson):
        return frozenset()
    before = (reader.at_version(BreachPerson, record.id, one.version) for one in reader.history(record.id))
    return frozenset(one.version for one in before if not _is_same(reader, one, record))


def _is_same(reader: Reader, was: BreachPerson, now: BreachPerson) -> bool:
    if was.pupil_id == now.pupil_id:
        return True
    if was.pupil_id:
        pupil = reader.find(Pupil, was.pupil_id)
        return pupil is not None and pupil.merged_into_id == now.pupil_id
    return may_be_one_person(was.concerned, now.concerned)
