"""The figures of access requests on the screen: a table for each school year, to export and to print; no names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QWidget

from coordinator_app.access_requests.page import figures_reading
from coordinator_app.access_requests.page.figures_reading import Year
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import Trouble
from coordinator_app.core.named_here import NOBODY
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.jobs.leaving_pdf import PdfKind
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.export_list import export_button
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.letter_page import Makes, Notes
from coordinator_app.ui.letter_to_one import LetterToOne, OneLetter
from coordinator_app.ui.name_warning import Reads
from coordinator_app.ui.page import Page
from coordinator_app.ui.tables import Column, Table

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_NUMBER = 200  # px of the design, for the column of figures
_ROW, _HEAD = 33, 40  # px of the design: what a line and the head of a table take


class FiguresPage(Page):
    """`open()`."""

    name: ClassVar[str] = "request_figures"
    title: ClassVar[str] = figures_reading.TITLE
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"access_request", "request_item", "redaction", "pack", "request_work"}
    )

    tables: Sequence[Table] = ()

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.export = export_button(services, self.title, figures_reading.table)
        self.print = button("Print", icon="printer", accessible="Print the figures")
        self.print.clicked.connect(lambda: self.desk.go.to("print_request_figures"))
        self._years = layout.column(space=20)
        content = QWidget()
        lines = layout.column(content, space=16, margins=(24, 20, 24, 24))
        head = layout.row(space=12)
        layout.add_all(head, heading(self.title, 1), None, self.print, self.export)
        lines.addLayout(head)
        lines.addWidget(label(figures_reading.NOTE, "body", "text-2", wrap=True))
        lines.addLayout(self._years)
        lines.addStretch(1)
        layout.size(content, max_width=1100)
        layout.column(self.content, space=0).addWidget(layout.scrolling(content, self.title))

    def open(self, **_more: Any) -> None:
        """Show them."""
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        came, failed = self.in_turn(self._show, self._failed)
        self.desk.jobs.read(figures_reading.read, done=came, failed=failed)

    def retheme(self, _theme: Any) -> None:
        """Another text size needs other heights."""
        for one in self.tables:
            _fit(one)

    def _show(self, years: tuple[Year, ...]) -> None:
        self.show_content()
        layout.clear(self._years)
        self.tables = ()
        for year in years:
            self._years.addWidget(heading(f"School year {year.name}"))
            self._add(year.figures, "Figures", year.name)
            if year.reasons:
                self._add(year.reasons, "Why something was held back", year.name)
        if not years:
            words = "Once a request to see information is logged, it is counted here, by school year."
            self._years.addWidget(EmptyState("chart-column", "There are no requests yet", words))

    def _add(self, figures: tuple[tuple[str, str], ...], what: str, year: str) -> None:
        table = Table((Column(what), Column("Number", figures=True, width=_NUMBER)), f"{what}, {year}")
        table.rows.show_rows(figures)
        card = Card(padding=1, space=0)
        card.body.addWidget(table)
        self.tables = (*self.tables, table)
        _fit(table)
        self._years.addWidget(card)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)


def _fit(table: Table) -> None:
    """All its lines, so that the page scrolls and not the table."""
    table.setFixedHeight(theme.current().px(_HEAD + _ROW * table.rows.rowCount()))


class PrintFiguresPage(LetterToOne):
    """`open()`: the figures on paper."""

    name: ClassVar[str] = "print_request_figures"
    title: ClassVar[str] = "Print the figures of access requests"
    file: ClassVar[str] = "figures-of-access-requests.pdf"
    pdf_kind: ClassVar[PdfKind] = PdfKind.REQUEST_FIGURES

    def open(self, **_more: Any) -> None:
        """Show the paper."""
        self.begin()

    def reads(self) -> Callable[[Session], OneLetter]:
        """It is for nobody in particular."""
        return lambda _session: OneLetter("No names")

    def makes(self, *, practice: bool, large: bool) -> Makes:
        """The paper."""
        return lambda session: figures_reading.order(session, practice=practice, large_print=large)

    def naming(self, order: PrintOrder) -> Reads:  # noqa: ARG002  (figures name nobody)
        """Nobody."""
        return lambda _session: NOBODY

    def keeps(self, order: PrintOrder, printed: Printed) -> Notes:  # noqa: ARG002  (figures name nobody)
        """Nothing is kept of it but the line in the audit."""
        return lambda _session: Saved(None, "")

    def _notes(self, order: PrintOrder) -> Any:
        """An address is no part of it."""
        return (note for note in super()._notes(order) if order.gaps)
