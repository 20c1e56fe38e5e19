"""The boxes over a pupil's record that are opened again, with what was typed into them before a lock."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from coordinator_app.pupils.model import Carer
from coordinator_app.pupils.page.record_reading import Record
from coordinator_app.ui.carry_on import Left, Openers

if TYPE_CHECKING:
    from coordinator_app.pupils.page.record import PupilPage


def openers(page: PupilPage) -> Openers:
    """By the kind of draft; none opens anything before the record has been read."""
    return {
        "pupil_details": partial(_of_record, page, page.edit_details),
        "close_record": partial(_of_record, page, lambda record: page.close_record(record.pupil)),
        "carer_details": partial(_person, page),
    }


def _of_record(page: PupilPage, act: Callable[[Record], None], left: Left) -> bool:
    if page.record is None or page.record.pupil.id != left.record_id:
        return False
    act(page.record)
    return True


def _person(page: PupilPage, left: Left) -> bool:
    people = page.record.people if page.record is not None else ()
    known = (one.carer for one in people if one.carer is not None)
    carer = next((one for one in known if one.id == left.record_id), None)
    if page.record is None or (carer is None and left.record_id != page.pupil_id):
        return False
    page.edit_person(carer or Carer(pupil_id=page.pupil_id))
    return True
