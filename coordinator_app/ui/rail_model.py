"""The rows of the menu: headings, items with their counts, and the gap that pushes the last ones to the foot."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coordinator_app.hooks import RailCount, RailGroup, RailItem

Index = QModelIndex | QPersistentModelIndex
NARROW, HELP = "narrow-menu", "help-panel"
"""The two lines at the foot that open no page."""
_ROOT = QModelIndex()


class RailRole(Enum):
    """What a row is."""

    HEADING = auto()
    ITEM = auto()
    GAP = auto()


@dataclass(frozen=True, slots=True)
class RailRow:
    """One row: a heading, an item (`name` is its page) or the gap."""

    role: RailRole
    name: str = ""
    title: str = ""
    icon: str = ""


ROW_ROLE = int(Qt.ItemDataRole.UserRole)
COUNT_ROLE = ROW_ROLE + 1
OPEN_ROLE = ROW_ROLE + 2


def rows_of(items: tuple[RailItem, ...]) -> list[RailRow]:
    """Headings and items in the order of the groups; what is not built is absent."""
    rows: list[RailRow] = []
    for group in RailGroup:
        members = sorted((item for item in items if item.group == group), key=lambda item: item.order)
        if group is RailGroup.FOOT:
            rows.append(RailRow(RailRole.GAP))
        elif members:
            rows.append(RailRow(RailRole.HEADING, title=group.value))
        rows += [RailRow(RailRole.ITEM, item.page, item.title, item.icon) for item in members]
    rows.append(RailRow(RailRole.ITEM, HELP, "Help", "life-buoy"))
    return [*rows, RailRow(RailRole.ITEM, NARROW, "Narrow menu", "panel-left-close")]


def spoken(title: str, count: RailCount | None) -> str:
    """What a screen reader says of an item: "Today, 5 things, 1 overdue"."""
    if count is None or not count.number:
        return title
    things = f"{title}, {count.number} {'thing' if count.number == 1 else 'things'}"
    return f"{things}, {count.overdue} overdue" if count.overdue else things


class RailModel(QAbstractListModel):
    """Rows, their counts, and which page is open."""

    def __init__(self, items: tuple[RailItem, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = rows_of(items)
        self._counts: dict[str, RailCount | None] = {}
        self._open = ""
        self._narrow = False

    @property
    def names(self) -> list[str]:
        """The pages in the order of the menu, without the lines that open none."""
        return [
            row.name for row in self._rows if row.role is RailRole.ITEM and row.name not in {NARROW, HELP}
        ]

    @property
    def rows(self) -> list[RailRow]:
        """All rows in order."""
        return list(self._rows)

    def set_count(self, name: str, count: RailCount | None) -> None:
        """Show another count; None shows nothing."""
        if self._counts.get(name) != count:
            self._counts[name] = count
            self._changed(name)

    def set_open(self, name: str) -> None:
        """Mark the page that is open."""
        before, self._open = self._open, name
        for each in (before, name):
            self._changed(each)

    def set_narrow(self, narrow: bool) -> None:
        """Name the last item after what it will do."""
        self._narrow = narrow
        self._changed(NARROW)

    def place(self, name: str) -> int | None:
        """The row of a page, or None."""
        return next((at for at, row in enumerate(self._rows) if row.name == name and name), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """All rows, headings and gap included."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only items can be reached."""
        if index.isValid() and self._rows[index.row()].role is RailRole.ITEM:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What the view, the delegate or a screen reader asks of a row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        count = self._counts.get(row.name)
        title = self._title(row)
        answers: dict[int, object] = {
            int(Qt.ItemDataRole.DisplayRole): title,
            int(Qt.ItemDataRole.AccessibleTextRole): spoken(title, count),
            int(Qt.ItemDataRole.AccessibleDescriptionRole): "Open now"
            if row.name == self._open and row.name
            else "",
            int(Qt.ItemDataRole.ToolTipRole): spoken(title, count) if self._narrow and row.name else None,
            ROW_ROLE: self._shown(row),
            COUNT_ROLE: count,
            OPEN_ROLE: bool(row.name) and row.name == self._open,
        }
        return answers.get(role)

    def _title(self, row: RailRow) -> str:
        return "Widen menu" if row.name == NARROW and self._narrow else row.title

    def _shown(self, row: RailRow) -> RailRow:
        if row.name != NARROW or not self._narrow:
            return row
        return RailRow(RailRole.ITEM, NARROW, "Widen menu", "panel-left-open")

    def _changed(self, name: str) -> None:
        at = self.place(name)
        if at is not None:
            self.dataChanged.emit(self.index(at), self.index(at))
