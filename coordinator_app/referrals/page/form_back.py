"""The letter that goes back to the school with an incomplete form: looked at, printed or saved, and noted as sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.errors import Trouble
from coordinator_app.core.page_images import PagesShown, PagesWanted
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.jobs.leaving_pdf import LeavingPdf, PdfKind
from coordinator_app.referrals.actions import referrals_of
from coordinator_app.referrals.deciding import send_back
from coordinator_app.referrals.model import Referral
from coordinator_app.referrals.orders import form_back_order
from coordinator_app.referrals.page.boxes import SentBox, ask
from coordinator_app.services import Services
from coordinator_app.ui import layout, paper
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import separator
from coordinator_app.ui.dialogs import kinds
from coordinator_app.ui.focus_header import FocusHeader
from coordinator_app.ui.labels import label
from coordinator_app.ui.page import Page
from coordinator_app.ui.page_pictures import PagePictures
from coordinator_app.ui.page_preview import PagePreview
from coordinator_app.ui.print_warning import PrintWarning
from coordinator_app.ui.save_pdf import let_out

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_WORDS = (
    "Send it with the form and the privacy statement, by a secure way only. Then note here that it went out: "
    "Today asks you to ring the school if nothing comes back within two weeks."
)


class NothingToSend(Trouble):
    """The pupil has no referral to send back."""

    code = "form-back-nothing"
    next_step = "Go back and record the referral form first."


@dataclass(frozen=True, slots=True)
class _Letter:
    referral: Referral
    order: PrintOrder


class FormBackPage(Page):
    """A focus screen with the letter on it; the letter is drawn in a child process."""

    name: ClassVar[str] = "form_back"
    title: ClassVar[str] = "Send the form back"
    kinds: ClassVar[frozenset[str]] = frozenset({"referral"})
    focus_screen: ClassVar[bool] = True

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.pupil_id, self._round = "", 0
        self._referral: Referral | None = None
        self._pdf, self._pages = b"", 0
        self._drawing = False
        self.header = FocusHeader("Send the form back to the school", back=True)
        self.preview = PagePreview("Letter to the school")
        self._pictures = PagePictures(services.jobs, self.preview.view, services.say.trouble)
        self.print = button("Print", "primary", icon="printer")
        self.save = button("Save as PDF", icon="download")
        self.enclosed = button("Print the form and the statement", icon="file-text")
        self.sent = button("It was sent", icon="send")
        self.unprinted = PrintWarning()
        self._lay_out()
        self._wire()

    def open(self, pupil_id: str = "", **_more: Any) -> None:
        """The letter about the pupil's newest referral."""
        self.pupil_id = pupil_id
        self.refresh()

    def where(self) -> dict[str, Any] | None:
        """The same pupil's letter."""
        return {"pupil_id": self.pupil_id}

    def refresh(self) -> None:
        """Read and draw the letter anew."""
        self._round += 1
        self._pdf, self._pages = b"", 0
        self._enable(on=False)
        self.preview.wait("The letter is being made.")
        pupil_id, practice = self.pupil_id, self.desk.vault.practice
        self.desk.jobs.read(
            lambda session: _read(session, pupil_id, practice=practice),
            done=guarded(self, partial(self._ordered, self._round)),
            failed=guarded(self, self._failed),
        )

    def _lay_out(self) -> None:
        outer = layout.column(self.content, space=0)
        holder = layout.column(space=12, margins=(28, 18, 28, 20))
        holder.addWidget(label(_WORDS, "small", "text-2", wrap=True))
        holder.addWidget(self.unprinted)
        acts, then = layout.row(space=12), layout.row(space=12)
        layout.add_all(acts, self.print, self.save, None)
        layout.add_all(then, self.enclosed, self.sent, None)
        layout.add_all(holder, self.preview)
        holder.insertLayout(2, acts)
        holder.insertLayout(3, then)
        holder.setStretch(4, 1)
        layout.add_all(outer, self.header, separator())
        outer.addLayout(holder, 1)
        layout.tab_order([self.print, self.save, self.enclosed, self.sent])

    def _wire(self) -> None:
        self.header.left.connect(self.desk.go.back)
        self.header.locked.connect(self.desk.lock)
        self.print.clicked.connect(lambda: self._once_asked("Print all the same", self._draw))
        self.save.clicked.connect(lambda: self._once_asked("Save all the same", self._choose_file))
        self.enclosed.clicked.connect(
            lambda: self.desk.go.to(
                "print_forms", pupil_id=self.pupil_id, forms="referral-form privacy-statement-school"
            )
        )
        self.sent.clicked.connect(self._sent)

    # drawing

    def _ordered(self, asked_in: int, letter: _Letter) -> None:
        if asked_in != self._round:
            return
        self.show_content()
        self._referral = letter.referral
        self.unprinted.show_orders((letter.order,))
        self._child("print.form", letter.order, partial(self._printed, asked_in))

    def _printed(self, asked_in: int, answer: Answered) -> None:
        if asked_in == self._round:
            made = read_answer(Printed, answer)
            self._pdf, self._pages = made.pdf, made.pages
            wanted = PagesWanted(self._pdf, dpi=self.preview.view.fine_dpi())
            self._child("print.pages", wanted, partial(self._drawn, asked_in))

    def _drawn(self, asked_in: int, answer: Answered) -> None:
        if asked_in == self._round:
            self._pictures.show([page.image for page in read_answer(PagesShown, answer).pages])
            self._enable(on=True)

    def _enable(self, *, on: bool) -> None:
        for one in (self.print, self.save, self.sent):
            one.setEnabled(on)

    # leaving the vault

    def _once_asked(self, act: str, then: Callable[[], None]) -> None:
        if self._drawing:
            return  # it was pressed already
        self.unprinted.ask(self.desk.dialogs, act, guarded(self, then))

    def _is_made(self) -> bool:
        """Whether there still is a letter: while one was asked something it may have been drawn anew."""
        if not self._pdf:
            self.desk.say.hint("The letter is being made. Try again in a moment.")
        return bool(self._pdf)

    def _draw(self) -> None:
        if self._is_made():
            self._drawing = True
            self._child("print.pages", PagesWanted(self._pdf, dpi=paper.DPI), self._to_printer)

    def _to_printer(self, answer: Answered) -> None:
        self._drawing = False
        paper.print_pages(
            read_answer(PagesShown, answer),
            self.desk.dialogs,
            lambda _none: self.desk.say.toast("The letter was sent to the printer"),
            self._failed,
        )

    def _choose_file(self) -> None:
        ask_for = partial(
            self.desk.dialogs.save_file,
            "Save the letter as PDF",
            "letter-to-school.pdf",
            kinds("PDF", "pdf"),
            guarded(self, self.save_to),
        )
        self.desk.confirm(guarded(self, ask_for), "A letter that names a child is about to leave the vault.")

    def save_to(self, path: Path) -> None:
        """Write the letter to a file that the user chose."""
        if not self._is_made():
            return
        out = LeavingPdf(path, self._pdf, PdfKind.FORM_BACK, self._pages)
        done = "The letter was saved as PDF"
        let_out(self.desk, self, out, lambda: self.desk.say.toast(done), self._failed)

    def _sent(self) -> None:
        referral = self._referral
        if referral is None:
            return
        box = SentBox(
            "The form was sent back",
            "Noted that the form went back",
            self.desk.clock,
            lambda session, day: send_back(session, referral, day),
        )
        ask(self.desk, box, guarded(self, lambda _saved: self._leave()), undo=False)

    def _leave(self) -> None:
        self.desk.go.to("referral", pupil_id=self.pupil_id)

    def _child(self, task: str, request: object, done: Callable[[Answered], None]) -> None:
        self.desk.jobs.child(task, request, done=guarded(self, done), failed=guarded(self, self._failed))

    def _failed(self, error: Exception) -> None:
        self._drawing = False
        self.preview.view.wait_for("")
        if isinstance(error, Trouble) and not self._pdf:
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)


def _read(session: Session, pupil_id: str, *, practice: bool) -> _Letter:
    referral = next(iter(referrals_of(session, pupil_id)), None)
    if referral is None:
        raise NothingToSend("This pupil has no referral yet.")
    return _Letter(referral, form_back_order(session, referral, practice=practice))
