"""Beside the acts of the print screen: why they are shut, and what takes the forms out that shut them (003-8.1)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from coordinator_app.consent.model import FormTemplate
from coordinator_app.consent.page.form_list import ABOUT
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import label

_LEAD = "Not to be printed like this."


class PrintShut(QWidget):
    """Hidden while nothing is shut. Emits `without(templates)`: the forms that are to be taken out of the pack."""

    without = Signal(object)

    def __init__(self, *acts: QPushButton) -> None:
        super().__init__()
        self._acts = acts
        self._refused: tuple[FormTemplate, ...] = ()
        lines = layout.column(self, space=8)
        self.why = label("", "small-strong", "over-fg", wrap=True)
        self.take_out = button("", small=True)
        layout.add_all(lines, self.why, self.take_out)
        self.take_out.clicked.connect(lambda: self.without.emit(self._refused))
        self.hide()

    def show_shut(self, why_not: str, ticked: tuple[FormTemplate, ...], refused: set[FormTemplate]) -> None:
        """Shut the acts with their reason, and offer to go on without what is refused; "" opens them."""
        self._refused = tuple(one for one in ticked if one in refused)
        said = f"{_LEAD} {why_not}" if why_not else ""
        if said and said != self.why.text():
            announce(self, said)
        self.why.setText(said)
        them = "it" if len(self._refused) == 1 else "them"
        self.take_out.setText(f"Take {them} out of the pack")
        titles = ", ".join(ABOUT[one][0] for one in self._refused)
        self.take_out.setAccessibleName(f"{self.take_out.text()}: {titles}")
        self.take_out.setVisible(0 < len(self._refused) < len(ticked))
        for act in self._acts:
            act.setEnabled(not why_not)
            act.setAccessibleDescription(said)
        self.setVisible(bool(why_not))
