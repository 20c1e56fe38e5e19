"""Ctrl+Enter: the act of the screen or dialog, wherever the focus is (design section 5); never the focused button's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def is_act_key(event: QKeyEvent) -> bool:
    """Whether Ctrl and one of the two Enter keys were pressed."""
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
