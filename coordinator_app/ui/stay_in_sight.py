"""Keeps what has the cursor in sight when what scrolls is about to get less room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget


def stay_in_sight(inside: QWidget) -> None:
    """To be called before `inside` gets lower. What was out of sight by the user's own scrolling stays so."""
    focus = QApplication.focusWidget()
    if focus is None or not inside.isAncestorOf(focus):
        return
    if focus.visibleRegion().boundingRect() == focus.rect():
        QTimer.singleShot(0, focus, lambda: _bring(focus))  # once it is lower


def lay_out_now() -> None:
    """Give everything the place that it would be given in the next turns only."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def _bring(focus: QWidget) -> None:
    from coordinator_app.ui.marking import into_sight  # noqa: PLC0415  (not before the first paint)

    lay_out_now()
    into_sight(focus)
