"""What has to be looked at on the scan in hand: a line for each, close together, so that the page stays in view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from coordinator_app.scan_in.sorting import Check, CheckKind
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import IconLabel, label

_WHOLE = frozenset({CheckKind.ASKED})
"""What is about the whole scan, so that there is no page to show."""


class CheckLines(QFrame):
    """`look(place)` when the page of a line is to be shown, from 0."""

    look = Signal(int)

    def __init__(self, checks: Sequence[Check]) -> None:
        super().__init__()
        doubt = any(check.doubt for check in checks)
        self.setProperty("note", "soon" if doubt else "neutral")
        self.setAccessibleName("What has to be looked at")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._lines = layout.column(self, space=2, margins=(12, 6, 8, 6))
        for check in checks:
            self._add(check)

    def _add(self, check: Check) -> None:
        ink = "soon-fg" if check.doubt else "neutral-fg"
        line = layout.row(space=8)
        line.addWidget(IconLabel("triangle-alert" if check.doubt else "info", ink, 16))
        line.addWidget(label(check.words, "small", ink, wrap=True), 1)
        if check.kind not in _WHOLE:
            look = button("Look", "quiet", small=True, accessible=f"Look: {check.words}")
            look.clicked.connect(lambda _on=False, at=check.page: self.look.emit(at))
            line.addWidget(look)
        self._lines.addLayout(line)
