"""Where the bar and the box of the chronology stand: above the entries while there is room, else scrolling with them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from coordinator_app.ui import marking, theme
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.stay_in_sight import lay_out_now
from coordinator_app.ui.tab_content import TabContent

LOW = 430
"""Px of the design: under this height what is pinned scrolls with the entries."""
_AIR = 12  # px of the design between what is scrolled to and the edge
_LEAST = 110  # px of the design that stay for the entries below what is pinned


class PinnedTab(QWidget):
    """A tab with something pinned above `_content`, which scrolls; without it large text would squeeze what is pinned."""

    _content: TabContent

    def event(self, event: QEvent) -> bool:
        """What is pinned stands outside of what scrolls: that it asks for another height is told here."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._content.reshaped.emit()
        return done


class Pinning:
    """Moves `widgets` between two columns of `owner`, `fixed` above the scrolled area and `scrolling` inside it."""

    def __init__(
        self, owner: QWidget, fixed: QVBoxLayout, scrolling: QVBoxLayout, widgets: tuple[QWidget, ...]
    ) -> None:
        self._owner, self._fixed, self._scrolling, self._widgets = owner, fixed, scrolling, widgets
        self._pinned = True  # as nearly every window is high enough for: a move has Qt style all of them anew
        for widget in widgets:
            fixed.addWidget(widget)

    def settle(self, size: QSize) -> None:
        """Pin while the owner is high enough for them and for some entries below."""
        scale = theme.current().scale
        pinned = size.height() >= LOW * scale and size.height() - self._needed(size) >= _LEAST * scale
        if pinned == self._pinned:
            return
        self._pinned = pinned
        focus = QApplication.focusWidget()
        inside = focus if any(one.isAncestorOf(focus) for one in self._widgets if focus) else None
        self._move(*((self._scrolling, self._fixed) if pinned else (self._fixed, self._scrolling)))
        if inside is not None:  # a widget that goes elsewhere loses the cursor
            inside.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self._owner, self.let_them_paint)

    def _move(self, old: QVBoxLayout, new: QVBoxLayout) -> None:
        for widget in self._widgets:
            hidden = widget.isHidden()
            old.removeWidget(widget)
            new.addWidget(widget)
            widget.setVisible(not hidden)  # a layout does that a turn later, too late for the cursor
            # a new parent has the style sheet applied anew, which forgets fonts set by code
            for inside in (widget, *widget.findChildren(QWidget)):
                theme.refresh(inside, theme.current())

    def _needed(self, size: QSize) -> int:
        margins = self._fixed.contentsMargins()
        width = max(1, size.width() - margins.left() - margins.right())
        shown = [one for one in self._widgets if not one.isHidden()]
        high = (
            one.heightForWidth(width) if one.hasHeightForWidth() else one.sizeHint().height() for one in shown
        )
        return margins.top() + sum(high)

    def let_them_paint(self) -> None:
        """What was moved while the stack of tabs held back painting would be held back for ever."""
        for widget in self._widgets:
            widget.setUpdatesEnabled(True)


def into_sight(inside: QWidget) -> None:
    """Scroll to what has the cursor, its question, and all of `inside` if there is room, once it is laid out.

    Nothing if the cursor is elsewhere.
    """
    focus = QApplication.focusWidget()
    if focus is None or not inside.isAncestorOf(focus):
        return

    def scroll() -> None:
        if QApplication.focusWidget() is focus:
            lay_out_now()
            for one in (inside, _asked(focus, inside), focus):
                _scroll_to(one)

    for after in (0, marking.SETTLED):  # what is above it may still be given its place
        QTimer.singleShot(after, focus, scroll)


def _asked(focus: QWidget, inside: QWidget) -> QWidget:
    """The question in whose answer the cursor is, else the answer."""
    parent = focus.parentWidget()
    while parent is not None and parent is not inside:
        if isinstance(parent, FormRow):
            return parent
        parent = parent.parentWidget()
    return focus


def _scroll_to(widget: QWidget) -> None:
    """In every area round a widget that has room for all of it."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and widget.height() <= parent.viewport().height():
            parent.ensureWidgetVisible(widget, 0, theme.current().px(_AIR))
        parent = parent.parentWidget()
