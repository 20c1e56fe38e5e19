"""The screens of attendance in a test, and the keys pressed in them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coordinator_app.attendance.page.grid import MarkGrid
from coordinator_app.core.attendance import WEEK_SESSIONS

CTRL = Qt.KeyboardModifier.ControlModifier


def go(grid: MarkGrid, row: int, at: int) -> None:
    """Put the cursor into a cell by keys: to the first cell, then down and to the right."""
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Home, CTRL)
    for _ in range(row):
        QTest.keyClick(grid, Qt.Key.Key_Down)
    for _ in range(at):
        QTest.keyClick(grid, Qt.Key.Key_Right)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (row, at)


def type_in(grid: MarkGrid, words: str) -> None:
    for letter in words:
        QTest.keyClicks(grid, letter)


def row_of(grid: MarkGrid, row: int) -> str:
    """A row as it is kept: codes parted by spaces."""
    return " ".join(grid.sheet.mark(row, at) for at in range(WEEK_SESSIONS))


def settle() -> None:
    QApplication.processEvents()
