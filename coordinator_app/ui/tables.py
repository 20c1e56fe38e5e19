"""Tables: plain cells, figures to the right, hidden figures spoken, sorting asked for by a signal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from coordinator_app.ui import theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
HIDDEN = "[c]"
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `figures` are set to the right in tabular figures; `sort` names the sort key, "" for none."""

    title: str
    figures: bool = False
    sort: str = ""
    width: int | None = None


class TableModel(QAbstractTableModel):
    """Rows of texts, already sorted by the query that made them; `keys` name the rows."""

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: list[tuple[str, ...]] = []
        self._keys: list[object] = []
        self.total_row = False
        self.sorted_by = ""
        self.newest_first = False

    def show_rows(
        self, rows: Sequence[Sequence[str]], keys: Sequence[object] = (), *, total: bool = False
    ) -> None:
        """Show other rows; with `total` the last one is the sum of the rest."""
        self.beginResetModel()
        self._rows = [tuple(row) for row in rows]
        self._keys = list(keys) or list(range(len(self._rows)))
        self.total_row = total
        self.endResetModel()

    def key(self, row: int) -> object:
        """The key of a row."""
        return self._keys[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's text, its side and what is spoken."""
        if not index.isValid():
            return None
        text = self._rows[index.row()][index.column()]
        column = self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.AccessibleTextRole:
                return "hidden to protect pupils" if text == HIDDEN else text
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(figures=column.figures)
            case Qt.ItemDataRole.FontRole:
                total = self.total_row and index.row() == len(self._rows) - 1
                return theme.current().font("body-strong" if total else "body")
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """A column's title, with how it is sorted for a screen reader."""
        if way != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.title
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(figures=column.figures)
            case Qt.ItemDataRole.FontRole:
                return theme.current().font("small-strong")
            case Qt.ItemDataRole.AccessibleTextRole:
                order = "newest or largest first" if self.newest_first else "oldest or smallest first"
                sorted_here = column.sort and column.sort == self.sorted_by
                return f"{column.title}, sorted, {order}" if sorted_here else column.title
        return None


class _Cells(QStyledItemDelegate):
    """Adds the stronger line above a total row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt's own cell, then the line."""
        super().paint(painter, option, index)
        rows = index.model()
        if isinstance(rows, TableModel) and rows.total_row and index.row() == rows.rowCount() - 1:
            painter.fillRect(
                option.rect.x(),
                option.rect.y() - 1,
                option.rect.width(),
                1,
                theme.current().colour("line-strong"),
            )


class Table(QTableView):
    """Emits `opened(key)` on Enter or double click, `sort_wanted(sort, newest_first)` from a header."""

    opened = Signal(object)
    sort_wanted = Signal(str, bool)

    def __init__(self, columns: Sequence[Column], name: str) -> None:
        super().__init__()
        self.rows = TableModel(columns, self)
        self.setModel(self.rows)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.doubleClicked.connect(self._open)
        self._header()
        self.retheme(theme.current())

    def retheme(self, now: Theme) -> None:
        """Row and header heights, widths and fonts."""
        self.horizontalHeader().setFont(now.font("small-strong"))
        self.horizontalHeader().setFixedHeight(now.px(36))
        self.verticalHeader().setDefaultSectionSize(now.px(33))
        for place, column in enumerate(self.rows.columns):
            if column.width is not None:
                self.setColumnWidth(place, now.px(column.width))

    def show_sorted(self, sort: str, *, newest_first: bool) -> None:
        """Show the arrow of the sort in force, and say it."""
        self.rows.sorted_by, self.rows.newest_first = sort, newest_first
        for place, column in enumerate(self.rows.columns):
            if column.sort == sort:
                order = Qt.SortOrder.DescendingOrder if newest_first else Qt.SortOrder.AscendingOrder
                self.horizontalHeader().setSortIndicatorShown(True)
                self.horizontalHeader().setSortIndicator(place, order)
                announce(
                    self,
                    str(
                        self.rows.headerData(
                            place, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
                        )
                    ),
                )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setStretchLastSection(all(column.width is not None for column in self.rows.columns))
        header.sectionClicked.connect(self._sort)
        for place, column in enumerate(self.rows.columns):
            way = (
                QHeaderView.ResizeMode.Stretch if column.width is None else QHeaderView.ResizeMode.Interactive
            )
            header.setSectionResizeMode(place, way)

    def _sort(self, place: int) -> None:
        sort = self.rows.columns[place].sort
        if sort:
            again = sort == self.rows.sorted_by
            self.sort_wanted.emit(sort, not self.rows.newest_first if again else False)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.key(index.row()))


def _side(*, figures: bool) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if figures else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter
