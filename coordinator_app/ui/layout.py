"""Columns, rows and grids whose spacing follows the text size, and sizes that do the same."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from coordinator_app.ui import sizing, theme

__all__ = [
    "Margins", "QGridLayout", "QHBoxLayout", "QVBoxLayout",
    "add_all", "clear", "column", "grid", "row", "scrolling", "size", "tab_order",
]  # fmt: skip

Margins = tuple[float, float, float, float]
_NONE: Margins = (0, 0, 0, 0)


def column(parent: QWidget | None = None, *, space: float = 8, margins: Margins = _NONE) -> QVBoxLayout:
    """A vertical layout; `space` and `margins` (left, top, right, bottom) in px of the design."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    sizing.keep_spacing(layout, space, margins, theme.current().px)
    return layout


def row(parent: QWidget | None = None, *, space: float = 8, margins: Margins = _NONE) -> QHBoxLayout:
    """A horizontal layout, as `column`."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    sizing.keep_spacing(layout, space, margins, theme.current().px)
    return layout


def grid(parent: QWidget | None = None, *, space: float = 8, margins: Margins = _NONE) -> QGridLayout:
    """A grid layout, as `column`."""
    layout = QGridLayout(parent) if parent is not None else QGridLayout()
    sizing.keep_spacing(layout, space, margins, theme.current().px)
    return layout


def size(
    widget: QWidget,
    *,
    width: float | None = None,
    height: float | None = None,
    min_width: float | None = None,
    min_height: float | None = None,
    max_width: float | None = None,
    max_height: float | None = None,
) -> None:
    """Fix lengths of a widget in px of the design; they follow the text size."""
    asked = {
        "width": width, "height": height, "min_width": min_width,
        "min_height": min_height, "max_width": max_width, "max_height": max_height,
    }  # fmt: skip
    given = {name: length for name, length in asked.items() if length is not None}
    sizing.keep_sizes(widget, given, theme.current().px)


def add_all(layout: QVBoxLayout | QHBoxLayout, *items: QWidget | QLayout | None) -> None:
    """Add widgets and layouts in order; None is a stretch."""
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete the widgets once the present event is over."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class _Scrolling(QScrollArea):
    """Takes its content in when it is first looked at.

    Taken in at once, all that lies in it would be dressed there and then, and again for each widget it is put into:
    of a page with a form that was a third of the time in which it opens.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content, self._is_in = content, False

    def widget(self) -> QWidget:
        """What lies in it, from the beginning."""
        return self._content

    def event(self, event: QEvent) -> bool:
        """Before it is dressed."""
        if not self._is_in and event.type() == QEvent.Type.Polish:
            self._take_in()
        return super().event(event)

    def sizeHint(self) -> QSize:
        """Of what lies in it."""
        self._take_in()
        return super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Of what lies in it."""
        self._take_in()
        return super().minimumSizeHint()

    def ensureWidgetVisible(self, childWidget: QWidget, xmargin: int = 50, ymargin: int = 50) -> None:  # noqa: N803  (Qt's names)
        """Bring it into sight; Qt dies of it where there is nothing in the area."""
        self._take_in()
        super().ensureWidgetVisible(childWidget, xmargin, ymargin)

    def _take_in(self) -> None:
        if not self._is_in:
            self._is_in = True
            self.setWidget(self._content)
            self._content.setAutoFillBackground(False)


def scrolling(content: QWidget, name: str) -> QScrollArea:
    """A frameless scroll area round `content`; `name` is what a screen reader says."""
    area = _Scrolling(content)
    viewport = QWidget()
    # given rather than asked for: asking has PySide make every kind of widget there is, 13 ms of the first paint
    area.setViewport(viewport)
    content.setAttribute(
        Qt.WidgetAttribute.WA_Resized
    )  # else all of it is measured once more, for a size that it never has
    area.setWidgetResizable(True)
    content.setParent(viewport)
    content.setAttribute(
        Qt.WidgetAttribute.WA_WState_Hidden, False
    )  # shown with the area, as what is taken in is
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    viewport.setAutoFillBackground(False)
    return area


def tab_order(widgets: Iterable[QWidget]) -> None:
    """Make Tab follow the order given (design.md 6.1)."""
    previous: QWidget | None = None
    for widget in widgets:
        if previous is not None:
            QWidget.setTabOrder(previous, widget)
        previous = widget
