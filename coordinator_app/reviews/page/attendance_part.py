"""Attendance since the last review on the screen: the bars by week with their table, or how to go on without weeks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coordinator_app.core.attendance import TARGET_TENTHS
from coordinator_app.core.dates import say_chip
from coordinator_app.reviews.attended import Attended
from coordinator_app.ui import layout
from coordinator_app.ui.bar_chart import Bar, BarChart
from coordinator_app.ui.cards import Card
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note

_NONE = "No weeks are held for these days."
_TYPE = (
    "Type the per cent as the school gives it, or fill in the weeks on the pupil’s record, tab Attendance."
)


class AttendancePart(QWidget):
    """`show_weeks` shows them."""

    def __init__(self) -> None:
        super().__init__()
        layout.size(self, max_width=640)
        self.chart = BarChart("Attendance by week, per cent")
        self._card, self._days = Card(), label("", "small", "text-2", wrap=True)
        self._note = Note("neutral", _NONE, _TYPE)
        self._card.body.addWidget(self._days)
        self._card.body.addWidget(self.chart)
        lines = layout.column(self, space=0)
        lines.addWidget(self._note)
        lines.addWidget(self._card)

    def show_weeks(self, found: Attended) -> None:
        """Show these weeks, or say that there are none."""
        bars = [
            Bar(say_chip(week.monday), week.totals.tenths / 10)
            for week in found.weeks
            if week.totals.tenths is not None
        ]
        self._note.setVisible(not bars)
        self._card.setVisible(bool(bars))
        self._days.setText(f"{found.days}: {found.total.words()}")
        self.chart.show_bars(bars, target=TARGET_TENTHS / 10)
