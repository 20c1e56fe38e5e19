"""What is typed into the box of a correction, kept over a lock, with the way back to the box itself."""

from __future__ import annotations

from typing import Any

from coordinator_app.chronology.page.correct_box import CorrectBox
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui.box_draft import BOX, BoxDraft
from coordinator_app.ui.draft_keeper import PARAMS, DraftOf

SCREEN = "correct_entry"


class CorrectionDraft(BoxDraft):
    """Of one entry's correction. It lies in the guarded compartment where it may become a guarded entry by it."""

    def __init__(self, services: Services, box: CorrectBox) -> None:
        apart = Compartment.GUARDED if services.vault.holds(Compartment.GUARDED) else Compartment.GENERAL
        self._entry = box.entry
        super().__init__(services, box, DraftOf(SCREEN, box.entry.id, apart))

    def beside(self) -> dict[str, Any]:
        """Whoever carries on is led to the entry, and the box is opened there."""
        way = {"pupil_id": self._entry.pupil_id, "tab": "chronology", "correct": self._entry.id}
        return {PARAMS: way, BOX: {"page": "pupil", "title": ""}}


def show_correction(services: Services, box: CorrectBox) -> None:
    """Show the box and keep what is typed into it until it is saved or thrown away."""
    draft = CorrectionDraft(services, box)
    services.dialogs.show(box)
    draft.read()
