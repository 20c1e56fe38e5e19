"""A form: rows in order, their values, their errors, and a summary that leads to each (design.md 4.8)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import heading, link
from coordinator_app.ui.notes import Note


class Form(QWidget):
    """`edited` on every change; `left(name)` when a field is left. Longest line 640 px (design.md 3)."""

    edited = Signal()
    left = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, FormRow] = {}
        self._summary: Note | None = None
        self._summed: tuple[str, ...] = ()
        self._lines = layout.column(self, space=18)
        self._lines.addStretch(1)
        layout.size(self, max_width=640)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def add(self, name: str, row: FormRow) -> FormRow:
        """Add a question under the name of its field; gives the row back."""
        self._tie(name, row)
        self._put(row)
        return row

    def add_beside(self, rows: Mapping[str, FormRow]) -> None:
        """Add questions beside each other, such as a name and a date."""
        line = layout.row(space=20)
        for name, row in rows.items():
            self._tie(name, row)
            line.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
        self._lines.insertLayout(self._lines.count() - 1, line)

    def add_group(self, title: str) -> None:
        """Begin a group of two to five questions."""
        self._put(heading(title))

    def add_widget(self, widget: QWidget) -> None:
        """Put something that is no question between the rows, such as a note."""
        self._put(widget)

    def row(self, name: str) -> FormRow:
        """The row of a field; raises KeyError."""
        return self._rows[name]

    def rows(self) -> dict[str, FormRow]:
        """All rows in order."""
        return dict(self._rows)

    def values(self) -> dict[str, object]:
        """All answers by field name, of rows that are shown."""
        return {name: row.value() for name, row in self._rows.items() if not row.isHidden()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show answers; fields not named keep theirs."""
        for name, value in values.items():
            if name in self._rows:
                self._rows[name].input.set_value(value)

    def check(self) -> bool:
        """Show every unreadable answer; True when all can be read."""
        problems = {name: row.input.problem() for name, row in self._rows.items() if not row.isHidden()}
        return self.errors({name: problem for name, problem in problems.items() if problem})

    def errors(self, found: Mapping[str, str]) -> bool:
        """Show these errors and no others, go to the first, and sum up two or more; True when there are none."""
        wrong = [name for name in self._rows if name in found]
        if wrong:
            self._rows[wrong[0]].focus()  # before the errors: leaving a field takes its error away
        for name, row in self._rows.items():
            row.set_error(found.get(name, ""))
        self._sum_up({name: found[name] for name in wrong})
        return not found

    def first_focus(self) -> None:
        """Put the focus into the first question that is shown."""
        for row in self._rows.values():
            if not row.isHidden():
                row.focus()
                return

    def _put(self, widget: QWidget) -> None:
        self._lines.insertWidget(self._lines.count() - 1, widget)  # before the stretch

    def _tie(self, name: str, row: FormRow) -> None:
        self._rows[name] = row
        row.edited.connect(self.edited)
        row.left.connect(lambda: self.left.emit(name))
        for seen in (row.edited, row.left):  # last: an answer may hide the questions that it makes idle
            seen.connect(self._look_again)

    def _look_again(self) -> None:
        """The summary names only what is still wrong: an answer that was put right leaves it."""
        rows = {name: self._rows[name] for name in self._summed}
        still = {name: row.error() for name, row in rows.items() if row.error() and not row.isHidden()}
        if len(still) < len(rows):
            self._sum_up(still, told=True)

    def _sum_up(self, found: Mapping[str, str], *, told: bool = False) -> None:
        if self._summary is not None:
            self._lines.removeWidget(self._summary)
            self._summary.hide()
            self._summary.deleteLater()
            self._summary = None
        self._summed = tuple(found) if len(found) > 1 else ()
        if not self._summed:
            return
        self._summary = Note("over", f"{len(found)} answers need another look.", "")
        for name in found:
            row = self._rows[name]
            to_row = link(row.text, "small-medium")
            to_row.setAccessibleName(f"Go to: {row.text}")
            to_row.clicked.connect(lambda _on=False, row=row: row.focus())
            self._summary.body.addWidget(to_row, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.insertWidget(0, self._summary)
        if not told:
            announce(self, self._summary.lead, assertive=True)
