"""The empty state: an icon, one sentence, one line of help and one button (design.md 4.13)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from coordinator_app.ui import layout
from coordinator_app.ui.cards import Card
from coordinator_app.ui.labels import IconLabel, heading, label


class EmptyState(Card):
    """Stands where a list would stand."""

    def __init__(self, icon: str, title: str, text: str = "", button: QPushButton | None = None) -> None:
        super().__init__(padding=20, space=4)
        self.button = button
        middle = Qt.AlignmentFlag.AlignHCenter
        self.body.addWidget(IconLabel(icon, "text-3", 32), 0, middle)
        self.body.addSpacing(2)
        sentence = heading(title)
        sentence.setAlignment(middle)
        self.body.addWidget(sentence)
        if text:
            help_line = label(text, "small", "text-2", wrap=True)
            help_line.setAlignment(middle)
            layout.size(help_line, max_width=460)
            line = layout.row(space=0)
            line.addStretch(1)
            line.addWidget(help_line, 100)
            line.addStretch(1)
            self.body.addLayout(line)
        if button is not None:
            self.body.addSpacing(6)
            self.body.addWidget(button, 0, middle)
