"""The entries of the Chronology tab as items of a timeline, a few made in each turn of the window's loop."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.chronology import view
from coordinator_app.chronology.page.hanging import ON_CARDS
from coordinator_app.chronology.page.place import Place
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.timeline import CATEGORY_ICONS, Entry, TimelineItem

_AT_ONCE = 8  # items made in one turn, so that no frame is missed


class EntryList(QWidget):
    """Emits `correct(id)`, `changes(id)`, `opening(id)` and `more()`; `line(id)` gives back what is shown.

    `place` is handed to the parts that hang on each entry.
    """

    correct = Signal(object)
    changes = Signal(object)
    opening = Signal(object)
    more = Signal()

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._waiting: list[view.Line] = []
        self._lines: dict[object, view.Line] = {}
        self._round = 0
        lines = layout.column(self, space=12)
        self._card = Card(padding=16)
        self._items = layout.column(space=0)
        self._card.body.addLayout(self._items)
        self.older = button("Show older entries")
        self.older.clicked.connect(self.more)
        lines.addWidget(self._card)
        lines.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        self._card.hide()
        self.older.hide()

    def begin(self) -> None:
        """Forget everything shown."""
        self._round += 1
        self._waiting, self._lines = [], {}
        layout.clear(self._items)
        self._card.hide()

    def add(self, lines: tuple[view.Line, ...], *, more: bool) -> None:
        """Show further lines below; `more` offers still older ones."""
        self._join_on()
        self._waiting += lines
        self.older.setVisible(more)
        self._card.setVisible(bool(lines) or self._card.isVisibleTo(self))
        self._add_some(self._round)

    def line(self, entry_id: object) -> view.Line | None:
        """The line of an entry that is shown."""
        return self._lines.get(entry_id)

    def items(self) -> list[TimelineItem]:
        """The items made so far, from the top."""
        found = (self._items.itemAt(at) for at in range(self._items.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [widget for widget in widgets if isinstance(widget, TimelineItem)]

    def _join_on(self) -> None:
        made = self.items()
        if made:
            made[-1].set_last(last=False)

    def _add_some(self, asked_in: int) -> None:
        if asked_in != self._round:
            return
        some, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        for place, line in enumerate(some):
            self._items.addWidget(self._item(line, last=not self._waiting and place == len(some) - 1))
        if self._waiting:
            QTimer.singleShot(0, self, partial(self._add_some, asked_in))

    def _item(self, line: view.Line, *, last: bool) -> TimelineItem:
        self._lines[line.entry.id] = line
        item = TimelineItem(as_entry(line, action="Show" if line.is_closed else "Correct"), last=last)
        item.action_wanted.connect(self.opening if line.is_closed else self.correct)
        item.changes_wanted.connect(self.changes)
        for part in () if line.is_closed else ON_CARDS:
            hung = part(self._place, line)
            if hung is not None:
                item.hang(hung)
        return item


def as_entry(line: view.Line, *, action: str = "") -> Entry:
    """A line as the timeline draws it."""
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
        line.is_corrected,
        action,
    )
