"""Widgets remembered for later without keeping a window alive, and where in the window they stood."""

from __future__ import annotations

from collections.abc import Callable
from weakref import ref

import shiboken6
from PySide6.QtWidgets import QWidget

Held = Callable[[], QWidget | None]


def held(widget: QWidget) -> Held:
    """A window is referred to weakly; for a part of one that Qt made itself ours may be the only reference."""
    return ref(widget) if widget.isWindow() else lambda: widget


def alive(remembered: Held | None) -> QWidget | None:
    """The widget referred to, None if it is gone on either side."""
    widget = remembered() if remembered is not None else None
    return widget if widget is not None and shiboken6.isValid(widget) else None


def upwards(widget: QWidget) -> list[QWidget]:
    """The widget and everything it lies in, up to its window."""
    found = [widget]
    while not found[-1].isWindow() and (above := found[-1].parentWidget()) is not None:
        found.append(above)
    return found


def place_of(widget: QWidget) -> list[Held]:
    """The widget and everything it lies in, each remembered: where it stood, even once it is taken away."""
    return [held(one) for one in upwards(widget)]
