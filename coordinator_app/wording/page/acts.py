"""The bar at the foot of the editor: its buttons, how the draft stands, and why it cannot be put in force."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout

from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import label
from coordinator_app.ui.side_panel import ActionBar


class WordingActs(ActionBar):
    """`state` says how the draft stands, `why` what is in the way of `force`; Tab stops at it while it says something."""

    def __init__(self) -> None:
        super().__init__()
        self.restore = button("Go back to the shipped wording")
        self.drop = button("Throw the draft away")
        self.save = button("Save draft")
        self.force = button("Put in force", "primary")
        self.state = label("", "small", "text-2", wrap=True)
        self.why = label("", "small", "text", wrap=True)
        self.why.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a grey button cannot be asked
        self.why.hide()
        said, acts = layout.column(space=2), layout.row(space=12)
        layout.add_all(said, self.state, self.why)
        layout.add_all(acts, None, self.restore, self.drop, self.save, self.force)
        self.line.addLayout(said, 1)
        self.line.addLayout(acts)

    def wait(self) -> None:
        """Nothing can be done before it is known which wording stands and what is written of the next."""
        for one in (self.save, self.force):
            one.setEnabled(False)
        self.restore.hide()
        self.drop.hide()
        self.why.hide()
        self.state.setText("")

    def arrange(self, *, beside: bool) -> None:
        """Words and buttons beside each other, or the words over the whole width above them."""
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self.line.setDirection(way)

    def show_reasons(self, reasons: tuple[str, ...]) -> None:
        """Let the draft come into force, or say beside the button the first reason why it cannot."""
        more = f" And {len(reasons) - 1} more: see Check." if len(reasons) > 1 else ""
        words = f"It cannot be put in force yet. {reasons[0]}{more}" if reasons else ""
        if words and self.force.isEnabled():
            announce(self, words)
        self.force.setEnabled(not reasons)
        self.force.setAccessibleDescription(words)
        self.why.setText(words)
        self.why.setVisible(bool(words))
