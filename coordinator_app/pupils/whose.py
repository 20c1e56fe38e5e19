"""Versions of a record from when it was taken for another child's: they are not this one's to be given (003-5.1, 5.4).

A scan in the tray is said to be one child's, named so, and then put right; a complaint is written down at the brother.
"""

from __future__ import annotations

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.pupils.links import PupilMerge
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.reading import Reader

_OWNER = "pupil_id"


def of_another(reader: Reader, record: Record) -> frozenset[int]:
    """Those that lay on the record of another child; records that were ever merged are one child here."""
    if _OWNER not in record_type(record).subjects:
        return frozenset()
    now = str(getattr(record, _OWNER))
    before = {one.version: str((one.after or {}).get(_OWNER) or "") for one in reader.history(record.id)}
    others = {was for was in before.values() if not _is_same(reader, was, now)}
    return frozenset(version for version, was in before.items() if was in others)


def _is_same(reader: Reader, was: str, now: str) -> bool:
    if was in {"", now}:
        return True
    pupil = reader.find(Pupil, was)
    if pupil is not None and pupil.merged_into_id == now:
        return True
    lines = reader.list(PupilMerge, trashed=None)
    return any({line.kept_id, line.gone_id} == {was, now} for line in lines)
