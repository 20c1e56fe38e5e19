"""A passphrase that is typed over an open vault: checked on another thread, and slowed as at the lock screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from coordinator_app.core.errors import MustWait, WrongPassphrase
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import Button
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.lock_screen import SECOND
from coordinator_app.ui.passphrase_input import PassphraseInput
from coordinator_app.ui.troubles import as_trouble

Check = Callable[[str, Callable[[object], None], Callable[[Exception], None]], object]
"""Checks a passphrase on another thread and calls back `done` or `failed`, on the window's."""


class PassphraseTry(QObject):
    """Emits `trying` as a check begins, `right` when it was right, `troubled(Trouble)` when it could not be made."""

    trying = Signal()
    right = Signal()
    troubled = Signal(object)

    def __init__(self, row: FormRow, typed: PassphraseInput, act: Button, check: Check, busy: str) -> None:
        super().__init__()
        self._row, self._input, self._act, self._check = row, typed, act, check
        self._words, self._left = (act.text(), busy), 0
        self._over = False
        self._timer = QTimer(self)
        # Qt's ordinary timers may come 5 % early: the try after the countdown would be told to wait again
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(SECOND)
        self._timer.timeout.connect(self.count_down)

    def begin(self) -> None:
        """Have what was typed checked; the key is derived on another thread."""
        typed = self._input.value()
        if not self._act.isEnabled():
            return
        if not typed:
            self._row.set_error("Type the passphrase first.")
            self._row.focus()
            return
        self._row.set_error("")
        self.trying.emit()
        self._busy(busy=True)
        self._check(typed, guarded(self, self._was_right), guarded(self, self._refused))

    def stop(self) -> None:
        """Nobody waits for it any more, and what was typed is not kept."""
        self._over = True
        self._timer.stop()
        self._input.forget()

    def count_down(self) -> None:
        """One second less to wait."""
        self._left -= 1
        if self._left > 0:
            self._say_wait()
            return
        self._timer.stop()
        self._row.set_error("")
        self._act.setEnabled(True)
        announce(self._row, "You can try again now.")

    def _was_right(self, _nothing: object) -> None:
        if self._over:  # closed meanwhile: it opens nothing any more
            return
        self._busy(busy=False)
        self._input.forget()
        self.right.emit()

    def _refused(self, error: Exception) -> None:
        self._busy(busy=False)
        trouble = as_trouble(error)
        if isinstance(trouble, MustWait):
            self._wait(trouble.seconds)
        elif isinstance(trouble, WrongPassphrase):
            self._row.set_error(f"{trouble.happened} {trouble.next_step}".strip())
            self._input.selectAll()
        else:
            self.troubled.emit(trouble)
        self._input.setFocus()

    def _wait(self, seconds: int) -> None:
        self._left = max(1, seconds)
        self._act.setEnabled(False)
        self._timer.start()
        self._say_wait()
        announce(self._row, self._row.error(), assertive=True)

    def _say_wait(self) -> None:
        unit = "second" if self._left == 1 else "seconds"
        self._row.set_error(f"Wait {self._left} {unit} before you try again.")

    def _busy(self, *, busy: bool) -> None:
        self._act.setText(self._words[1] if busy else self._words[0])
        for widget in (self._act, self._input):
            widget.setEnabled(not busy)
