"""Room for a toast in the bar at the foot of a page, so that no button moves under the mouse (design.md 4.14)."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from coordinator_app.ui import theme
from coordinator_app.ui.side_panel import ActionBar
from coordinator_app.ui.stay_in_sight import stay_in_sight

_LEAST = 300  # px of the design: in a narrower bar the words of a toast could not be read


def fit(toast: QWidget, width: int) -> None:
    """Make a toast as wide as this, in px, and as high as its words need there."""
    toast.setFixedWidth(width)
    lines = toast.layout()
    if lines is not None:
        toast.resize(width, max(lines.totalHeightForWidth(width), lines.totalMinimumSize().height()))


class BarRoom:
    """The room that one bar of `page` gives, above its buttons."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._bar: ActionBar | None = None

    @property
    def is_given(self) -> bool:
        """Whether there is such room now."""
        return self._bar is not None

    def hold(self, toast: QWidget, host: QWidget, edge: int) -> bool:
        """Put the toast above the buttons of the bar, over `host`; False where the page has no bar in sight for it."""
        bar = self._found()
        if bar is None:
            self.give_back()
            return False
        fit(toast, min(toast.width(), bar.width() - 2 * edge))
        if self._bar is not bar:
            self.give_back()
            stay_in_sight(self._page)
            bar.make_room(toast.height() + edge // 2)
            self._bar = bar
        foot = bar.mapTo(host, QPoint(bar.line.contentsMargins().left(), bar.height()))
        end = self._page.mapTo(host, QPoint(0, self._page.height()))
        toast.move(foot.x(), min(foot.y(), end.y()) - bar.line_height() - toast.height())
        return True

    def give_back(self) -> None:
        """The toast has gone, or stands elsewhere."""
        bar, self._bar = self._bar, None
        if bar is not None and isValid(bar):
            bar.make_room(0)

    def _found(self) -> ActionBar | None:
        """The widest bar in sight that ends where the page ends: such a bar would go up with the foot of the page."""
        bars = [one for one in self._page.findChildren(ActionBar) if one.isVisible() and self._ends_here(one)]
        widest = max(bars, key=lambda one: one.width(), default=None)
        return widest if widest is not None and widest.width() >= theme.current().px(_LEAST) else None

    def _ends_here(self, bar: ActionBar) -> bool:
        return (
            bar.mapTo(self._page, QPoint(0, bar.height())).y() >= self._page.height() - bar.line_height() // 2
        )
