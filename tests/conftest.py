"""Nothing of one test stays for the next: no widget, no words on the clipboard."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def nothing_stays_on_the_screen() -> Iterator[None]:
    """Delete what a test left on the screen: every change of the look repaints all widgets that are still alive."""
    yield
    if "PySide6.QtWidgets" in sys.modules:
        clear_the_screen()


def clear_the_screen() -> None:
    """Delete every window of this process, and what Qt has put off deleting."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    app.clipboard().clear()
    for widget in app.topLevelWidgets():
        widget.hide()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
