"""The rows of a sheet as Qt asks for them: codes, their names for a screen reader, and the headers."""

from __future__ import annotations

from datetime import timedelta
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from coordinator_app.attendance.model import monday_of
from coordinator_app.attendance.sheet import Asks, Sheet
from coordinator_app.core.attendance import CODES, NO_MARK, WEEK_SESSIONS, session_words
from coordinator_app.core.dates import say, say_chip

Index = QModelIndex | QPersistentModelIndex
TOTAL = WEEK_SESSIONS
"""The last column: how much of the row was attended."""
_ROOT = QModelIndex()


class Roles(IntEnum):
    """What the delegate asks beside Qt's own roles."""

    ASKS = Qt.ItemDataRole.UserRole + 1
    COUNTS = Qt.ItemDataRole.UserRole + 2
    UNSAVED = Qt.ItemDataRole.UserRole + 3
    MORE = Qt.ItemDataRole.UserRole + 4
    PROPOSES = Qt.ItemDataRole.UserRole + 5


class GridModel(QAbstractTableModel):
    """Ten sessions and a total; the row's words stand in the header at the left.

    With `one_week` the columns bear the dates of that week; without, every row is another week.
    """

    def __init__(self, sheet: Sheet, *, one_week: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet, self._one_week = sheet, one_week
        self.begun: tuple[int, int, str] | None = None
        """A cell in which the first of two characters is typed."""

    def read_again(self) -> None:
        """Other rows stand in the sheet."""
        self.beginResetModel()
        self.endResetModel()

    def touched(self, row: int) -> None:
        """Something in a row has changed."""
        self.dataChanged.emit(self.index(row, 0), self.index(row, TOTAL))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)

    def all_touched(self) -> None:
        """What is kept and what is typed stands otherwise, in the same rows."""
        if self.sheet.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.sheet.rows) - 1, TOTAL))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.sheet.rows) - 1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Ten sessions and the total."""
        return 0 if parent.isValid() else WEEK_SESSIONS + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's code, what is said of it, and how it is drawn."""
        if not index.isValid():
            return None
        row, at = index.row(), index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return self._total(row, role) if at == TOTAL else self._cell(row, at, role)

    def _cell(self, row: int, at: int, role: int) -> object:
        sheet = self.sheet
        mark = sheet.mark(row, at)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, at, mark)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return sheet.spoken(row, at)
        if role == Roles.ASKS:
            return sheet.rows[row].cells[at].asks
        if role == Roles.COUNTS:
            return None if mark == NO_MARK else CODES[mark].counts
        if role == Roles.PROPOSES:
            cell = sheet.rows[row].cells[at]
            return cell.proposes if mark == NO_MARK or cell.doubts(mark) else ""
        return sheet.is_unsaved(row, at) if role == Roles.UNSAVED else None

    def _shown(self, row: int, at: int, mark: str) -> str:
        if self.begun is not None and self.begun[:2] == (row, at):
            return f"{self.begun[2]}\N{HORIZONTAL ELLIPSIS}"
        return "" if mark == NO_MARK else mark

    def _total(self, row: int, role: int) -> object:
        totals = self.sheet.totals(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{totals.attended} of {totals.possible}" if totals.possible else "\N{EN DASH}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{totals.attended} of {totals.possible} attended" if totals.possible else "No data"
        if role == Roles.ASKS:
            return Asks.OPEN
        return False if role == Roles.UNSAVED else None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Sessions above, weeks or pupils at the left."""
        if way == Qt.Orientation.Vertical:
            return self._row_words(section, role)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "Attended" if section == TOTAL else session_words(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return "Attended" if section == TOTAL else self._column_words(section)

    def _column_words(self, section: int) -> str:
        half = "pm" if section % 2 else "am"
        day = session_words(section)[:3]
        if self._one_week and self.sheet.rows:
            monday = monday_of(self.sheet.rows[0].monday)
            day = f"{day} {(monday + timedelta(days=section // 2)).day}"
        return f"{day}\n{half}"

    def _row_words(self, section: int, role: int) -> object:
        if not 0 <= section < len(self.sheet.rows):
            return None
        row = self.sheet.rows[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if self._one_week else say_chip(row.monday)
        if role == Roles.MORE:
            return row.second
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.title}. {row.second}" if row.second else row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = row.title if self._one_week else f"Week of {say(row.monday)}"
            return f"{title}, {self._total(section, role)}"
        return None
