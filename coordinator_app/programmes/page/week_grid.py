"""The week of a programme: a tick for each morning and afternoon, and their times. Arrows move between the ticks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coordinator_app.programmes.model import Half, ProgrammeDay, Weekday
from coordinator_app.programmes.page.typed import TimeInput
from coordinator_app.programmes.timetable import day_problems, kept_time, week_words
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import TickBox
from coordinator_app.ui.labels import label

_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_TIMES = tuple((half, which) for half in Half for which in ("from", "to"))
_HINTS = dict(zip(_TIMES, ("9:15", "12:15", "13:00", "15:00"), strict=True))
"""Examples beside each other that can be true at once."""


class WeekGrid(QWidget):
    """An input of a form: `value()` is plain (`{"days": ["mon am"], "times": ["09:15", ...]}`), `days()` are records."""

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ticks = {(weekday, half): _tick(weekday, half) for weekday in Weekday for half in Half}
        self.times = {place: TimeInput(f"{place[0].label}s {place[1]}", _HINTS[place]) for place in _TIMES}
        self.said = label("", "small", "text-2", wrap=True)
        whole, none = button("Whole week", small=True), button("Clear the week", "quiet", small=True)
        lines = layout.column(self, space=8)
        lines.addLayout(self._grid())
        quick = layout.row(space=8)
        layout.add_all(quick, whole, none, None)
        lines.addLayout(quick)
        lines.addWidget(self.said)
        lines.addLayout(self._time_lines())
        whole.clicked.connect(lambda: self._all(True))
        none.clicked.connect(lambda: self._all(False))
        for box in self.ticks.values():
            box.edited.connect(self._changed)
            box.installEventFilter(self)
        for typed in self.times.values():
            typed.edited.connect(self.edited)
            typed.left.connect(self.left)
        self.setFocusProxy(next(iter(self.ticks.values())))
        self._say()

    # what a form asks of an input

    def value(self) -> object:
        """The ticks and times as plain values; "" for an empty week."""
        days = [f"{weekday.value} {half.value}" for (weekday, half), box in self.ticks.items() if box.value()]
        return {"days": days, "times": [one.value() for one in self.times.values()]} if days else ""

    def set_value(self, value: object) -> None:
        """Show what `value` gave, or nothing."""
        kept: dict[str, Any] = value if isinstance(value, dict) else {}
        days, times = kept.get("days", []), kept.get("times", [])
        for (weekday, half), box in self.ticks.items():
            box.set_value(f"{weekday.value} {half.value}" in days)
        for place, typed in enumerate(self.times.values()):
            typed.set_value(times[place] if place < len(times) else "")
        self._say()

    def problem(self) -> str:
        """What is wrong with the week, or ""."""
        return next(iter(day_problems(self.days())), "")

    def set_invalid(self, invalid: bool) -> None:
        """The red edge, of the times."""
        for typed in self.times.values():
            typed.set_invalid(invalid and bool(typed.problem()))

    def target(self) -> QWidget:
        """Itself: it hands the focus to the first tick."""
        return self

    # the week

    def days(self) -> list[ProgrammeDay]:
        """The sessions as records not yet kept."""
        return [
            ProgrammeDay(
                weekday=weekday,
                half=half,
                begins=kept_time(self.times[half, "from"].value()),
                ends=kept_time(self.times[half, "to"].value()),
            )
            for (weekday, half), box in self.ticks.items()
            if box.value()
        ]

    def show_days(self, days: Sequence[ProgrammeDay]) -> None:
        """Show kept sessions; the times of a half day are those of its first session."""
        for (weekday, half), box in self.ticks.items():
            box.set_value(any((one.weekday, one.half) == (weekday, half) for one in days))
        for half, which in _TIMES:
            first = next((one for one in days if one.half is half), ProgrammeDay())
            self.times[half, which].set_value(first.begins if which == "from" else first.ends)
        self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go to the tick beside, above or below."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            move = _MOVES.get(Qt.Key(event.key()))
            if move is not None:
                self._go(watched, *move)
                return True
        return False

    def _go(self, watched: QObject, down: int, across: int) -> None:
        places = list(self.ticks)
        here = next(place for place in places if self.ticks[place] is watched)
        rows, columns = list(Weekday), list(Half)
        row, column = rows.index(here[0]) + down, columns.index(here[1]) + across
        if row in range(len(rows)) and column in range(len(columns)):
            self.ticks[rows[row], columns[column]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _all(self, on: bool) -> None:
        for box in self.ticks.values():
            box.set_value(on)
        self._changed()

    def _changed(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        days = self.days()
        number = "1 session" if len(days) == 1 else f"{len(days)} sessions"
        self.said.setText(f"{number} a week: {week_words(days)}." if days else "No session is ticked yet.")

    # the look

    def _grid(self) -> layout.QGridLayout:
        grid = layout.grid(space=6)
        for row, weekday in enumerate(Weekday):
            name = label(weekday.label, "body-strong")
            layout.size(name, min_width=96)
            grid.addWidget(name, row, 0)
            for column, half in enumerate(Half, 1):
                grid.addWidget(self.ticks[weekday, half], row, column)
        grid.setColumnStretch(len(Half) + 1, 1)
        return grid

    def _time_lines(self) -> layout.QGridLayout:
        grid = layout.grid(space=8)
        for row, half in enumerate(Half):
            words = label(f"{half.label}s from", "body")
            words.setBuddy(self.times[half, "from"])
            to = label("to", "body")
            to.setBuddy(self.times[half, "to"])
            for column, widget in enumerate((words, self.times[half, "from"], to, self.times[half, "to"])):
                grid.addWidget(widget, row, column)
        grid.setColumnStretch(4, 1)
        return grid


def _tick(weekday: Weekday, half: Half) -> TickBox:
    box = TickBox(half.label)
    box.setAccessibleName(f"{weekday.label} {half.label.lower()}")
    return box
