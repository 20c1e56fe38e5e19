"""A referral before this one, to read: nothing of it can be changed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coordinator_app.referrals.page.reading import Past
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.labels import label


class PastBox(Box):
    """Every line that was kept, in the order of the form."""

    def __init__(self, past: Past) -> None:
        super().__init__(past.title)
        holder = QWidget()
        lines = layout.column(holder, space=10, margins=(4, 4, 12, 4))
        for name, words in past.lines:
            lines.addWidget(label(name, "small", "text-2"))
            lines.addWidget(label(words, "body", wrap=True))
        lines.addStretch(1)
        area = layout.scrolling(holder, past.title)
        layout.size(area, min_height=min(420, 60 * len(past.lines) + 20))
        self.body.addWidget(area)
        close = button("Close", "primary")
        close.clicked.connect(self.accept)
        self.first = close
        self.buttons(close)
