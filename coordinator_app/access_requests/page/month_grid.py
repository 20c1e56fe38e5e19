"""A month of days with what is due on each; arrow keys go from day to day, and every day says itself in words."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from coordinator_app.access_requests.dates import DatesFacts, RequestDate
from coordinator_app.core.calendar import why_not_working_day
from coordinator_app.core.dates import say_day
from coordinator_app.core.months import month_n
from coordinator_app.ui import layout, theme
from coordinator_app.ui.labels import label
from coordinator_app.ui.theme import Theme

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WORST = ("over", "soon", "pause", "safe", "neutral")
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


def month_before(day: date) -> date:
    """The same day a month before, or that month's last."""
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))


class DayCell(QPushButton):
    """One day: its figure, how many dates are due on it and how much they press. Silent colours are said in its name."""

    def __init__(self) -> None:
        super().__init__()
        self.day = date.min
        self._due: tuple[RequestDate, ...] = ()
        self._free = self._other = self._today = self.chosen = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_day(self, day: date, facts: DatesFacts, month: int, *, chosen: bool) -> None:
        """Show a day of the month, or of the week before or after it."""
        self.day, self._due, self.chosen = day, facts.on(day), chosen
        why = why_not_working_day(day, facts.bank) if facts.bank.covers(day) else None
        self._free, self._other, self._today = why is not None, day.month != month, day == facts.today
        due = [f"{one.title}, {one.rule.label}, {one.remains.text}" for one in self._due]
        parts = [say_day(day), "today" if self._today else "", why or "", *(due or ["nothing is due"])]
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip("\n".join(due))
        # one stop for Tab: the day that is chosen; the arrows go on from there
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
        self.update()

    def retheme(self, _theme: Theme) -> None:
        """Another text size leaves another room."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """High enough for the figure and a line of words."""
        return QSize(theme.current().px(40), theme.current().px(58))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its figure."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the day."""
        now, painter = theme.current(), QPainter(self)
        tones = [one.remains.state.tone for one in self._due]
        tone = next((one for one in _WORST if one in tones), "")
        ground = f"{tone}-bg" if tone else ("sunken" if self._free else "surface")
        painter.setBrush(now.colour(ground))
        edge = "accent" if self.chosen else "line"
        painter.setPen(QPen(now.colour(edge), now.px(2) if self.chosen else 1))
        box = self.rect().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, now.px(4), now.px(4))
        inside = box.adjusted(now.px(6), now.px(4), -now.px(4), -now.px(4))
        painter.setPen(now.colour("text-3" if self._other else "text"))
        painter.setFont(now.font("body-strong" if self._today else "small"))
        figure = f"{self.day.day}, today" if self._today else str(self.day.day)
        fits = painter.fontMetrics().horizontalAdvance(figure) <= inside.width()
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop, figure if fits else str(self.day.day))
        if self._due:
            self._draw_due(painter, inside, f"{tone or 'neutral'}-fg")
        painter.end()

    def _draw_due(self, painter: QPainter, inside: QRect, colour: str) -> None:
        now = theme.current()
        painter.setPen(now.colour(colour))
        painter.setFont(now.font("caption"))
        numbers = ", ".join(dict.fromkeys(str(one.number) for one in self._due))
        metrics = painter.fontMetrics()
        words = f"Request {numbers}"
        if metrics.horizontalAdvance(words) > inside.width():
            words = numbers
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignBottom, shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The grid moves from day to day; Enter chooses like a press."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            event.ignore()


class MonthGrid(QWidget):
    """Six weeks of days. Emits `chosen(date)` when another day is gone to."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._facts: DatesFacts | None = None
        self.day = date.min
        self.setAccessibleName("Days of the month")
        grid = layout.grid(self, space=4)
        self._heads = [label(name[:3], "caption", "text-3") for name in _DAYS]
        for place, head in enumerate(self._heads):
            head.setAccessibleName(_DAYS[place])
            grid.addWidget(head, 0, place)
            grid.setColumnStretch(place, 1)
        self.cells = [DayCell() for _ in range(42)]
        for place, cell in enumerate(self.cells):
            grid.addWidget(cell, 1 + place // 7, place % 7)
            cell.clicked.connect(lambda _on=False, cell=cell: self.go_to(cell.day))

    def show_facts(self, facts: DatesFacts, day: date) -> None:
        """Show the month of a day."""
        self._facts, self.day = facts, day
        weeks = calendar.Calendar().itermonthdates(day.year, day.month)
        first = next(iter(weeks))
        for place, cell in enumerate(self.cells):
            shown = first + timedelta(days=place)
            cell.show_day(shown, facts, day.month, chosen=shown == day)

    def go_to(self, day: date, *, focus: bool = True) -> None:
        """Choose a day; its month is shown."""
        if self._facts is None:
            return
        self.show_facts(self._facts, day)
        if focus:
            self.cell_of(day).setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(day)

    def cell_of(self, day: date) -> DayCell:
        """The cell that shows a day of this month."""
        return next(cell for cell in self.cells if cell.day == day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows by day and week, Page up and down by month, Home to today."""
        facts, key = self._facts, Qt.Key(event.key())
        moves: dict[Qt.Key, Callable[[], date]] = {
            Qt.Key.Key_PageUp: lambda: month_before(self.day),
            Qt.Key.Key_PageDown: lambda: month_n(self.day, 1),
            Qt.Key.Key_Home: lambda: facts.today if facts else self.day,
        }
        if key in _STEPS:
            self.go_to(self.day + timedelta(days=_STEPS[key]))
        elif key in moves:
            self.go_to(moves[key]())
        else:
            super().keyPressEvent(event)
