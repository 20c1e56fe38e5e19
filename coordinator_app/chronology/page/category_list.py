"""The list of categories: one letter chooses, so that an entry begins with Ctrl+E, a letter and Tab."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from coordinator_app.chronology.model import Category
from coordinator_app.ui import theme
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.list_model import Index

LETTERS: dict[Category, str] = {
    Category.ATTENDANCE: "A", Category.BEHAVIOUR: "B", Category.ACADEMIC: "C", Category.FAMILY: "F",
    Category.AGENCY: "G", Category.HEALTH: "H", Category.SEN: "N", Category.PROVIDER: "P",
    Category.SAFEGUARDING: "S", Category.SUSPENSION: "X",
}  # fmt: skip
"""A letter that stands in the category's name; no two have the same."""
_SHORT: dict[Category, str] = {
    Category.FAMILY: "contact with family", Category.AGENCY: "agency", Category.SEN: "special needs",
    Category.PROVIDER: "provider", Category.SUSPENSION: "exclusion",
}  # fmt: skip


def letters_told(offered: tuple[Category, ...]) -> str:
    """Which letter chooses what, in one line: "A attendance, B behaviour, ..."."""
    known = sorted((letter, one) for one, letter in LETTERS.items() if one in offered)
    return ", ".join(f"{letter} {_SHORT.get(one, one.label.lower())}" for letter, one in known)


class CategoryList(ChoiceList):
    """As any list of choices; `refused(category)` when a letter is pressed whose category is not offered."""

    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__([])
        self._letters = _Letters(self)
        self.setItemDelegate(self._letters)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter chooses its category; every other key is Qt's."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
        pressed = event.text().upper() if plain else ""
        if not (len(pressed) == 1 and pressed.isalpha()):
            super().keyPressEvent(event)
            return
        event.accept()
        wanted = next((one for one, letter in LETTERS.items() if letter == pressed), None)
        if wanted is None:
            return
        before = self.value()
        self.set_value(wanted)
        if self.value() is wanted:
            self.edited.emit()
        else:
            self.set_value(before)
            self.refused.emit(wanted)


class _Letters(QStyledItemDelegate):
    """Writes the letter that chooses a line at its right end."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line as Qt draws it, and its letter."""
        super().paint(painter, option, index)
        words = index.data(Qt.ItemDataRole.DisplayRole)
        letter = next((letter for one, letter in LETTERS.items() if one.label == words), "")
        area: QRect = option.rect
        now = theme.current()
        painter.save()
        painter.setFont(now.font("caption-medium"))
        painter.setPen(now.colour("text-3"))
        area = area.adjusted(0, 0, -now.px(12), 0)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), letter)
        painter.restore()
