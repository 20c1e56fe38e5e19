"""Lengths that follow the text size: each is kept on the widget or layout and set again when the size changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QLayout, QWidget

Px = Callable[[float], int]
_SIZES, _SPACING, _MARGINS = "kitSizes", "kitSpacing", "kitMargins"
_SETTERS: dict[str, Callable[[QWidget, int], None]] = {
    "width": lambda widget, value: widget.setFixedWidth(value),
    "height": lambda widget, value: widget.setFixedHeight(value),
    "min_width": lambda widget, value: widget.setMinimumWidth(value),
    "min_height": lambda widget, value: widget.setMinimumHeight(value),
    "max_width": lambda widget, value: widget.setMaximumWidth(value),
    "max_height": lambda widget, value: widget.setMaximumHeight(value),
}


def keep_sizes(widget: QWidget, sizes: dict[str, float], px: Px) -> None:
    """Remember lengths of the design (keys as in `layout.size`) on a widget and set them now."""
    kept = {**(widget.property(_SIZES) or {}), **sizes}
    widget.setProperty(_SIZES, kept)
    _set_sizes(widget, kept, px)


def keep_spacing(layout: QLayout, spacing: float, margins: tuple[float, float, float, float], px: Px) -> None:
    """Remember spacing and margins (left, top, right, bottom) on a layout and set them now."""
    layout.setProperty(_SPACING, spacing)
    layout.setProperty(_MARGINS, list(margins))
    _set_spacing(layout, px)


def reapply(widget: QWidget, px: Px) -> None:
    """Set everything remembered on this widget and its layouts again, at the present text size."""
    kept = widget.property(_SIZES)
    if kept:
        _set_sizes(widget, kept, px)
    for layout in widget.findChildren(QLayout, options=Qt.FindChildOption.FindDirectChildrenOnly):
        _layouts_again(layout, px)


def _layouts_again(layout: QLayout, px: Px) -> None:
    if layout.property(_SPACING) is not None:
        _set_spacing(layout, px)
    for inner in layout.findChildren(QLayout, options=Qt.FindChildOption.FindDirectChildrenOnly):
        _layouts_again(inner, px)


def _set_sizes(widget: QWidget, sizes: dict[str, float], px: Px) -> None:
    for name, length in sizes.items():
        _SETTERS[name](widget, px(length))


def _set_spacing(layout: QLayout, px: Px) -> None:
    layout.setSpacing(px(layout.property(_SPACING)))
    left, top, right, bottom = layout.property(_MARGINS)
    layout.setContentsMargins(QMargins(px(left), px(top), px(right), px(bottom)))
