"""The filters above the timeline: what is asked most stands open, the rest is folded away until something is set in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from coordinator_app.chronology.filters import NOTHING_CHOSEN, Filters
from coordinator_app.chronology.model import Category, Standing
from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import read_date
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label

_AFTER_MS = 250  # after the last letter
_MORE = "&More filters"


class FilterBar(QWidget):
    """`changed` when another list is wanted; `filters()` and `show_filters` say which."""

    changed = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.words = TextInput(hint="Find in these entries", longest=200, width=220)
        self.category = ChoiceList([], none="All categories", width=220)
        self.unshared = TickBox("Not shared yet")
        self.more = button(_MORE, "quiet", small=True, icon="filter")
        self.clear = button("Clear filters", "quiet", small=True, icon="x")
        self.source = TextInput(hint="Who says so", longest=200, width=180)
        self.standing = ChoiceList(
            [(one, one.label) for one in Standing], none="Facts and opinions", width=190
        )
        self.since, self.until = _day(clock), _day(clock)
        self.ticks = {
            "only_backdated": TickBox("Back-dated"),
            "only_soft": TickBox("Soft information"),
            "only_to_do": TickBox("Something to do"),
            "deleted": TickBox("Deleted ones"),
        }
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_AFTER_MS)
        self._lay_out()
        self._wire()
        self._settle()

    def filters(self) -> Filters:
        """What is asked for now; a day that cannot be read narrows nothing."""
        category, standing = self.category.value(), self.standing.value()
        return Filters(
            category=category if isinstance(category, Category) else None,
            standing=standing if isinstance(standing, Standing) else None,
            since=self.since.value(),
            until=self.until.value(),
            source=self.source.value(),
            words=self.words.value(),
            only_unshared=self.unshared.value(),
            **{name: box.value() for name, box in self.ticks.items()},
        )

    def show_filters(self, wanted: Filters) -> None:
        """Show these; nothing is told."""
        self.category.set_value(wanted.category)
        self.standing.set_value(wanted.standing)
        for name in ("since", "until", "source", "words"):
            getattr(self, name).set_value(getattr(wanted, name))
        self.unshared.set_value(wanted.only_unshared)
        for name, box in self.ticks.items():
            box.set_value(getattr(wanted, name))
        self._settle()

    def offer(self, categories: tuple[Category, ...]) -> None:
        """The categories that this user may read."""
        self.category.offer([(one, one.label) for one in categories])

    def _settle(self) -> None:
        wanted = self.filters()
        self.clear.setVisible(wanted != NOTHING_CHOSEN)
        inside = wanted.number() - sum(map(bool, (wanted.category, wanted.words, wanted.only_unshared)))
        if inside and self._folded.isHidden():
            self._folded.show()
        self.more.setText(f"{_MORE} ({inside})" if inside else _MORE)

    def _told(self) -> None:
        self._wait.stop()
        self._settle()
        self.changed.emit()

    def _clear(self) -> None:
        self.show_filters(NOTHING_CHOSEN)
        self.words.setFocus()
        self._told()

    def _fold(self) -> None:
        self._folded.setVisible(self._folded.isHidden())
        if self.more.hasFocus() and not self._folded.isHidden():
            self.source.setFocus()

    def _wire(self) -> None:
        self._wait.timeout.connect(self._told)
        for typed in (self.words, self.source):
            typed.edited.connect(self._wait.start)
        for day in (self.since, self.until):
            day.edited.connect(self._wait.start)
            day.left.connect(lambda day=day: day.set_invalid(bool(day.problem())))
        chosen_ones: tuple[ChoiceList | TickBox, ...] = (self.category, self.standing, self.unshared)
        for chosen in (*chosen_ones, *self.ticks.values()):
            chosen.edited.connect(self._told)
        self.clear.clicked.connect(self._clear)
        self.more.clicked.connect(self._fold)

    def fold(self, *, wide: bool) -> None:
        """Questions stand beside each other, or in pairs where there is no room."""
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        for line in self._pairs:
            line.setDirection(way)

    def _lay_out(self) -> None:
        lines = layout.column(self, space=8)
        since, until = (label(words, "body-strong") for words in ("From", "To"))
        since.setBuddy(self.since.target())
        shown, kind = (label(words, "body-strong") for words in ("Show", "Kind"))
        shown.setBuddy(self.category)  # a list is named by its label only
        kind.setBuddy(self.standing)
        until.setBuddy(self.until.target())
        ticks = tuple(self.ticks.values())
        self._pairs = [
            _pair((self.words, shown, self.category), (self.unshared, self.more, self.clear)),
            _pair((since, self.since, until, self.until), (kind, self.standing, self.source)),
            _pair(ticks[:2], ticks[2:]),
        ]
        self._folded = QWidget()
        folded = layout.column(self._folded, space=8)
        layout.add_all(folded, *self._pairs[1:])
        layout.add_all(lines, self._pairs[0], self._folded)
        self._folded.hide()
        self._name()

    def _name(self) -> None:
        self.words.setAccessibleName("Find in these entries")
        self.category.setAccessibleName("Show category")
        self.standing.setAccessibleName("Show facts or opinions")
        self.source.setAccessibleName("Who says so")
        self.since.target().setAccessibleName("From this day")
        self.until.target().setAccessibleName("To this day")


def _pair(one: Sequence[QWidget], other: Sequence[QWidget]) -> QHBoxLayout:
    """Two groups of questions that stand beside each other while there is room."""
    line = layout.row(space=12)
    for stretch, group in enumerate((one, other)):
        beside = layout.row(space=12)
        layout.add_all(beside, *group, None)
        line.addLayout(beside, stretch)
    return line


def _day(clock: Clock) -> DateInput:
    return DateInput(lambda typed: read_date(typed, clock.today()).value, today=clock.today, width=180)
