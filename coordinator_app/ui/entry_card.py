"""The look of every screen before the unlock: a card in the middle, the mark, and the promise below."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from coordinator_app.core.errors import Trouble
from coordinator_app.ui import layout, painting, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.cards import Card
from coordinator_app.ui.icons import pixmap
from coordinator_app.ui.labels import IconLabel, heading, label
from coordinator_app.ui.notes import Note

_MINIMUM, _EXPANDING = QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding
_ABOVE = 0.06
PROMISE = "Everything stays on this laptop, encrypted. Nothing is sent over the internet."


class Mark(QWidget):
    """The app's mark: a shield on the accent colour."""

    def __init__(self, side: int = 40) -> None:
        super().__init__()
        self._side = side
        layout.size(self, width=side, height=side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        now, painter = theme.current(), QPainter(self)
        painting.draw_box(painter, QRectF(self.rect()), now.colour("accent"), now.colour("accent"), now.px(8))
        drawn = pixmap("shield-check", "on-accent", self._side * 0.55)
        at = (self.width() - now.px(self._side * 0.55)) // 2
        painter.drawPixmap(at, at, drawn)


class EntryScreen(QFrame):
    """Put widgets into `body`. `width` in px of the design.

    A `steady` card keeps its upper edge where it is while pages turn and messages come and go; others stand in the middle.
    """

    def __init__(
        self, title: str, subtitle: str, lead: str = "", *, width: float = 440, steady: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("page", True)
        self.setAccessibleName(title)
        content = QWidget()
        lines = layout.column(content, space=20, margins=(16, 24, 16, 24))
        self.card = Card(padding=36, space=16)
        layout.size(self.card, width=width)
        self.subtitle = label(subtitle, "small", "text-2", wrap=True)
        self._head()
        self.heading = heading(title, 1)
        self.lead = label(lead, "body", "text-2", wrap=True)
        words = layout.column(space=4)
        layout.add_all(words, self.heading, self.lead)
        self.card.body.addLayout(words)
        self.lead.setVisible(
            bool(lead)
        )  # in the card by now: before, it would be a window of its own for a moment
        self._note: Note | None = None
        self._note_place: QVBoxLayout = layout.column(space=0)
        self.card.body.addLayout(self._note_place)
        self.body: QVBoxLayout = layout.column(space=16)
        self.card.body.addLayout(self.body)
        self._above = QSpacerItem(0, 0, _MINIMUM, QSizePolicy.Policy.Maximum if steady else _EXPANDING)
        lines.addItem(self._above)
        # between stretches rather than by alignment, which would forget that wrapped text needs height
        for widget in (self.card, _promise()):
            middle = layout.row(space=0)
            layout.add_all(middle, None, widget, None)
            lines.addLayout(middle)
        lines.addItem(QSpacerItem(0, 0, _MINIMUM, _EXPANDING))
        self._lines, self._steady = lines, steady
        outer = layout.column(self, space=0)
        outer.addWidget(layout.scrolling(content, title))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A steady card hangs from the top, by as much of the window's height as looks well; it gives way to a long page."""
        super().resizeEvent(event)
        if self._steady:
            self._above.changeSize(0, int(self.height() * _ABOVE), _MINIMUM, QSizePolicy.Policy.Maximum)
            self._lines.invalidate()

    def _head(self) -> None:
        line = layout.row(space=12)
        line.addWidget(Mark())
        names = layout.column(space=0)
        layout.add_all(names, label("Coordinator", "dialog"), self.subtitle)
        line.addLayout(names, 1)
        self.card.body.addLayout(line)

    def show_note(self, note: Note | None) -> None:
        """Put one note under the heading, or take it away."""
        layout.clear(self._note_place)
        self._note = note
        if note is not None:
            self._note_place.addWidget(note)
            announce(self, note.accessibleName(), assertive=note.kind == "over")

    def note(self) -> Note | None:
        """The note that stands there."""
        return self._note

    def show_trouble(self, trouble: Trouble) -> None:
        """What happened, whether the data is safe, what to do."""
        self.show_note(Note("over", trouble.happened, _rest(trouble)))


def _rest(trouble: Trouble) -> str:
    return " ".join(part for part in (trouble.safe, trouble.next_step) if part)


def _promise() -> QWidget:
    holder = QWidget()
    line = layout.row(holder, space=6)
    line.addWidget(IconLabel("lock", "text-3", 14))
    words = label(PROMISE, "caption", "text-3", wrap=True)
    layout.size(words, width=435)
    line.addWidget(words, 1)
    return holder
