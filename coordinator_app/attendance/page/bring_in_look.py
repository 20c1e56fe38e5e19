"""The second step: the first rows as they will be read, with the sheet and the encoding to choose."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.attendance.bringing_in.asked import FileSeen
from coordinator_app.ui import layout, theme
from coordinator_app.ui.cards import Card
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.tables import Column, Table

_MOST_COLUMNS = 14
_COLUMN_WIDTH = 142
_KINDS = {"text": "List", "workbook": "Workbook", "ctf": "Common transfer file"}


class LookStep(QWidget):
    """`again(encoding, sheet)` when another sheet or encoding was chosen."""

    again = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = layout.column(self, space=16)
        self.encoding: ChoiceList | None = None
        self.sheet: ChoiceList | None = None
        self.table: Table | None = None

    def forget(self) -> None:
        """Nothing to look at."""
        layout.clear(self._lines)
        self.encoding = self.sheet = self.table = None

    def show_file(self, seen: FileSeen) -> None:
        """The first rows of a file."""
        self.forget()
        rows = f"{seen.rows:,} {'row' if seen.rows == 1 else 'rows'}"
        self._lines.addWidget(label(f"{_KINDS[seen.kind]}, {rows}", "body", "text-2", wrap=True))
        for words in seen.notes:
            self._lines.addWidget(Note("soon", words))
        self._add_sheet(seen)
        self._add_encoding(seen)
        if seen.heading:
            self._add_table(seen)

    def focus(self) -> QWidget | None:
        """Where the eyes are wanted first: the encoding if it is a guess, else the sheet, else the rows."""
        return self.encoding or self.sheet or self.table

    def _add_sheet(self, seen: FileSeen) -> None:
        if len(seen.sheets) < 2:
            return
        options = [(one.name, f"{one.name} (hidden)" if one.is_hidden else one.name) for one in seen.sheets]
        self.sheet = ChoiceList(options, none=None, width=360)
        self.sheet.set_value(seen.sheet)
        self.sheet.edited.connect(self._changed)
        self._lines.addWidget(FormRow("Sheet", "A register stands on one sheet of the workbook.", self.sheet))

    def _add_encoding(self, seen: FileSeen) -> None:
        if seen.is_sure or not seen.encodings:
            return
        names = seen.encodings[0].sample
        self._lines.addWidget(
            Note("soon", "Are these names right?", names or "Look at the names in the rows below.")
        )
        options = [
            (one.name, f"{one.title}: {one.sample}" if one.sample else one.title) for one in seen.encodings
        ]
        self.encoding = ChoiceList(options, none=None)
        self.encoding.set_value(seen.encoding)
        self.encoding.edited.connect(self._changed)
        help_text = "The file does not say how its letters were saved. If a name is wrong, choose the line where it is right."
        self._lines.addWidget(FormRow("How the letters were saved", help_text, self.encoding))

    def _add_table(self, seen: FileSeen) -> None:
        shown = seen.heading[:_MOST_COLUMNS]
        self.table = Table(
            [Column(one or " ", width=_COLUMN_WIDTH) for one in shown], "The first rows of the file"
        )
        self.table.rows.show_rows([row[:_MOST_COLUMNS] for row in seen.sample])
        self.table.horizontalHeader().setStretchLastSection(False)
        card = Card(padding=1, space=0)
        card.body.addWidget(self.table)
        layout.size(card, min_height=36 + 33 * min(9, len(seen.sample)) + 20)
        self.table.retheme(theme.current())
        self._lines.addWidget(card)
        more = len(seen.heading) - len(shown)
        if more:
            words = f"And {more:,} more {'column' if more == 1 else 'columns'}."
            self._lines.addWidget(label(words, "small", "text-2", wrap=True))

    def _changed(self) -> None:
        encoding = str(self.encoding.value() or "") if self.encoding else ""
        sheet = str(self.sheet.value() or "") if self.sheet else ""
        self.again.emit(encoding, sheet)
