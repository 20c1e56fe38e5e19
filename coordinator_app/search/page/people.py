"""Pupils found by name, above the records: real rows, for they are few."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coordinator_app.search.names import InRecord, Person
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card, separator
from coordinator_app.ui.rows import TwoLineRow


class People(QWidget):
    """`opened(pupil_id)` for the record; `only(pupil_id, name, words)` to search in it, "" leaves the words alone."""

    opened = Signal(str)
    only = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Pupils found")
        self._lines: QVBoxLayout = layout.column(self, space=0)
        self.rows: list[TwoLineRow] = []
        self._shown: tuple[object, object] = ((), ())

    def show_people(self, people: Sequence[Person], in_records: Sequence[InRecord]) -> None:
        """Show exactly these; the same as before are left as they are, since this comes with every letter typed."""
        wanted = (tuple(people), tuple(in_records))
        if wanted == self._shown:
            return
        self._shown = wanted
        layout.clear(self._lines)
        self.rows = [self._person(one) for one in people] + [self._in_record(one) for one in in_records]
        self.setVisible(bool(self.rows))
        if not self.rows:
            return
        card = Card(padding=1, space=0)
        for place, row in enumerate(self.rows):
            if place:
                card.body.addWidget(separator())
            card.body.addWidget(row)
        self._lines.addWidget(card)

    def _person(self, one: Person) -> TwoLineRow:
        inside = button("Search in this record", small=True)
        inside.setAccessibleName(f"Search in this record: {one.name}")
        inside.clicked.connect(partial(self.only.emit, one.id, one.name, ""))
        row = TwoLineRow(one.name, one.detail, icon="user", buttons=(inside,), clickable=True, chevron=True)
        row.opened.connect(partial(self.opened.emit, one.id))
        return row

    def _in_record(self, one: InRecord) -> TwoLineRow:
        title = f"“{one.words}” in the record of {one.name}"
        row = TwoLineRow(title, "Search only there", icon="scan-search", clickable=True, chevron=True)
        row.opened.connect(partial(self.only.emit, one.pupil_id, one.name, one.words))
        return row
