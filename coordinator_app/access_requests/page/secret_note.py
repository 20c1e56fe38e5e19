"""The red note over an item that tells where somebody with a confidential address can be found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from coordinator_app.access_requests.page.covering import Group
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.notes import Note

_LEAD = "The address is confidential: cover it."
_TEXT = "It is of somebody who did not ask. Cover it, or withhold the item."


class SecretNote(QWidget):
    """`covering(keys)`: cover these lines of the names found, in one press."""

    covering = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lines = layout.column(self, space=8, margins=(14, 0, 14, 8))
        self._shown: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    def show_groups(self, groups: Sequence[Group], *, locked: bool) -> None:
        """Show what can still be read of it; nothing where all is covered, or nothing can be changed any more."""
        left = () if locked else tuple(one for one in groups if one.confidential and not one.ticked)
        labels = tuple(one.label for one in left)
        if labels == self._shown:
            return
        self._shown = labels
        layout.clear(self._lines)
        self.setVisible(bool(left))
        if left:
            self._lines.addWidget(Note("over", _LEAD, _TEXT))
            # below the words: beside them it would leave them no room in large text
            self._lines.addWidget(self._act(left), 0, Qt.AlignmentFlag.AlignLeft)

    def _act(self, left: Sequence[Group]) -> QPushButton:
        """The button that covers all of it."""
        act = button("Cover it" if len(left) == 1 else "Cover them all", "primary", "eraser", small=True)
        act.setAccessibleName(f"Cover {', '.join(one.label for one in left)}")
        keys = tuple(one.key for one in left)
        act.clicked.connect(lambda: self.covering.emit(keys))
        return act
