"""The time of a request as a bar: the days that ran, those that stood still, and those that are left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coordinator_app.access_requests.ends import ended_on
from coordinator_app.access_requests.model import AccessRequest, RequestPause
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.core.calendar import DAY
from coordinator_app.core.deadlines import is_prompt
from coordinator_app.ui import layout, theme
from coordinator_app.ui.labels import label
from coordinator_app.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a request: each of them ran, stood still or is to come; the bar shows one after another.

    `stands` while the clock waits: how many are left is not known then. `ended` once nothing runs any more.
    """

    first: date
    kinds: tuple[str, ...]
    stands: bool = False
    ended: bool = False

    @property
    def words(self) -> str:
        """The same in words: "16 days ran, 8 stood still, 14 are left"."""
        ran, stood, left = (self.kinds.count(kind) for kind in ("ran", "stood", "left"))
        days = "1 day ran" if ran == 1 else f"{ran} days ran"
        if self.ended:
            return f"{days}, {stood} stood still. Then it ended."
        if self.stands:
            return f"{days}, {stood} stood still so far. How many are left is known with the answer."
        left_words = "1 is left" if left == 1 else f"{left} are left"
        return f"{days}, {stood} stood still, {left_words}."


def days_of(case: CaseFacts) -> Days | None:
    """The days of the limit of the law, and of what stopped it; None where nothing ever did."""
    request, limit = case.request, case.clocks.limit
    ended = ended_on(request) or case.told
    today = ended or case.today
    stops = [*_pauses(case.pauses, today), *_proofs(request, today)]
    if request.received_on is None or not stops:
        return None
    end = max(ended or limit.due or today, request.received_on)
    count = (end - request.received_on).days + 1
    days = (request.received_on + n * DAY for n in range(count))
    kinds = tuple(_kind(day, stops, today) for day in days)
    return Days(request.received_on, kinds, stands=limit.due is None, ended=ended is not None)


def _kind(day: date, stops: list[tuple[date, date]], today: date) -> str:
    if any(first <= day <= last for first, last in stops):
        return "stood"
    return "ran" if day <= today else "left"


def _pauses(pauses: tuple[RequestPause, ...], today: date) -> list[tuple[date, date]]:
    return [(one.asked_on, one.answered_on or today) for one in pauses if one.asked_on]


def _proofs(request: AccessRequest, today: date) -> list[tuple[date, date]]:
    asked = (
        (request.identity_asked_on, request.identity_seen_on),
        (request.authority_asked_on, request.authority_seen_on),
    )
    received = request.received_on
    return [(one, last or today) for one, last in asked if one and received and is_prompt(received, one)]


class RunBar(QWidget):
    """Green for days that ran, grey for those that stood, an empty frame for those that are left; words say it too."""

    def __init__(self) -> None:
        super().__init__()
        self._days: Days | None = None
        lines = layout.column(self, space=4)
        self.bar = _Bar()
        self.words = label("", "small", "text-2", wrap=True)
        layout.add_all(lines, self.bar, self.words)
        self.hide()

    def show_case(self, case: CaseFacts) -> None:
        """Show the days of a request; nothing where its clock never stood."""
        days = days_of(case)
        self.setVisible(days is not None)
        if days is not None:
            self.bar.show_days(days)
            self.words.setText(days.words)


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._kinds: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, days: Days) -> None:
        """Draw these."""
        self._kinds = days.kinds
        self.setAccessibleName(days.words)
        self.update()

    def retheme(self, _theme: Theme) -> None:
        """Other colours, another height."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(200, theme.current().px(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A piece for each run of days of one kind."""
        now, painter = theme.current(), QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        colours = {"ran": "safe-solid", "stood": "neutral-solid", "left": "neutral-bg"}
        width = self.width() / max(1, len(self._kinds))
        for place, kind in enumerate(self._kinds):
            painter.setBrush(now.colour(colours[kind]))
            painter.drawRect(QRectF(place * width, 0, width + 0.5, self.height()))
        painter.end()
