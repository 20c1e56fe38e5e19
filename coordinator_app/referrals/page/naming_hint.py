"""Says under the notes of a first talk, while they are typed, that they look as if they named the child; it never blocks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator_app.referrals.naming import naming_hint
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import IconLabel, label


class NamingHint(QWidget):
    """Follows one question; `known` gives the names that may stand there, such as those of schools."""

    def __init__(self, row: FormRow, known: Callable[[], tuple[str, ...]] = tuple) -> None:
        super().__init__()
        self._row, self._known = row, known
        line = layout.row(self, space=6)
        line.addWidget(IconLabel("info", "soon-fg", 16), 0, Qt.AlignmentFlag.AlignTop)
        self.words = label("", "small", "soon-fg", wrap=True)
        line.addWidget(self.words, 1)
        self.hide()
        holder = row.layout()
        assert holder is not None
        holder.addWidget(self)
        row.edited.connect(self.look)

    def look(self) -> None:
        """Look at what is typed now."""
        text = naming_hint(str(self._row.value() or ""), self._known())
        if text == self.words.text():
            return
        self.words.setText(text)
        self.setVisible(bool(text))
        if text:
            announce(self._row.input.target(), text)
