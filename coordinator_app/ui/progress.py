"""The progress card for work over three seconds: a count, the time left and Cancel (design.md 4.16)."""

from __future__ import annotations

from PySide6.QtCore import Signal

from coordinator_app.ui import layout
from coordinator_app.ui.bars import ThinBar
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.labels import ElidedLabel, label


class ProgressCard(Card):
    """Emits `cancelled` once; the job itself says afterwards that everything is as it was."""

    cancelled = Signal()

    def __init__(self, what: str, note: str = "You can keep working in other screens.") -> None:
        super().__init__(space=8)
        self._what = ElidedLabel(what, "body-strong", "text")
        self._left = label("", "small", "text-2")
        self._bar = ThinBar()
        self._note = label(note, "small", "text-2", wrap=True)
        self.cancel = button("Cancel", small=True, accessible=f"Cancel: {what}")
        self.cancel.clicked.connect(self._stop)
        head, foot = layout.row(), layout.row()
        head.addWidget(self._what, 1)
        head.addWidget(self._left)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.cancel)
        layout.add_all(self.body, head, self._bar, foot)
        self.setAccessibleName(what)

    def show_progress(self, done: int, total: int, what: str, seconds_left: float | None = None) -> None:
        """`what` names the step, such as "Building page 61 of 143"; `seconds_left` None hides the time."""
        self._what.setText(what)
        self._bar.set_share(done / total if total else 0.0)
        self._left.setText("" if seconds_left is None else time_left(seconds_left))
        self.setAccessibleName(f"{what}. {self._left.text()}".strip())

    def _stop(self) -> None:
        self.cancel.setEnabled(False)
        self._note.setText("Stopping.")
        self.cancelled.emit()


def time_left(seconds: float) -> str:
    """A rough time in words; under ten seconds it is no longer counted."""
    if seconds < 10:
        return "A few seconds left"
    if seconds < 55:
        return f"About {round(seconds / 10) * 10} seconds left"
    minutes = max(1, round(seconds / 60))
    return f"About {minutes} minute{'' if minutes == 1 else 's'} left"
