"""A widget with a greatest width, standing at the left of a wider column."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coordinator_app.ui import layout

_NEARLY_ALL = 100


def at_left(widget: QWidget) -> QWidget:
    """A holder that asks the widget for its height at the width that it really gets.

    A column asks at its own full width, even when the widget may not grow so wide: folding texts then get too
    little room and are cut off.
    """
    holder = QWidget()
    line = layout.row(holder, space=0)
    line.addWidget(widget, _NEARLY_ALL)
    line.addStretch(1)
    return holder
