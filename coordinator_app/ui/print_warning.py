"""Says before a page leaves the vault which of its characters cannot be printed, and asks once (decision 27)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from coordinator_app.core.print_order import PrintOrder
from coordinator_app.core.unprinted import Unprinted, explained, lead, unprinted
from coordinator_app.ui import layout
from coordinator_app.ui.dialogs import Dialogs
from coordinator_app.ui.notes import Note


class PrintWarning(QWidget):
    """A note beside Print and Save; hidden while everything can be printed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[Unprinted, ...] = ()
        self.note: Note | None = None
        self._lines = layout.column(self, space=0)
        self.hide()

    def show_orders(self, orders: Iterable[PrintOrder]) -> None:
        """Judge the pages that are about to be printed; none of them clears the note."""
        found = unprinted(orders)
        if found == self.found:
            return
        self.found, self.note = found, None
        layout.clear(self._lines)
        if found:
            self.note = Note("soon", lead(found), explained(found), icon="printer")
            self._lines.addWidget(self.note)
        self.setVisible(bool(found))

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """A line for a question that is asked anyway; none if all can be printed."""
        return (("printer", f"{lead(self.found)} {explained(self.found)}"),) if self.found else ()

    def ask(self, dialogs: Dialogs, act: str, then: Callable[[], None]) -> None:
        """Go on at once where all can be printed, else after one question; `act` is the verb, "Print all the same"."""
        if not self.found:
            then()
            return
        dialogs.ask(lead(self.found).rstrip("."), explained(self.found), act, then)
