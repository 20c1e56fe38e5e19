"""Keeps what has the cursor in sight: as it gets the focus, and when what scrolls gets less room or grows above it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from coordinator_app.ui import theme

QUESTION = "question"
"""The property of what holds a question with its answer and what is wrong with it: it is brought into sight whole."""
_AGAIN_MS = 50  # what is above it may still be given its place
_AIR = 8  # px of the design between what is scrolled to and the edge


def stay_in_sight(inside: QWidget) -> None:
    """To be called before `inside` gets lower or grows. What was out of sight by the user's own scrolling stays so."""
    focus = QApplication.focusWidget()
    if focus is None or not inside.isAncestorOf(focus):
        return
    if not focus.visibleRegion().isEmpty():
        QTimer.singleShot(0, focus, lambda: _bring(focus))  # once it is laid out


def bring_soon(widget: QWidget) -> None:
    """Scroll to a widget, and to all of its question, once it is laid out; not if the focus has gone on from there."""
    if not _areas(widget):
        return
    here = widget.window().focusWidget()

    def bring() -> None:
        if widget.isVisible() and widget.window().focusWidget() is here:
            _bring(widget)

    for after in (0, _AGAIN_MS):
        QTimer.singleShot(after, widget, bring)


def lay_out_now() -> None:
    """Give everything the place that it would be given in the next turns only."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def _bring(widget: QWidget) -> None:
    lay_out_now()
    for area in _areas(widget):
        question = _question(widget)
        if question is not None and area.isAncestorOf(question):
            _scroll(area, question)
        _scroll(area, widget)


def _scroll(area: QScrollArea, widget: QWidget) -> None:
    """All of it if there is room, else its cursor."""
    content, bar = area.widget(), area.verticalScrollBar()
    room, air = area.viewport().height(), theme.current().px(_AIR)
    if content is None:
        return
    if widget.height() > room:
        area.ensureWidgetVisible(widget)
        return
    air = min(air, (room - widget.height()) // 2)
    top = widget.mapTo(content, QPoint(0, 0)).y() - air
    foot = top + widget.height() + 2 * air
    if top < bar.value():
        bar.setValue(top)
    elif foot > bar.value() + room:
        bar.setValue(foot - room)


def _areas(widget: QWidget) -> list[QScrollArea]:
    """What scrolls round a widget, the smallest first."""
    found, parent = [], widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            found.append(parent)
        parent = parent.parentWidget()
    return found


def _question(widget: QWidget) -> QWidget | None:
    parent: QWidget | None = widget
    while parent is not None and not parent.property(QUESTION):
        parent = parent.parentWidget()
    return parent
