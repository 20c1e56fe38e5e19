"""Asks for the passphrase once more before something leaves the vault or a guarded entry is opened (decision 20)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer

from coordinator_app.core.errors import MustWait, WrongPassphrase
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import label
from coordinator_app.ui.lock_screen import SECOND
from coordinator_app.ui.notes import Note
from coordinator_app.ui.passphrase_input import CapsNotice, PassphraseInput
from coordinator_app.ui.troubles import as_trouble

Check = Callable[[str, Callable[[object], None], Callable[[Exception], None]], object]
"""Checks a passphrase on another thread and calls back `done` or `failed`, on the window's."""
_ONCE = "After this you are not asked again for 15 minutes."


class ConfirmPassphrase(Box):
    """Accepted once the passphrase was right; `why` is a whole sentence, such as "A pack leaves the vault."."""

    of_record = False

    def __init__(self, why: str, check: Check) -> None:
        super().__init__("Type your passphrase again")
        self._check, self._left = check, 0
        self.input = PassphraseInput()
        self.row = FormRow("Passphrase", "", self.input)
        self._note = layout.column(space=0)
        fields = layout.column(space=4)
        layout.add_all(fields, self.row, CapsNotice(self.input))
        self.body.addWidget(label(f"{why} {_ONCE}", "body", "text-2", wrap=True))
        for part in (self._note, fields):
            self.body.addLayout(part)
        self.cancel, self.act = button("Cancel"), button("Continue", "primary")
        self.act.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.act.clicked.connect(self.confirm)
        self.buttons(self.cancel, self.act)
        self.first = self.input
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(SECOND)
        self._timer.timeout.connect(self.count_down)

    def confirm(self) -> None:
        """Have what was typed checked; the key is derived on another thread."""
        typed = self.input.value()
        if not self.act.isEnabled():
            return
        if not typed:
            self.row.set_error("Type the passphrase first.")
            self.row.focus()
            return
        self.row.set_error("")
        layout.clear(self._note)
        self._busy(busy=True)
        self._check(typed, guarded(self, self._right), guarded(self, self._refused))

    def done(self, result: int) -> None:
        """What was typed does not outlive the dialog."""
        self._timer.stop()
        self.input.forget()
        super().done(result)

    def count_down(self) -> None:
        """One second less to wait."""
        self._left -= 1
        if self._left > 0:
            self._say_wait()
            return
        self._timer.stop()
        self.row.set_error("")
        self.act.setEnabled(True)
        announce(self, "You can try again now.")

    def _right(self, _nothing: object) -> None:
        self.accept()

    def _refused(self, error: Exception) -> None:
        self._busy(busy=False)
        trouble = as_trouble(error)
        if isinstance(trouble, MustWait):
            self._wait(trouble.seconds)
        elif isinstance(trouble, WrongPassphrase):
            self.row.set_error(f"{trouble.happened} {trouble.next_step}".strip())
            self.input.selectAll()
        else:
            rest = " ".join(part for part in (trouble.safe, trouble.next_step) if part)
            self._note.addWidget(Note("over", trouble.happened, rest))
        self.input.setFocus()

    def _wait(self, seconds: int) -> None:
        self._left = max(1, seconds)
        self.act.setEnabled(False)
        self._timer.start()
        self._say_wait()
        announce(self, self.row.error(), assertive=True)

    def _say_wait(self) -> None:
        unit = "second" if self._left == 1 else "seconds"
        self.row.set_error(f"Wait {self._left} {unit} before you try again.")

    def _busy(self, *, busy: bool) -> None:
        self.act.setText("Checking..." if busy else "Continue")
        for widget in (self.act, self.input):
            widget.setEnabled(not busy)
