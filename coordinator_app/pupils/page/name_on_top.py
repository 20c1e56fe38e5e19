"""The pupil's name above a record that is scrolled: with large text the head is out of sight while one types.

Whoever writes an entry must see whose it is; in the wrong child's record it may do harm.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from coordinator_app.ui import layout
from coordinator_app.ui.labels import ElidedLabel
from coordinator_app.ui.stay_in_sight import stay_in_sight


class NameOnTop(QFrame):
    """Seen only while `heading`, which `area` scrolls, is not wholly in sight."""

    def __init__(self, area: QScrollArea, heading: QWidget) -> None:
        super().__init__()
        self._area, self._heading = area, heading
        self.setProperty("head", True)
        self._name = ElidedLabel("", "body-strong")
        layout.row(self, margins=(24, 6, 24, 6)).addWidget(self._name)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self._look)
        bar.rangeChanged.connect(self._look)
        self.hide()

    def name(self) -> str:
        """Whose name it is, "" while no record is shown."""
        return self._name.text()

    def show_name(self, name: str) -> None:
        """Another pupil's record is shown; "" for none."""
        self._name.setText(name)
        self.setAccessibleName(name)
        self._look()

    def _look(self, *_of_the_bar: int) -> None:
        inside = self._area.widget()
        if inside is None:
            return
        away = self._heading.mapTo(inside, QPoint(0, 0)).y() < self._area.verticalScrollBar().value()
        wanted = away and bool(self.name())
        if wanted == self.isHidden():
            if wanted:
                stay_in_sight(inside)
            self.setVisible(wanted)
