"""The rows of a two-line list: what each says, fetched page by page by key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from coordinator_app.ui.chips import Set

Index = QModelIndex | QPersistentModelIndex
Load = Callable[[object, int], None]
PAGE = 100  # architecture.md 4: keyset pages of 100
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `chip_text` and `word` are the state; `action` labels a small button; `menu` is (name, words).

    `picture` takes the place of the tile's icon. `ticked` other than None gives the row a box: a click on it, and
    Space, come out as `peeked`. `marks` are stretches of the second line, as (start, end), that stand out in it.
    """

    key: object
    title: str
    subtitle: str = ""
    icon: str = ""
    kind: Set = "neutral"
    chip_text: str = ""
    chip_kind: Set = "neutral"
    chip_icon: str = ""
    action: str = ""
    word: str = ""
    word_kind: Set = "neutral"
    subtitle_icon: str = ""
    subtitle_kind: Set | None = None
    menu: tuple[tuple[str, str], ...] = ()
    picture: QImage | None = None
    ticked: bool | None = None
    marks: tuple[tuple[int, int], ...] = ()

    def spoken(self) -> str:
        """Title, second line and state, as a screen reader says them."""
        tick = "" if self.ticked is None else "ticked" if self.ticked else "not ticked"
        return ", ".join(
            part for part in (self.title, self.subtitle, self.chip_text, self.word, tick) if part
        )


class Roles(IntEnum):
    """What views and tests may ask of a row beside Qt's own roles (design.md 4.4)."""

    ROW = int(Qt.ItemDataRole.UserRole)
    TITLE = ROW + 1
    SUBTITLE = ROW + 2
    ICON = ROW + 3
    KIND = ROW + 4
    CHIP_TEXT = ROW + 5
    ACTION = ROW + 6
    KEY = ROW + 7


class RowModel(QAbstractListModel):
    """Rows in the order the query gave; asks `load(after_key, limit)` for more when the view nears the end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._load: Load | None = None
        self._next: object = None
        self._asked = False

    def start(self, load: Load) -> None:
        """Forget the rows and ask for the first page; the answer comes by `add_rows`."""
        self.show_rows([])
        self._load = load
        self._asked = True
        load(None, PAGE)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show exactly these rows."""
        self.beginResetModel()
        self._rows, self._load, self._next, self._asked = list(rows), None, None, False
        self.endResetModel()

    def add_rows(self, rows: Sequence[Row], next_key: object) -> None:
        """Add a page; `next_key` is what the next one starts after, None when this was the last."""
        self._next, self._asked = next_key, False
        if rows:
            self.beginInsertRows(_ROOT, len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def canFetchMore(self, parent: Index) -> bool:
        """Whether another page is known of and not yet asked for."""
        return not parent.isValid() and self._load is not None and self._next is not None and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page."""
        if self.canFetchMore(parent) and self._load is not None:
            self._asked = True
            self._load(self._next, PAGE)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows are here so far."""
        return 0 if parent.isValid() else len(self._rows)

    def row(self, place: int) -> Row:
        """The row at a place."""
        return self._rows[place]

    def rows(self) -> list[Row]:
        """The rows here so far."""
        return list(self._rows)

    def place(self, key: object) -> int | None:
        """Where the row of a key stands, or None."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a view, a delegate or a screen reader asks of a row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        answer = _ANSWERS.get(role)
        return answer(row) if answer else None


_ANSWERS: dict[int, Callable[[Row], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda row: row.title,
    Qt.ItemDataRole.AccessibleTextRole: Row.spoken,
    Qt.ItemDataRole.AccessibleDescriptionRole: lambda row: f"Press Enter to {(row.action or 'open').lower()}",
    Roles.ROW: lambda row: row,
    Roles.TITLE: lambda row: row.title,
    Roles.SUBTITLE: lambda row: row.subtitle,
    Roles.ICON: lambda row: row.icon,
    Roles.KIND: lambda row: row.kind,
    Roles.CHIP_TEXT: lambda row: row.chip_text,
    Roles.ACTION: lambda row: row.action,
    Roles.KEY: lambda row: row.key,
}
