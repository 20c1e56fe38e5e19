"""The menu on the left: one list, one tab stop, arrows move, Enter opens (design section 4.2)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coordinator_app.hooks import RailCount, RailItem
from coordinator_app.ui import layout, painting, theme
from coordinator_app.ui.rail_model import (
    COUNT_ROLE,
    HELP,
    NARROW,
    OPEN_ROLE,
    ROW_ROLE,
    Index,
    RailModel,
    RailRole,
    RailRow,
)
from coordinator_app.ui.theme import Theme

WIDE, SLIM = 204, 56
_ITEM, _SLIM_ITEM, _HEADING, _RULE, _PAD = 36, 40, 34, 13, 10
_LOWEST = 24
"""So low an item may become before the menu scrolls, px at 100 %: still large enough for the mouse (WCAG 2.5.8)."""
_ICON, _LEAST_ICON, _AIR = 18, 14, 4
"""An icon of the narrow menu, and so small it may become, with the air about it, before the menu scrolls: the least
is 28 px in an item of 32 at 200 %."""
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class RailDelegate(QStyledItemDelegate):
    """Draws headings, items with icon and count, and the bar of the open page."""

    def __init__(self, rail: Rail) -> None:
        super().__init__(rail)
        self._rail = rail

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Items of one height; the gap takes what is left of the view."""
        row: RailRow = index.data(ROW_ROLE)
        height = self._rail.gap if row.role is RailRole.GAP else self._rail.height_of(row)
        return QSize(1, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row: RailRow = index.data(ROW_ROLE)
        now = theme.current()
        painter.save()
        # the first group of a narrow menu has nothing above it to be parted from
        if row.role is RailRole.HEADING and not (self._rail.narrow and index.row() == 0):
            self._heading(painter, now, option.rect, row)
        elif row.role is RailRole.ITEM:
            self._item(painter, now, option.rect, index)
        painter.restore()

    def _heading(self, painter: QPainter, now: Theme, area: QRect, row: RailRow) -> None:
        if self._rail.narrow:
            line = QRect(area.left() + now.px(14), area.center().y(), area.width() - now.px(28), 1)
            painter.fillRect(line, now.colour("line-strong"))
            return
        painter.setFont(now.font("caption-strong"))
        painter.setPen(now.colour("text-3"))
        words = area.adjusted(now.px(2 * _PAD), now.px(14), 0, -now.px(4))
        painter.drawText(words, _LEFT, row.title)

    def _item(self, painter: QPainter, now: Theme, area: QRect, index: Index) -> None:
        row: RailRow = index.data(ROW_ROLE)
        is_open = bool(index.data(OPEN_ROLE))
        box = area.adjusted(now.px(_PAD), 1, -now.px(_PAD), -1)
        if is_open:
            painting.draw_box(painter, QRectF(box), now.colour("surface"), now.colour("line"), now.px(6))
            air = min(now.px(8), box.height() // 4)  # where items are low it is a bar still, and no dot
            bar = QRectF(box.left(), box.top() + air, now.px(3), box.height() - 2 * air)
            painting.draw_box(painter, bar, now.colour("accent"), now.colour("accent"), 1)
        elif self._rail.is_hovered(index):
            painting.draw_box(painter, QRectF(box), now.colour("sunken"), now.colour("sunken"), now.px(6))
        self._content(painter, now, box, row, index, is_open=is_open)
        if self._rail.hasFocus() and self._rail.currentIndex() == index:
            painting.draw_ring(painter, QRectF(box).adjusted(1, 1, -1, -1), now, now.px(6))

    def _content(
        self, painter: QPainter, now: Theme, box: QRect, row: RailRow, index: Index, *, is_open: bool
    ) -> None:
        count = index.data(COUNT_ROLE)
        size = self._icon_side(now, box)
        icon = QRect(box.left() + now.px(9), box.center().y() - size // 2 + 1, size, size)
        if self._rail.narrow:
            icon.moveCenter(box.center())
        painting.draw_icon(painter, icon, row.icon, "accent" if is_open else "text-2", size / now.scale)
        if self._rail.narrow:
            if isinstance(count, RailCount) and count.overdue:
                self._dot(painter, now, icon, area=box)
            return
        free = box.adjusted(now.px(9) + size + now.px(10), 0, -now.px(9), 0)
        if isinstance(count, RailCount) and count.number:
            free = self._count(painter, now, free, count)
        painter.setFont(now.font("body-strong" if is_open else "body-medium"))
        painter.setPen(now.colour("text" if is_open else "text-2"))
        title = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.drawText(
            free, _LEFT, painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, free.width())
        )

    def _icon_side(self, now: Theme, box: QRect) -> int:
        """The side of an icon in px; one of the narrow menu gives way with its item."""
        return min(now.px(_ICON), box.height() - 2) if self._rail.narrow else now.px(_ICON)

    @staticmethod
    def _count(painter: QPainter, now: Theme, free: QRect, count: RailCount) -> QRect:
        """How many are overdue, in red; else how many there are. The whole is in the spoken name."""
        text = str(count.overdue or count.number)
        font = now.font("caption-strong" if count.overdue else "caption-medium")
        width = QFontMetrics(font).horizontalAdvance(text)
        painter.setFont(font)
        if count.overdue:
            pill = QRect(0, 0, width + now.px(12), now.px(16))
            pill.moveCenter(free.center())
            pill.moveRight(free.right())
            colour = now.colour("over-bg")
            painting.draw_box(painter, QRectF(pill), colour, colour, now.px(8))
            painter.setPen(now.colour("over-fg"))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
            return free.adjusted(0, 0, -(pill.width() + now.px(6)), 0)
        painter.setPen(now.colour("text-3"))
        painter.drawText(free, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        return free.adjusted(0, 0, -(width + now.px(6)), 0)

    @staticmethod
    def _dot(painter: QPainter, now: Theme, icon: QRect, *, area: QRect) -> None:
        """At the icon's corner, whole: where items are low, lower than the corner."""
        side = now.px(8)
        top = max(icon.top() - side / 2, float(area.top()))
        dot = QRectF(icon.right() - side / 2, top, side, side)
        painting.draw_box(painter, dot, now.colour("over-solid"), now.colour("rail"), side / 2)


class Rail(QListView):
    """Emits `opened(page name)`, `helping()` for help, `narrowing()` to narrow or widen the menu."""

    opened = Signal(str)
    helping = Signal()
    narrowing = Signal()

    def __init__(self, items: tuple[RailItem, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.narrow = False
        self.gap, self._fits, self._measured = 0, 0, (0, 0)
        self._hovered: QModelIndex | None = None
        self.items = RailModel(items, self)
        self.setModel(self.items)
        self.setItemDelegate(RailDelegate(self))
        self.setAccessibleName("Menu")
        self.setProperty("noRing", True)
        self.setObjectName("rail")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.entered.connect(self._hover)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)
        self.retheme(theme.current())

    def show_open(self, name: str) -> None:
        """Mark a page as open and put the keyboard's place on it."""
        self.items.set_open(name)
        at = self.items.place(name)
        if at is not None:
            self.setCurrentIndex(self.items.index(at))

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only, or icons and words."""
        self.narrow = narrow
        self.items.set_narrow(narrow)
        self.retheme(theme.current())

    def height_of(self, row: RailRow) -> int:
        """The height of a heading or an item in px; items give way where not all of them would fit."""
        now = theme.current()
        if row.role is RailRole.HEADING:
            first = row == self.items.rows[0]  # nothing stands above it to be parted from
            return now.px(_RULE if self.narrow else _HEADING) if not (self.narrow and first) else 1
        return min(now.px(_SLIM_ITEM if self.narrow else _ITEM), max(self._fits, self._lowest()))

    def _lowest(self) -> int:
        now = theme.current()
        return max(_LOWEST, now.px(_LEAST_ICON) + _AIR) if self.narrow else now.px(_LOWEST)

    def is_hovered(self, index: Index) -> bool:
        """Whether the mouse is over that row."""
        return self._hovered is not None and self._hovered.row() == index.row()

    def retheme(self, now: Theme) -> None:
        """Width and heights at the present text size."""
        self.setFixedWidth(now.px(SLIM if self.narrow else WIDE))
        self._measure()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the last items at the foot."""
        super().resizeEvent(event)
        self._measure()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered any more."""
        self._hovered = None
        self.viewport().update()
        super().leaveEvent(event)

    def _measure(self) -> None:
        rows, least, room = self.items.rows, theme.current().px(8), self.viewport().height()
        headings = sum(self.height_of(row) for row in rows if row.role is RailRole.HEADING)
        items = sum(row.role is RailRole.ITEM for row in rows)
        self._fits = (room - headings - least) // items
        gap = max(least, room - headings - items * self.height_of(rows[-1]))
        if (gap, self._fits) != self._measured:
            self.gap, self._measured = gap, (gap, self._fits)
            self.scheduleDelayedItemsLayout()

    def _hover(self, index: QModelIndex) -> None:
        self._hovered = index
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        row: RailRow = index.data(ROW_ROLE)
        if row.role is not RailRole.ITEM:
            return
        if row.name == NARROW:
            self.narrowing.emit()
        elif row.name == HELP:
            self.helping.emit()
        else:
            self.opened.emit(row.name)


class RailPanel(QFrame):
    """The ground on which the menu stands, with its edge on the right."""

    def __init__(self, rail: Rail) -> None:
        super().__init__()
        lines = layout.column(self, space=0, margins=(0, 4, 1, 12))
        lines.addWidget(rail)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the ground and draw the edge."""
        now, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), now.colour("rail"))
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), now.colour("line"))
