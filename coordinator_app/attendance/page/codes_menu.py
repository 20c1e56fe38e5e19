"""All codes of the register with their meanings: as a menu for the mouse, and as a table beside the grid."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from coordinator_app.core.attendance import AFTERNOON, CODES, MORNING, NO_MARK, Counts
from coordinator_app.ui.buttons import button
from coordinator_app.ui.layout import column, size
from coordinator_app.ui.tables import Column, Table

_SHOW, _HIDE = "Explain the codes", "Hide the codes"


def codes_menu(parent: QWidget, *, afternoon: bool, chosen: Callable[[str], object]) -> QMenu:
    """A menu by how the codes count; it deletes itself once it is closed."""
    menu = QMenu(parent)
    menu.setAccessibleName("Codes of the register")
    menu.aboutToHide.connect(menu.deleteLater)
    for counts in Counts:
        part = menu.addMenu(counts.value)
        for code in CODES.values():
            wrong_half = code.code == (MORNING if afternoon else AFTERNOON)
            if code.counts is counts and not wrong_half:
                # an ampersand would be taken for an Alt key; no code has one
                part.addAction(f"{code.code}   {code.words}", partial(chosen, code.code))
    menu.addSeparator()
    menu.addAction("Empty", partial(chosen, NO_MARK))
    return menu


class CodesFold(QWidget):
    """A button that shows and hides the table of the codes."""

    def __init__(self) -> None:
        super().__init__()
        self.button = button(_SHOW, "quiet", icon="chevron-right", small=True)
        columns = [Column("Code", width=70), Column("What it means"), Column("How it counts", width=230)]
        self.table = Table(columns, "Codes of the register")
        self.table.rows.show_rows([(one.code, one.words, one.counts.value) for one in CODES.values()])
        size(self.table, height=36 + 33 * 10)
        lines = column(self, space=8)
        lines.addWidget(self.button)
        lines.addWidget(self.table)
        self.table.hide()
        self.button.clicked.connect(self.turn)

    def turn(self) -> None:
        """Show or hide."""
        shown = self.table.isHidden()
        self.table.setVisible(shown)
        self.button.setText(_HIDE if shown else _SHOW)
        self.button.setAccessibleName(self.button.text())
        self.button.set_icon("chevron-down" if shown else "chevron-right")
