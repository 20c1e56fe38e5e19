"""What narrows a search: kind of record, whose it is, days, where it lies, and whether the trash counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import read_date
from coordinator_app.search.kinds import GROUPS
from coordinator_app.search.view import PLACES, Asked
from coordinator_app.ui import layout, theme
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.labels import label

_ONE_LINE, _TWO_LINES = 1000, 720  # px of the design


class Filters(QWidget):
    """`edited` when anything is chosen; `guards` says whether the user's passphrase opens guarded records."""

    edited = Signal()

    def __init__(self, clock: Clock, *, guards: bool) -> None:
        super().__init__()
        # what would stand in one line must not keep the page as wide as that
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.kind = ChoiceList([(one.name, one.title) for one in GROUPS], none="All kinds", width=220)
        self.place = ChoiceList(PLACES, none="Everywhere", width=220)
        self.since, self.until = (_day_input(clock) for _ in range(2))
        self.trash = TickBox("In the trash too")
        self._pupil, self._name = "", ""
        self.only: QPushButton = button("", small=True, icon="x")
        self.only.clicked.connect(self._anybody)
        self._lines = layout.row(self, space=10)
        self._lay_out(guards=guards)
        for box in (self.kind, self.place, self.since, self.until, self.trash):
            box.edited.connect(self.edited)
        self.only.hide()

    def asked(self, before: Asked) -> Asked:
        """What is chosen, with the words of `before`."""
        return replace(
            before,
            group=str(self.kind.value() or ""),
            place=str(self.place.value() or ""),
            pupil_id=self._pupil,
            since=self.since.value(),
            until=self.until.value(),
            with_trash=self.trash.value(),
        )

    def show_asked(self, asked: Asked) -> None:
        """Choose what a search chose; nothing is said to have been edited."""
        self.kind.set_value(asked.group or None)
        self.place.set_value(asked.place or None)
        self.since.set_value(asked.since)
        self.until.set_value(asked.until)
        self.trash.set_value(asked.with_trash)
        self.set_pupil(asked.pupil_id, self._name if asked.pupil_id == self._pupil else "")

    def set_pupil(self, pupil_id: str, name: str) -> None:
        """Only what is about one pupil; "" for everybody."""
        self._pupil, self._name = pupil_id, name
        words = f"Only {name}" if name else "Only one pupil"
        self.only.setText(words)
        self.only.setAccessibleName(f"{words}: search everybody’s records again")
        self.only.setToolTip("Search everybody’s records again")
        self.only.setVisible(bool(pupil_id))

    def inputs(self) -> list[QWidget]:
        """The questions in the order of the Tab key."""
        return [self.only, self.kind, self.since.line, self.until.line, self.place, self.trash]

    def problem(self) -> str:
        """A day that cannot be read."""
        return self.since.problem() or self.until.problem()

    def fold(self, width: int) -> None:
        """In one line while there is room for it, else in two or three."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        room = width / theme.current().scale
        self._lines.setDirection(across if room >= _ONE_LINE else down)
        self._first.setDirection(across if room >= _TWO_LINES else down)

    def _lay_out(self, *, guards: bool) -> None:
        kind, days, then = layout.row(space=10), layout.row(space=10), layout.row(space=10)
        layout.add_all(kind, _named("Kind", self.kind), self.kind)
        layout.add_all(days, _named("From", self.since), self.since, _named("To", self.until), self.until)
        if guards:
            layout.add_all(then, _named("Where", self.place), self.place)
        else:
            self.place.hide()
        layout.add_all(then, self.trash, self.only)
        then.setAlignment(self.trash, Qt.AlignmentFlag.AlignVCenter)
        self._first = layout.row(space=10)
        for part in (kind, days, then):
            part.addStretch(1)
        self._first.addLayout(kind)
        self._first.addLayout(days)
        self._lines.addLayout(self._first)
        self._lines.addLayout(then)

    def _anybody(self) -> None:
        self.set_pupil("", "")
        self.edited.emit()


def _named(words: str, box: ChoiceList | DateInput) -> QWidget:
    named = label(words, "body-strong")
    named.setBuddy(box.target())
    if isinstance(
        box, DateInput
    ):  # its line lies deeper than the label, and a label names only what lies beside it
        box.target().setAccessibleName(f"{words} which day")
    return named


def _day_input(clock: Clock) -> DateInput:
    def parse(text: str) -> date | None:
        return read_date(text, clock.today()).value

    return DateInput(parse, today=clock.today, width=150)
