"""The entries of the Chronology tab as items of a timeline, a few made in each turn of the window's loop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.chronology import view
from coordinator_app.chronology.page.hanging import ON_CARDS
from coordinator_app.chronology.page.place import Place
from coordinator_app.chronology.page.standing import put_before, that_stay
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.choices import TickBox
from coordinator_app.ui.timeline import CATEGORY_ICONS, Entry, TimelineItem

_AT_ONCE = 8  # items made in one turn, so that no frame is missed
CORRECT, DELETE, SHOW, PUT_BACK = "Correct", "Delete", "Show", "Put back"
WRONG = "Said to be wrong"


class EntryList(QWidget):
    """Emits `wanted(act, id)` for what is pressed on an entry, `changes(id)`, `more()` and `chosen()`.

    `place` is handed to the parts that hang on each entry. `line(id)` gives back what is shown.
    """

    wanted = Signal(str, object)
    changes = Signal(object)
    more = Signal()
    chosen = Signal()

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._waiting: list[tuple[int, view.Line]] = []  # with its place from the top
        self._lines: dict[object, view.Line] = {}
        self._before: dict[object, view.Line] | None = None  # what the items show that were there before
        self._day, self._number = place.services.clock.today(), 0
        self._ticks: dict[object, TickBox] = {}
        self._choosing = False
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

    def begin(self, *, anew: bool = False) -> None:
        """Forget everything shown; unless all is made `anew`, an item stays if what comes next says the same."""
        self._round += 1
        ticked, day = self._ticks, self._place.services.clock.today()
        stays = {} if day != self._day else {k: one for k, one in self._lines.items() if k not in ticked}
        self._before, self._day, self._number = stays, day, 0
        self._waiting, self._lines, self._ticks = [], {}, {}
        if anew:
            self._before = None
            layout.clear(self._items)
            self._card.hide()

    def add(self, lines: tuple[view.Line, ...], *, more: bool) -> None:
        """Show further lines below; `more` offers still older ones."""
        before, self._before, staying = self._before, None, frozenset[object]()
        if before is None:
            self._join_on()
        else:
            staying = self._clear_but(before, lines)
        placed = enumerate(lines, self._number)
        self._waiting += [(at, line) for at, line in placed if line.entry.id not in staying]
        self._number += len(lines)
        self.older.setVisible(more)
        self._card.setVisible(bool(lines) or self._card.isVisibleTo(self))
        self._add_some(self._round)

    def is_making(self) -> bool:
        """Whether some of what came is not on the screen yet."""
        return bool(self._waiting)

    def line(self, entry_id: object) -> view.Line | None:
        """The line of an entry that is shown."""
        return self._lines.get(entry_id)

    def items(self) -> list[TimelineItem]:
        """The items made so far, from the top."""
        found = (self._items.itemAt(at) for at in range(self._items.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [widget for widget in widgets if isinstance(widget, TimelineItem)]

    # choosing several

    def choose(self, *, on: bool) -> None:
        """Put a box on each entry that can be chosen, or take the boxes away."""
        self._choosing = on
        for item in self.items():
            self._put_tick(item)
        for box in self._ticks.values():
            box.setVisible(on)
            box.set_value(False)

    def choose_all(self) -> None:
        """Tick every entry that is shown, those too that are about to be made."""
        while self._waiting:
            self._add_some(self._round)
        for box in self._ticks.values():
            box.set_value(True)
        self.chosen.emit()

    def chosen_lines(self) -> tuple[view.Line, ...]:
        """The entries chosen, from the top."""
        return tuple(self._lines[key] for key, box in self._ticks.items() if self._choosing and box.value())

    def _put_tick(self, item: TimelineItem) -> None:
        line = self._lines[item.entry.key]
        if not self._choosing or line.is_closed or item.entry.key in self._ticks:
            return
        box = TickBox("Choose this entry")
        box.setAccessibleName(f"Choose: {line.told_apart}")
        box.edited.connect(self.chosen)
        self._ticks[item.entry.key] = box
        item.hang(box)

    # making them

    def _clear_but(self, before: dict[object, view.Line], lines: tuple[view.Line, ...]) -> frozenset[object]:
        """Take away the items that do not say what these lines say; what stays keeps the cursor and its place.

        Gives back the keys of what stays.
        """
        staying = that_stay(self.items(), before, lines)
        for item in self.items():
            if item.entry.key not in staying:
                self._items.removeWidget(item)
                item.hide()
                item.deleteLater()
        for at, line in enumerate(lines):
            stays = staying.get(line.entry.id)
            if stays is not None:
                self._lines[line.entry.id] = line
                stays.set_last(last=at == len(lines) - 1)
                self._put_tick(stays)
        if not self.items():
            self._card.hide()
        # whoever waits for the places of what was read again is told, even if nothing has changed
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))
        return frozenset(staying)

    def _join_on(self) -> None:
        made = self.items()
        if made:
            made[-1].set_last(last=False)

    def _add_some(self, asked_in: int) -> None:
        if asked_in != self._round:
            return
        some, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        for at, line in some:
            item, following = self._item(line, last=at == self._number - 1), self._items.itemAt(at)
            self._items.insertWidget(at, item)
            stood = following.widget() if following is not None else None
            if isinstance(stood, TimelineItem):
                put_before(item, stood)
        if self._waiting:
            QTimer.singleShot(0, self, partial(self._add_some, asked_in))

    def _item(self, line: view.Line, *, last: bool) -> TimelineItem:
        self._lines[line.entry.id] = line
        item = TimelineItem(as_entry(line), last=last)
        item.action_wanted.connect(self._wants(item.entry.action))
        item.more_wanted.connect(lambda key, words: self.wanted.emit(words, key))
        item.changes_wanted.connect(self.changes)
        for part in () if line.is_closed or line.entry.trashed_at else ON_CARDS:
            hung = part(self._place, line)
            if hung is not None:
                item.hang(hung, *getattr(hung, "links", ()))
        self._put_tick(item)
        return item

    def _wants(self, act: str) -> Callable[[object], None]:
        return lambda key: self.wanted.emit(act, key)


def as_entry(line: view.Line) -> Entry:
    """A line as the timeline draws it, with what can be done about it."""
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
        *_acts(line),
        which=line.told_apart,
    )


def _acts(line: view.Line) -> tuple[str, tuple[tuple[str, str], ...], tuple[str, ...]]:
    marks = tuple((one.icon, one.words) for one in line.marks)
    if line.is_closed:
        return SHOW, marks, ()
    if line.entry.trashed_at is not None:
        return PUT_BACK, marks, ()
    return CORRECT, marks, (WRONG, DELETE)
