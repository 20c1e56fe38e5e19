"""The header of a focus screen: way back, title, whom it is about, then what the screen adds, Close and Lock."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.labels import ElidedLabel, heading


class FocusHeader(QFrame):
    """Stands where the search header stands elsewhere. `left` when the user goes back or closes, `locked` for Lock.

    Put further widgets into `right`, which stands before the buttons. `back` gives an arrow in place of Close.
    """

    left = Signal()
    locked = Signal()

    def __init__(self, title: str, *, back: bool) -> None:
        super().__init__()
        self.setProperty("surface", True)
        layout.size(self, min_height=56)
        line = layout.row(self, space=12, margins=(24, 8, 24, 8))
        self.title = heading(title, 1, small=True)
        self.about = ElidedLabel("", "body", "text-2")
        self.right: QHBoxLayout = layout.row(space=10)
        self.leave = icon_button("chevron-left", "Back") if back else button("Close", small=True)
        self.lock = icon_button("lock", "Lock the vault", small=True)
        self.title.setWordWrap(False)
        parts = [self.leave, self.title] if back else [self.title]
        for widget in parts:
            line.addWidget(widget)
        line.addWidget(self.about, 1)
        line.addLayout(self.right)
        for widget in ([] if back else [self.leave]) + [self.lock]:
            line.addWidget(widget)
        self.leave.clicked.connect(self.left)
        self.lock.clicked.connect(self.locked)
