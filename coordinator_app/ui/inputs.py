"""Typed answers: one line, many lines. Choices are in choices.py, dates in date_input.py."""

from __future__ import annotations

import re
import unicodedata
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QMimeData, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from coordinator_app.core.texts import one_line
from coordinator_app.ui import layout, theme
from coordinator_app.ui.labels import set_property
from coordinator_app.ui.theme import Theme

_ENDLESS = re.compile(r"\S{1000}(?=\S)")
SENSITIVE = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


@runtime_checkable
class Input(Protocol):
    """What a form row asks of an input."""

    @property
    def edited(self) -> SignalInstance:
        """Emitted on every change by the user."""

    @property
    def left(self) -> SignalInstance:
        """Emitted on leaving the field."""

    def value(self) -> object:
        """The answer; "" or None when there is none."""

    def set_value(self, value: object) -> None:
        """Show an answer."""

    def problem(self) -> str:
        """What is wrong with what was typed, in a sentence, or ""."""

    def set_invalid(self, invalid: bool) -> None:
        """Show or take away the red edge."""

    def target(self) -> QWidget:
        """The widget that takes the focus, the buddy of the label."""


def clean(text: str) -> str:
    """What may be kept of typed or pasted text: no NUL, no lone surrogate, no control but tab and line end; NFC.

    Lone surrogates cannot be written to the vault, and NUL ends a text early in more than one reader.
    """
    kept = "".join(
        letter for letter in text if letter in "\t\n" or unicodedata.category(letter) not in {"Cc", "Cs"}
    )
    return unicodedata.normalize("NFC", kept)


class TextInput(theme.KeepsFont, QLineEdit):
    """One line. `width` in px of the design (postcode 120); `sensitive` keeps it from learning keyboards."""

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        text: str = "",
        *,
        width: float | None = None,
        sensitive: bool = True,
        longest: int = 500,
        hint: str = "",
    ) -> None:
        super().__init__(one_line(clean(text)))
        self._longest = longest
        self.setMaxLength(max(longest, len(self.text())))
        self.setPlaceholderText(hint)
        if sensitive:
            self.setInputMethodHints(SENSITIVE)
        if width is not None:
            layout.size(self, width=width)
        self.setProperty("textRole", "body")
        self.retheme(theme.current())
        self._is_cut = False
        self.inputRejected.connect(self._say_cut)
        self.textEdited.connect(self._typed)

    def _say_cut(self) -> None:
        """More was typed or pasted than fits: it is not kept, and that is said."""
        self._is_cut = len(self.text()) >= self.maxLength()
        self.edited.emit()

    def _typed(self, text: str) -> None:
        self._is_cut = self._is_cut and len(text) >= self.maxLength()
        self.edited.emit()

    def value(self) -> str:
        """The text without outer white space and without characters that turn the writing."""
        return one_line(clean(self.text())).strip()

    def set_value(self, value: object) -> None:
        """Show a text; None empties. What is kept already is never cut, however long it is."""
        words = "" if value is None else one_line(clean(str(value)))
        if words == self.text():  # the cursor stays where one types; a new longest length would move it too
            return
        self._is_cut = False
        self.setMaxLength(max(self._longest, len(words)))
        self.setText(words)

    def problem(self) -> str:
        """That the end was cut off; else any text will do here, and the form decides."""
        return (
            f"At most {self.maxLength()} characters fit here, and the end was cut off. Shorten it."
            if self._is_cut
            else ""
        )

    def set_invalid(self, invalid: bool) -> None:
        """The red edge."""
        set_property(self, "invalid", invalid)

    def target(self) -> QWidget:
        """Itself."""
        return self

    def retheme(self, now: Theme) -> None:
        """The font."""
        self.setFont(now.font("body"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left, unless only a menu opened over it."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class LongText(theme.KeepsFont, QPlainTextEdit):
    """Several lines; Tab leaves it. `lines` is how many are seen at once."""

    edited = Signal()
    left = Signal()

    def __init__(self, text: str = "", *, lines: int = 3, sensitive: bool = True, hint: str = "") -> None:
        super().__init__()
        self._lines, self._quiet = lines, False
        self.setPlainText(_in_lines(clean(text)))
        self.setTabChangesFocus(True)
        self.setPlaceholderText(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if sensitive:
            self.setInputMethodHints(SENSITIVE | Qt.InputMethodHint.ImhMultiLine)
        self.setProperty("textRole", "body")
        self.retheme(theme.current())
        self.textChanged.connect(self._changed)

    def value(self) -> str:
        """The text without outer white space."""
        return clean(self.toPlainText()).strip()

    def set_value(self, value: object) -> None:
        """Show a text; None empties. Not told as an edit."""
        words = "" if value is None else _in_lines(clean(str(value)))
        if words == self.toPlainText():  # the cursor stays where one types
            return
        self._quiet = True
        self.setPlainText(words)
        self._quiet = False

    def problem(self) -> str:
        """Any text will do here."""
        return ""

    def set_invalid(self, invalid: bool) -> None:
        """The red edge."""
        set_property(self, "invalid", invalid)

    def target(self) -> QWidget:
        """Itself."""
        return self

    def retheme(self, now: Theme) -> None:
        """Font and height."""
        self.setFont(now.font("body"))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + now.px(24))

    def _changed(self) -> None:
        if not self._quiet:
            self.edited.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted or dropped: a picture copied as one endless word would hold the window up for minutes."""
        words = source.text()
        broken = _in_lines(words)
        if broken == words:
            super().insertFromMimeData(source)
        else:
            self.insertPlainText(broken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter belongs to the screen, not to the text."""
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left; all of it is drawn anew, for a cursor left behind would say that keys go there."""
        super().focusOutEvent(event)
        self.viewport().update()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


def _in_lines(text: str) -> str:
    """The text with a line break wherever a thousand letters have none, nor a space: no person wrote that as one word."""
    return _ENDLESS.sub(lambda found: f"{found[0]}\n", text) if len(text) > 1000 else text
