"""The results of the palette: headings and two-line rows with what was typed in bold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coordinator_app.hooks import PaletteEntry
from coordinator_app.ui import painting, theme
from coordinator_app.ui.palette_index import spans
from coordinator_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
HIT_ROLE = int(Qt.ItemDataRole.UserRole)
_ROOT = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the results: a heading (no `entry`) or an entry; `main` is its Ctrl+Enter twin among Actions."""

    heading: str = ""
    entry: PaletteEntry | None = None
    main: bool = False

    @property
    def title(self) -> str:
        """The first line."""
        if self.entry is None:
            return self.heading
        return self.entry.main_title if self.main else self.entry.title

    def spoken(self) -> str:
        """What a screen reader says of it."""
        detail = self.entry.detail if self.entry and not self.main else ""
        return f"{self.title}, {detail}" if detail else self.title


class HitModel(QAbstractListModel):
    """Hits in order, and what was typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []
        self.typed = ""

    def show_hits(self, hits: Sequence[Hit], typed: str) -> None:
        """Show exactly these."""
        self.beginResetModel()
        self.hits, self.typed = list(hits), typed
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """All lines, headings included."""
        return 0 if parent.isValid() else len(self.hits)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if index.isValid() and self.hits[index.row()].entry is not None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What the view asks of a line."""
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        return hit.spoken() if role == Qt.ItemDataRole.AccessibleTextRole else None


class HitDelegate(QStyledItemDelegate):
    """Draws headings and entries."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """50 for an entry, 26 for a heading."""
        hit: Hit = index.data(HIT_ROLE)
        return QSize(1, theme.current().px(50 if hit.entry else 26))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        hit: Hit = index.data(HIT_ROLE)
        now = theme.current()
        painter.save()
        if hit.entry is None:
            painter.setFont(now.font("caption-strong"))
            painter.setPen(now.colour("text-3"))
            painter.drawText(option.rect.adjusted(now.px(14), now.px(4), 0, 0), _LEFT, hit.heading)
        else:
            self._entry(painter, now, option, hit, hit.entry, index)
        painter.restore()

    def _entry(
        self,
        painter: QPainter,
        now: Theme,
        option: QStyleOptionViewItem,
        hit: Hit,
        entry: PaletteEntry,
        index: Index,
    ) -> None:
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, now.colour("accent-tint"))
            painter.fillRect(QRect(area.left(), area.top(), now.px(3), area.height()), now.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, now.colour("sunken"))
        size = now.px(18)
        mark = QRect(area.left() + now.px(14), area.center().y() - size // 2 + 1, size, size)
        painting.draw_icon(painter, mark, "plus" if hit.main else entry.icon, "text-2", 18)
        free = area.adjusted(now.px(44), 0, -now.px(14), 0)
        free = _key(painter, now, free, self._key_words(hit, entry, chosen=chosen))
        detail = "" if hit.main else entry.detail
        top = area.top() + (area.height() - now.px(38 if detail else 20)) // 2
        _bold_spans(painter, now, QRect(free.left(), top, free.width(), now.px(20)), hit.title, _typed(index))
        painter.setFont(now.font("small"))
        painter.setPen(now.colour("text-2"))
        second = QRect(free.left(), top + now.px(20), free.width(), now.px(18))
        elided = painter.fontMetrics().elidedText(detail, Qt.TextElideMode.ElideRight, second.width())
        painter.drawText(second, _LEFT, elided)

    @staticmethod
    def _key_words(hit: Hit, entry: PaletteEntry, *, chosen: bool) -> str:
        if hit.main:
            return "Ctrl Enter"
        return "Enter" if chosen else entry.keys.replace("+", " ")


def _typed(index: Index) -> str:
    model = index.model()
    return model.typed if isinstance(model, HitModel) else ""


def _key(painter: QPainter, now: Theme, free: QRect, words: str) -> QRect:
    if not words:
        return free
    font = now.font("caption-medium")
    cap = QRect(0, 0, QFontMetrics(font).horizontalAdvance(words) + now.px(12), now.px(20))
    cap.moveCenter(free.center())
    cap.moveRight(free.right())
    painting.draw_box(painter, QRectF(cap), now.colour("sunken"), now.colour("line"), now.px(4))
    painter.setFont(font)
    painter.setPen(now.colour("text-3"))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, words)
    return free.adjusted(0, 0, -(cap.width() + now.px(12)), 0)


def _bold_spans(painter: QPainter, now: Theme, area: QRect, title: str, typed: str) -> None:
    """The title with the typed parts in bold; elided as a whole when there is no room."""
    plain, strong = now.font("body-medium"), now.font("body-strong")
    painter.setPen(now.colour("text"))
    title = QFontMetrics(strong).elidedText(title, Qt.TextElideMode.ElideRight, area.width())
    left, at = area.left(), 0
    for start, length in [*spans(title, typed), (len(title), 0)]:
        for part, font in ((title[at:start], plain), (title[max(at, start) : start + length], strong)):
            painter.setFont(font)
            painter.drawText(QRect(left, area.top(), area.right() - left + 1, area.height()), _LEFT, part)
            left += QFontMetrics(font).horizontalAdvance(part)
        at = max(at, start + length)
