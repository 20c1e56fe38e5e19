"""The tabs of a record: words, a count, and a bar of the accent colour under the open one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QToolButton, QWidget

from coordinator_app.ui import layout, painting, theme
from coordinator_app.ui.theme import Theme

_GAP, _HEIGHT = 20, 40


class CountTabBar(QTabBar):
    """A QTabBar (so its keyboard and its accessible tabs are Qt's own), drawn as in the design."""

    def __init__(self) -> None:
        super().__init__()
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setAccessibleName("Tabs of this record")
        self.setProperty("noRing", True)
        self._counts: dict[int, int | None] = {}
        self._titles: list[str] = []
        self._scrollers = self.findChildren(QToolButton)  # Qt's own: shown where the tabs do not fit
        self._dress()

    def add(self, title: str, count: int | None = None) -> int:
        """Add a tab; returns its place."""
        self._titles.append(title)
        place = self.addTab(title)
        self.set_count(place, count)
        return place

    def set_count(self, place: int, count: int | None) -> None:
        """Show how many things the tab holds; None shows nothing."""
        self._counts[place] = count
        title = self._titles[place]
        self.setAccessibleTabName(place, title if count is None else f"{title}, {count}")
        self.setTabText(place, title)
        self.updateGeometry()
        self.update()

    def retheme(self, _theme: Theme) -> None:
        """Measure again."""
        for place, title in enumerate(self._titles):
            self.setTabText(place, title)
        self.updateGeometry()

    def _dress(self) -> None:
        """Name the buttons that scroll the tabs, and draw them as the kit's; their width stands in the style sheet."""
        for scroller in self._scrollers:
            scroller.setToolTip("Later tabs" if _is_later(scroller) else "Earlier tabs")
            scroller.setAccessibleName(scroller.toolTip())
            scroller.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's own arrows are a few pixels large at every text size."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QToolButton):
            _paint_scroller(watched)
            return True
        return super().eventFilter(watched, event)

    def tabSizeHint(self, place: int) -> QSize:
        """Words, count and the gap to the next tab."""
        now = theme.current()
        width = QFontMetrics(now.font("body-strong")).horizontalAdvance(self._titles[place])
        count = self._counts.get(place)
        if count is not None:
            width += now.px(6) + QFontMetrics(now.font("caption-medium")).horizontalAdvance(str(count)) + 2
        return QSize(width + now.px(_GAP), now.px(_HEIGHT))

    def minimumTabSizeHint(self, place: int) -> QSize:
        """A tab is never cut."""
        return self.tabSizeHint(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw all tabs."""
        now, painter = theme.current(), QPainter(self)
        for place in range(self.count()):
            self._paint_tab(painter, now, place)

    def _paint_tab(self, painter: QPainter, now: Theme, place: int) -> None:
        area = self.tabRect(place)
        words = area.adjusted(0, 0, -now.px(_GAP), 0)
        on = place == self.currentIndex()
        painter.setFont(now.font("body-strong" if on else "body-medium"))
        painter.setPen(now.colour("text" if on else "text-2"))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, left, self._titles[place])
        count = self._counts.get(place)
        if count is not None:
            start = words.left() + painter.fontMetrics().horizontalAdvance(self._titles[place]) + now.px(6)
            painter.setFont(now.font("caption-medium"))
            painter.setPen(now.colour("text-3"))
            painter.drawText(QRect(start, words.top() + 1, words.width(), words.height()), left, str(count))
        if on:
            bar = QRectF(words.left(), area.bottom() - now.px(3) + 1, words.width(), now.px(3))
            painting.draw_box(painter, bar, now.colour("accent"), now.colour("accent"), 1)
        if on and self.hasFocus():
            painting.draw_ring(painter, QRectF(words.adjusted(-4, 5, 4, -6)), now, now.px(6))


def _is_later(scroller: QToolButton) -> bool:
    return scroller.objectName() == "ScrollRightButton"


def _paint_scroller(scroller: QToolButton) -> None:
    now, painter, box = theme.current(), QPainter(scroller), scroller.rect()
    on, hovered = scroller.isEnabled(), scroller.underMouse()
    fill = now.colour("sunken" if on and hovered else "surface")
    inside = QRectF(box).adjusted(1, now.px(4), -1, -now.px(4))
    painter.fillRect(box, now.colour("surface"))
    painting.draw_box(painter, inside, fill, now.colour("line-strong" if on else "line"), now.px(6))
    side = now.px(18)
    area = QRect(0, 0, side, side)
    area.moveCenter(box.center())
    name = "chevron-right" if _is_later(scroller) else "chevron-left"
    painting.draw_icon(painter, area, name, "text" if on else "text-3", 18)


class Tabs(QWidget):
    """A tab bar over a stack of pages; Ctrl+Tab goes round. Emits `changed(name)`."""

    changed = Signal(str)

    def __init__(self, name: str = "Tabs of this record") -> None:
        super().__init__()
        self.bar = CountTabBar()
        self.bar.setAccessibleName(name)
        self.stack = QStackedWidget()
        self._names: list[str] = []
        lines = layout.column(self, space=0)
        lines.addWidget(self.bar)
        lines.addWidget(self.stack, 1)
        self.bar.currentChanged.connect(self._turn)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda by=step: self._go_round(by))

    def add(self, name: str, title: str, page: QWidget, count: int | None = None) -> None:
        """Add a page under a short, stable name."""
        self._names.append(name)
        self.stack.addWidget(page)
        self.bar.add(title, count)

    def set_count(self, name: str, count: int | None) -> None:
        """Show how many things a tab holds."""
        self.bar.set_count(self._names.index(name), count)

    def open(self, name: str) -> None:
        """Turn to a tab by name; raises ValueError for an unknown one."""
        self.bar.setCurrentIndex(self._names.index(name))

    def current(self) -> str:
        """The name of the open tab, or "" if there is none."""
        place = self.bar.currentIndex()
        return self._names[place] if 0 <= place < len(self._names) else ""

    def page(self, name: str) -> QWidget:
        """The page of a tab."""
        found = self.stack.widget(self._names.index(name))
        if found is None:
            raise ValueError(name)
        return found

    def _turn(self, place: int) -> None:
        old, focus = self.stack.currentWidget(), self.window().focusWidget()
        if old is not None and focus is not None and old.isAncestorOf(focus):
            # else Qt gives it to the page that comes, all of it, if nothing stands there yet
            self.bar.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stack.setCurrentIndex(place)
        if 0 <= place < len(self._names):
            self.changed.emit(self._names[place])

    def _go_round(self, by: int) -> None:
        if self._names:
            self.bar.setCurrentIndex((self.bar.currentIndex() + by) % len(self._names))
