"""The look of the grid of marks: its rows, its columns, its size, and where the cursor goes."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QScrollArea, QTableView, QWidget

from coordinator_app.attendance.actions import WeekKey
from coordinator_app.attendance.page.grid_cells import GridCells
from coordinator_app.attendance.page.grid_headers import DayHeader, RowHeader
from coordinator_app.attendance.page.grid_model import TOTAL, GridModel
from coordinator_app.attendance.sheet import Asks, Row, Sheet
from coordinator_app.core.attendance import NO_MARK, WEEK_SESSIONS
from coordinator_app.ui import theme
from coordinator_app.ui.theme import Theme

_LEAST, _MOST, _HIGH, _HEAD, _TOTAL_WIDE = 40, 80, 34, 44, 84  # px of the design


_QT_MOST = 16_000_000


class GridView(QTableView):
    """Shows a Sheet. With `fits` it is as high as its rows, and what scrolls is the page round it."""

    def __init__(self, name: str, *, one_week: bool, fits: bool) -> None:
        super().__init__()
        self.sheet = Sheet()
        self.rows = GridModel(self.sheet, one_week=one_week, parent=self)
        self._fits, self._names_wide = fits, 200 if one_week else 150
        self.setHorizontalHeader(DayHeader(self))
        self.setVerticalHeader(RowHeader(self))
        self.setModel(self.rows)
        self.setItemDelegate(GridCells(self))
        self.setAccessibleName(name)
        self.setAccessibleDescription("Type a code. Slash marks the day as present. F1 explains the codes.")
        self._dress()
        self.retheme(theme.current())

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        across, down = self.horizontalHeader(), self.verticalHeader()
        for header in (across, down):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        if self._fits:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def retheme(self, now: Theme) -> None:
        """Fonts and sizes."""
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setMinimumSectionSize(now.px(_LEAST))
        across.setFixedHeight(now.px(_HEAD))
        down.setFixedWidth(now.px(self._names_wide))
        down.setMinimumSectionSize(now.px(_HIGH))
        down.setDefaultSectionSize(now.px(_HIGH))
        self.setColumnWidth(TOTAL, now.px(_TOTAL_WIDE))
        self._fit()

    # what stands in it

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show what is kept now. Cursor, what is typed and a half typed code stay."""
        at, key = self.currentIndex().column(), self.current_key()
        same = [row.key for row in self.sheet.rows] == [row.key for row in rows]
        self.sheet.offer(rows)
        if same:
            self.rows.all_touched()
            return
        self.rows.read_again()
        self._fit()
        place = self.sheet.row_of(key) if key is not None else None
        if place is not None:
            self._go(place, at)
        elif self.sheet.rows:
            self._go(*self._first())

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another sheet with what is typed in it."""
        self.sheet = self.rows.sheet = sheet
        self.rows.read_again()
        self._fit()

    def refresh_typed(self) -> None:
        """What is typed was changed by others than the keys: kept, or put back."""
        self.rows.all_touched()

    def current_key(self) -> WeekKey | None:
        """The row in which the cursor stands."""
        row = self.currentIndex().row()
        return self.sheet.rows[row].key if 0 <= row < len(self.sheet.rows) else None

    def go_to(self, key: WeekKey) -> None:
        """Put the cursor into a row: where something is typed and not kept, else into its first session."""
        place = self.sheet.row_of(key)
        if place is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            unsaved = (at for at in range(WEEK_SESSIONS) if self.sheet.is_unsaved(place, at))
            self._go(place, next(unsaved, 0))

    def _first(self) -> tuple[int, int]:
        """The first session that is asked for and has no mark, else the first of all."""
        for place, row in enumerate(self.sheet.rows):
            for at, cell in enumerate(row.cells):
                if cell.asks is Asks.ASKED and self.sheet.mark(place, at) == NO_MARK:
                    return place, at
        return 0, 0

    # where the cursor goes

    def _row(self) -> int:
        return self.currentIndex().row()

    def _at(self) -> int:
        return self.currentIndex().column()

    def _go(self, row: int, at: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        index = self.rows.index(row, at)
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        self._into_sight()

    def _into_sight(self) -> None:
        """Where the page round the grid scrolls, it follows the cursor."""
        if not self.hasFocus():
            return
        cell, now = self.visualRect(self.currentIndex()), theme.current()
        around: QWidget | None = self.parentWidget()
        while around is not None:
            inside = around.widget() if isinstance(around, QScrollArea) else None
            if isinstance(around, QScrollArea) and inside is not None:
                middle = self.viewport().mapTo(inside, cell.center())
                around.ensureVisible(middle.x(), middle.y(), cell.width(), now.px(2 * _HIGH))
            around = around.parentWidget()

    def _step(self, down: int, across: int) -> None:
        row, at = self._row() + down, self._at() + across
        if 0 <= row < len(self.sheet.rows) and 0 <= at <= TOTAL:
            self._go(row, at)

    def _forward(self) -> None:
        """To the next session that is asked for, in this row or the next; past the last it stays."""
        row, at = self._row(), self._at()
        for place in range(row, len(self.sheet.rows)):
            cells = self.sheet.rows[place].cells
            for there in range(at + 1 if place == row else 0, WEEK_SESSIONS):
                if cells[there].asks is Asks.ASKED:
                    self._go(place, there)
                    return
        if at + 1 < WEEK_SESSIONS:
            self._go(row, at + 1)

    # size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A bar for what is too wide takes room below."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(super().sizeHint().width(), min(self.maximumHeight(), _QT_MOST))

    def _fit(self) -> None:
        """Sessions share the width, within bounds; the grid is as high as its rows, or at most so."""
        now = theme.current()
        room = self.width() - now.px(self._names_wide + _TOTAL_WIDE) - 2
        wide = min(max(room // WEEK_SESSIONS, now.px(_LEAST)), now.px(_MOST))
        for column in range(WEEK_SESSIONS):
            if self.columnWidth(column) != wide:
                self.setColumnWidth(column, wide)
        bar = self.horizontalScrollBar().sizeHint().height() if wide * WEEK_SESSIONS > room else 0
        height = now.px(_HEAD) + now.px(_HIGH) * len(self.sheet.rows) + bar + 2
        if self.maximumHeight() != height or (self._fits and self.minimumHeight() != height):
            self.setMinimumHeight(height if self._fits else min(height, now.px(_HEAD + 6 * _HIGH)))
            self.setMaximumHeight(height)
            self.updateGeometry()
