"""The clock card of Today: a deadline with its figure, bar, matter, next step and one button (design.md 4.6)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal

from coordinator_app.ui import layout
from coordinator_app.ui.bars import ThinBar
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.chips import Set
from coordinator_app.ui.labels import ElidedLabel, IconLabel, label, restyle


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a clock card says; `share` is the part of the time used, 0.0 to 1.0."""

    kind: Set
    icon: str
    label: str
    figure: str
    rest: str
    share: float
    title: str
    next_step: str
    action: str


class ClockCard(Card):
    """Emits `acted` when its button is used; only the most urgent card is `primary`."""

    acted = Signal()

    def __init__(self, deadline: Deadline, *, primary: bool = False) -> None:
        super().__init__(space=6)
        self._mark = IconLabel(deadline.icon, f"{deadline.kind}-fg", 16)
        self._state = ElidedLabel("", "small-medium", f"{deadline.kind}-fg")
        self._figure = label("", "figure", "text")
        self._rest = ElidedLabel("", "small", "text-2")
        self._bar = ThinBar()
        self._title = ElidedLabel("", "body-strong", "text")
        self._next = ElidedLabel("", "small", "text-2")
        self.button = button(deadline.action, "primary" if primary else "secondary", small=True)
        self.button.clicked.connect(self._pressed)
        self._arrange()
        self.show_deadline(deadline)

    def show_deadline(self, deadline: Deadline) -> None:
        """Take new figures, each minute, without being rebuilt."""
        self._mark.show_icon(deadline.icon, f"{deadline.kind}-fg")
        restyle(self._state, "small-medium", f"{deadline.kind}-fg")
        self._state.setText(deadline.label)
        self._figure.setText(deadline.figure)
        self._rest.setText(deadline.rest)
        self._bar.set_share(deadline.share, f"{deadline.kind}-solid")
        self._title.setText(deadline.title)
        self._next.setText(f"Next: {deadline.next_step}" if deadline.next_step else "")
        self.button.setAccessibleName(f"{deadline.action}, {deadline.title}")
        self.setAccessibleName(f"{deadline.label}: {deadline.figure} {deadline.rest}. {deadline.title}")

    def _pressed(self) -> None:
        self.acted.emit()

    def _arrange(self) -> None:
        head = layout.row(space=8)
        layout.add_all(head, self._mark, self._state)
        figure = layout.row(space=6)
        figure.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignBottom)
        figure.addWidget(self._rest, 1, Qt.AlignmentFlag.AlignBottom)
        words = layout.column(space=2)
        layout.add_all(words, self._title, self._next)
        layout.add_all(self.body, head, figure, self._bar)
        self.body.addSpacing(4)
        layout.add_all(self.body, words)
        self.body.addSpacing(2)
        layout.add_all(self.body, self.button)
