"""The summary of a programme on paper: for the family or the provider, to look at, print and save."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.errors import GateShut
from coordinator_app.core.page_images import PagesShown, PagesWanted
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.jobs.leaving_pdf import LeavingPdf, PdfKind
from coordinator_app.programmes.model import Programme
from coordinator_app.programmes.orders import Reader
from coordinator_app.programmes.page import summary_reading as reading
from coordinator_app.programmes.page.shut_notes import family_shut, provider_shut
from coordinator_app.programmes.page.summary_reading import Asked, SummaryRead
from coordinator_app.services import Services
from coordinator_app.ui import layout, paper
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceBoxes, TickBox
from coordinator_app.ui.dialogs import kinds
from coordinator_app.ui.handed_to import HandedTo
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.name_warning import NameWarning
from coordinator_app.ui.page_pictures import PagePictures
from coordinator_app.ui.page_preview import PagePreview
from coordinator_app.ui.print_warning import PrintWarning
from coordinator_app.ui.save_pdf import let_out

_NEEDS = (
    "The provider's copy leaves out the legal route, the cost, the plan for the return and anything guarded."
)


_PREVIEW = 300  # px of the design: with large text the whole is scrolled before the page is squeezed


class SummaryView(QWidget):
    """`show_summary` prints the family's; the choice above prints the provider's. `left` goes back.

    What may not be printed is not shown either: Print and Save stay shut, and a note says why and what opens them.
    """

    left = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._programme: Programme | None = None
        self._asked: Asked | None = None
        self._printed, self._round = Printed(b"", 0, 0, ""), 0
        self.reader = ChoiceBoxes([(one, one.label) for one in Reader])
        self.reader.setAccessibleName("Who it is for")
        self.large = TickBox("Large print")
        self.handed = HandedTo("Who will be handed this summary?")
        self.shut = layout.column(space=0)
        self.preview = PagePreview("Summary of the programme")
        self._pictures = PagePictures(services.jobs, self.preview.view, self._failed)
        self.print = button("Print", "primary", icon="printer")
        self.save = button("Save as PDF", icon="download")
        self.back = button("Back to the programme", icon="chevron-left")
        self.unprinted = PrintWarning()
        self.named = NameWarning(services, self.left.emit)
        self._leaving = False  # from the press until it is made: it is noted and printed once
        self._lay_out()
        for choice in (self.reader, self.large, self.handed):
            choice.edited.connect(self._make)
        self.back.clicked.connect(self.left)
        self.save.clicked.connect(lambda: self._once_asked("Save all the same", self._choose_file))
        self.print.clicked.connect(lambda: self._once_asked("Print all the same", self._draw_for_paper))

    def show_summary(self, programme: Programme) -> None:
        """Print the family's summary of this programme."""
        self.named.forget()
        self._programme = programme
        self.reader.set_value(Reader.FAMILY)
        self.large.set_value(False)
        self.handed.start()
        self._make()
        self.reader.target().setFocus()

    def show_again(self, programme: Programme) -> None:
        """Something of it has changed while it is looked at: the gate may have shut."""
        self._programme = programme
        self._make()

    def _lay_out(self) -> None:
        content = QWidget()
        lines = layout.column(content, space=12, margins=(28, 20, 28, 20))
        lines.addWidget(heading("Summary of the programme", 1, small=True))
        choice = layout.row(space=12)
        layout.add_all(choice, label("For", "body-strong"), self.reader)
        choice.addWidget(self.large, 0, Qt.AlignmentFlag.AlignVCenter)
        choice.addStretch(1)
        lines.addLayout(choice)
        lines.addWidget(label(_NEEDS, "small", "text-2", wrap=True))
        lines.addWidget(self.handed)
        lines.addLayout(self.shut)
        lines.addWidget(self.unprinted)
        lines.addWidget(self.named)
        acts = layout.row(space=12)
        layout.add_all(acts, self.print, self.save, self.back, None)
        lines.addLayout(acts)
        layout.size(self.preview, min_height=_PREVIEW)
        lines.addWidget(self.preview, 1)
        lines.addStretch(0)
        layout.column(self, space=0).addWidget(layout.scrolling(content, "Summary of the programme"))

    # printing: once to learn the wording's version, then with the reference under which it is noted

    def _make(self) -> None:
        self._round += 1
        self._leaving = False
        layout.clear(self.shut)
        self.unprinted.show_orders(())
        self.named.clear()
        self._enable(False)
        self.preview.show()
        self.preview.wait("The summary is being made.")
        programme, reader = self._programme, self.reader.value()
        if programme is None or not isinstance(reader, Reader):
            return
        asked = Asked(programme, reader, self.large.value(), self.handed.handed_to())
        self._asked, practice = asked, self._services.vault.practice
        self._services.jobs.read(
            lambda session: reading.read(session, asked, practice=practice),
            done=self._of_round(self._first),
            failed=self._of_round(self._failed),
        )

    def _of_round(
        self, then: Callable[[Any], None], otherwise: Callable[[Any], None] = lambda _given: None
    ) -> Callable[[Any], None]:
        """`then`; once another summary was asked for, `otherwise`."""
        begun = self._round

        def call(given: Any) -> None:
            (then if begun == self._round else otherwise)(given)

        return guarded(self, call)

    def _first(self, found: SummaryRead) -> None:
        offered = found.receivers
        meaning = offered.meaning(self.handed.handed_to()) if found.order else None
        self.handed.show_people(offered.notes(), offered.people, meaning)
        if found.order is None:
            self._failed(found.shut or GateShut(()))
            return
        self.unprinted.show_orders((found.order,))
        asked, order = self._asked, found.order
        if asked is not None:
            reads = partial(reading.names_of, asked=asked, order=order)
            self.named.look(reads, to=(asked.reader.value, asked.handed_to))
        self._child("print.form", found.order, self._of_round(self._show), self._of_round(self._failed))

    def _show(self, answer: Answered) -> None:
        self._printed = read_answer(Printed, answer)
        wanted = PagesWanted(self._printed.pdf, dpi=self.preview.view.fine_dpi())
        self._child("print.pages", wanted, self._of_round(self._drawn), self._of_round(self._failed))

    def _drawn(self, answer: Answered) -> None:
        pages = read_answer(PagesShown, answer)
        self._pictures.show([page.image for page in pages.pages])
        self._enable(True)

    def _with_reference(self, then: Callable[[Printed], None]) -> None:
        """Note what is looked at as printed, print just that with its reference, and hand it on."""
        asked, printed, practice = self._asked, self._printed, self._services.vault.practice
        if asked is None or self._leaving:
            return
        self._leaving = True

        def noted(reference: str) -> None:
            self._services.jobs.read(
                lambda session: reading.order_of(session, asked, practice=practice, reference=reference),
                done=guarded(self, ordered),
                failed=failed,
            )

        def ordered(order: PrintOrder) -> None:
            self._child("print.form", order, made)

        def made(answer: Answered) -> None:
            self._leaving = False
            then(read_answer(Printed, answer))

        failed = self._of_round(self._failed, otherwise=self._services.say.trouble)
        self._services.jobs.write(
            lambda session: reading.note(session, asked, printed), done=guarded(self, noted), failed=failed
        )

    def _once_asked(self, act: str, then: Callable[[], None]) -> None:
        go_on = guarded(self, then)
        self.named.ask(guarded(self, lambda: self.unprinted.ask(self._services.dialogs, act, go_on)))

    def _choose_file(self) -> None:
        ask = partial(
            self._services.dialogs.save_file,
            "Save the summary as PDF",
            "programme-summary.pdf",
            kinds("PDF", "pdf"),
            guarded(self, self.save_to),
        )
        self._services.confirm(
            guarded(self, ask), "A summary that names a child is about to leave the vault."
        )

    def save_to(self, path: Path) -> None:
        """Write the summary to a file that the user chose."""
        self._with_reference(partial(self._write, path))

    def _write(self, path: Path, summary: Printed) -> None:
        out = LeavingPdf(path, summary.pdf, PdfKind.PROGRAMME_SUMMARY, summary.pages)
        done = "The summary was saved as PDF"
        let_out(self._services, self, out, lambda: self._services.say.toast(done), self._failed)

    def _draw_for_paper(self) -> None:
        def draw(summary: Printed) -> None:
            self._child("print.pages", PagesWanted(summary.pdf, dpi=paper.DPI), self._to_printer)

        self._with_reference(draw)

    def _to_printer(self, answer: Answered) -> None:
        paper.print_pages(
            read_answer(PagesShown, answer),
            self._services.dialogs,
            lambda _none: self._services.say.toast("The summary was sent to the printer"),
            self._failed,
        )

    def _enable(self, on: bool) -> None:
        for one in (self.print, self.save):
            one.setEnabled(on)

    def _child(
        self,
        task: str,
        request: object,
        done: Callable[[Answered], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self._services.jobs.child(
            task, request, done=guarded(self, done), failed=guarded(self, failed or self._failed)
        )

    def _failed(self, error: Exception) -> None:
        self._leaving = False
        if isinstance(error, GateShut):
            self._say_shut(error)
        else:
            self.preview.wait("")
            self._services.say.trouble(error)

    def _say_shut(self, error: GateShut) -> None:
        """Nothing of it is on the screen, on paper or in a file; the note says what may still be told."""
        self._enable(False)
        self.preview.wait("")
        self.preview.hide()
        layout.clear(self.shut)
        provider = self.reader.value() is Reader.PROVIDER
        note = provider_shut(error.reasons, self._open_chronology) if provider else family_shut(error.reasons)
        self.shut.addWidget(note)
        announce(self, f"{note.lead} {note.text}")

    def _open_chronology(self) -> None:
        if self._programme is not None:
            self._services.go.to("pupil", pupil_id=self._programme.pupil_id, tab="chronology")
