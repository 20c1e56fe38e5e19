"""Draws the rows of a two-line list: tile, two lines, chip or word, and a small button."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coordinator_app.ui import painting, theme
from coordinator_app.ui.chips import ICONS
from coordinator_app.ui.list_model import Roles, Row
from coordinator_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Marks = tuple[tuple[int, int], ...]
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class TwoLineDelegate(QStyledItemDelegate):
    """`compact` rows are 50 high with a round tile, as in the list of the workbench."""

    def __init__(self, parent: QWidget, *, compact: bool = False, wrap_chips: bool = False) -> None:
        super().__init__(parent)
        self._compact = compact
        self.wrap_chips = wrap_chips
        self.folds = False
        """Whether rows leave room for a second line that takes two; only where chips stand below."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is equally high, so that no row has to be measured."""
        height = (56 if self._compact else 58) + (28 if self.wrap_chips else 0) + (18 if self.folds else 0)
        return QSize(theme.current().px(200), theme.current().px(height))

    def is_cut(self, row: Row, width: int) -> bool:
        """Whether the second line of a row is longer than the room in a list `width` px wide."""
        now = theme.current()
        margins, tile = (24, 36) if self._compact else (32, 44)
        button = self.button_area(QRect(0, 0, width, now.px(58)), row).width()
        tile = (tile if row.icon or row.picture else 0) + (30 if row.ticked is not None else 0)
        room = width - now.px(margins + tile) - (button + now.px(12) if button else 0)
        return self._overflows(now, row, room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(Roles.ROW)
        if not isinstance(row, Row):
            return
        now = theme.current()
        area: QRect = option.rect
        painter.save()
        painter.setClipRect(area)
        self._ground(painter, now, option)
        free = area.adjusted(now.px(12 if self._compact else 16), 0, -now.px(12 if self._compact else 16), 0)
        free = self._box(painter, now, row, free)
        free = self._tile(painter, now, row, free)
        free = self._button(painter, now, row, free)
        if self.folds and not self._overflows(now, row, free.width()):
            free.setTop(free.top() + now.px(9))  # what needs no second line stands in the middle
        free = self._state(painter, now, row, free)
        self._lines(painter, now, row, free)
        self._ring(painter, now, option)
        painter.restore()

    def button_area(self, area: QRect, row: Row) -> QRect:
        """Where the row's small button is drawn."""
        now = theme.current()
        if not row.action:
            return QRect()
        width = QFontMetrics(now.font("small-medium")).horizontalAdvance(row.action) + now.px(22)
        made = QRect(0, 0, width, now.px(28))
        made.moveCenter(area.center())
        made.moveRight(area.right() - now.px(16))
        return made

    def box_area(self, area: QRect, row: Row) -> QRect:
        """Where the row's box to tick is drawn, with what round it belongs to it for the mouse."""
        now = theme.current()
        return QRect() if row.ticked is None else QRect(area.left(), area.top(), now.px(44), area.height())

    def _box(self, painter: QPainter, now: Theme, row: Row, free: QRect) -> QRect:
        if row.ticked is None:
            return free
        side = now.px(18)
        box = QRect(free.left(), free.top() + (now.px(58) - side) // 2, side, side)
        ground, edge = ("accent", "accent") if row.ticked else ("surface", "line-strong")
        painting.draw_box(painter, QRectF(box), now.colour(ground), now.colour(edge), now.px(4))
        if row.ticked:
            painting.draw_icon(painter, box.adjusted(now.px(2), now.px(2), 0, 0), "check", "on-accent", 14)
        return free.adjusted(side + now.px(12), 0, 0, 0)

    def _picture(self, painter: QPainter, now: Theme, row: Row, free: QRect) -> QRect:
        assert row.picture is not None
        room = QRect(free.left(), free.top() + now.px(7), now.px(32), now.px(44))
        size = row.picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRect(room.topLeft(), size)
        area.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, row.picture)
        painter.setPen(now.colour("line-strong"))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        return free.adjusted(room.width() + now.px(12), 0, 0, 0)

    def _ground(self, painter: QPainter, now: Theme, option: QStyleOptionViewItem) -> None:
        area: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, now.colour("accent-tint"))
            painter.fillRect(QRect(area.left(), area.top(), now.px(3), area.height()), now.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, now.colour("sunken"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), now.colour("line"))

    def _tile(self, painter: QPainter, now: Theme, row: Row, free: QRect) -> QRect:
        if row.picture is not None:
            return self._picture(painter, now, row, free)
        if not row.icon:
            return free
        side = now.px(26 if self._compact else 32)
        tile = QRect(free.left(), 0, side, side)
        tile.moveTop(free.top() + (now.px(58) - side) // 2)
        painting.draw_tile(painter, tile, now, row.kind, row.icon, round_=self._compact)
        return free.adjusted(side + now.px(10 if self._compact else 12), 0, 0, 0)

    def _button(self, painter: QPainter, now: Theme, row: Row, free: QRect) -> QRect:
        if not row.action:
            return free
        area = self.button_area(free.adjusted(0, 0, now.px(16), 0), row)
        painting.draw_box(painter, QRectF(area), now.colour("surface"), now.colour("line-strong"), now.px(6))
        painter.setFont(now.font("small-medium"))
        painter.setPen(now.colour("text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, row.action)
        return free.adjusted(0, 0, -(area.width() + now.px(12)), 0)

    def _state(self, painter: QPainter, now: Theme, row: Row, free: QRect) -> QRect:
        if row.chip_text:
            size = painting.chip_size(now, row.chip_text)
            area = QRect(
                free.right() - size.width(),
                free.center().y() - size.height() // 2,
                size.width(),
                size.height(),
            )
            if self.wrap_chips:
                below = 72 if self._takes_two(now, row, free.width()) else 54
                area.moveTopLeft(free.topLeft() + QPoint(0, now.px(below)))
            icon = row.chip_icon or ICONS[row.chip_kind]
            painting.draw_chip(painter, area, now, row.chip_kind, icon, row.chip_text)
            return free if self.wrap_chips else free.adjusted(0, 0, -(size.width() + now.px(12)), 0)
        if row.word:
            painter.setFont(now.font("caption-medium"))
            painter.setPen(now.colour(f"{row.word_kind}-fg"))
            painter.drawText(free, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.word)
            width = painter.fontMetrics().horizontalAdvance(row.word)
            return free.adjusted(0, 0, -(width + now.px(8)), 0)
        return free

    def _lines(self, painter: QPainter, now: Theme, row: Row, free: QRect) -> None:
        top = free.top() + (now.px(58) - now.px(38)) // 2 - 1
        title = QRect(free.left(), top, free.width(), now.px(20))
        if not row.subtitle:
            title.moveTop(free.top() + (now.px(58) - now.px(20)) // 2)
        self._text(painter, now, title, "body-strong", "text", row.title)
        second = QRect(free.left(), top + now.px(20), free.width(), now.px(18))
        token = f"{row.subtitle_kind}-fg" if row.subtitle_kind else "text-2"
        if row.subtitle_icon:
            painting.draw_icon(painter, second.adjusted(0, now.px(2), 0, 0), row.subtitle_icon, token, 14)
            second.setLeft(second.left() + now.px(18))
        if self._takes_two(now, row, free.width()):
            second.setHeight(now.px(36))
            self._two_lines(painter, now, second, token, row)
        else:
            self._second(painter, now, second, token, (row.subtitle, row.marks))

    def _takes_two(self, now: Theme, row: Row, room: int) -> bool:
        return self.folds and self._overflows(now, row, room)

    @staticmethod
    def _overflows(now: Theme, row: Row, room: int) -> bool:
        icon = now.px(18) if row.subtitle_icon else 0
        return QFontMetrics(now.font("small")).horizontalAdvance(row.subtitle) + icon > room

    def _two_lines(self, painter: QPainter, now: Theme, area: QRect, token: str, row: Row) -> None:
        """Break between words; what is longer than two lines ends in an ellipsis."""
        metrics, words = QFontMetrics(now.font("small")), row.subtitle.split()
        count = len(words)
        while count > 1 and metrics.horizontalAdvance(" ".join(words[:count])) > area.width():
            count -= 1
        first = QRect(area.left(), area.top(), area.width(), area.height() // 2)
        begun = " ".join(words[:count])
        rest = tuple((start - len(begun) - 1, end - len(begun) - 1) for start, end in row.marks)
        self._second(painter, now, first, token, (begun, row.marks))
        below = first.translated(0, first.height())
        self._second(painter, now, below, token, (" ".join(words[count:]), rest))

    def _second(
        self, painter: QPainter, now: Theme, area: QRect, token: str, said: tuple[str, Marks]
    ) -> None:
        """A line of the second text; what is marked stands out by weight and ground."""
        text, marks = said
        if not marks:
            self._text(painter, now, area, "small", token, text)
            return
        plain, strong, left = now.font("small"), now.font("small-strong"), area.left()
        for part, marked in _parts(text, marks):
            painter.setFont(strong if marked else plain)
            metrics, room = painter.fontMetrics(), area.right() - left
            shown = metrics.elidedText(part, Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(shown)
            if marked:
                painter.fillRect(QRect(left, area.top(), width, area.height()), now.colour("soon-bg"))
            painter.setPen(now.colour("soon-fg" if marked else token))
            painter.drawText(QRect(left, area.top(), room, area.height()), _LEFT, shown)
            left += width
            if shown != part:
                return

    @staticmethod
    def _text(painter: QPainter, now: Theme, area: QRect, role: str, token: str, text: str) -> None:
        painter.setFont(now.font(role))
        painter.setPen(now.colour(token))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _LEFT, shown)

    def _ring(self, painter: QPainter, now: Theme, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.draw_ring(painter, QRectF(option.rect).adjusted(2, 2, -2, -3), now, now.px(6))


def _parts(text: str, marks: Marks) -> Iterator[tuple[str, bool]]:
    """The stretches of a text, each with whether it is marked."""
    at = 0
    for first, last in marks:
        start, end = max(at, min(first, len(text))), min(last, len(text))
        if end > start:
            yield text[at:start], False
            yield text[start:end], True
            at = end
    yield text[at:], False
