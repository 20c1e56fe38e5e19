"""Notes of the Documents tab: why nothing can be kept yet, what is kept apart, and what was not looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from coordinator_app.documents import view
from coordinator_app.services import Services
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import link
from coordinator_app.ui.notes import Note


def above(services: Services, pupil_id: str, shown: view.Shown, opens: Callable[[], None]) -> list[Note]:
    """What stands above the list; `opens` asks for the passphrase again."""
    made = []
    if not shown.gate.is_open:
        text = " ".join(reason.sentence() for reason in shown.gate.reasons)
        leads = button("Record the referral", small=True)
        leads.clicked.connect(lambda: services.go.to("referral", pupil_id=pupil_id))
        made.append(Note("neutral", "No documents can be kept yet.", text, leads))
    if not shown.sees_guarded:
        lead = "Safeguarding and health documents are kept apart."
        made.append(Note("info", lead, "Speak to the safeguarding lead.", icon="lock"))
    if shown.closed_left_out:
        lead, text = (
            "Restricted documents were not looked at.",
            "Type your passphrase again to find them too.",
        )
        made.append(_asking(lead, text, "Show the restricted documents too", opens))
    return made


def unfinished(count: int, goes_on: Callable[[], None], throws: Callable[[], None]) -> list[Note]:
    """What stands above the list while files that were being added wait; none for none."""
    if not count:
        return []
    files = "1 file is" if count == 1 else f"{count} files are"
    again = button("Carry on", small=True, accessible="Carry on with the files that were being added")
    away = link("Throw away", "small-medium")
    away.setAccessibleName("Throw away what was typed about these files")
    again.clicked.connect(lambda _on=False: goes_on())
    away.clicked.connect(lambda _on=False: throws())
    text = "What you typed about them is kept. They are looked at again where they lay."
    note = Note("soon", f"{files} not added yet.", text, again)
    note.body.addWidget(away, 0, Qt.AlignmentFlag.AlignLeft)
    return [note]


def closed(opens: Callable[[], None]) -> Note:
    """What stands in place of the pages of a restricted document."""
    text = "Type your passphrase again to open it."
    return _asking("This document is restricted.", text, "Show the restricted documents", opens)


def _asking(lead: str, text: str, spoken: str, opens: Callable[[], None]) -> Note:
    made = button("Show", small=True, accessible=spoken)
    made.clicked.connect(lambda _on=False: opens())
    return Note("info", lead, text, made, icon="lock")
