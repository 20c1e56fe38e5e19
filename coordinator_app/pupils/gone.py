"""Nothing is written any more to a pupil's record that was merged into another one, or is in the trash (003-5.4).

A page that was opened before may still try: what it writes would lie where nobody looks.
"""

from __future__ import annotations

from coordinator_app.core.catalogue import FieldSpec, Record, record_type
from coordinator_app.core.errors import Trouble
from coordinator_app.pupils.links import MergedRecord, PupilMerge
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.reading import Reader

PUPIL = record_type(Pupil).kind
_OF_A_MERGE = (Pupil, PupilMerge, MergedRecord)


class RecordGone(Trouble):
    """The pupil's record was merged into another, or lies in the trash; `happened` says which."""

    code = "record-gone"
    safe = "Nothing has been changed."


def refuse_gone(pupil: Pupil) -> None:
    """Go on, or raise RecordGone."""
    if pupil.merged_into_id:
        raise RecordGone(
            "This record was merged into another record of the same child.",
            next_step="Open the child from the pupils list: that is the record that was kept. Write it there.",
        )
    if pupil.trashed_at is not None:
        raise RecordGone(
            "The record of this pupil is in the trash.",
            next_step="Take it out of the trash first, then write it.",
        )


def link_gate(reader: Reader, record: Record, spec: FieldSpec, target: str) -> None:
    """Go on, or raise RecordGone: a new link leads to a pupil's record that is gone. What a merge writes may."""
    if spec.links_to != PUPIL or isinstance(record, _OF_A_MERGE):
        return
    pupil = reader.find(Pupil, target)
    if pupil is not None:
        refuse_gone(pupil)
