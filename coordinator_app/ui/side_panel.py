"""The panel on the right: title, own scroll, and a fixed action bar at its foot (design.md 4.9)."""

from __future__ import annotations

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coordinator_app.ui import layout, theme
from coordinator_app.ui.labels import heading

_BAR = 60


class ActionBar(QFrame):
    """A fixed bar 60 high at the foot of a page or panel; put buttons into `line`."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("bar", True)
        layout.size(self, min_height=_BAR)
        self.line: QHBoxLayout = layout.row(self, space=12, margins=(24, 12, 24, 12))
        self._room = 0

    def line_height(self) -> int:
        """Pixels of the bar itself, without the room above its buttons."""
        return max(theme.current().px(_BAR), self.line.sizeHint().height() + self._own().top())

    def make_room(self, height: int) -> None:
        """Let it reach up by so many pixels: what scrolls above it ends higher, and its buttons stay where they are."""
        own, now, more = self._own(), self.geometry(), height - self._room
        self._room = height
        self.setContentsMargins(own.left(), own.top() + height, own.right(), own.bottom())
        self.setMinimumHeight(height + self.line_height() if height else theme.current().px(_BAR))
        self.setGeometry(now.adjusted(0, -more, 0, 0))  # at once: the column follows in the next turn only

    def _own(self) -> QMargins:
        """The edges that its frame takes."""
        return self.contentsMargins() - QMargins(0, self._room, 0, 0)


class SidePanel(QFrame):
    """Put widgets into `body`; `bar()` makes the action bar. `title` is the name of this landmark."""

    def __init__(self, title: str, *, width: float = 300) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.setAccessibleName(title)
        layout.size(self, min_width=width, max_width=352)
        self._lines = layout.column(self, space=0, margins=(1, 0, 0, 0))
        content = QWidget()
        self.body: QVBoxLayout = layout.column(content, space=12, margins=(20, 20, 20, 20))
        self.body.addWidget(heading(title))
        self._area = layout.scrolling(content, title)
        self._lines.addWidget(self._area, 1)
        self._bar: ActionBar | None = None

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end of the panel."""
        self.body.addWidget(widget)

    def end(self) -> None:
        """Push everything to the top."""
        self.body.addStretch(1)

    def bar(self) -> ActionBar:
        """The action bar at the foot, made on first use."""
        if self._bar is None:
            self._bar = ActionBar()
            self._lines.addWidget(self._bar)
        return self._bar

    def take_bar(self) -> None:
        """Put the action bar back at the foot, from wherever it stood."""
        self._lines.addWidget(self.bar())
        self.bar().show()  # Qt hides what changes its parent
