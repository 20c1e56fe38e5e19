"""The third step: what each column holds, guessed or remembered, to be put right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.attendance.bringing_in import columns
from coordinator_app.attendance.bringing_in.asked import FileSeen
from coordinator_app.attendance.bringing_in.columns import TITLES, Means
from coordinator_app.attendance.bringing_in.days import read_heading
from coordinator_app.core.dates import say
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note

_OPTIONS = tuple((name, words) for name, words in TITLES.items() if name != Means.ON)
_MOST_ASKED = 40
_MOST_DOUBTFUL = 6
_MOST_SAMPLES = 3
_DAY_FIRST, _MONTH_FIRST = "day", "month"


class ColumnsStep(QWidget):
    """`edited` when an answer changed."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines = layout.column(self, space=16)
        self._seen: FileSeen | None = None
        self._choices: dict[int, ChoiceList] = {}
        self._order: ChoiceBoxes | None = None
        self._problem = layout.column(space=0)

    def forget(self) -> None:
        """Nothing to ask."""
        layout.clear(self._lines)
        self._seen, self._choices, self._order = None, {}, None

    def show_file(self, seen: FileSeen, meanings: tuple[str, ...], *, day_first: bool, known: bool) -> None:
        """Ask for every column whose heading is no day; `known` says that such a file was read before."""
        self.forget()
        self._seen = seen
        if known:
            self._lines.addWidget(Note("info", "Filled in as you answered for such a file before."))
        self._problem = layout.column(space=0)
        self._lines.addLayout(self._problem)
        if seen.asks_order:
            self._add_order(day_first=day_first)
        self._add_days(seen)
        asked = [place for place, means in enumerate(meanings) if means != Means.ON][:_MOST_ASKED]
        doubtful = [place for place in asked if meanings[place] == Means.NOTHING]
        doubtful.sort(key=lambda place: columns.near_meaning(seen.heading[place]) == Means.NOTHING)
        later = doubtful[_MOST_DOUBTFUL:]
        for place in asked:
            if place not in later:
                self._add_column(place, meanings[place])
        if later:
            self._add_later(later)
        left = sum(one != Means.ON for one in meanings) - len(asked)
        if left:
            words = f"{left:,} more columns stand to the right. They are not needed."
            self._lines.addWidget(label(words, "small", "text-2", wrap=True))

    def meanings(self) -> tuple[str, ...]:
        """A word of `columns.Means` for each column."""
        assert self._seen is not None
        days = {place for place, one in enumerate(self._seen.heading) if self._is_day(one)}
        return tuple(
            str(self._choices[place].value() or Means.NOTHING)
            if place in self._choices
            else (Means.ON if place in days else Means.NOTHING)
            for place in range(len(self._seen.heading))
        )

    def day_first(self) -> bool:
        """Whether 03/04/2026 is in April."""
        if self._order is None:
            return self._seen is None or self._seen.day_first
        return self._order.value() != _MONTH_FIRST

    def check(self) -> bool:
        """Say what is missing; True if a register can be made of it."""
        wrong = columns.problem(self.meanings()) or (
            "" if not self._untold() else _untold_words(self._untold())
        )
        layout.clear(self._problem)
        if wrong:
            self._problem.addWidget(Note("over", wrong))
            announce(self, wrong, assertive=True)
        return not wrong

    def focus(self) -> QWidget | None:
        """The first column, or the order of the days."""
        return next(iter(self._choices.values()), None)

    def _is_day(self, heading: str) -> bool:
        return read_heading(heading, day_first=self.day_first()) is not None

    def _untold(self) -> int:
        """Headings that were days in one order and are none in the other."""
        assert self._seen is not None
        return sum(
            means == Means.ON and not self._is_day(one)
            for one, means in zip(self._seen.heading, self._seen.meanings, strict=True)
        )

    def _add_order(self, *, day_first: bool) -> None:
        self._order = ChoiceBoxes([(_DAY_FIRST, "Day first"), (_MONTH_FIRST, "Month first")])
        self._order.set_value(_DAY_FIRST if day_first else _MONTH_FIRST)
        self._order.edited.connect(self.edited)
        words = "Day first makes 03/04/2026 the 3rd of April."
        self._lines.addWidget(FormRow("How dates are written", words, self._order))

    def _add_days(self, seen: FileSeen) -> None:
        days = [found.day for one in seen.heading if (found := read_heading(one, day_first=self.day_first()))]
        if not days:
            return
        count = f"{len(days):,} columns are" if len(days) > 1 else "One column is"
        words = (
            f"{count} headed by a day, from {say(min(days))} to {say(max(days))}: the marks stand below them."
        )
        self._lines.addWidget(Note("info", words))

    def _add_later(self, places: list[int]) -> None:
        """Columns of which nothing is known, behind a button: most of them are not needed."""
        words = f"Show {len(places)} more {'column' if len(places) == 1 else 'columns'}"
        more = button(words, icon="chevron-down")
        line = layout.row()
        layout.add_all(line, more, None)
        self._lines.addLayout(line)

        def show() -> None:
            more.hide()
            for place in places:
                self._add_column(place, Means.NOTHING)
            self._choices[places[0]].setFocus()

        more.clicked.connect(show)

    def _add_column(self, place: int, means: str) -> None:
        assert self._seen is not None
        name = self._seen.heading[place]
        choice = ChoiceList(
            (), none=None, width=360
        )  # chosen by letter: a field to type into takes four times as long
        choice.set_options(_OPTIONS)
        choice.set_value(means)
        choice.edited.connect(self.edited)
        self._choices[place] = choice
        texts = dict.fromkeys(row[place] for row in self._seen.sample if row[place])
        some = ", ".join([*texts][:_MOST_SAMPLES])
        help_text = f"For example: {some}" if some else "Empty in the first rows"
        near = columns.near_meaning(name) if means == Means.NOTHING else Means.NOTHING
        if near != Means.NOTHING:
            help_text = f"Did you mean “{TITLES[near]}”? {help_text}"
        self._lines.addWidget(FormRow(name or f"Column {place + 1}", help_text, choice))


def _untold_words(count: int) -> str:
    return f"{count:,} headings are no days in this order. Choose the other order of day and month."
