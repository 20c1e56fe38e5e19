"""The room of a tab in the record: one scroll bar at a time, and cards that end where the head ends (design 3)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from coordinator_app.ui.tab_content import TabContent
from coordinator_app.ui.tabs import Tabs

_WATCHED = "tab_room_watches"


class TabRoom(QObject):
    """Watches the tab that is open; `changed` when what scrolls inside it needs another height."""

    changed = Signal()

    def __init__(self, tabs: Tabs) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._area: QScrollArea | None = None
        self._setting = False

    def whole_height(self, width: int) -> int:
        """How high the open tab is, in px, with everything that it scrolls in sight."""
        page, area = self._tabs.stack.currentWidget(), self._open_area()
        outer = page.layout() if page is not None else None
        inside = _content_layout(area)
        if area is None or outer is None or inside is None:
            return 0
        self._set_least(area, _height(inside, area.viewport().width()))
        return _least_height(outer, width)

    def scroll_inside(self) -> None:
        """There is room: what does not fit scrolls inside the tab again."""
        area = self._open_area()
        if area is not None:
            self._set_least(area, 0)

    def _open_area(self) -> QScrollArea | None:
        page = self._tabs.stack.currentWidget()
        area: QScrollArea | None = page.findChild(QScrollArea) if page is not None else None
        if area is not self._area:
            self._watch(area)
        return area

    def _watch(self, area: QScrollArea | None) -> None:
        self._area = area
        content = area.widget() if area is not None else None
        if area is None or not isinstance(content, TabContent):
            return
        if not content.property(_WATCHED):  # a tab that was open before is connected already
            content.setProperty(_WATCHED, True)
            area.verticalScrollBar().rangeChanged.connect(self._bar_changed)
            content.reshaped.connect(self._reshaped)
        self._end_with_the_head(area)

    def _bar_changed(self, _least: int, _most: int) -> None:
        self._look_again()

    def _reshaped(self) -> None:
        self._look_again()
        if not self._setting:
            self.changed.emit()

    def _look_again(self) -> None:
        if self._area is not None and self._area is self._open_area():
            self._end_with_the_head(self._area)

    def _set_least(self, area: QScrollArea, height: int) -> None:
        if area.minimumHeight() != height:
            self._setting = True
            area.setMinimumHeight(height)
            self._setting = False

    @staticmethod
    def _end_with_the_head(area: QScrollArea) -> None:
        """The scroll bar lies in the margin at the right, not beside it."""
        inside = _content_layout(area)
        if inside is None:
            return
        margins = inside.contentsMargins()
        scrolls = area.verticalScrollBar()
        bar = scrolls.sizeHint().width() if scrolls.maximum() > 0 else 0
        right = max(0, margins.left() - bar)
        if margins.right() != right:
            margins.setRight(right)
            inside.setContentsMargins(margins)


def _content_layout(area: QScrollArea | None) -> QLayout | None:
    content: QWidget | None = area.widget() if area is not None else None
    return content.layout() if content is not None else None


def _height(inside: QLayout, width: int) -> int:
    wanted = (
        inside.totalHeightForWidth(width) if inside.hasHeightForWidth() else inside.totalSizeHint().height()
    )
    return max(wanted, inside.totalMinimumSize().height())


def _least_height(outer: QLayout, width: int) -> int:
    outer.invalidate()
    if outer.hasHeightForWidth():
        return outer.totalMinimumHeightForWidth(width)
    return outer.totalMinimumSize().height()
