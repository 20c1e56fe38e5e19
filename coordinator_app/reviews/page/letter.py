"""A letter about a review: to whom, how large, looked at, then printed or saved, and noted as sent (003-5.3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import Cancelled, GateShut, Trouble
from coordinator_app.core.page_images import PagesShown, PagesWanted
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.jobs.leaving_pdf import LeavingPdf, PdfKind
from coordinator_app.reviews.letters import Letter, letter_given, letter_order
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.page import letter_reading
from coordinator_app.reviews.page.letter_reading import LetterFacts
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
_FILE = "letter-about-a-review.pdf"


@dataclass(frozen=True, slots=True)
class _Leaving:
    """A letter on its way out; `back` leaves the page, unless it shows another letter by then."""

    review: Review
    letter: Letter
    to: str
    printed: Printed
    back: Callable[[], None]


class ReviewLetterPage(Page):
    """`open(review_id=…, letter=…)`. Made anew with each answer, and noted once it leaves the vault."""

    name: ClassVar[str] = "review_letter"
    title: ClassVar[str] = "Letter about a review"
    kinds: ClassVar[frozenset[str]] = frozenset({"carer", "court_order", "programme", "pupil", "school"})
    focus_screen: ClassVar[bool] = True

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.facts: LetterFacts | None = None
        self._review_id, self._letter = "", Letter.FAMILY
        self._order: PrintOrder | None = None
        self._printed: Printed | None = None
        self._round, self._leaving = 0, False
        self._build()

    def _build(self) -> None:
        self.header = FocusHeader(self.title, back=True)
        self.header.left.connect(self.desk.go.back)
        self.header.locked.connect(self.desk.lock)
        holder = QWidget()
        lines = layout.column(holder, space=16, margins=(28, 18, 28, 20))
        self.form = Form()
        self.form.add("to", FormRow("Who gets the letter?", "", ChoiceList([], none="Choose who")))
        self.form.add("large", FormRow("Large print", "", TickBox("Large print, 18 point")))
        self.above = layout.column(space=8)
        self.unprinted = PrintWarning()
        self.preview = PagePreview("The letter")
        self._pictures = PagePictures(self.desk.jobs, self.preview.view, self._trouble)
        layout.size(self.preview, min_height=420)
        lines.addWidget(self.form)
        lines.addLayout(self.above)
        lines.addWidget(self.unprinted)
        lines.addWidget(self.preview, 1)
        self.save = button("Save as PDF", icon="download")
        self.print = button("Print", "primary", "printer")
        bar = ActionBar()
        layout.add_all(bar.line, None, self.save, self.print)
        whole = layout.column(self.content, space=0)
        layout.add_all(whole, self.header, separator(), layout.scrolling(holder, "The letter"), bar)
        whole.setStretch(2, 1)
        self.form.edited.connect(self._make)
        self.save.clicked.connect(lambda: self._once_asked("Save all the same", self._choose_file))
        self.print.clicked.connect(lambda: self._once_asked("Print all the same", self._draw_for_paper))
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.print.click)
        self._let_out(allowed=False)

    def open(self, *, review_id: str = "", letter: str = "", **_more: Any) -> None:
        """Show a letter; one of these is offered first where only one person can get it."""
        self.new_visit()
        self._review_id = review_id
        self._letter = Letter(letter) if letter in set(Letter) else Letter.FAMILY
        self.facts, self._leaving = None, False
        self._let_out(allowed=False)
        self.form.set_values({"to": None, "large": False})
        self.refresh()

    def refresh(self) -> None:
        """Read to whom it may go."""
        review_id, letter = self._review_id, self._letter
        came, failed = self.in_turn(self._show, self._trouble)
        self.desk.jobs.read(
            lambda session: letter_reading.read(session, review_id, letter), done=came, failed=failed
        )

    def _show(self, facts: LetterFacts) -> None:
        self.show_content()
        first, self.facts = self.facts is None, facts
        self.header.about.setText(f"{facts.letter.label}, {facts.pupil.called}")
        people: Any = self.form.row("to").input
        people.offer([(one.id, _called(one.who.name, one.who.about)) for one in facts.people])
        if first and len(facts.people) == 1:
            people.set_value(facts.people[0].id)
        self._make()

    def _let_out(self, *, allowed: bool) -> None:
        for one in (self.save, self.print):
            one.setEnabled(allowed)

    # making it

    def _make(self) -> None:
        facts = self.facts
        if facts is None:
            return
        self._round += 1
        self._order, self._printed = None, None
        self._let_out(allowed=False)
        self.unprinted.show_orders(())
        layout.clear(self.above)
        for person in facts.kept:
            rest = f"{person.why} Check that nobody passes the letter on to them."
            self.above.addWidget(Note("over", f"Not to be written to: {person.name}.", rest))
        to, large = str(self.form.row("to").value() or ""), self.form.row("large").value() is True
        lacking = _lacking(facts, to)
        if lacking:
            self.above.addWidget(Note("soon", *lacking))
            self.preview.wait("The letter stands here once it is known who gets it.")
            return
        self.preview.wait("The letter is being made.")
        practice, asked_in = self.desk.vault.practice, self._round

        def read(session: Session) -> PrintOrder:
            return letter_order(session, facts.review, facts.letter, to, practice=practice, large_print=large)

        self.desk.jobs.read(
            read,
            done=self.of_visit(lambda order: self._ordered(order, asked_in)),
            failed=self.of_visit(self._trouble),
        )

    def _ordered(self, order: PrintOrder, asked_in: int) -> None:
        if asked_in != self._round:
            return
        self._order = order
        self.unprinted.show_orders((order,))
        for note in _notes(order, self.facts, str(self.form.row("to").value() or "")):
            self.above.addWidget(note)
        self._child("print.form", order, lambda answer: self._made(answer, asked_in))

    def _made(self, answer: Answered, asked_in: int) -> None:
        if asked_in != self._round:
            return
        self._printed = read_answer(Printed, answer)
        self._let_out(allowed=True)
        wanted = PagesWanted(self._printed.pdf, dpi=_SCREEN_DPI)
        self._child("print.pages", wanted, lambda drawn: self._drawn(drawn, asked_in))

    def _drawn(self, answer: Answered, asked_in: int) -> None:
        if asked_in == self._round:
            pages = read_answer(PagesShown, answer)
            self._pictures.show([page.image for page in pages.pages])
            self.preview.show_where()

    # giving it out

    def _once_asked(self, act: str, then: Callable[[_Leaving], None]) -> None:
        """Go on with the letter that is shown now, whatever the page shows by the time it has left."""
        facts, printed = self.facts, self._printed
        if facts is None or printed is None or self._leaving:
            self.desk.say.hint("One moment: the letter is on its way.")
            return
        to = str(self.form.row("to").value() or "")
        leaving = _Leaving(facts.review, facts.letter, to, printed, self.of_visit(self.desk.go.back))
        self.unprinted.ask(self.desk.dialogs, act, guarded(self, lambda: then(leaving)))

    def _choose_file(self, leaving: _Leaving) -> None:
        desk = self.desk

        def ask() -> None:
            desk.dialogs.save_file(
                "Save the letter as PDF", _FILE, kinds("PDF", "pdf"), lambda path: self._save(path, leaving)
            )

        desk.confirm(guarded(self, ask), "A letter that names a child is about to leave the vault.")

    def _save(self, path: Path, leaving: _Leaving) -> None:
        out = LeavingPdf(path, leaving.printed.pdf, PdfKind.REVIEW_LETTER, leaving.printed.pages)
        said = "The letter was saved as PDF"
        let_out(self.desk, self, out, lambda: self._keep(leaving, said), self._trouble)

    def _draw_for_paper(self, leaving: _Leaving) -> None:
        self._leaving = True
        wanted = PagesWanted(leaving.printed.pdf, dpi=paper.DPI)
        self._child("print.pages", wanted, lambda answer: self._on_paper(answer, leaving))

    def _on_paper(self, answer: Answered, leaving: _Leaving) -> None:
        self._leaving = False
        paper.print_pages(
            read_answer(PagesShown, answer),
            self.desk.dialogs,
            lambda _none: self._keep(leaving, "The letter was sent to the printer"),
            self._trouble,
        )

    def _keep(self, leaving: _Leaving, said: str) -> None:
        """Note the letter once it has left: who was asked, and in the ledger what a school or provider was told."""

        def kept(saved: Saved[Review]) -> None:
            self.desk.say.toast(f"{said}, and noted", saved.change_id or None)
            leaving.back()

        self.desk.jobs.write(
            lambda session: letter_given(session, leaving.review, leaving.letter, leaving.to),
            done=guarded(self, kept),
            failed=guarded(self, self._trouble),
        )

    def _child(self, task: str, request: object, done: Any) -> None:
        self.desk.jobs.child(task, request, done=guarded(self, done), failed=guarded(self, self._trouble))

    def _trouble(self, error: Exception) -> None:
        self._leaving = False
        if isinstance(error, Cancelled):
            return
        if isinstance(error, GateShut):
            self._let_out(allowed=False)
            self.above.addWidget(
                Note("over", "This letter cannot be written.", "\n".join(error.reasons), icon="lock")
            )
        elif self.facts is None and isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)


def _called(name: str, about: str) -> str:
    return f"{name}, {about}" if about else name


def _lacking(facts: LetterFacts, to: str) -> tuple[str, str] | None:
    """What keeps the letter from being made: the beginning and the rest of a note."""
    if not facts.gate.is_open:
        return "The provider may not be written to yet.", " ".join(
            one.sentence() for one in facts.gate.reasons
        )
    if facts.people:
        return None if to else ("Choose who gets the letter.", "More than one person may be asked.")
    if facts.letter is Letter.FAMILY:
        return "Nobody may be written to.", "Add a parent or carer to the pupil’s record first."
    if facts.letter is Letter.SCHOOL:
        return "No school is named.", "Choose the school on roll in the pupil’s record."
    return "No provider teaches the pupil now.", "Only a programme under way has one."


def _notes(order: PrintOrder, facts: LetterFacts | None, to: str) -> list[Note]:
    """What the letter lacks, and whether an address stands on it."""
    found = []
    if order.gaps:
        words = f"It prints between brackets: {'; '.join(order.gaps.values())}."
        found.append(Note("soon", "This letter lacks something.", words))
    chosen = next((one for one in facts.people if one.id == to), None) if facts else None
    if chosen is not None and chosen.confidential:
        words = "It is not printed on the letter. See the record before you write it on the envelope."
        found.append(Note("soon", "The address is confidential.", words))
    elif not order.head.recipient_lines[1:]:
        words = "Write it on the envelope, or add it to the record."
        found.append(Note("info", "No address is on record.", words))
    return found
