"""A review that was held: what is in it, and its printed summary to look at, print and save."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.page_images import PagesShown, PagesWanted
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.jobs.leaving_pdf import LeavingPdf, PdfKind
from coordinator_app.reviews.closing import open_again
from coordinator_app.reviews.copies import give_copy
from coordinator_app.reviews.page import summary_reading as reading
from coordinator_app.reviews.page.copies_part import CopiesPart
from coordinator_app.reviews.page.open_again import OpenAgainBox
from coordinator_app.reviews.page.review_reading import ReviewShown
from coordinator_app.reviews.page.summary_reading import Asked, SummaryRead
from coordinator_app.reviews.parts import ReviewCopy
from coordinator_app.services import Services
from coordinator_app.ui import layout, paper
from coordinator_app.ui.announce import announce
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.choices import TickBox
from coordinator_app.ui.dialogs import kinds
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.handed_to import HandedTo
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.name_warning import NameWarning
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page_pictures import PagePictures
from coordinator_app.ui.page_preview import PagePreview
from coordinator_app.ui.print_warning import PrintWarning
from coordinator_app.ui.save_pdf import let_out


class SummaryPanel(QWidget):
    """`show_review` shows a finished review; the summary is printed in a child process and drawn at once.

    Emits `reopened` once the review is open again.
    """

    reopened = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._shown: ReviewShown | None = None
        self._asked: Asked | None = None
        self._printed, self._round = Printed(b"", 0, 0, ""), 0
        self.preview = PagePreview("Summary of the review")
        self._pictures = PagePictures(services.jobs, self.preview.view, self._failed)
        self.large = TickBox("Large print, 18 point")
        self.copies = CopiesPart(services)
        self.print = button("Print", "primary", icon="printer")
        self.save = button("Save as PDF", icon="download")
        self.pupil = button("Open the pupil's record")
        self.again = button("Open it again", "quiet")
        self.wrong = button("Said to be wrong", "quiet")
        self.done = button("Back to Today", "quiet")
        self.unprinted = PrintWarning()
        self.named = NameWarning(services, self._ask_again)
        self.handed = HandedTo("Who will be handed this summary?")
        self.shut = layout.column(space=0)
        self._head = layout.column(space=8)
        holder = QWidget()
        lines = layout.column(holder, space=12, margins=(24, 20, 24, 20))
        layout.column(self, space=0).addWidget(layout.scrolling(holder, "Summary of the review"))
        lines.addLayout(self._head)
        lines.addWidget(self.handed)
        lines.addLayout(self.shut)
        lines.addWidget(self.unprinted)
        lines.addWidget(self.named)
        acts = layout.row(space=12)
        layout.add_all(acts, self.print, self.save, self.large, None)
        then = layout.row(space=12)
        layout.add_all(then, self.pupil, self.again, self.wrong, self.done, None)
        lines.addLayout(acts)
        layout.size(self.preview, min_height=360)
        lines.addWidget(self.preview, 1)
        lines.addWidget(self.copies)
        lines.addLayout(then)
        self._wire()

    def show_review(self, shown: ReviewShown) -> None:
        """Say what happened, and print the summary."""
        if self._shown is None or self._shown.review.id != shown.review.id:
            self.named.forget()
        self._shown = shown
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
        self.copies.show_review(shown)
        self._make()

    def show_beside(self, shown: ReviewShown) -> None:
        """Who got a copy has changed: the summary itself has not."""
        self._shown = shown
        self.copies.show_review(shown)

    def show_again(self) -> None:
        """Something of it has changed while it is looked at: who may be handed it, or what it says."""
        self._make()

    def _wire(self) -> None:
        self.handed.edited.connect(self._make)
        self.large.edited.connect(self._make)
        self.copies.wanted.connect(self._note_copy)
        self.again.clicked.connect(self._ask_again)
        self.save.clicked.connect(lambda: self._once_asked("Save all the same", self._choose_file))
        self.print.clicked.connect(lambda: self._once_asked("Print all the same", self._draw_for_paper))
        self.done.clicked.connect(lambda: self._services.go.to("today"))
        self.pupil.clicked.connect(self._open_pupil)
        self.wrong.clicked.connect(self._said_wrong)

    def _note_copy(self, copy: ReviewCopy) -> None:
        def still_shown() -> bool:
            return self._shown is not None and self._shown.review.id == copy.review_id

        def kept(saved: Saved[ReviewCopy]) -> None:
            self._services.say.toast(f"Noted: {copy.name} got the summary", saved.change_id)
            if still_shown():  # what is being chosen for another review stays
                self.copies.noted()

        def refused(error: Exception) -> None:
            if not still_shown():
                self._services.say.trouble(error)
            elif isinstance(error, InvalidInput | GateShut):
                self.copies.refused(error)
            else:
                self.copies.note.setEnabled(True)
                self._services.say.trouble(error)

        self._services.jobs.write(
            lambda session: give_copy(session, copy), done=guarded(self, kept), failed=guarded(self, refused)
        )

    def reopens(self) -> Openers:
        """The box over a finished review that is opened again."""
        return {"open_review_again": self._once_more}

    def _once_more(self, left: Left) -> bool:
        if self._shown is None or self._shown.review.id != left.record_id:
            return False
        self._ask_again()
        return True

    def _ask_again(self) -> None:
        shown = self._shown
        if shown is None:
            return
        box, review_id = OpenAgainBox(shown), shown.review.id

        def save(done: Any, failed: Any) -> object:
            why = box.why()
            return self._services.jobs.write(
                lambda session: open_again(session, review_id, why), done=done, failed=failed
            )

        def opened(saved: Any) -> None:
            self._services.say.toast("The review is open again", saved.change_id)
            self.reopened.emit()

        box.saves(save)
        box.saved.connect(guarded(self, opened))
        show_kept(self._services, box, DraftOf("open_review_again", review_id))

    def _open_pupil(self) -> None:
        if self._shown is not None:
            self._services.go.to("pupil", pupil_id=self._shown.pupil.id, tab="reviews")

    def _said_wrong(self) -> None:
        if self._shown is not None:
            review, pupil = self._shown.review, self._shown.pupil
            self._services.go.to("corrections", pupil_id=pupil.id, item_kind="review", item_id=review.id)

    # printing: once to learn the wording's version, then with the reference under which it is noted

    def _make(self) -> None:
        self._round += 1
        layout.clear(self.shut)
        self.unprinted.show_orders(())
        self.named.clear()
        self._enable(False)
        self.preview.show()
        self.preview.wait("The summary is being made.")
        if self._shown is None:
            return
        asked = Asked(self._shown.review, self.handed.handed_to(), self.large.value())
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
            self.named.look(reads, to=(asked.handed_to,))
        self._child("print.form", found.order, self._of_round(self._show))

    def _show(self, answer: Answered) -> None:
        self._printed = read_answer(Printed, answer)
        wanted = PagesWanted(self._printed.pdf, dpi=self.preview.view.fine_dpi())
        self._child("print.pages", wanted, self._of_round(self._drawn))

    def _drawn(self, answer: Answered) -> None:
        pages = read_answer(PagesShown, answer)
        self._pictures.show([page.image for page in pages.pages])
        self._enable(True)

    def _enable(self, on: bool) -> None:
        for one in (self.print, self.save):
            one.setEnabled(on)

    def _with_reference(self, then: Callable[[Printed], None]) -> None:
        """Note what is looked at as printed, print just that with its reference, and hand it on."""
        asked, printed, practice = self._asked, self._printed, self._services.vault.practice
        if asked is None:
            return

        def noted(reference: str) -> None:
            self._services.jobs.read(
                lambda session: reading.order_of(session, asked, practice=practice, reference=reference),
                done=guarded(self, ordered),
                failed=failed,
            )

        def ordered(order: PrintOrder) -> None:
            self._child("print.form", order, lambda answer: then(read_answer(Printed, answer)))

        failed = self._of_round(self._failed, otherwise=self._services.say.trouble)
        self._services.jobs.write(
            lambda session: reading.note(session, asked, printed), done=guarded(self, noted), failed=failed
        )

    def _once_asked(self, act: str, then: Callable[[], None]) -> None:
        go_on = guarded(self, then)
        self.named.ask(guarded(self, lambda: self.unprinted.ask(self._services.dialogs, act, go_on)))

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
        self._with_reference(partial(self._write, path))

    def _write(self, path: Path, summary: Printed) -> None:
        out = LeavingPdf(path, summary.pdf, PdfKind.REVIEW_SUMMARY, summary.pages)
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

    def _child(self, task: str, request: object, done: Callable[[Answered], None]) -> None:
        self._services.jobs.child(task, request, done=guarded(self, done), failed=guarded(self, self._failed))

    def _failed(self, error: Exception) -> None:
        self.preview.view.wait_for("")
        if isinstance(error, GateShut):
            self._say_shut(error)
        else:
            self._services.say.trouble(error)

    def _say_shut(self, error: GateShut) -> None:
        """Nothing of it is on the screen, on paper or in a file."""
        self._enable(False)
        self.preview.hide()
        layout.clear(self.shut)
        note = Note("over", "This summary cannot be printed as it is.", "\n".join(error.reasons), icon="lock")
        self.shut.addWidget(note)
        announce(self, f"{note.lead} {note.text}")


def _next_words(shown: ReviewShown) -> str:
    following = shown.following
    told = "What was shared bears the date of the review."
    if not shown.heard:
        told = "Nobody of the family was there: what was ticked counts as told once they got the summary."
    if following is None or following.due_on is None:
        return told
    return f"{told} The next one is due {say(following.due_on)}."
