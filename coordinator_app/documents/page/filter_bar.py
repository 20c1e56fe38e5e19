"""What narrows the list of documents: words, kind, days, source, not shared yet, restricted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import read_date
from coordinator_app.documents.filters import Filters
from coordinator_app.documents.model import DocumentKind
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label

_MORE, _LESS = "More filters", "Fewer filters"


class FilterBar(QWidget):
    """`edited` when anything is chosen or typed. The second line opens by its button, or when something in it is set."""

    edited = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.setAccessibleName("Filter the documents")
        self.words = TextInput(longest=200, hint="Words in it")
        self.words.setAccessibleName("Words in the document")
        self.kind = ChoiceList([(one, one.label) for one in DocumentKind], none="All", width=124)
        self.more = button(_MORE, "quiet", "filter", small=True)
        self.since, self.until = (_day(clock) for _ in range(2))
        self.source = TextInput(longest=100, hint="Who it came from")
        self.source.setAccessibleName("Who it came from")
        self.unshared, self.guarded = TickBox("Not shared yet"), TickBox("Restricted")
        self.clear = button("Show all", "quiet", "x", small=True, accessible="Take all filters away")
        self.problem = label("", "small", "over-fg", wrap=True)
        self._lay_out()
        for one in self._inputs():
            one.edited.connect(self._edited)
        for day in (self.since, self.until):
            day.left.connect(self._say_problem)
        self.more.clicked.connect(lambda: self._open(opened=self._rest.isHidden()))
        self.clear.clicked.connect(self.reset)
        self._open(opened=False)
        self._edited_by_hand()

    def filters(self) -> Filters:
        """What is set; a day that cannot be read sets nothing."""
        kind = self.kind.value()
        return Filters(
            kind if isinstance(kind, DocumentKind) else None,
            self.since.value(),
            self.until.value(),
            self.source.value(),
            self.words.value(),
            unshared=self.unshared.value() is True,
            guarded=self.guarded.value() is True,
        )

    def show_filters(self, wanted: Filters) -> None:
        """Set these; not told as an edit."""
        self.words.set_value(wanted.words)
        self.kind.set_value(wanted.kind)
        self.since.set_value(wanted.since)
        self.until.set_value(wanted.until)
        self.source.set_value(wanted.source)
        self.unshared.set_value(wanted.unshared)
        self.guarded.set_value(wanted.guarded)
        beyond = wanted.since or wanted.until or wanted.source or wanted.unshared or wanted.guarded
        self._open(opened=bool(beyond))
        self._edited_by_hand()

    def reset(self) -> None:
        """Everything is shown again."""
        self.show_filters(Filters())
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def set_guards(self, *, guards: bool) -> None:
        """Whether restricted documents can be asked for here."""
        self.guarded.setVisible(guards)

    def _inputs(self) -> tuple[TextInput | ChoiceList | DateInput | TickBox, ...]:
        return (self.words, self.kind, self.since, self.until, self.source, self.unshared, self.guarded)

    def _say_problem(self) -> None:
        """A day that cannot be read narrows nothing, and says so once it is left."""
        for day in (self.since, self.until):
            day.set_invalid(bool(day.problem()))
        words = self.since.problem() or self.until.problem()
        if words and words != self.problem.text():
            announce(self, words)
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _edited(self) -> None:
        self._edited_by_hand()
        self.edited.emit()

    def _edited_by_hand(self) -> None:
        self.clear.setVisible(self.filters() != Filters())

    def _open(self, *, opened: bool) -> None:
        self._rest.setVisible(opened)
        self.more.setText(_LESS if opened else _MORE)
        self.more.setAccessibleName(_LESS if opened else _MORE)

    def _lay_out(self) -> None:
        lines = layout.column(self, space=8)
        first = layout.row(space=8)
        first.addWidget(self.words, 1)
        named = label("Kind", "small", "text-2")
        named.setBuddy(self.kind)  # a list is named by its label only
        first.addWidget(named)
        first.addWidget(self.kind)
        first.addWidget(self.more)
        lines.addLayout(first)
        self._rest = QWidget()
        rest = layout.grid(self._rest, space=8)
        for place, (words, box) in enumerate((("Dated from", self.since), ("to", self.until))):
            named = label(words, "small", "text-2")
            named.setBuddy(box.target())
            box.target().setAccessibleName(f"Dated {words.removeprefix('Dated ')}")
            rest.addWidget(named, 0, 2 * place)
            rest.addWidget(box, 0, 2 * place + 1)
        rest.addWidget(self.source, 1, 0, 1, 4)
        ticks = layout.row(space=16)
        layout.add_all(ticks, self.unshared, self.guarded, None)
        rest.addLayout(ticks, 2, 0, 1, 4)
        rest.setColumnStretch(1, 1)
        rest.setColumnStretch(3, 1)
        rest.addWidget(self.problem, 3, 0, 1, 4)
        self.problem.hide()
        lines.addWidget(self._rest)
        last = layout.row(space=0)
        layout.add_all(last, self.clear, None)
        lines.addLayout(last)


def _day(clock: Clock) -> DateInput:
    return DateInput(lambda text: read_date(text, clock.today()).value, today=clock.today, width=None)
