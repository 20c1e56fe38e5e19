"""The panel that Space opens beside the list: telephone numbers, consent and next step (design 8.3)."""

from __future__ import annotations

from PySide6.QtCore import Signal

from coordinator_app.pupils.page.list_reading import Peek
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.side_panel import SidePanel


class PeekPanel(SidePanel):
    """Emits `opened(key)` and `closed`."""

    opened = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__("At a glance", width=292)
        self.key: object = None
        self._lines = layout.column(space=12)
        self.body.addLayout(self._lines)
        self.end()
        line = self.bar().line
        shut, opens = button("Close", "quiet"), button("Open record")
        shut.clicked.connect(self.closed)
        opens.clicked.connect(lambda: self.opened.emit(self.key))
        layout.add_all(line, None, shut, opens)

    def show_peek(self, key: object, shown: Peek) -> None:
        """Show one pupil."""
        self.key = key
        layout.clear(self._lines)
        self._lines.addWidget(label(shown.name, "h2", wrap=True))
        self._lines.addWidget(label(shown.second, "small", "text-2", wrap=True))
        self._lines.addWidget(StatusChip(shown.tone, shown.icon, shown.consent))
        self._lines.addWidget(label(f"Next: {shown.next_step}", "body", wrap=True))
        self._lines.addWidget(heading("Telephone"))
        for name, number in shown.numbers:
            self._lines.addWidget(label(name, "small", "text-2", wrap=True))
            self._lines.addWidget(label(number, "body-strong", wrap=True))
        announce(self, f"{shown.name}, {shown.consent}. Next: {shown.next_step}")
