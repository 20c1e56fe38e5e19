"""Term dates as one sees them on a wall planner: a strip for each school year, August to July."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coordinator_app.core.calendar import TermCalendar, school_year
from coordinator_app.core.dates import MONTHS, say, say_range
from coordinator_app.ui import layout, painting, theme
from coordinator_app.ui.labels import label
from coordinator_app.ui.theme import Theme

_FIRST_MONTH = 8
_STRIP, _LABELS = 26, 20  # px of the design


class YearStrip(QWidget):
    """One school year: terms as bars, days off as marks in them; said in words to a screen reader."""

    def __init__(self, calendar: TermCalendar, year: int) -> None:
        super().__init__()
        self._first, self._last = date(year, _FIRST_MONTH, 1), date(year + 1, 7, 31)
        self._blocks = [
            block for block in calendar.blocks if self._here(block.first) or self._here(block.last)
        ]
        self._off = [one.day for one in (*calendar.inset_days, *calendar.closures) if self._here(one.day)]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"School year {year} to {year + 1}: {self._words()}")

    def retheme(self, _theme: Theme) -> None:
        """Measure again."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Two lines high, as wide as there is room."""
        now = theme.current()
        return QSize(now.px(480), now.px(_STRIP + _LABELS))

    def minimumSizeHint(self) -> QSize:
        """May shrink to a few letters a month."""
        return QSize(theme.current().px(240), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw months, terms and days off."""
        now, painter = theme.current(), QPainter(self)
        top = now.px(_LABELS)
        strip = QRectF(0, top, self.width(), now.px(_STRIP))
        painting.draw_box(painter, strip, now.colour("sunken"), now.colour("line"), now.px(4))
        for block in self._blocks:
            left, right = (
                self._at(max(block.first, self._first)),
                self._at(min(block.last, self._last), after=True),
            )
            area = QRectF(left, top + 3, max(2.0, right - left), now.px(_STRIP) - 6)
            painting.draw_box(painter, area, now.colour("accent-tint"), now.colour("accent"), now.px(3))
        for day in self._off:
            left, right = self._at(day), self._at(day, after=True)
            painter.fillRect(
                QRectF(left, top + 3, max(2.0, right - left), now.px(_STRIP) - 6), now.colour("soon-solid")
            )
        self._months(painter, now, top)

    def _months(self, painter: QPainter, now: Theme, height: int) -> None:
        painter.setFont(now.font("caption"))
        painter.setPen(now.colour("text-3"))
        for place in range(12):
            month = (_FIRST_MONTH - 1 + place) % 12 + 1
            start = self._at(date(self._first.year + (month < _FIRST_MONTH), month, 1))
            area = QRectF(start, 0, self.width() / 12, height)
            painter.drawText(
                area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, MONTHS[month - 1][:3]
            )

    def _at(self, day: date, *, after: bool = False) -> float:
        return self.width() * ((day - self._first).days + after) / ((self._last - self._first).days + 1)

    def _here(self, day: date) -> bool:
        return self._first <= day <= self._last

    def _words(self) -> str:
        terms = "; ".join(f"{block.name}, {say_range(block.first, block.last)}" for block in self._blocks)
        off = ", ".join(say(day) for day in self._off)
        return f"{terms}. Days off: {off}." if off else f"{terms}."


class YearView(QWidget):
    """All school years of a calendar, then its terms and days off in words."""

    def __init__(self, calendar: TermCalendar) -> None:
        super().__init__()
        lines = layout.column(self, space=8)
        ordered = [block for block in calendar.blocks if block.first <= block.last]
        for year in sorted({school_year(block.first) for block in ordered}):
            lines.addWidget(label(f"School year {year} to {year + 1}", "small-strong"))
            lines.addWidget(YearStrip(calendar, year))
            for block in ordered:
                if school_year(block.first) == year:
                    words = f"{block.name}: {say_range(block.first, block.last)}"
                    lines.addWidget(label(words, "small", "text-2", wrap=True))
        off = sorted((*calendar.inset_days, *calendar.closures), key=lambda one: one.day)
        for one in off:
            lines.addWidget(label(f"{one.reason}: {say(one.day)}", "small", "soon-fg", wrap=True))
