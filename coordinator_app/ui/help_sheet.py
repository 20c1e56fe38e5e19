"""The keys of this screen (Shift+F1 or ?, in the same place on every screen)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.labels import label


class HelpSheet(Box):
    """A table of keys, two columns of (keys, what they do); Esc closes it."""

    of_record = False

    def __init__(self, lines: Sequence[tuple[str, str]], page_title: str = "") -> None:
        super().__init__("Keys")
        layout.size(self, width=620)
        if page_title:
            self.body.addWidget(label(f"This screen: {page_title}", "body", "text-2", wrap=True))
        table = QWidget()
        grid = layout.grid(table, space=6)
        grid.setColumnStretch(1, 1)
        for at, (keys, does) in enumerate(lines):
            grid.addWidget(_keys(keys, does), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(does, "body", "text-2", wrap=True), at, 1)
        area = layout.scrolling(table, "Keys")
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout.size(area, min_height=160)  # at 200 % the whole sheet must fit a low window
        self.body.addWidget(area, 1)
        help_words = (
            "Nothing is lost when you leave a screen: what you type is kept in the vault. "
            "If something goes wrong, ring whoever looks after your laptop and read out the reference."
        )
        self.body.addWidget(label(help_words, "small", "text-2", wrap=True))
        close = button("Close")
        close.clicked.connect(self.reject)
        self.buttons(close)
        self.first = close


def _keys(keys: str, does: str) -> QLabel:
    made = label(keys, "small-medium", "text")
    made.setAccessibleName(f"{keys}: {does}")
    return made
