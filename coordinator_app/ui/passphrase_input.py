"""The input for a passphrase: hidden, shown while "Show" is held, with a notice when Caps Lock is on."""

from __future__ import annotations

import sys

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import IconLabel, label
from coordinator_app.ui.theme import Theme

LONGEST = 1000


class PassphraseInput(TextInput):
    """Paste and password managers work; the text is given as typed, outer white space included.

    Emits `caps(bool)` when Caps Lock is seen to be on or off.
    """

    caps = Signal(bool)

    def __init__(self, name: str = "Passphrase") -> None:
        super().__init__(longest=LONGEST)
        self.show_button = button(
            "Show", "quiet", "eye", small=True, accessible=f"Show {name.lower()} while held"
        )
        self.show_button.setParent(self)
        self.show_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_button.pressed.connect(self._reveal)
        self.show_button.released.connect(self.hide_text)
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase,
        )
        layout.size(self, min_height=40)
        self._make_room()

    def value(self) -> str:
        """What was typed, untouched."""
        return self.text()

    def hide_text(self) -> None:
        """Show dots again."""
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def forget(self) -> None:
        """Empty the input and its undo."""
        self.clear()
        self.hide_text()

    def retheme(self, now: Theme) -> None:
        """Font, and room for the button."""
        super().retheme(now)
        if hasattr(self, "show_button"):
            self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right."""
        super().resizeEvent(event)
        size = self._button_size()
        gap = theme.current().px(4)
        self.show_button.resize(size)
        self.show_button.move(self.width() - size.width() - gap, (self.height() - size.height()) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Notice Caps Lock from what the keyboard gives."""
        super().keyPressEvent(event)
        seen = caps_lock(event)
        if seen is not None:
            self.caps.emit(seen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where the system tells, Caps Lock is known before a key is pressed."""
        super().focusInEvent(event)
        told = system_caps_lock()
        if told is not None:
            self.caps.emit(told)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Never stay readable when left."""
        if event.reason() != Qt.FocusReason.MouseFocusReason or not self.show_button.isDown():
            self.hide_text()
        super().focusOutEvent(event)

    def _reveal(self) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal)

    def _button_size(self) -> QSize:
        return self.show_button.sizeHint()

    def _make_room(self) -> None:
        self.setTextMargins(0, 0, self._button_size().width(), 0)


def caps_lock(event: QKeyEvent) -> bool | None:
    """Whether Caps Lock is on, as one key tells: a capital without Shift, or a small letter with it."""
    text = event.text()
    if len(text) != 1 or not text.isalpha() or text.upper() == text.lower():
        return None
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return text.isupper() != shifted


def system_caps_lock() -> bool | None:
    """Whether Caps Lock is on where the system can be asked (Windows), else None."""
    if sys.platform != "win32":
        return None
    import ctypes  # noqa: PLC0415  (only there)

    caps_key = 0x14
    return bool(ctypes.windll.user32.GetKeyState(caps_key) & 1)


class CapsNotice(QWidget):
    """Says "Caps Lock is on." under the input, and announces it."""

    def __init__(self, watched: PassphraseInput) -> None:
        super().__init__()
        line = layout.row(self, space=6)
        line.addWidget(IconLabel("triangle-alert", "soon-fg", 15))
        line.addWidget(label("Caps Lock is on.", "small-medium", "soon-fg"), 1)
        self.hide()
        watched.caps.connect(self._tell)

    def _tell(self, on: bool) -> None:
        if on and self.isHidden():
            announce(self, "Caps Lock is on.")
        self.setVisible(on)
