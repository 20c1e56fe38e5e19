"""A review that was held: what is in it, and its printed summary to look at, print and save."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.dates import say
from coordinator_app.core.page_images import PagesShown, PagesWanted
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.jobs.leaving_pdf import LeavingPdf, PdfKind
from coordinator_app.reviews.closing import summary_reference
from coordinator_app.reviews.orders import summary_order
from coordinator_app.reviews.page.review_reading import ReviewShown
from coordinator_app.services import Services
from coordinator_app.ui import layout, paper
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialogs import kinds
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page_preview import PagePreview
from coordinator_app.ui.print_warning import PrintWarning
from coordinator_app.ui.save_pdf import let_out

if TYPE_CHECKING:
    from coordinator_app.reviews.model import Review
    from coordinator_app.store.session import Session


class SummaryPanel(QWidget):
    """`show_review` shows a finished review; the summary is printed in a child process and drawn at once."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._shown: ReviewShown | None = None
        self._pdf, self._pages = b"", 0
        self._printed: Printed | None = None
        self.preview = PagePreview("Summary of the review")
        self.print = button("Print", "primary", icon="printer")
        self.save = button("Save as PDF", icon="download")
        self.pupil = button("Open the pupil's record")
        self.done = button("Back to Today", "quiet")
        self.unprinted = PrintWarning()
        self._head = layout.column(space=8)
        lines = layout.column(self, space=12, margins=(24, 20, 24, 20))
        lines.addLayout(self._head)
        lines.addWidget(self.unprinted)
        acts = layout.row(space=12)
        layout.add_all(acts, self.print, self.save, self.pupil, self.done, None)
        lines.addLayout(acts)
        lines.addWidget(self.preview, 1)
        self._wire()

    def show_review(self, shown: ReviewShown) -> None:
        """Say what happened, and print the summary."""
        self._shown, self._printed, self._pdf = shown, None, b""
        self.unprinted.show_orders(())
        layout.clear(self._head)
        review = shown.review
        held = f"Held {say(review.held_on)}" if review.held_on else "Held"
        self._head.addWidget(heading(f"{held}, review {review.review_number}"))
        self._head.addWidget(Note("safe", "The review is finished.", _next_words(shown)))
        self._head.addWidget(
            label(
                "Restricted entries are never on the printout. Hand it over by name.",
                "small",
                "text-2",
                wrap=True,
            )
        )
        for one in (self.print, self.save):
            one.setEnabled(False)
        self.preview.wait("The summary is being made.")
        self._order("", self._first)

    def _wire(self) -> None:
        self.save.clicked.connect(lambda: self._once_asked("Save all the same", self._choose_file))
        self.print.clicked.connect(lambda: self._once_asked("Print all the same", self._draw_for_paper))
        self.done.clicked.connect(lambda: self._services.go.to("today"))
        self.pupil.clicked.connect(self._open_pupil)

    def _open_pupil(self) -> None:
        if self._shown is not None:
            self._services.go.to("pupil", pupil_id=self._shown.pupil.id, tab="reviews")

    # printing: once to learn the wording's version, then with the reference under which it is noted

    def _order(self, reference: str, then: Callable[[PrintOrder], None]) -> None:
        shown, practice = self._shown, self._services.vault.practice
        if shown is None:
            return
        self._services.jobs.read(
            lambda session: summary_order(session, shown.review, practice=practice, reference=reference),
            done=guarded(self, then),
            failed=guarded(self, self._failed),
        )

    def _first(self, order: PrintOrder) -> None:
        self.unprinted.show_orders((order,))
        self._child("print.form", order, self._show)

    def _show(self, answer: Answered) -> None:
        printed = read_answer(Printed, answer)
        self._pdf, self._printed = printed.pdf, printed
        self._child("print.pages", PagesWanted(printed.pdf, dpi=self.preview.view.fine_dpi()), self._drawn)

    def _drawn(self, answer: Answered) -> None:
        pages = read_answer(PagesShown, answer)
        self.preview.view.set_pages([page.image for page in pages.pages])
        for one in (self.print, self.save):
            one.setEnabled(True)

    def _with_reference(self, then: Callable[[], None]) -> None:
        """Note the summary as printed and print it with its reference, then go on with the finished page."""
        shown, printed = self._shown, self._printed
        if shown is None or printed is None:
            return

        def ordered(order: PrintOrder) -> None:
            self._child("print.form", order, made)

        def made(answer: Answered) -> None:
            summary = read_answer(Printed, answer)
            self._pdf, self._pages = summary.pdf, summary.pages
            then()

        self._services.jobs.write(
            lambda session: _note(session, shown.review, printed),
            done=guarded(self, lambda reference: self._order(reference, ordered)),
            failed=guarded(self, self._failed),
        )

    def _once_asked(self, act: str, then: Callable[[], None]) -> None:
        self.unprinted.ask(self._services.dialogs, act, guarded(self, then))

    def _choose_file(self) -> None:
        number = self._shown.review.review_number if self._shown else 0
        title, name = "Save the summary as PDF", f"review-{number}-summary.pdf"
        ask = partial(
            self._services.dialogs.save_file, title, name, kinds("PDF", "pdf"), guarded(self, self.save_to)
        )
        self._services.confirm(
            guarded(self, ask), "A summary that names a child is about to leave the vault."
        )

    def save_to(self, path: Path) -> None:
        """Write the summary to a file that the user chose."""
        self._with_reference(lambda: self._write(path))

    def _write(self, path: Path) -> None:
        out = LeavingPdf(path, self._pdf, PdfKind.REVIEW_SUMMARY, self._pages)
        done = "The summary was saved as PDF"
        let_out(self._services, self, out, lambda: self._services.say.toast(done), self._failed)

    def _draw_for_paper(self) -> None:
        self._with_reference(
            lambda: self._child("print.pages", PagesWanted(self._pdf, dpi=paper.DPI), self._to_printer)
        )

    def _to_printer(self, answer: Answered) -> None:
        paper.print_pages(
            read_answer(PagesShown, answer),
            self._services.dialogs,
            lambda _none: self._services.say.toast("The summary was sent to the printer"),
            self._failed,
        )

    def _child(self, task: str, request: object, done: Callable[[Answered], None]) -> None:
        self._services.jobs.child(task, request, done=guarded(self, done), failed=guarded(self, self._failed))

    def _failed(self, error: Exception) -> None:
        self.preview.view.wait_for("")
        self._services.say.trouble(error)


def _note(session: Session, review: Review, printed: Printed) -> str:
    return summary_reference(session, review, printed.version, printed.digest)


def _next_words(shown: ReviewShown) -> str:
    following = shown.following
    if following is None or following.due_on is None:
        return "What was shared bears the date of the review."
    return f"What was shared bears the date of the review. The next one is due {say(following.due_on)}."
