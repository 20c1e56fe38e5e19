"""On the card of an entry about a suspension: its last day and day six, or the way to record them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coordinator_app.chronology import suspension_view
from coordinator_app.chronology.model import Category
from coordinator_app.chronology.page.place import Place
from coordinator_app.chronology.page.suspension_box import show_suspension
from coordinator_app.chronology.suspension_view import HUNG, SuspensionLine, Suspensions
from coordinator_app.chronology.view import Line
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.labels import label, link

_RECORD = "Record days and reasons"
_CHANGE = "Change the suspension"


class SuspensionOnCard(QWidget):
    """What follows from the suspension that the entry tells of; its box is opened by the link."""

    def __init__(self, place: Place, line: Line, kept: SuspensionLine | None) -> None:
        super().__init__()
        self._place, self._line, self._kept = place, line, kept
        lines = layout.column(self, space=4, margins=(0, 4, 0, 0))
        if kept is not None:
            lines.addWidget(label(" ".join(kept.follows), "small", "text-2", wrap=True))
        words = _RECORD if kept is None else _CHANGE
        self.open = link(words, "small-medium")
        self.open.setAccessibleName(f"{words}: {line.told_apart}")
        self.open.clicked.connect(self._ask)
        row = layout.row(space=0)
        layout.add_all(row, self.open, None)
        lines.addLayout(row)

    def _ask(self) -> None:
        self.open.setEnabled(False)  # what the box is made with has to come first
        services, pupil_id = self._place.services, self._place.pupil_id
        services.jobs.read(
            lambda session: suspension_view.read(session, pupil_id),
            done=guarded(self, self._show),
            failed=guarded(self, self._failed),
        )

    def _show(self, facts: Suspensions) -> None:
        self.open.setEnabled(True)
        new = suspension_view.told_by(self._line.entry, facts)
        show_suspension(self._place, new if self._kept is None else self._kept.suspension, facts.schools)

    def _failed(self, error: Exception) -> None:
        self.open.setEnabled(True)
        self._place.services.say.trouble(error)


def on_card(place: Place, line: Line) -> QWidget | None:
    """What hangs on the card of an entry about a suspension."""
    kept = line.hung.get(HUNG)
    if isinstance(kept, SuspensionLine):
        return SuspensionOnCard(place, line, kept)
    return SuspensionOnCard(place, line, None) if line.entry.category is Category.SUSPENSION else None
