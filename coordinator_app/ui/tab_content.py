"""What scrolls inside a tab, telling when it asks for another height."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget


class TabContent(QWidget):
    """Emits `reshaped` when something was put in, taken out or said in other words.

    Told by the widget itself: a filter on a widget of another owner is still asked while that widget dies.
    """

    reshaped = Signal()

    def event(self, event: QEvent) -> bool:
        """Tell after the layout was asked for anew."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.reshaped.emit()
        return done
