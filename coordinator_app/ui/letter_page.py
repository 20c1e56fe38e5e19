"""The page of a letter to one person: to whom, how large, looked at, then printed or saved, and noted once it has left."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import Cancelled, GateShut, Trouble
from coordinator_app.core.page_images import PagesShown, PagesWanted
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.jobs.leaving_pdf import LeavingPdf, PdfKind
from coordinator_app.services import Services
from coordinator_app.ui import layout, paper
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import separator
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.dialogs import kinds
from coordinator_app.ui.focus_header import FocusHeader
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.name_warning import NameWarning, Reads
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page import Page
from coordinator_app.ui.page_pictures import PagePictures
from coordinator_app.ui.page_preview import PagePreview
from coordinator_app.ui.print_warning import PrintWarning
from coordinator_app.ui.save_pdf import let_out
from coordinator_app.ui.side_panel import ActionBar

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_SCREEN_DPI = 96
_PASSED_ON = "Check that nobody passes the letter on to them."
Makes = Callable[["Session"], PrintOrder]
Notes = Callable[["Session"], Saved[Any]]


class NotToBeToldTo(Protocol):
    """Somebody who gets no letter, and why in a sentence."""

    @property
    def name(self) -> str:
        """What they are called."""

    @property
    def why(self) -> str:
        """Why they are not written to."""


class LeftUnnoted(Trouble):
    """A letter has left, and the note of it could not be kept."""

    code = "letter-left-unnoted"
    safe = "The letter itself has left. What was kept before is safe."
    next_step = "Note by hand to whom it went, and when."


@dataclass(frozen=True, slots=True)
class Leaving:
    """A letter on its way out: `may` asks once more whether it may, `note` keeps that it left.

    `back` leaves the page and `failed` says why not there, unless it shows another letter by then.
    """

    printed: Printed
    may: Makes
    note: Notes
    back: Callable[[], None]
    failed: Callable[[Exception], None]


class LetterPage(Page):
    """A focus screen; the letter is made anew with each answer. What it says and to whom is the pages' that are made of it."""

    kinds: ClassVar[frozenset[str]] = frozenset({"carer", "court_order", "programme", "pupil", "school"})
    focus_screen: ClassVar[bool] = True
    file: ClassVar[str]
    """The name proposed for the file; it names nobody."""
    pdf_kind: ClassVar[PdfKind]

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.facts: Any = None
        self._order: PrintOrder | None = None
        self._printed: Printed | None = None
        self._making: Makes | None = None
        self._round, self._leaving = 0, False
        self.form = Form()
        self.to: Any = ChoiceList([], none="Choose who")
        self._lay_out()
        self._wire()
        self._let_out(allowed=False)

    # what the pages that are made of it say

    @abstractmethod
    def ask(self) -> None:
        """Put the questions above the letter into `form`, `to` among them."""

    @abstractmethod
    def reading(self) -> Callable[[Session], Any]:
        """What reads the facts of the letter that was asked for."""

    @abstractmethod
    def show_facts(self, facts: Any, *, first: bool) -> None:
        """The facts have come; `first` since the page was opened."""

    @abstractmethod
    def lacking(self) -> tuple[str, str] | None:
        """What keeps the letter from being made, as the beginning and the rest of a note."""

    @abstractmethod
    def kept_from(self) -> Iterable[NotToBeToldTo]:
        """Who is not to be written to."""

    @abstractmethod
    def is_confidential(self) -> bool:
        """Whether the address of the one chosen is."""

    @abstractmethod
    def making(self) -> Makes:
        """What makes the letter as the answers stand now; it raises GateShut where it may not go out."""

    @abstractmethod
    def noting(self, order: PrintOrder, printed: Printed) -> Notes:
        """What notes that this letter has left, as the answers stand now."""

    @abstractmethod
    def naming(self, order: PrintOrder) -> Reads:
        """What reads whom the words of this letter name who is not meant to be told of in it."""

    # the look

    def _lay_out(self) -> None:
        self.header = FocusHeader(self.title, back=True)
        holder = QWidget()
        lines = layout.column(holder, space=16, margins=(28, 18, 28, 20))
        self.ask()
        self.form.add("large", FormRow("Large print", "", TickBox("Large print, 18 point")))
        self.above = layout.column(space=8)
        self.unprinted = PrintWarning()
        self.named = NameWarning(self.desk, self.desk.go.back)
        self.preview = PagePreview("The letter")
        self._pictures = PagePictures(self.desk.jobs, self.preview.view, self._trouble)
        layout.size(self.preview, min_height=420)
        lines.addWidget(self.form)
        lines.addLayout(self.above)
        layout.add_all(lines, self.unprinted, self.named)
        lines.addWidget(self.preview, 1)
        self.save = button("Save as PDF", icon="download")
        self.print = button("Print", "primary", "printer")
        bar = ActionBar()
        layout.add_all(bar.line, None, self.save, self.print)
        whole = layout.column(self.content, space=0)
        layout.add_all(whole, self.header, separator(), layout.scrolling(holder, "The letter"), bar)
        whole.setStretch(2, 1)

    def _wire(self) -> None:
        self.header.left.connect(self.desk.go.back)
        self.header.locked.connect(self.desk.lock)
        self.form.edited.connect(self._make)
        self.save.clicked.connect(lambda: self._once_asked("Save all the same", self._choose_file))
        self.print.clicked.connect(self._print_now)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print_now)

    def _print_now(self) -> None:
        self._once_asked("Print all the same", self._to_paper)

    def _let_out(self, *, allowed: bool) -> None:
        for one in (self.save, self.print):
            one.setEnabled(allowed)

    # what is shown

    def begin(self) -> None:
        """Another letter: nothing of the one before may stay."""
        self.new_visit()
        self.facts, self._leaving = None, False
        self.named.forget()
        self._not_made()
        self.refresh()

    def refresh(self) -> None:
        """Read to whom it may go."""
        came, failed = self.in_turn(self._show, self._trouble)
        self.desk.jobs.read(self.reading(), done=came, failed=failed)

    def _show(self, facts: Any) -> None:
        self.show_content()
        first, self.facts = self.facts is None, facts
        self.show_facts(facts, first=first)
        self._make()

    def _not_made(self) -> None:
        self._round += 1
        self._order, self._printed, self._making = None, None, None
        self._let_out(allowed=False)
        self.unprinted.show_orders(())
        self.named.clear()
        layout.clear(self.above)

    def _make(self) -> None:
        """Make the letter as the answers stand."""
        if self.facts is None:
            return
        self._not_made()
        for person in self.kept_from():
            lead = f"Not to be written to: {person.name}."
            self.above.addWidget(Note("over", lead, f"{person.why} {_PASSED_ON}"))
        lacking = self.lacking()
        if lacking is not None:
            self.above.addWidget(Note("soon", *lacking))
            self.preview.wait("The letter stands here once it is known who gets it.")
            return
        self.preview.wait("The letter is being made.")
        asked_in, self._making = self._round, self.making()
        self.desk.jobs.read(
            self._making,
            done=self.of_visit(lambda order: self._ordered(order, asked_in)),
            failed=self.of_visit(lambda error: self._not_ordered(error, asked_in)),
        )

    def _not_ordered(self, error: Exception, asked_in: int) -> None:
        if asked_in == self._round:
            self._trouble(error)

    def _ordered(self, order: PrintOrder, asked_in: int) -> None:
        if asked_in != self._round:
            return
        self._order = order
        self.unprinted.show_orders((order,))
        self.named.look(self.naming(order), to=order.head.recipient_lines)
        for note in self._notes(order):
            self.above.addWidget(note)
        self._child("print.form", order, lambda answer: self._made(answer, asked_in))

    def _notes(self, order: PrintOrder) -> Iterable[Note]:
        """What the letter lacks, and whether an address stands on it."""
        if order.gaps:
            words = (
                f"It prints between brackets: {'; '.join(order.gaps.values())}. Fill it in under Settings."
            )
            yield Note("soon", "This letter lacks something.", words)
        if self.is_confidential():
            words = "It is not printed on the letter. See the record before you write it on the envelope."
            yield Note("soon", "The address is confidential.", words)
        elif not order.head.recipient_lines[1:]:
            words = "Write it on the envelope, or add it to the record."
            yield Note("info", "No address is on record.", words)

    def _made(self, answer: Answered, asked_in: int) -> None:
        if asked_in != self._round:
            return
        self._printed = read_answer(Printed, answer)
        self._let_out(allowed=not self._leaving)
        wanted = PagesWanted(self._printed.pdf, dpi=_SCREEN_DPI)
        self._child("print.pages", wanted, lambda drawn: self._drawn(drawn, asked_in))

    def _drawn(self, answer: Answered, asked_in: int) -> None:
        if asked_in == self._round:
            self._pictures.show([page.image for page in read_answer(PagesShown, answer).pages])
            self.preview.show_where()

    # giving it out

    def _once_asked(self, act: str, then: Callable[[Leaving], None]) -> None:
        """Go on with the letter that is shown now, whatever the page shows by the time it has left."""
        printed, making = self._printed, self._making
        if self._leaving:
            self.desk.say.hint("One moment: the letter is on its way.")
        elif printed is None or making is None or self._order is None:
            waits = self.facts is None or self.lacking() is None
            self.desk.say.hint("The letter is being made. Try again in a moment." if waits else _NO_LETTER)
        elif self.form.check():
            leaving = Leaving(
                printed,
                making,
                self.noting(self._order, printed),
                self.of_visit(self.desk.go.back),
                self.of_visit(self._trouble, otherwise=self.desk.say.trouble),
            )
            asked = guarded(self, lambda: self.named.ask(guarded(self, lambda: then(leaving))))
            self.unprinted.ask(self.desk.dialogs, act, asked)

    def _choose_file(self, leaving: Leaving) -> None:
        save, dialogs = partial(self._save, leaving=leaving), self.desk.dialogs
        ask = partial(dialogs.save_file, "Save the letter as PDF", self.file, kinds("PDF", "pdf"), save)
        self.desk.confirm(guarded(self, ask), "A letter that names a child is about to leave the vault.")

    def _save(self, path: Path, leaving: Leaving) -> None:
        out = LeavingPdf(path, leaving.printed.pdf, self.pdf_kind, leaving.printed.pages)
        left = self._has_left(leaving, "The letter was saved as PDF")
        self._if_it_may(leaving, lambda: let_out(self.desk, self, out, left, leaving.failed))

    def _to_paper(self, leaving: Leaving) -> None:
        def draw() -> None:
            self.desk.jobs.child(
                "print.pages",
                PagesWanted(leaving.printed.pdf, dpi=paper.DPI),
                done=guarded(self, lambda answer: self._on_paper(answer, leaving)),
                failed=guarded(self, leaving.failed),
            )

        self._if_it_may(leaving, draw)

    def _on_paper(self, answer: Answered, leaving: Leaving) -> None:
        self._at_rest()  # whoever closes the box of the printer sends nothing, and may press again
        left, pages = (
            self._has_left(leaving, "The letter was sent to the printer"),
            read_answer(PagesShown, answer),
        )
        paper.print_pages(pages, self.desk.dialogs, lambda _none: left(), leaving.failed)

    def _if_it_may(self, leaving: Leaving, then: Callable[[], object]) -> None:
        """Asked again at the last moment, on what is kept by then: once it has left, no refusal brings it back."""
        self._leaving = True
        self._let_out(allowed=False)
        self.desk.jobs.read(
            leaving.may, done=guarded(self, lambda _order: then()), failed=guarded(self, leaving.failed)
        )

    def _has_left(self, leaving: Leaving, said: str) -> Callable[[], None]:
        """What notes the letter, once it has left: that very page, and whom it went to."""

        def kept(saved: Saved[Any]) -> None:
            self._at_rest()
            self.desk.say.toast(f"{said}, and noted", saved.change_id or None)
            leaving.back()

        def left() -> None:
            self.desk.jobs.write(
                leaving.note, done=guarded(self, kept), failed=guarded(self, self._not_noted)
            )

        return left

    def _not_noted(self, error: Exception) -> None:
        """It cannot be called back, and is not said to be unwritten."""
        self._at_rest()
        if not isinstance(error, Trouble):
            self.desk.say.trouble(error)
        else:
            self.desk.say.trouble(
                LeftUnnoted(f"The letter has left and could not be noted. {error.happened}")
            )

    def _at_rest(self) -> None:
        self._leaving = False
        self._let_out(allowed=self._printed is not None)

    def _child(self, task: str, request: object, done: Any) -> None:
        self.desk.jobs.child(task, request, done=guarded(self, done), failed=guarded(self, self._trouble))

    def _trouble(self, error: Exception) -> None:
        self._at_rest()
        if isinstance(error, Cancelled):
            return
        if isinstance(error, GateShut):
            self._not_made()
            words = "\n".join(error.reasons)
            self.above.addWidget(Note("over", "This letter cannot be written.", words, icon="lock"))
            self.preview.wait("There is no letter.")
        elif self.facts is None and isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)


_NO_LETTER = "There is no letter yet. What it lacks stands above."
