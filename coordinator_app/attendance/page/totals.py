"""The numbers of a pupil's attendance: since the review, this term, this year, and a bar for each week."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from coordinator_app.attendance.view import Numbers, SpanNumbers, WeekNumbers
from coordinator_app.core.attendance import TARGET_TENTHS, Totals
from coordinator_app.core.dates import say_chip
from coordinator_app.ui import layout
from coordinator_app.ui.bar_chart import Bar, BarChart
from coordinator_app.ui.cards import Card
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.labels import label

CHART = "Attendance by week, per cent"


class TotalsPart(QWidget):
    """Two cards below each other: what is counted, and the chart."""

    def __init__(self) -> None:
        super().__init__()
        self.chart = BarChart(CHART)
        self._numbers, self._drawn = Card(space=12), Card()
        self._drawn.body.addWidget(self.chart)
        lines = layout.column(self, space=12)
        layout.add_all(lines, self._numbers, self._drawn, None)

    def show_numbers(self, spans: Sequence[SpanNumbers], weeks: Sequence[WeekNumbers]) -> None:
        """Show other numbers; without any week there is no chart."""
        layout.clear(self._numbers.body)
        for one in spans:
            self._numbers.body.addWidget(_span(one))
        for words in notes_of(spans[-1].numbers if spans else Numbers()):
            self._numbers.body.addWidget(label(words, "small", "text-2", wrap=True))
        bars = bars_of(weeks)
        self._drawn.setVisible(bool(bars))
        self.chart.show_bars(bars, target=TARGET_TENTHS / 10)


def bars_of(weeks: Sequence[WeekNumbers]) -> list[Bar]:
    """A bar for each week in which a session was possible: one without has no percentage, neither 0 nor 100."""
    return [Bar(say_chip(one.monday), one.tenths / 10) for one in weeks if one.tenths is not None]


def notes_of(numbers: Numbers) -> list[str]:
    """The year place by place if there are several, marks that cannot both be right, marks that have not come."""
    found = []
    if len(numbers.places) > 1:
        said = "; ".join(f"{place.name} {place.totals.words()}" for place in numbers.places)
        found.append(f"By place, this school year: {said}. Above, each session is counted once.")
    if numbers.differ:
        cannot = "the marks of two places cannot both be right. Ask both."
        found.append(f"{_half_days(numbers.differ)} this school year: {cannot}")
    if numbers.waits:
        late = "marked D, and the mark of the other place has not come."
        found.append(f"{_half_days(numbers.waits)} this school year: {late}")
    return found


def count_words(totals: Totals) -> str:
    """What the sessions were: "34 attended, 3 absent with leave, 1 without leave"."""
    parts = [
        f"{totals.attended} attended",
        f"{totals.authorised} absent with leave",
        f"{totals.unauthorised} without leave",
    ]
    if totals.unable:
        parts.append(f"{totals.unable} when nobody could come, not counted")
    return ", ".join(parts)


def _half_days(number: int) -> str:
    return "1 half day" if number == 1 else f"{number} half days"


def _span(one: SpanNumbers) -> QWidget:
    together = one.numbers.together
    said = [together.words(), together.absence_words]
    holder = QWidget()
    lines = layout.column(holder, space=2)
    lines.addWidget(label(one.span.name, "small", "text-2", wrap=True))
    head = layout.row(space=8)
    head.addWidget(label(together.words(), "body-strong", wrap=True), 1)
    if together.absence_words:
        head.addWidget(_chip(together))
    lines.addLayout(head)
    if together.possible:
        said.append(count_words(together))
        lines.addWidget(label(f"{said[-1]}.", "small", "text-2", wrap=True))
    holder.setAccessibleName(f"{one.span.name}. {'. '.join(part for part in said if part)}")
    return holder


def _chip(totals: Totals) -> StatusChip:
    step = "Severely absent" if totals.is_severe else "Persistently absent"
    chip = StatusChip("over" if totals.is_severe else "soon", None, step)
    chip.setToolTip(totals.absence_words)
    chip.setAccessibleDescription(totals.absence_words)
    return chip
