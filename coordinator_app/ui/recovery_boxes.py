"""Eight boxes for the eight groups of a recovery key; the whole key may be pasted into any of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget

from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import IconLabel, label
from coordinator_app.ui.theme import Theme

GROUPS, LENGTH = 8, 4


class GroupInput(TextInput):
    """One group; takes letters and digits in any case and shows capitals."""

    def __init__(self, number: int) -> None:
        # room for a whole pasted key with its hyphens; more than a group is passed on
        super().__init__(longest=80, width=84)
        self.number = number
        self.setAccessibleName(f"Group {number} of {GROUPS}")
        self.retheme(theme.current())

    def retheme(self, now: Theme) -> None:
        """Large figures of one width."""
        font = QFont(now.font("dialog"))
        font.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(font)


class RecoveryBoxes(QWidget):
    """`typed()` is the key as eight groups; `check()` points at slips. Emits `finished` on Enter in the last box."""

    finished = Signal()

    def __init__(self, wrong_groups: Callable[[str], tuple[int, ...]]) -> None:
        super().__init__()
        self._wrong_groups = wrong_groups
        self.boxes = [GroupInput(number + 1) for number in range(GROUPS)]
        self.setFocusProxy(self.boxes[0])
        lines = layout.column(self, space=8)
        grid = layout.grid(space=10)
        for at, box in enumerate(self.boxes):
            number = label(str(at + 1), "caption-medium", "text-3")
            number.setBuddy(box)
            cell = layout.row(space=6)
            layout.size(number, width=14)
            layout.add_all(cell, number, box, None)
            # down two columns, as on the sheet
            grid.addLayout(cell, at % 4, at // 4)
            box.textEdited.connect(lambda _text, box=box: self._typed(box))
            box.returnPressed.connect(self._enter)
        lines.addLayout(grid)
        self._error_line, self._error = self._make_error()
        lines.addWidget(self._error_line)
        layout.tab_order(self.boxes)

    @staticmethod
    def _make_error() -> tuple[QWidget, QLabel]:
        holder = QWidget()
        line = layout.row(holder, space=6)
        words = label("", "small-medium", "over-fg", wrap=True)
        line.addWidget(IconLabel("circle-alert", "over-fg", 16), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        holder.hide()
        return holder, words

    def typed(self) -> str:
        """The eight groups with hyphens, as typed."""
        return "-".join(box.value().upper() for box in self.boxes)

    def error(self) -> str:
        """What is said to be wrong, or ""."""
        return self._error.text()

    def check(self) -> bool:
        """Point at groups with a slip; True if there is none."""
        wrong = self._wrong_groups(self.typed())
        self.point_at(wrong)
        return not wrong

    def is_whole(self) -> bool:
        """Whether every box holds a whole group."""
        return all(len(box.value()) == LENGTH for box in self.boxes)

    def point_at(self, wrong: tuple[int, ...], words: str = "") -> None:
        """Mark these groups (from 1), say which (or `words`), and go to the first."""
        self._say(words or _words(wrong, whole=self.is_whole()))
        for box in self.boxes:
            box.set_invalid(box.number in wrong)
            box.setAccessibleDescription("There is a slip in this group" if box.number in wrong else "")
        if wrong:
            self.boxes[wrong[0] - 1].setFocus()
            self.boxes[wrong[0] - 1].selectAll()

    def first_focus(self) -> None:
        """The first box."""
        self.boxes[0].setFocus()

    def forget(self) -> None:
        """Empty every box."""
        for box in self.boxes:
            box.clear()

    def _say(self, words: str) -> None:
        self._error.setText(words)
        self._error_line.setVisible(bool(words))
        if words:
            announce(self, words, assertive=True)

    def _typed(self, box: GroupInput) -> None:
        letters = "".join(letter for letter in box.text().upper() if letter.isalnum())
        here, rest = letters[:LENGTH], letters[LENGTH:]
        if box.text() != here:
            box.setText(here)
        box.set_invalid(False)
        at = box.number
        while rest and at < GROUPS:
            self.boxes[at].setText(rest[:LENGTH])
            rest, at = rest[LENGTH:], at + 1
        if len(here) == LENGTH and box.number < GROUPS and box.cursorPosition() == LENGTH:
            self.boxes[min(at, GROUPS - 1)].setFocus()
            self.boxes[min(at, GROUPS - 1)].selectAll()

    def _enter(self) -> None:
        empty = next((box for box in self.boxes if not box.value()), None)
        if empty is None:
            self.finished.emit()
        else:
            empty.setFocus()


def _words(wrong: tuple[int, ...], *, whole: bool) -> str:
    if not wrong:
        return ""
    if len(wrong) == GROUPS and whole:
        return (
            "There are slips in all 8 groups. Is this the sheet of this vault? Check every group against it."
        )
    if len(wrong) == GROUPS:
        return "Type all 8 groups from the sheet."
    if len(wrong) == 1:
        return (
            f"There is a slip in group {wrong[0]}. Check it against the sheet; I, O, 0 and 1 are never used."
        )
    listed = ", ".join(str(number) for number in wrong[:-1])
    return f"There are slips in groups {listed} and {wrong[-1]}. Check them against the sheet."
