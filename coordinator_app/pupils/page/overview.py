"""The Overview tab: what is next, the latest entries, where referral and consent stand, and the people (design 8.4)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from coordinator_app.pupils.editor.shut import ShutLine, shut
from coordinator_app.pupils.model import HIDDEN, Carer
from coordinator_app.pupils.page.record_reading import Line, Person, Record
from coordinator_app.ui import layout, theme
from coordinator_app.ui.bar_chart import Bar, BarChart
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.cards import Card, CardList
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import IconLabel, heading, label, link
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.tab_content import TabContent
from coordinator_app.ui.timeline import CATEGORY_ICONS, Entry, TimelineItem

_TWO_COLUMNS = 820  # px of the design


class Overview(QWidget):
    """Emits `go(page, params)`, `tab(name)`, `edit_person(Carer)`, `add_person`, `unshared`."""

    go = Signal(str, object)
    tab = Signal(str)
    unshared = Signal()
    edit_person = Signal(object)
    add_person = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Overview")
        content = TabContent()
        self._columns = layout.row(content, space=20, margins=(24, 16, 24, 20))
        left, right = QWidget(), QWidget()
        self._left, self._right = layout.column(left, space=8), layout.column(right, space=8)
        self._columns.addWidget(left, 9, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(right, 4, Qt.AlignmentFlag.AlignTop)
        layout.column(self, space=0).addWidget(layout.scrolling(content, "Overview"))

    def show_record(self, record: Record) -> None:
        """Show a record anew."""
        self.forget()
        self._next(record)
        self._latest(record)
        self._facts(record)
        self._people(record)

    def forget(self) -> None:
        """Nothing of a child stays while another's record is read."""
        layout.clear(self._left)
        layout.clear(self._right)

    # left

    def _next(self, record: Record) -> None:
        self._left.addWidget(heading("Next"))
        if not record.next:
            text = "A planned review or an open request would stand here."
            self._left.addWidget(EmptyState("circle-check", "Nothing is due for this pupil", text))
        else:
            rows = CardList()
            for item in record.next:
                rows.add(self._due_row(item))
            self._left.addWidget(rows)
        self._left.addSpacing(theme.current().px(8))

    def _due_row(self, item: Any) -> TwoLineRow:
        act = button(item.action, small=True, accessible=f"{item.action}: {item.title}")
        act.clicked.connect(lambda: self._follow(item))
        chip = StatusChip(item.tone, None, item.chip) if item.chip else None
        return TwoLineRow(
            item.title,
            item.second_line,
            icon=item.icon,
            kind=item.tone if item.tone in {"over", "soon"} else "neutral",
            chip=chip,
            buttons=(act,),
        )

    def _follow(self, item: Any) -> None:
        if item.key == "unshared":
            self.unshared.emit()
        else:
            self.go.emit(item.page, dict(item.params))

    def _latest(self, record: Record) -> None:
        total = record.counts.get("chronology", 0)
        everything = link(f"See all {total}") if total > len(record.latest) else None
        if everything is not None:
            everything.clicked.connect(lambda: self.tab.emit("chronology"))
        self._left.addLayout(_head("Latest in chronology", everything))
        if not record.latest:
            act = button("Add entry") if record.gate.is_open else None
            if act is not None:
                act.clicked.connect(lambda: self.tab.emit("chronology"))
            self._left.addWidget(EmptyState("scroll-text", "No entries yet", "", act))
            return
        card = Card()
        lines = layout.column(space=0)
        for place, line in enumerate(record.latest):
            item = TimelineItem(_entry(line), last=place == len(record.latest) - 1)
            item.action_wanted.connect(lambda _key: self.tab.emit("chronology"))
            lines.addWidget(item)
        card.body.addLayout(lines)
        self._left.addWidget(card)

    # right

    def _facts(self, record: Record) -> None:
        self._right.addWidget(heading("Referral and consent"))
        card = Card(space=8)
        for name, value in record.facts:
            self._fact(card, name, value)
        if len(record.attendance) == 1:
            (name, percent), *_ = record.attendance
            self._fact(card, "Attendance", f"{percent:g}% at {name.lower()}")
        elif record.attendance:
            bars = [Bar(name.removeprefix("Review "), percent) for name, percent in record.attendance]
            card.body.addWidget(BarChart("Attendance by review, %", bars))
        self._right.addWidget(card)
        self._right.addSpacing(theme.current().px(8))

    @staticmethod
    def _fact(card: Card, name: str, value: str) -> None:
        line = layout.column(space=0)
        line.addWidget(label(name, "small", "text-2"))
        line.addWidget(label(value, "body-strong", wrap=True))
        card.body.addLayout(line)

    def _people(self, record: Record) -> None:
        add = link("Add a person")
        add.clicked.connect(self.add_person)
        shut(add, record.gate)
        self._right.addLayout(_head("People", add))
        if not record.gate.is_open:
            self._right.addWidget(ShutLine("Add a person", record.gate))
        rows = CardList()
        for person in record.people:
            rows.add(self._person(person))
        if record.people:
            self._right.addWidget(rows)
        else:
            self._right.addWidget(EmptyState("users", "Nobody is on the record yet"))

    def _person(self, person: Person) -> QWidget:
        row = QWidget()
        row.setAccessibleName(f"{person.name}, {person.second}, {person.telephone or 'no telephone number'}")
        line = layout.row(row, space=8, margins=(14, 10, 10, 10))
        words = layout.column(space=2)
        words.addWidget(label(person.name, "body-strong", wrap=True))
        words.addWidget(label(person.second, "small", "text-2", wrap=True))
        words.addLayout(_with_icon("phone", person.telephone or "No telephone number", "text"))
        if person.confidential_address:
            words.addLayout(_with_icon("lock", HIDDEN, "text"))
        if person.warning:
            words.addLayout(_with_icon("triangle-alert", person.warning, "soon-fg"))
        line.addLayout(words, 1)
        if person.carer is not None:
            line.addWidget(self._pen(person.carer), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _pen(self, carer: Carer) -> QWidget:
        pen = icon_button("pen-line", f"Change {carer.name}", "quiet", small=True)
        pen.clicked.connect(lambda: self.edit_person.emit(carer))
        return pen

    # the look

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns become one in a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._fit()

    def _fit(self) -> None:
        wide = self.width() / theme.current().scale >= _TWO_COLUMNS
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != way:
            self._columns.setDirection(way)


def _head(title: str, more: QWidget | None) -> QHBoxLayout:
    line = layout.row(space=8)
    line.addWidget(heading(title), 1)
    if more is not None:
        line.addWidget(more)
    return line


def _with_icon(icon: str, words: str, colour: str) -> QHBoxLayout:
    line = layout.row(space=6)
    line.addWidget(IconLabel(icon, colour, 14), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(words, "small", colour, wrap=True), 1)
    return line


def _entry(line: Line) -> Entry:
    category = line.entry.category
    return Entry(
        line.entry.id,
        CATEGORY_ICONS.get(category.value if category else "", "message-square"),
        line.category,
        line.happened,
        line.words,
        line.caption,
        line.sharing,
        line.sharing_words,
        action="Open the chronology" if line.is_closed else "",
    )
