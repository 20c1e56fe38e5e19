"""A button of the record that is shut: greyed, with the reason in words beside it that Tab and a screen reader reach."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from coordinator_app.core.gates import Decision
from coordinator_app.ui import layout
from coordinator_app.ui.labels import IconLabel, label


class ShutLine(QWidget):
    """One line with a lock: what is shut (`what`, spoken), and what opens it. It has a place in the order of Tab."""

    def __init__(self, what: str, decision: Decision) -> None:
        super().__init__()
        line = layout.row(self, space=6)
        self.words = label(f"Shut. {opens_of(decision)}", "small", "text-2", wrap=True)
        self.words.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.words.setAccessibleName(f"{what} is shut. {reason_of(decision)}")
        line.addWidget(IconLabel("lock", "text-2", 14), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)


def shut(button: QAbstractButton, decision: Decision) -> None:
    """Grey a button where the decision is shut, and say the reason to whoever points at it or has it read."""
    if decision.is_open:
        return
    button.setEnabled(False)
    button.setToolTip(reason_of(decision))
    button.setAccessibleDescription(reason_of(decision))


def opens_of(decision: Decision) -> str:
    """What opens it, each way once."""
    return " ".join(dict.fromkeys(one.opens for one in decision.reasons))


def briefly(decision: Decision) -> str:
    """The same in a few words, for a line of a menu; the whole stands on the record."""
    return " and ".join(dict.fromkeys(_BRIEFLY.get(one.clause, "shut") for one in decision.reasons))


_BRIEFLY = {
    "003-7.2": "shut until the school refers",
    "003-4.2": "shut until the school has ticked the statement",
}


def reason_of(decision: Decision) -> str:
    """Every reason, each with what opens it."""
    return " ".join(one.sentence() for one in decision.reasons)
