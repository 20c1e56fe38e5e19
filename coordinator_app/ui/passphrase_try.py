"""A passphrase that is typed, to open a vault or over an open one: checked on another thread, and slowed after wrong ones."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from coordinator_app.core.errors import MustWait, WrongPassphrase
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import Button
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.passphrase_input import PassphraseInput
from coordinator_app.ui.troubles import as_trouble

SECOND = 1010  # milliseconds between two steps of the countdown: a little late, never early
Check = Callable[[str, Callable[[object], None], Callable[[Exception], None]], object]
"""Checks a passphrase on another thread and calls back `done` or `failed`, on the window's."""


class PassphraseTry(QObject):
    """Emits `trying` as a check begins, `right(what came of it)`, `troubled(Trouble)` when it could not be made.

    `busied(bool)` comes as a check begins and ends. With `once`, one that was right is the last: nothing is tried
    again while what it opened takes the place of the question.
    """

    trying = Signal()
    right = Signal(object)
    busied = Signal(bool)
    troubled = Signal(object)

    def __init__(
        self,
        row: FormRow,
        typed: PassphraseInput,
        act: Button,
        check: Check,
        busy: str,
        *,
        once: bool = False,
    ) -> None:
        super().__init__(row)  # it counts no further than the question stands
        self._row, self._input, self._act, self._check, self._once = row, typed, act, check, once
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
        self.busy(busy=True)
        self._check(typed, guarded(self, self._was_right), guarded(self, self.refused))

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

    def _was_right(self, came: object) -> None:
        if self._over:  # closed meanwhile: it opens nothing any more
            return
        if not self._once:
            self.busy(busy=False)
        self._input.forget()
        self.right.emit(came)

    def refused(self, error: Exception) -> None:
        """Wrong, to be waited for, or something else that stands in the way."""
        self.busy(busy=False)
        trouble = as_trouble(error)
        if isinstance(trouble, MustWait):
            self.wait(trouble.seconds)
        elif isinstance(trouble, WrongPassphrase):
            self._row.set_error(f"{trouble.happened} {trouble.next_step}".strip())
            self._input.selectAll()
        else:
            self.troubled.emit(trouble)
        self._input.setFocus()

    def wait(self, seconds: int) -> None:
        """Count down before the next try; shown, and said once."""
        self._left = max(1, seconds)
        self._act.setEnabled(False)
        self._timer.start()
        self._say_wait()
        announce(self._row, self._row.error(), assertive=True)

    def _say_wait(self) -> None:
        unit = "second" if self._left == 1 else "seconds"
        self._row.set_error(f"Wait {self._left} {unit} before you try again.")

    def busy(self, *, busy: bool) -> None:
        """While something is done with what was typed, nothing is tried."""
        self._act.setText(self._words[1] if busy else self._words[0])
        for widget in (self._act, self._input):
            widget.setEnabled(not busy)
        self.busied.emit(busy)
