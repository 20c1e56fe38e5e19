"""The rows and sections of the People and details tab."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coordinator_app.core.gates import OPEN, Decision
from coordinator_app.pupils.editor.shut import ShutLine, shut
from coordinator_app.pupils.page.about_reading import Item
from coordinator_app.ui import layout, theme
from coordinator_app.ui.buttons import icon_button
from coordinator_app.ui.cards import Card, CardList
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.labels import IconLabel, heading, label, link

Act = Callable[[], None]
Add = tuple[str, Act, Decision]
"""What can be added: its words, the act, and whether it may be now."""
_CHIP_ICONS = {"safe": "file-check", "soon": "triangle-alert", "over": "circle-alert", "neutral": "history"}


class ItemRow(QWidget):
    """One line with what can be done to it. Emits `changed`, `removed`, `opened` and `address_wanted`."""

    changed = Signal(object)
    removed = Signal(object)
    opened = Signal(str)
    address_wanted = Signal(object)

    def __init__(self, item: Item, changing: Decision = OPEN) -> None:
        super().__init__()
        self.item, self._changing = item, changing
        spoken = (item.title, item.second, *(words for _, words in item.chips), item.warning)
        self.setAccessibleName(", ".join(part for part in spoken if part))
        line = layout.row(self, space=8, margins=(14, 10, 10, 10))
        self._words: QVBoxLayout = layout.column(space=3)
        self._fill(item)
        line.addLayout(self._words, 1)
        line.addLayout(self._buttons(item))

    def show_address(self, words: str) -> None:
        """Put the confidential address below, once it was asked for."""
        self._address.hide()
        self._words.addLayout(with_icon("lock", words or "No address is on the record.", "text"))

    def _fill(self, item: Item) -> None:
        self._words.addWidget(label(item.title, "body-strong", wrap=True))
        if item.second:
            self._words.addWidget(label(item.second, "small", "text-2", wrap=True))
        for kind, words in item.chips:
            chip = StatusChip(cast("Set", kind), _CHIP_ICONS.get(kind), words)
            self._words.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        if item.warning:
            self._words.addLayout(with_icon("triangle-alert", item.warning, "soon-fg"))
        for icon, words in item.notes:
            self._words.addLayout(with_icon(icon, words, "text"))
        if item.hides_address:
            self._words.addWidget(self._address_link(item), 0, Qt.AlignmentFlag.AlignLeft)

    def _address_link(self, item: Item) -> QWidget:
        self._address = link("Show the address", "small-medium")
        self._address.setAccessibleName(f"Show the confidential address of {item.title}")
        self._address.clicked.connect(lambda: self.address_wanted.emit(item.record))
        return self._address

    def _buttons(self, item: Item) -> QHBoxLayout:
        line = layout.row(space=4)
        made = []
        if item.opens:
            go = icon_button("chevron-right", f"Open the record of {item.title}", "quiet", small=True)
            go.clicked.connect(lambda: self.opened.emit(item.opens))
            made.append(go)
        if item.record is not None:
            pen = icon_button("pen-line", f"Change {item.title}", "quiet", small=True)
            pen.clicked.connect(lambda: self.changed.emit(item.record))
            shut(pen, self._changing)
            gone = icon_button("trash-2", f"Move {item.title} to the trash", "quiet", small=True)
            gone.clicked.connect(lambda: self.removed.emit(item.record))
            if item.stays:
                gone.setEnabled(False)
                gone.setToolTip(item.stays)
                gone.setAccessibleDescription(item.stays)
            made += [pen, gone]
        for one in made:
            line.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        return line


class Section(QWidget):
    """A heading with what can be added, and rows, or a line that says that there are none."""

    def __init__(self, title: str, adds: Sequence[Add] = ()) -> None:
        super().__init__()
        self.title = title
        self.setAccessibleName(title)
        self.lines = layout.column(self, space=8)
        head = layout.row(space=12)
        head.addWidget(heading(title), 1)
        for words, act, decision in adds:
            add = link(words)
            add.clicked.connect(act)
            shut(add, decision)
            head.addWidget(add)
        self.lines.addLayout(head)
        for words, _, decision in adds:
            if not decision.is_open:
                self.lines.addWidget(ShutLine(words, decision))

    def show_rows(self, rows: Sequence[QWidget], nothing: str) -> None:
        """Show these rows in a card."""
        if not rows:
            self.lines.addWidget(label(nothing, "small", "text-2", wrap=True))
            return
        card = CardList()
        for one in rows:
            card.add(one)
        self.lines.addWidget(card)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show names and answers in a card, two beside each other where there is room."""
        card = Card(space=8)
        for name, answer in facts:
            line = layout.column(space=0)
            line.addWidget(label(name, "small", "text-2"))
            line.addWidget(label(answer, "body-strong", wrap=True))
            card.body.addLayout(line)
        self.lines.addWidget(card)


def with_icon(icon: str, words: str, colour: str) -> QHBoxLayout:
    """A small line that begins with an icon."""
    line = layout.row(space=6)
    line.addWidget(IconLabel(icon, colour, 14), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(words, "small", colour, wrap=True), 1)
    return line


def gap(lines: QVBoxLayout) -> None:
    """Room between two sections."""
    lines.addSpacing(theme.current().px(10))
