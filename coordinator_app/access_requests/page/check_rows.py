"""The checks on the finished pack, failures first: a line each, with what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from coordinator_app.access_requests.gathering.left_out import CHECK as LEFT_OUT
from coordinator_app.access_requests.items import FindingState
from coordinator_app.access_requests.pack_order import FILLED_IN
from coordinator_app.access_requests.page.pack_reading import APPROVED, Check
from coordinator_app.access_requests.page.pack_verdict import FILL_IN, Act, keeping
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.labels import IconLabel, label

_LOOKS = {
    FindingState.FAILED: ("octagon-alert", "over-fg", "Failed"),
    FindingState.LOOK: ("triangle-alert", "soon-fg", "Look at this"),
    FindingState.PASSED: ("circle-check", "safe-fg", "Passed"),
}
_KEPT = ("pen-line", "info-fg", "Kept by you")
"""Of a suspicion that somebody let stay: it never looks like a check that found nothing."""


class CheckRow(QWidget):
    """One check. `acted(check, act)` from its buttons."""

    acted = Signal(object, str)

    def __init__(self, check: Check) -> None:
        super().__init__()
        self.check = check
        state = check.state if check.is_open else FindingState.PASSED
        icon, token, said = _KEPT if check.kept else _LOOKS[state]
        line = layout.row(self, space=12, margins=(16, 10, 16, 10))
        line.addWidget(IconLabel(icon, token, 20, name=said), 0, Qt.AlignmentFlag.AlignVCenter)
        words = layout.column(space=2)
        words.addWidget(label(check.title, "body-strong", "text", wrap=True))
        if check.detail:
            words.addWidget(label(check.detail, "small", "text-2", wrap=True))
        line.addLayout(words, 1)
        for made in self._buttons():
            line.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{check.title}, {said.lower()}, {check.detail}")

    def _buttons(self) -> Iterable[QPushButton]:
        check = self.check
        about = check.words or check.title  # several checks may lead to one page: a name tells them apart
        if not check.is_open:
            return
        if check.page is not None:
            yield self._button("Look", f"Look at page {check.page}: {about}", "look")
        if check.coverable:
            yield self._button("Cover it", f"Cover it: {check.words}", "cover")
        if check.title == FILLED_IN:
            yield self._button(FILL_IN, "Fill in what the letter lacks", "fill")
        if check.title == APPROVED:
            yield self._button("Ask for approval", "Ask for approval", "approve")
        elif check.title == LEFT_OUT:
            yield self._button("Go to Gather", f"Go to Gather: {about}", "gather")
        elif check.state is FindingState.LOOK:
            act = keeping(check).act
            yield self._button(act, f"{act}: {about}", "keep")

    def _button(self, words: str, name: str, act: Act) -> QPushButton:
        made = button(words, small=True, accessible=name)
        made.clicked.connect(lambda: self.acted.emit(self.check, act))
        return made


class CheckRows(CardList):
    """All of them. `acted(check, act)`."""

    acted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Check, ...] = ()

    def show_checks(self, checks: Iterable[Check]) -> None:
        """Show these checks in their order; the same ones again leave the focus where it is."""
        wanted = tuple(checks)
        if wanted == self._shown:
            return
        self._shown = wanted
        self.clear()
        for check in wanted:
            row = CheckRow(check)
            row.acted.connect(self.acted)
            self.add(row)
        self.setAccessibleName("Checks on the finished pack")
