"""A letter of a request: written from the record, looked at, saved or printed, kept, and recorded as sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from coordinator_app.access_requests.actions import letter_names, letters
from coordinator_app.access_requests.letter_kinds import LetterWords
from coordinator_app.access_requests.letter_text import text_of_letter, with_text
from coordinator_app.access_requests.model import LetterKind, RequestLetter
from coordinator_app.access_requests.page import questions
from coordinator_app.access_requests.page.blocks import buttons_row, head_row
from coordinator_app.access_requests.page.letter_words import ask_text
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.page.stage import Stage
from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.page_images import PagesShown, PagesWanted
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.jobs.leaving_pdf import LeavingPdf, PdfKind
from coordinator_app.ui import layout, paper
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import Button, button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.dialogs import kinds
from coordinator_app.ui.labels import label
from coordinator_app.ui.name_warning import NameWarning
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page_pictures import PagePictures
from coordinator_app.ui.page_preview import PagePreview
from coordinator_app.ui.print_warning import PrintWarning
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.save_pdf import let_out

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

T = TypeVar("T")

_SCREEN_DPI = 96
_FILE_NAMES = {
    LetterKind.ACKNOWLEDGEMENT: "acknowledgement",
    LetterKind.CONSULT_SCHOOL: "letter-to-school",
    # the name of a file is read by whoever looks at the folder: it does not tell that advice was asked
    LetterKind.SAFEGUARDING_ADVICE: "letter",
    LetterKind.HEALTH_OPINION: "letter",
}


class LetterPanel(QWidget):
    """`consults`: this letter asks the school, so that recording it as sent records the consultation too.

    `bare` leaves heading, help and the letters written to the screen round it, which calls `write` with what was typed.
    """

    def __init__(
        self,
        stage: Stage,
        kind: LetterKind,
        help_text: str,
        *,
        consults: bool = False,
        bare: bool = False,
    ) -> None:
        super().__init__()
        self._stage, self._kind, self._consults, self._bare = stage, kind, consults, bare
        self.words, self.text = LetterWords(), ""
        self._case: CaseFacts | None = None
        self._order: PrintOrder | None = None
        self._printed: Printed | None = None
        self._kept: RequestLetter | None = None
        self._pdf, self._pages = b"", 0
        self._prepares_again, self._round = False, 0
        self.prepare = button("Prepare the letter", icon="file-text")
        self.prepare.clicked.connect(self._prepare)
        self._rows = CardList()
        self._gaps = layout.column(space=0)
        self.unprinted = PrintWarning()
        self.named = NameWarning(stage.services, self._change_words)
        self.preview = PagePreview(f"{kind.label}, preview")
        self._pictures = PagePictures(stage.services.jobs, self.preview.view, stage.failed)
        layout.size(self.preview, height=460)
        self.save = button("Save as PDF", icon="download")
        self.print = button("Print", icon="printer")
        self.sent = button("Record as sent", "primary", icon="send")
        self.change = button("Change the words", icon="pen-line")
        self.change.clicked.connect(self._change_words)
        self._acts = buttons_row(self.sent, self.print, self.save, self.change)
        self._lay_out(help_text)
        self.save.clicked.connect(lambda: self._once_asked("Save all the same", self._choose_file))
        self.print.clicked.connect(lambda: self._once_asked("Print all the same", self._draw_for_paper))
        self.sent.clicked.connect(lambda: self._once_shown(self._to_be_sent))

    def write(self, words: LetterWords, text: str = "") -> None:
        """Make the letter of what was typed; `text` is the whole letter as it was changed by hand."""
        self.words, self.text = words, text
        self._prepare()

    def show_case(self, case: CaseFacts) -> None:
        """Show the letters of this kind that were written; a preview stays while it is looked at."""
        self._case = case
        self._rows.clear()
        written = case.letters_of(self._kind)
        for one in written:
            self._rows.add(self._row(one, closed=case.is_closed))
        self._rows.setVisible(bool(written) and not self._bare)
        self.prepare.setVisible(not case.is_closed and not self._bare)
        self.prepare.setText("Prepare it again" if written else "Prepare the letter")
        if self._kept is not None:
            self._kept = next((one for one in written if one.id == self._kept.id), self._kept)
        self._show_sending()
        if case.is_closed:
            self._acts.hide()

    def _lay_out(self, help_text: str) -> None:
        lines = layout.column(self, space=8)
        if not self._bare:
            lines.addWidget(head_row(self._kind.label, self.prepare))
            lines.addWidget(label(help_text, "small", "text-2", wrap=True))
            lines.addWidget(self._rows)
        lines.addLayout(self._gaps)
        layout.add_all(lines, self.unprinted, self.named, self._acts, self.preview)
        for one in (self._acts, self.preview, self._rows):
            one.hide()

    def _row(self, letter: RequestLetter, *, closed: bool) -> TwoLineRow:
        made: list[Button] = []
        written = f"Written {say(letter.written_on)}" if letter.written_on else self._kind.label
        if letter.sent_on is None and not closed:
            send = button("Record as sent", small=True, accessible=f"Record as sent: {written}")
            send.clicked.connect(partial(self._ask_sent, letter))
            made.append(send)
        look = button("Look", small=True, accessible=f"Look at the letter: {written}")
        look.clicked.connect(partial(self.look, letter))
        sent = letter.sent_on
        chip = (
            StatusChip("safe", "send", f"Sent {say(sent)}")
            if sent
            else StatusChip("soon", None, "Not sent yet")
        )
        return TwoLineRow(written, letter.reference, icon="mail", chip=chip, buttons=(*made, look))

    # writing it

    def _prepare(self) -> None:
        case = self._case
        if case is None:
            return
        practice, words, text = self._stage.services.vault.practice, self.words, self.text

        def order(session: Session) -> PrintOrder:
            made = letters.letter_order(session, case.request, self._kind, practice=practice, words=words)
            return with_text(made, text) if text else made

        self._stage.read(order, self._ordered)

    def _change_words(self) -> None:
        case, order = self._case, self._order
        if case is None or order is None:
            return
        ask_text(self._stage.services, case.request.id, self._kind, text_of_letter(order), self._changed)

    def reopens(self) -> Openers:
        """The words of the letter that were being changed; the letter is prepared first."""
        return {f"{self._kind.value}-text": self.words_again}

    def words_again(self, left: Left) -> bool:
        """Open the words to be changed again once the letter is prepared; whether they are open."""
        case = self._case
        if case is None or case.request.id != left.record_id:
            return False
        if self._order is None and not self._prepares_again:
            self._prepares_again = True
            self._prepare()
        if self._order is None:
            return False
        self._prepares_again = False
        self._change_words()
        return True

    def _changed(self, text: str) -> None:
        self.text = text
        self._prepare()

    def _other_page(self, order: PrintOrder | None, kept: RequestLetter | None) -> None:
        """Another letter comes: until it is drawn nothing can leave, for what is shown still is the one before."""
        self._order, self._kept = order, kept
        self._printed, self._pdf, self._pages = None, b"", 0
        self._round += 1

    def _ordered(self, order: PrintOrder) -> None:
        self._other_page(order, None)
        self.unprinted.show_orders((order,))
        self._look_for_names(order)
        layout.clear(self._gaps)
        if order.gaps:
            lacking = "; ".join(order.gaps.values())
            rest = f"It prints between brackets: {lacking}. Fill it in under Settings, then prepare it again."
            self._gaps.addWidget(Note("soon", "This letter lacks something.", rest))
        self._child("print.form", order, self._has_come)

    def _look_for_names(self, order: PrintOrder) -> None:
        case, kind, words = self._case, self._kind, self.words
        if case is not None:
            request = case.request
            self.named.look(
                lambda session: letter_names.named(session, request, kind, order, words),
                to=order.head.recipient_lines,
            )

    def _has_come(self, answer: Answered) -> None:
        self._printed = read_answer(Printed, answer)
        self._show(self._printed.pdf)

    def look(self, letter: RequestLetter) -> None:
        """Show a letter that was written before."""
        self._other_page(None, letter)
        self.unprinted.show_orders(())  # it was said when this page was prepared, and so was whom it names
        self.named.clear()
        self._stage.read(lambda session: session.blob(letter.content_id), self._of_round(self._show))

    def _show(self, pdf: bytes) -> None:
        self._child("print.pages", PagesWanted(pdf, dpi=_SCREEN_DPI), partial(self._drawn, pdf))

    def _drawn(self, pdf: bytes, answer: Answered) -> None:
        pages = read_answer(PagesShown, answer)
        self._pdf, self._pages = pdf, len(pages.pages)
        self._pictures.show([page.image for page in pages.pages])
        self.preview.show()
        self._acts.show()
        self._show_sending()

    def _show_sending(self) -> None:
        """A letter goes out once: what was sent, or belongs to a closed request, is only looked at."""
        closed = self._case is not None and self._case.is_closed
        self.sent.setVisible(not closed and (self._kept is None or self._kept.sent_on is None))
        self.change.setVisible(not closed and self._kept is None and self._order is not None)

    def _child(self, task: str, request: object, done: Callable[[Answered], None]) -> None:
        stage = self._stage
        came = guarded(self, self._of_round(done))
        stage.services.jobs.child(task, request, done=came, failed=guarded(self, stage.failed))

    def _of_round(self, done: Callable[[T], None]) -> Callable[[T], None]:
        """What is done with an answer, unless another letter has come since it was asked for."""
        asked_in = self._round
        return lambda answer: done(answer) if asked_in == self._round else None

    # keeping and giving it out

    def _keep(self, then: Callable[[RequestLetter], None]) -> None:
        """Keep the very page that is shown before it leaves the vault; once is enough."""
        if self._kept is not None:
            then(self._kept)
            return
        case, order, printed, words = self._case, self._order, self._printed, self.words
        if case is None or order is None or printed is None:
            return

        def kept(saved: Saved[RequestLetter]) -> None:
            self._kept = saved.record
            self._show_sending()
            then(saved.record)

        self._stage.write(
            lambda session: letters.keep_letter(session, case.request, self._kind, order, printed, words),
            self._of_round(kept),
        )

    def _ask_sent(self, letter: RequestLetter) -> None:
        if self._case is not None:
            questions.ask_sent(self._stage.services, self._case, letter, consults=self._consults)

    def _once_asked(self, act: str, then: Callable[[], None]) -> None:
        dialogs = self._stage.services.dialogs
        self._once_shown(lambda: self.unprinted.ask(dialogs, act, self._once_named(then)))

    def _once_shown(self, then: Callable[[], None]) -> None:
        """Only what is shown leaves: while a changed letter is made, the page before it is still there."""
        if self._pdf:
            then()
        else:
            self._stage.services.say.hint("The letter is being made. Try again in a moment.")

    def _once_named(self, then: Callable[[], None]) -> Callable[[], None]:
        shown = self._of_round(lambda _none: then())
        return guarded(self, lambda: self.named.ask(guarded(self, lambda: shown(None))))

    def _to_be_sent(self) -> None:
        self._once_named(lambda: self._keep(self._ask_sent))()

    def _choose_file(self) -> None:
        number = self._case.number if self._case else 0
        name = f"request-{number}-{_FILE_NAMES.get(self._kind, self._kind.value)}.pdf"
        services = self._stage.services
        services.confirm(
            guarded(
                self,
                lambda: services.dialogs.save_file(
                    "Save the letter as PDF", name, kinds("PDF", "pdf"), self._save_to
                ),
            ),
            "A letter that names a child is about to leave the vault.",
        )

    def _save_to(self, path: Path) -> None:
        self._keep(lambda _letter: self._write_file(path))

    def _write_file(self, path: Path) -> None:
        services, done = self._stage.services, "The letter was saved as PDF."
        out = LeavingPdf(path, self._pdf, PdfKind.REQUEST_LETTER, self._pages)
        let_out(services, self, out, lambda: services.say.toast(done), self._stage.failed)

    def _draw_for_paper(self) -> None:
        self._keep(
            lambda _letter: self._child("print.pages", PagesWanted(self._pdf, dpi=paper.DPI), self._print)
        )

    def _print(self, answer: Answered) -> None:
        services = self._stage.services
        paper.print_pages(
            read_answer(PagesShown, answer),
            services.dialogs,
            lambda _none: services.say.toast("The letter was sent to the printer."),
            self._stage.failed,
        )
