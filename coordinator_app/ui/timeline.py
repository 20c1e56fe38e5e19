"""One entry of a chronology: node, category, date, sharing state, text and source (design.md 4.10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from coordinator_app.ui import layout, painting, sizing, theme
from coordinator_app.ui.focus_place import stands_for
from coordinator_app.ui.labels import IconLabel, label, link

Sharing = Literal["shared", "not-shared", "restricted", ""]
# design.md 4.10: the category's icon; its colour never changes
CATEGORY_ICONS = {
    "attendance": "calendar-check", "behaviour": "megaphone", "academic": "graduation-cap",
    "suspension": "user-x", "sen": "shapes",
    "safeguarding": "life-buoy", "health": "heart-pulse", "agency": "handshake", "feedback": "message-square",
    "provider": "message-square", "family": "users",
}  # fmt: skip
_SHARING: dict[str, tuple[str, str]] = {
    "shared": ("share-2", "text-3"), "not-shared": ("eye-off", "soon-fg"), "restricted": ("lock", "text"),
}  # fmt: skip
_LARGE = 1.75  # times the ordinary text
_SHORT = 240  # about three lines in the widest column


@dataclass(frozen=True, slots=True)
class Entry:
    """What is shown of one entry; `sharing_text` is the sentence beside the sharing icon, `action` a link below.

    `marks` are (icon, words) to be seen at once, `more` the words of further links.
    """

    key: object
    icon: str
    category: str
    date: str
    text: str
    source: str = ""
    sharing: Sharing = ""
    sharing_text: str = ""
    corrected: bool = False
    action: str = ""
    marks: tuple[tuple[str, str], ...] = ()
    more: tuple[str, ...] = ()
    which: str = ""
    """What its links are called by, told from entries of the same day and kind; its category and day without it."""

    @property
    def about(self) -> str:
        """What the links are said to be about."""
        return self.which or f"{self.category}, {self.date}"


class TimelineItem(QWidget):
    """Emits `changes_wanted(key)` for "See what changed", `action_wanted(key)` for its own link, `more_wanted(key, words)`.

    `last` draws no line to a next entry.
    """

    changes_wanted = Signal(object)
    action_wanted = Signal(object)
    more_wanted = Signal(object, str)

    def __init__(self, entry: Entry, *, last: bool = False) -> None:
        super().__init__()
        self.entry, self._last = entry, last
        self.setAccessibleName(f"{entry.category}, {entry.date}, {entry.sharing_text}".rstrip(", "))
        self._lines = layout.column(self, space=2, margins=(40, 2, 0, 2 if last else 14))
        self._first = self._head()
        self._lines.addLayout(self._first)
        self.retheme(theme.current())
        self._text = label("", "body", "text", wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lines.addWidget(self._text)
        self._fold()
        if entry.source:
            self._lines.addWidget(label(entry.source, "caption", "text-3", wrap=True))
        for icon, words in entry.marks:
            self._lines.addLayout(_mark(icon, words))
        self._acts = self._links()
        self._lines.addLayout(self._acts)

    def set_last(self, *, last: bool) -> None:
        """Another entry follows, or none does."""
        if last == self._last:
            return
        self._last = last
        sizing.keep_spacing(self._lines, 2, (40, 2, 0, 2 if last else 14), theme.current().px)
        self.update()

    def hang(self, widget: QWidget, *links: QWidget) -> None:
        """Put something of the entry's own below its words, in line with them; its links stand beside the entry's."""
        self._lines.addWidget(widget)
        for one in links:
            self._acts.insertWidget(self._acts.count() - 1, one)  # before the stretch

    def full_text(self) -> QLabel:
        """The label that holds the entry's words."""
        return self._text

    def _links(self) -> QHBoxLayout:
        line = layout.row(space=16)
        about = self.entry.about
        if self.entry.action:
            act = link(self.entry.action, "small-medium")
            act.setAccessibleName(f"{self.entry.action}: {about}")
            stands_for(act, f"{self.entry.action} {self.entry.key}")
            act.clicked.connect(lambda: self.action_wanted.emit(self.entry.key))
            line.addWidget(act)
        if self.entry.corrected:
            changed = link("See what changed", "small-medium")
            changed.setAccessibleName(f"See what changed: {about}")
            stands_for(changed, f"See what changed {self.entry.key}")
            changed.clicked.connect(self._ask_changes)
            line.addWidget(changed)
        for words in self.entry.more:
            further = link(words, "small-medium")
            further.setAccessibleName(f"{words}: {about}")
            stands_for(further, f"{words} {self.entry.key}")
            further.clicked.connect(
                lambda _on=False, words=words: self.more_wanted.emit(self.entry.key, words)
            )
            line.addWidget(further)
        line.addStretch(1)
        return line

    def _head(self) -> QHBoxLayout:
        line, left, right = layout.row(space=8), layout.row(space=8), layout.row(space=8)
        layout.add_all(left, label(self.entry.category, "body-strong", "text"))
        layout.add_all(left, label(self.entry.date, "small", "text-2"), None)
        if self.entry.sharing:
            icon, token = _SHARING[self.entry.sharing]
            layout.add_all(right, IconLabel(icon, token, 14))
            layout.add_all(right, label(self.entry.sharing_text, "caption-medium", token))
        right.addStretch(0)  # only where it has a line of its own there is anything to fill
        line.addLayout(left, 1)
        line.addLayout(right)
        return line

    def retheme(self, now: theme.Theme) -> None:
        """At large text the sharing state has a line of its own: both do not fit beside each other."""
        large = now.scale >= _LARGE
        way = QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight
        self._first.setDirection(way)

    def _fold(self) -> None:
        text = self.entry.text
        if len(text) <= _SHORT:
            self._text.setText(text)
            return
        self._text.setText(text[:_SHORT].rsplit(" ", 1)[0] + " …")
        more = link("Show all", "small-medium")
        more.setAccessibleName(f"Show all of {self.entry.about}")
        more.clicked.connect(lambda: self._unfold(more))
        self._lines.addWidget(more)

    def _unfold(self, more: QPushButton) -> None:
        self._text.setText(self.entry.text)
        more.hide()

    def _ask_changes(self) -> None:
        self.changes_wanted.emit(self.entry.key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the node and the line to the next entry."""
        now, painter = theme.current(), QPainter(self)
        node = QRect(0, now.px(1), now.px(26), now.px(26))
        if not self._last:
            middle = node.center().x()
            painter.setPen(now.colour("line"))
            painter.drawLine(middle, node.bottom() + 2, middle, self.height())
        box = QRectF(node)
        painting.draw_box(
            painter, box, now.colour("neutral-bg"), now.colour("neutral-line"), node.width() / 2
        )
        inner = QRect(0, 0, now.px(14), now.px(14))
        inner.moveCenter(node.center())
        painting.draw_icon(painter, inner, self.entry.icon, "neutral-fg", 14)


def _mark(icon: str, words: str) -> QHBoxLayout:
    line = layout.row(space=6)
    line.addWidget(IconLabel(icon, "text-2", 14), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(words, "caption-medium", "text-2", wrap=True), 1)
    return line


def timeline(entries: list[Entry]) -> QWidget:
    """All entries under one another, joined by a line."""
    holder = QWidget()
    lines = layout.column(holder, space=0)
    lines.setAlignment(Qt.AlignmentFlag.AlignTop)
    for place, entry in enumerate(entries):
        lines.addWidget(TimelineItem(entry, last=place == len(entries) - 1))
    return holder
