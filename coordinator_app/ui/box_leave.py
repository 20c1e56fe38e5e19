"""Whether a box of questions may go: never while it is being kept, and with typed words by the second press only."""

from __future__ import annotations

from enum import Enum

from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput

_TYPED = (LongText, TextInput, DateInput)


class Leave(Enum):
    """What Esc or Cancel comes to."""

    GO = "go"
    STILL_KEEPING = "still keeping"
    ASK = "ask"


class BoxLeave:
    """Watches the typed answers of a form. `running` is set while they are being kept."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._opened_with: dict[str, str] = {}
        self._asked = self._touched = False
        self.running = False
        form.edited.connect(self._edited)

    def take_stock(self) -> None:
        """What stands in the form now counts as not typed by the user."""
        self._opened_with, self._touched = self._typed(), False

    def opened(self) -> None:
        """The box comes up: without a stock taken before, what stands in it now is not the user's."""
        self._opened_with = self._opened_with or self._typed()

    def ask(self) -> Leave:
        """What this press comes to. After ASK the next press in a row goes, unless something was typed between."""
        if self.running:
            return Leave.STILL_KEEPING
        if self._asked or not self._changed():
            return Leave.GO
        self._asked = True
        return Leave.ASK

    def _edited(self) -> None:
        self._asked, self._touched = False, True

    def _changed(self) -> bool:
        """A line that changed though nobody typed was filled in by an answer that came late."""
        rows, then = self._form.rows(), self._opened_with
        changed = [name for name, words in self._typed().items() if words != then.get(name, "")]
        return any(self._touched or isinstance(rows[name].input, LongText) for name in changed)

    def _typed(self) -> dict[str, str]:
        """The words in the rows where one types; what was only chosen is chosen again in a moment."""
        inputs = ((name, row.input) for name, row in self._form.rows().items())
        return {name: _words(one) for name, one in inputs if isinstance(one, _TYPED)}


def _words(one: object) -> str:
    if isinstance(one, DateInput):
        return one.typed().strip()
    return str(one.value() or "").strip() if isinstance(one, LongText | TextInput) else ""
