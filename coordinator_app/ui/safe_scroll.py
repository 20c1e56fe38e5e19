"""Keeps a screen reader from bringing the program down while a scroll bar comes or goes.

Qt's own description of a scroll area counts its scroll bars only while they are shown, and looks no further at the
number it is then asked for: a screen reader that counts, and asks for the last part after the bar has gone, ends the
program. The description given here always has the same parts and knows when a number is too high.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_KINDS = frozenset({"QScrollArea", "QAbstractScrollArea"})
"""Lists, tables and texts are asked for by their own kind before these, and keep their own descriptions."""


def safe_scroll_areas() -> None:
    """From now on; once in a program. Costs nothing until a screen reader asks."""
    QAccessible.installFactory(described)


def described(kind: str, thing: QObject) -> QAccessibleInterface | None:
    """The description of a scroll area, None for any other kind of thing: Qt then goes on looking."""
    if kind in _KINDS and isinstance(thing, QWidget):
        return QAccessibleWidget(thing, QAccessible.Role.Client)
    return None
