"""On the card of an entry that others need to see: who has read it, and the button that says so."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator_app.chronology import seen
from coordinator_app.chronology.page.place import Place
from coordinator_app.chronology.seen import HUNG, Readers
from coordinator_app.chronology.view import Line
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import either
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import IconLabel, label

READ = "I have read this"


class SeenOnCard(QWidget):
    """`press` is there as long as the entry waits for this user."""

    def __init__(self, place: Place, line: Line, readers: Readers) -> None:
        super().__init__()
        self._place, self._line = place, line
        row = layout.row(self, space=8, margins=(0, 4, 0, 0))
        row.addWidget(IconLabel("eye", "text-2", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(told(readers), "small", "text-2", wrap=True), 1)
        self.press = button(READ, small=True, accessible=f"{READ}: {line.told_apart}")
        self.press.clicked.connect(self._read)
        row.addWidget(self.press, 0, Qt.AlignmentFlag.AlignTop)
        self.press.setVisible(
            readers.waits
        )  # in the row by now: before, it would be a window of its own for a moment

    def _read(self) -> None:
        self.press.setEnabled(False)
        entry = self._line.entry
        self._place.services.jobs.write(
            lambda session: seen.mark_read(session, entry),
            done=either(self, self._done, self._said),
            failed=either(self, self._not_done, self._place.services.say.trouble),
        )

    def _done(self, saved: Any) -> None:
        self._said(saved)
        self._place.refresh()

    def _said(self, saved: Any) -> None:
        self._place.services.say.toast("Marked as read", saved.change_id or None)

    def _not_done(self, error: Exception) -> None:
        self.press.setEnabled(True)
        self._place.services.say.trouble(error)


def told(readers: Readers) -> str:
    """Who has read it, in a sentence."""
    if not readers.lines:
        return "Others need to see it. Nobody has said yet that they have read it."
    return f"Others need to see it. Read by: {'; '.join(readers.lines)}."


def on_card(place: Place, line: Line) -> QWidget | None:
    """What hangs on the card of an entry that others need to see."""
    readers = line.hung.get(HUNG)
    return SeenOnCard(place, line, readers) if isinstance(readers, Readers) else None
