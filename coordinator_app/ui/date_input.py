"""A date typed as one likes ("28/11", "28 nov"), shown in full on leaving, with a calendar beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent, QShortcut, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QSizePolicy, QWidget

from coordinator_app.core.dates import HOW, read_date
from coordinator_app.ui import layout, theme
from coordinator_app.ui.buttons import icon_button
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import set_property
from coordinator_app.ui.theme import Theme

Parse = Callable[[str], date | None]
_AROUND_A_DAY = 30  # px of the design
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]  # fmt: skip
UNREADABLE = f"This is not a date we can read. {HOW}"


def in_words(day: date) -> str:
    """The date as the screens write it: 28 November 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


class DateInput(QWidget):
    """`parse` turns what was typed into a date, or gives None (or raises ValueError) when it cannot be read."""

    edited = Signal()
    left = Signal()

    def __init__(
        self, parse: Parse, *, today: Callable[[], date] = date.today, width: float | None = 236
    ) -> None:
        super().__init__()
        self._parse, self._today = parse, today
        self._calendar: QFrame | None = None
        self.line = TextInput(longest=40)
        self.line.setProperty("withButton", True)
        self.button = icon_button("calendar", "Choose a date from a calendar", "quiet", small=True)
        self.button.setParent(self.line)
        self.button.clicked.connect(self._open_calendar)
        # Tab goes on to the next question: what is typed there must not open the calendar and change the date
        self.button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.button.setToolTip("Choose a date from a calendar, Alt+Down")
        opens = QShortcut(QKeySequence("Alt+Down"), self.line)
        opens.setContext(Qt.ShortcutContext.WidgetShortcut)
        opens.activated.connect(self._open_calendar)
        layout.column(self, space=0).addWidget(self.line)
        if width is not None:
            layout.size(self, width=width)
        self.setSizePolicy(
            QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        )
        self.setFocusProxy(self.line)
        self.line.edited.connect(self.edited)
        self.line.left.connect(self._leave)

    def value(self) -> date | None:
        """The date, or None when empty or unreadable (see `problem`)."""
        text = self.line.value()
        if not text:
            return None
        try:
            return self._parse(text)
        except ValueError:
            return None

    def set_value(self, value: object) -> None:
        """Show a date, an ISO date text or nothing."""
        if isinstance(value, str) and value:
            value = date.fromisoformat(value)
        self.line.set_value(in_words(value) if isinstance(value, date) else "")

    def typed(self) -> str:
        """What stands in the field, for a draft."""
        return self.line.value()

    def problem(self) -> str:
        """What to do when it cannot be read: what exactly is wrong, where `core.dates` can tell."""
        text = self.line.value()
        if not text or self.value() is not None:
            return ""
        return read_date(text, self._today()).problem or UNREADABLE

    def set_invalid(self, invalid: bool) -> None:
        """The red edge."""
        set_property(self.line, "invalid", invalid)

    def target(self) -> QWidget:
        """The line that is typed in."""
        return self.line

    def retheme(self, _theme: Theme) -> None:
        """Place the calendar button again."""
        self._place_button()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stays at the right end, inside the field."""
        super().resizeEvent(event)
        self._place_button()

    def _place_button(self) -> None:
        hint = self.button.sizeHint()
        self.button.resize(hint)
        free = self.line.height() - hint.height()
        self.button.move(self.width() - hint.width() - max(2, free // 2), free // 2)

    def _leave(self) -> None:
        found = self.value()
        if found is not None:
            self.line.setText(in_words(found))
        self.left.emit()

    def _open_calendar(self) -> None:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setProperty("raised", True)
        calendar = QCalendarWidget()
        calendar.setAccessibleName("Calendar")
        calendar.setFont(theme.current().font("small"))
        calendar.setDateEditEnabled(False)  # letters typed here are meant for something else
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        start = self.value() or self._today()
        calendar.setSelectedDate(QDate(start.year, start.month, start.day))
        calendar.activated.connect(lambda day: self._picked(popup, day))
        calendar.clicked.connect(lambda day: self._picked(popup, day))
        _dress(calendar)
        layout.column(popup, margins=(1, 1, 1, 1)).addWidget(calendar)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        popup.show()
        calendar.setFocus()

    def _picked(self, popup: QFrame, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        popup.close()
        self.line.setFocus()
        self.edited.emit()
        self.left.emit()


def _dress(calendar: QCalendarWidget) -> None:
    """Wide enough for the names of the days, and weekends in no other colour: nothing is said by it."""
    now, metrics = theme.current(), QFontMetrics(calendar.font())
    names = [calendar.locale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)]
    widest = max(metrics.horizontalAdvance(name) for name in names)
    calendar.setMinimumWidth(len(names) * (widest + now.px(_AROUND_A_DAY)))
    plain = QTextCharFormat()
    plain.setForeground(now.colour("text"))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)
