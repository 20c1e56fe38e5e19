"""An entry of a register as a form, in place of the read view, with Save and Cancel at its foot."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from coordinator_app.core.catalogue import Record
from coordinator_app.core.errors import InvalidInput, Trouble
from coordinator_app.organisations.page.register_form import answered, fill_form, shown
from coordinator_app.organisations.page.register_shapes import Choices
from coordinator_app.organisations.registers import Register
from coordinator_app.services import Services
from coordinator_app.ui import form_draft, layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.at_left import at_left
from coordinator_app.ui.buttons import button
from coordinator_app.ui.doubts import Doubts
from coordinator_app.ui.forms import Form
from coordinator_app.ui.labels import heading
from coordinator_app.ui.notes import Note
from coordinator_app.ui.side_panel import ActionBar


class EditView(QWidget):
    """`save` and `cancel` are what the user pressed; `record()` is what the form says."""

    save = Signal()
    cancel = Signal()

    def __init__(self, services: Services, about: Register, record: Record, choices: Choices) -> None:
        super().__init__()
        self.about, self._record = about, record
        self.doubts = Doubts()
        title = f"Change the {about.one}" if record.id else f"Add {_a(about.one)}"
        self.form = Form()
        fill_form(self.form, about, choices, services)
        shown(self.form, record)
        self._first = form_draft.typed(self.form)
        self._note: Note | None = None
        lines = layout.column(self, space=0)
        inside = QWidget()
        self._lines = layout.column(inside, space=16, margins=(20, 16, 20, 20))
        self._lines.addWidget(heading(title))
        self._lines.addWidget(at_left(self.form))
        lines.addWidget(layout.scrolling(inside, title), 1)
        lines.addWidget(self._bar(title))

    def _bar(self, title: str) -> ActionBar:
        bar = ActionBar()
        self.act = button("Save", "primary", accessible=f"Save: {title}")
        stop = button("Cancel", accessible=f"Cancel: {title}")
        self.act.clicked.connect(self.save)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, context=here).activated.connect(self.act.click)
        stop.clicked.connect(self.cancel)
        layout.add_all(bar.line, self.act, stop, None)
        return bar

    @property
    def base(self) -> Record:
        """The record as it was when the form was opened."""
        return self._record

    def record(self) -> Record:
        """The record with the answers typed."""
        return answered(self.form, self._record)

    def typed(self) -> dict[str, Any] | None:
        """What is typed as plain values, or None if nothing differs from what was there."""
        now = form_draft.typed(self.form)
        return None if now == self._first else now

    def put_back(self, values: dict[str, Any]) -> None:
        """What a draft kept."""
        form_draft.put_back(self.form, values)

    def go_on(self, values: dict[str, Any]) -> None:
        """The cursor behind the last letter of what a draft has changed; to be called once the form has the focus."""
        changed = {name for name, value in values.items() if value and value != self._first.get(name)}
        form_draft.go_on(self.form, changed)

    def refused(self, error: Exception) -> bool:
        """Show what is wrong where it was typed; False for an error that is none of the user's."""
        self.act.setEnabled(True)
        if isinstance(error, InvalidInput):
            known = self.form.rows()
            self.form.errors({one.field: one.message for one in error.problems if one.field in known})
            rest = [one.message for one in error.problems if one.field not in known]
            if rest:
                self._tell(" ".join(rest), "")
            return True
        if isinstance(error, Trouble):
            self._tell(error.happened, " ".join(part for part in (error.safe, error.next_step) if part))
            return True
        return False

    def _tell(self, lead: str, text: str) -> None:
        if self._note is not None:
            self._lines.removeWidget(self._note)
            self._note.hide()
            self._note.deleteLater()
        self._note = Note("over", lead, text)
        self._lines.insertWidget(1, self._note)
        announce(self, f"{lead} {text}", assertive=True)


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
