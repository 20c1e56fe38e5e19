"""The last step: what was kept, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.attendance.model import AttendanceFile
from coordinator_app.attendance.page.bring_in_reading import file_words
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note

_BACK = "All of it can be taken back as one: here, by Undo, or later from the list of files brought in."


class DoneStep(QWidget):
    """`taken_back(id, name)` by the button."""

    taken_back = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = layout.column(self, space=16)
        self._file = AttendanceFile()
        self.back = button("Take it back", icon="undo-2")
        self.back.clicked.connect(lambda: self.taken_back.emit(self._file.id, self._file.called))

    def show_file(self, file: AttendanceFile, place: str) -> None:
        """What came of a file."""
        self._file = file
        self.back.setParent(None)
        layout.clear(self._lines)
        numbers = file_words(file.new_weeks or 0, file.changed_weeks or 0, file.refused_rows or 0)
        self._lines.addWidget(Note("safe", f"{file.called} is brought in.", f"{place}: {numbers}"))
        self._lines.addWidget(label(_BACK, "body", "text-2", wrap=True))
        line = layout.row()
        layout.add_all(line, self.back, None)
        self._lines.addLayout(line)
        self.back.setEnabled(True)

    def say_back(self) -> None:
        """It was taken back."""
        self.back.setEnabled(False)
        self._lines.addWidget(Note("info", "Taken back.", "Everything is as it was before."))
