"""One question of a form: label, help, input and error, tied together for screen readers (design.md 4.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QLineEdit, QSizePolicy, QWidget

from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.inputs import Input, LongText, TextInput
from coordinator_app.ui.labels import IconLabel, label
from coordinator_app.ui.stay_in_sight import QUESTION, bring_soon

if TYPE_CHECKING:
    from coordinator_app.ui.print_hint import PrintHint


class FormRow(QWidget):
    """Owns the error of its input. `edited` passes on the input's; `left` comes after an unreadable value is shown.

    `printed` is False for what never stands on paper, such as a folder: what cannot be printed is not told there.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self, text: str, help_text: str, answer: Input, optional: bool = False, *, printed: bool = True
    ) -> None:
        super().__init__()
        if not isinstance(answer, QWidget):
            raise TypeError("an input is a widget")
        self.text, self.help_text, self.input, self.optional = text, help_text, answer, optional
        self.setProperty(QUESTION, True)
        self._lines = layout.column(self, space=4)
        self._label = label(f"{text} (optional)" if optional else text, "body-strong", "text", wrap=True)
        self._error = ""
        self._error_line: QWidget | None = None
        if not isinstance(answer, QCheckBox):  # whose own words say it
            self._lines.addWidget(self._label)
            self._label.setBuddy(answer.target())
        if help_text:
            self._lines.addWidget(label(help_text, "small", "text-2", wrap=True))
        self._add_input(answer)
        self.print_hint = _print_hint(answer) if printed else None
        if self.print_hint is not None:
            self._lines.addWidget(self.print_hint)
            self.print_hint.changed.connect(self._describe)
        self._name(answer)
        answer.edited.connect(self._forgive)
        answer.edited.connect(self.edited)
        answer.left.connect(self._leave)

    def value(self) -> object:
        """The answer."""
        return self.input.value()

    def set_error(self, message: str) -> None:
        """Show what is wrong and what to do, or "" for nothing wrong."""
        changed, self._error = message != self._error, message
        self._show_error(message)
        self.input.set_invalid(bool(message))
        self._describe()
        if message and changed:
            announce(self.input.target(), message)

    def error(self) -> str:
        """The error shown, or ""."""
        return self._error

    def check(self) -> bool:
        """Show the input's own problem, if any; True if there is none."""
        self.set_error(self.input.problem())
        return not self.error()

    def focus(self) -> None:
        """Put the focus into the input; all of the question comes into sight, with what is wrong with the answer."""
        target = self.input.target()
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_soon(target)

    def _add_input(self, answer: QWidget) -> None:
        fixed = answer.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed
        if fixed or answer.minimumWidth() == answer.maximumWidth():
            self._lines.addWidget(answer, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._lines.addWidget(answer)

    def _show_error(self, message: str) -> None:
        """The line of the error is made with the first one: most questions never have any."""
        if self._error_line is None:
            if not message:
                return
            self._error_line, self._error_words = self._make_error()
        self._error_words.setText(message)
        self._error_line.setVisible(bool(message))

    def _make_error(self) -> tuple[QWidget, QLabel]:
        holder = QWidget()
        line = layout.row(holder, space=6)
        line.addWidget(IconLabel("circle-alert", "over-fg", 16), 0, Qt.AlignmentFlag.AlignTop)
        words = label("", "small-medium", "over-fg", wrap=True)
        line.addWidget(words, 1)
        self._lines.addWidget(holder)
        return holder, words

    def _name(self, answer: QWidget) -> None:
        boxes = _boxes(answer)
        if boxes:
            for box in boxes:
                box.setAccessibleName(f"{self.text} {box.text()}")
            answer.setAccessibleName(self.text)
        elif not isinstance(answer, QCheckBox):
            self.input.target().setAccessibleName(self._label.text())
        self._describe()

    def _describe(self) -> None:
        hint = self.print_hint.text if self.print_hint is not None else ""
        said = " ".join(part for part in (self._error, hint, self.help_text) if part)
        targets: list[QWidget] = [*_boxes(self.input)]
        for target in targets or [self.input.target()]:
            target.setAccessibleDescription(said)

    def _forgive(self) -> None:
        """What was asked for is answered: the red goes at once, not only when the field is left."""
        if self.error() and not self.input.problem() and self.value() not in (None, ""):
            self.set_error("")

    def _leave(self) -> None:
        if self.input.problem():
            self.set_error(self.input.problem())
        elif self.error():
            self.set_error("")
        self.left.emit()


def _print_hint(answer: object) -> PrintHint | None:
    """What follows a typed answer; a secret has none, for its words are shown nowhere else, not one letter of them."""
    if isinstance(answer, QLineEdit) and answer.echoMode() is not QLineEdit.EchoMode.Normal:
        return None
    if not isinstance(answer, TextInput | LongText):
        return None
    # not before the first paint, which asks for a passphrase only
    from coordinator_app.ui.print_hint import PrintHint  # noqa: PLC0415  (see above)

    return PrintHint(answer)


def _boxes(answer: object) -> list[QAbstractButton]:
    """The boxes that an answer is chosen from, empty for one that is typed; the kit's choices need not be loaded."""
    found = getattr(answer, "boxes", [])
    return [box for box in found if isinstance(box, QAbstractButton)] if isinstance(found, list) else []
