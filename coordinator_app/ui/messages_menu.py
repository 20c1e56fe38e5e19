"""What just happened (F8): the recent messages, newest first, with Undo where it still can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.labels import label
from coordinator_app.ui.toasts import Happened

MOST = 12


class MessagesBox(Box):
    """The recent messages as a dialog; Esc closes it."""

    of_record = False

    def __init__(self, recent: Sequence[Happened]) -> None:
        super().__init__("What just happened")
        if not recent:
            self.body.addWidget(label("Nothing yet since the vault was opened.", "body", "text-2", wrap=True))
        for happened in recent[:MOST]:
            self.body.addWidget(self._line(happened))
        close = button("Close")
        close.clicked.connect(self.reject)
        self.buttons(close)
        self.first = close

    def _line(self, happened: Happened) -> QWidget:
        holder = QWidget()
        line = layout.row(holder, space=12)
        line.addWidget(label(happened.text, wrap=True), 1)
        undo = happened.undo
        if undo is not None:
            again = button("Undo", "quiet", small=True, accessible=f"Undo: {happened.text}")
            again.clicked.connect(self.accept)
            again.clicked.connect(lambda _on=False: undo())
            line.addWidget(again)
        return holder
