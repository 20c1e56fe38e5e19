"""What the Chronology tab says around its entries: why none may be added, what is kept apart, that there are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coordinator_app.chronology.view import Shown
from coordinator_app.services import Services
from coordinator_app.ui.buttons import button
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.notes import Note

APART = "Safeguarding and health entries are kept apart."
ASK_LEAD = "Speak to the safeguarding lead."


def notes(services: Services, pupil_id: str, shown: Shown) -> Iterator[Note]:
    """Above the entries."""
    if not shown.gate.is_open:
        opens = button("Record the referral", small=True)
        opens.clicked.connect(lambda: services.go.to("referral", pupil_id=pupil_id))
        text = " ".join(reason.sentence() for reason in shown.gate.reasons)
        safe = "A safeguarding call can be recorded at any time."
        yield Note("neutral", "Only a first discussion so far.", f"{text} {safe}", opens)
    if not shown.sees_guarded:
        yield Note("info", APART, ASK_LEAD, icon="lock")


def empty(clear: Callable[[], None] | None, *, may_add: bool) -> EmptyState:
    """In place of the entries; `clear` takes away the filters, None where nothing narrows the list."""
    if clear is not None:
        again = button("Clear filters")
        again.clicked.connect(clear)
        return EmptyState("filter", "Nothing matches these filters", "", again)
    text = "Add the first one, or attach a report under Documents."
    if not may_add:
        text = "Entries can be added once the school's referral is recorded."
    return EmptyState("scroll-text", "No entries yet", text)
