"""Where the bar and the box of the chronology stand: above the entries while there is room, else scrolling with them."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coordinator_app.ui import theme

LOW = 430
"""Px of the design: under this height what is pinned scrolls with the entries."""


class Pinning:
    """Moves `widgets` between two columns of `owner`, `fixed` above the scrolled area and `scrolling` inside it."""

    def __init__(
        self, owner: QWidget, fixed: QVBoxLayout, scrolling: QVBoxLayout, widgets: tuple[QWidget, ...]
    ) -> None:
        self._owner, self._fixed, self._scrolling, self._widgets = owner, fixed, scrolling, widgets
        self._pinned = False
        for widget in widgets:
            scrolling.addWidget(widget)

    def settle(self, size: QSize) -> None:
        """Pin while the owner is high enough."""
        pinned = size.height() / theme.current().scale >= LOW
        if pinned == self._pinned:
            return
        self._pinned = pinned
        old, new = (self._scrolling, self._fixed) if pinned else (self._fixed, self._scrolling)
        for widget in self._widgets:
            old.removeWidget(widget)
            new.addWidget(widget)
            # a new parent has the style sheet applied anew, which forgets fonts set by code
            for inside in (widget, *widget.findChildren(QWidget)):
                theme.refresh(inside, theme.current())
        QTimer.singleShot(0, self._owner, self.let_them_paint)

    def let_them_paint(self) -> None:
        """What was moved while the stack of tabs held back painting would be held back for ever."""
        for widget in self._widgets:
            widget.setUpdatesEnabled(True)
