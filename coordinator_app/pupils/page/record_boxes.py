"""The boxes over a pupil's record: the pupil's own details, and a parent, carer or contact."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from coordinator_app.pupils.editor import CarerBox, PupilBox
from coordinator_app.pupils.model import Carer
from coordinator_app.pupils.page.record_reading import Record
from coordinator_app.pupils.page.record_writing import find_like, write_details, write_person
from coordinator_app.services import Services
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.draft_keeper import DraftOf


def ask_details(services: Services, owner: QWidget, record: Record, then: Callable[[Any], None]) -> None:
    """Change the pupil's own details; who may be the same child is looked for while one types."""
    box = PupilBox(record.pupil, record.schools, services.clock, record.gate)
    box.look_for(
        partial(find_like, services, owner), lambda pupil_id: services.go.to("pupil", pupil_id=pupil_id)
    )
    box.saves(partial(write_details, services, box))
    box.saved.connect(then)
    show_kept(services, box, DraftOf("pupil_details", record.pupil.id))


def ask_person(services: Services, carer: Carer, then: Callable[[Any], None]) -> None:
    """Change or add a parent, carer or contact."""
    box = CarerBox(carer, services.clock)
    box.saves(partial(write_person, services, box))
    box.saved.connect(then)
    show_kept(services, box, DraftOf("carer_details", carer.id or carer.pupil_id))
