"""The two-line list: thousands of rows, one tab stop, Enter for the row's action (design.md 4.4)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QToolTip, QWidget

from coordinator_app.ui.cards import Card
from coordinator_app.ui.list_delegate import TwoLineDelegate
from coordinator_app.ui.list_model import Index, Load, Row, RowModel
from coordinator_app.ui.theme import Theme

__all__ = ["Load", "Row", "RowModel", "TwoLineList"]


class TwoLineList(QListView):
    """`opened(key)`: Enter, double click, the painted button, or a click with `click_opens`.

    `current_changed(key)` follows the arrows; `peeked(key)` is Space; `menu_chosen(key, name)` comes from the
    Menu key or a right click. After `show_rows` or `start` the row that was current is current again by its key.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    peeked = Signal(object)
    menu_chosen = Signal(object, str)

    def __init__(self, name: str, *, compact: bool = False, click_opens: bool = True) -> None:
        super().__init__()
        self._rows = RowModel(self)
        self._delegate = TwoLineDelegate(self, compact=compact)
        self._click_opens = click_opens
        self._wanted: object = None
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setProperty("noRing", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self._rows.rowsInserted.connect(self._choose_again)

    def start(self, load: Load) -> None:
        """Fetch anew: `load(after_key, limit)` posts its rows back by `add_rows`."""
        self._want_again()
        self._rows.start(load)

    def add_rows(self, rows: Sequence[Row], next_key: object) -> None:
        """A page of rows has come; `next_key` None ends the list."""
        self._rows.add_rows(rows, next_key)
        self._fold()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show exactly these rows."""
        self._want_again()
        self._rows.show_rows(rows)
        self._fold()
        self._choose_again()

    def rows(self) -> list[Row]:
        """The rows fetched so far."""
        return self._rows.rows()

    def current_key(self) -> object:
        """The key of the current row, or None."""
        index = self.currentIndex()
        return self._rows.row(index.row()).key if index.isValid() else None

    def choose(self, key: object) -> bool:
        """Make a row current by its key; False if it is not here (it is chosen when it comes)."""
        place = self._rows.place(key)
        self._wanted = key if place is None else None
        if place is not None:
            self.setCurrentIndex(self._rows.index(place))
        return place is not None

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) row."""
        place = self.currentIndex().row() + by
        if 0 <= place < self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(place))

    def wrap_chips(self, wrap: bool) -> None:
        """Put chips below the text, for narrow windows and large text; a long second line then takes two."""
        self._delegate.wrap_chips = wrap
        self._fold()
        self.doItemsLayout()

    def retheme(self, _theme: Theme) -> None:
        """Measure the rows again."""
        self._fold()
        self.doItemsLayout()

    def showEvent(self, event: QShowEvent) -> None:
        """A list that was filled before it was seen begins where its current row is, not at its head."""
        super().showEvent(event)
        if not event.spontaneous() and self.currentIndex().isValid():
            QTimer.singleShot(0, self, lambda: self.scrollTo(self.currentIndex()))  # once it has its size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room for the second lines."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """The longest second line decides for all: rows are equally high."""
        longest = max(self._rows.rows(), key=lambda row: len(row.subtitle), default=None)
        folds = (
            self._delegate.wrap_chips
            and longest is not None
            and self._delegate.is_cut(longest, self.viewport().width())
        )
        if folds != self._delegate.folds:
            self._delegate.folds = folds
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the row's action, Space peeks."""
        key = self.current_key()
        if key is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(key)
        elif key is not None and event.key() == Qt.Key.Key_Space:
            self.peeked.emit(key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a row or on its painted button."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and self._on_box(index, place):
            self.peeked.emit(self._rows.row(index.row()).key)
        elif (
            index.isValid()
            and event.button() == Qt.MouseButton.LeftButton
            and (self._click_opens or self._on_button(index, place))
        ):
            self.opened.emit(self._rows.row(index.row()).key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens where a single one does not."""
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        on_box = index.isValid() and self._on_box(index, event.position().toPoint())
        if index.isValid() and not self._click_opens and not on_box:
            self.opened.emit(self._rows.row(index.row()).key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of everything the row can do, at the mouse or at the row."""
        index = self.currentIndex()
        if not index.isValid():
            return
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.visualRect(index).center() if by_key else event.pos()
        self.menu(index.row()).popup(self.viewport().mapToGlobal(place))

    def menu(self, place: int) -> QMenu:
        """The row's menu: its own action first, then the others."""
        row = self._rows.row(place)
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.addAction(row.action or "Open").triggered.connect(lambda: self.opened.emit(row.key))
        for name, words in row.menu:
            made.addAction(words).triggered.connect(
                lambda _on=False, name=name: self.menu_chosen.emit(row.key, name)
            )
        return made

    def viewportEvent(self, event: QEvent) -> bool:
        """A tooltip with the whole of both lines."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            if index.isValid():
                row = self._rows.row(index.row())
                QToolTip.showText(event.globalPos(), _plain(f"{row.title}\n{row.subtitle}".strip()), self)
                return True
        return super().viewportEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is in hand."""
        super().currentChanged(current, previous)
        if current.isValid():
            self._wanted = None  # whatever was to be chosen when it comes: the user is here by now
            self.current_changed.emit(self._rows.row(current.row()).key)

    def _on_button(self, index: QModelIndex, place: QPoint) -> bool:
        return self._delegate.button_area(self.visualRect(index), self._rows.row(index.row())).contains(place)

    def _on_box(self, index: QModelIndex, place: QPoint) -> bool:
        return self._delegate.box_area(self.visualRect(index), self._rows.row(index.row())).contains(place)

    def _want_again(self) -> None:
        """The row in hand; asked for again before its rows came, the one that was in hand then."""
        key = self.current_key()
        self._wanted = self._wanted if key is None else key

    def _choose_again(self) -> None:
        if self._wanted is not None:
            self.choose(self._wanted)


def _plain(text: str) -> str:
    """A tooltip is read as markup when it looks like it; this keeps it plain."""
    return (
        f"<qt>{text.replace('&', '&amp;').replace('<', '&lt;').replace(chr(10), '<br>')}</qt>"
        if "<" in text
        else text
    )


def list_card(view: TwoLineList) -> QWidget:
    """A card round a list, with the 1 px margin that keeps the card's edge visible."""
    card = Card(padding=1, space=0)
    card.body.addWidget(view, 1)
    return card
