"""A letter that asks for a form: to whom, how large, looked at, then printed or saved, and noted as a chase."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from coordinator_app.consent.chase import record_letter
from coordinator_app.consent.chasing import ChaseMethod, ChaseReason, ConsentChase
from coordinator_app.consent.page.chase_reading import (
    LetterFacts,
    can_be_written,
    letter_order,
    read_letter,
)
from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import read_date
from coordinator_app.core.errors import Cancelled, Trouble
from coordinator_app.core.page_images import PagesShown, PagesWanted
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.jobs.leaving_pdf import LeavingPdf, PdfKind
from coordinator_app.services import Services
from coordinator_app.ui import layout, paper
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import separator
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.date_input import DateInput
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
_PASSED_ON = "Check that nobody passes the letter on to them."
_FILE = "letter-about-a-form.pdf"


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter on its way out, with the note of it; `back` leaves the page, unless it shows another letter by then."""

    order: PrintOrder
    printed: Printed
    note: ConsentChase
    back: Callable[[], None]


class ChaseLetterPage(Page):
    """A focus screen; the letter is made anew with each answer, and noted once it leaves the vault."""

    name: ClassVar[str] = "chase_letter"
    title: ClassVar[str] = "Letter about a form"
    kinds: ClassVar[frozenset[str]] = frozenset({"carer", "court_order", "programme", "pupil", "school"})
    focus_screen: ClassVar[bool] = True

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.pupil_id, self.reason = "", ChaseReason.NOT_BACK
        self.facts: LetterFacts | None = None
        self._order: PrintOrder | None = None
        self._printed: Printed | None = None
        self._round, self._drawing = 0, False
        self._build()

    def _build(self) -> None:
        self.header = FocusHeader("Letter about a form", back=True)
        self.header.left.connect(self.desk.go.back)
        self.header.locked.connect(self.desk.lock)
        holder = QWidget()
        lines = layout.column(holder, space=16, margins=(28, 18, 28, 20))
        self.form = Form()
        clock = self.desk.clock
        day = DateInput(lambda text: read_date(text, clock.today()).value, today=clock.today)
        self.form.add_beside(
            {
                "carer_id": FormRow("Who gets the letter?", "", ChoiceList([], none="Choose who")),
                "next_on": FormRow("Ask again on", "", day, optional=True),
            }
        )
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

    # what is shown

    def open(self, pupil_id: str = "", reason: str = "", **_more: Any) -> None:
        """The letter about one row of the chase list. A reason that is not known is written as not back."""
        self.new_visit()
        self.pupil_id = pupil_id
        known = {one.value: one for one in ChaseReason}
        self.reason = known.get(reason, ChaseReason.NOT_BACK)
        self.facts = None
        self.form.set_values({"large": False, "next_on": None})
        self.refresh()

    def refresh(self) -> None:
        """Read to whom it may go."""
        pupil_id, reason = self.pupil_id, self.reason
        came, failed = self.in_turn(self._show, self._trouble)
        self.desk.jobs.read(lambda session: read_letter(session, pupil_id, reason), done=came, failed=failed)

    def _show(self, facts: LetterFacts) -> None:
        self.show_content()
        first, self.facts = self.facts is None, facts
        self.header.about.setText(facts.pupil.called)
        people: Any = self.form.row("carer_id").input
        people.set_options([(one.id, one.name) for one in facts.people])
        self.form.row("carer_id").setVisible(facts.reason is not ChaseReason.SCHOOL)
        if first:
            people.set_value(facts.first or None)
            if self.form.row("next_on").value() is None:  # else one was typed before the facts had come
                self.form.set_values({"next_on": facts.again})
        self._make()

    def _make(self) -> None:
        """Make the letter as the answers stand."""
        if self.facts is None:
            return
        self._round += 1
        self._order, self._printed = None, None
        layout.clear(self.above)
        if self.facts.kept and self.facts.reason is not ChaseReason.SCHOOL:
            for person in self.facts.kept:
                self.above.addWidget(
                    Note("over", f"Not to be written to: {person.name}.", f"{person.why} {_PASSED_ON}")
                )
        lacking = self._lacking(self.facts)
        for one in (self.save, self.print):
            one.setEnabled(not lacking)
        if lacking:
            self.above.addWidget(Note("soon", lacking[0], lacking[1]))
            self.preview.wait("The letter stands here once it is known who gets it.")
            return
        self.preview.wait("The letter is being made.")
        pupil_id, reason, practice = self.pupil_id, self.reason, self.desk.vault.practice
        carer_id, large = str(self.form.row("carer_id").value() or ""), self.form.row("large").value() is True
        asked_in = self._round

        def read(session: Session) -> PrintOrder:
            return letter_order(session, pupil_id, reason, carer_id, practice=practice, large=large)

        self.desk.jobs.read(
            read,
            done=self.of_visit(lambda order: self._ordered(order, asked_in)),
            failed=self.of_visit(self._trouble),
        )

    def _lacking(self, facts: LetterFacts) -> tuple[str, str] | None:
        if not can_be_written(facts.reason):
            return "There is no letter for this.", "Talk with each of them, then record how it was settled."
        if facts.reason is ChaseReason.SCHOOL:
            none = ("No school is named.", "Choose the school on roll in the pupil’s record.")
            return None if facts.school is not None else none
        if not facts.people:
            return "Nobody may be written to.", "Add a parent or carer to the pupil’s record first."
        if not self.form.row("carer_id").value():
            return "Choose who gets the letter.", "More than one person may be asked."
        return None

    def _ordered(self, order: PrintOrder, asked_in: int) -> None:
        if asked_in != self._round:
            return
        self._order = order
        self.unprinted.show_orders((order,))
        if order.gaps:
            rest = f"It prints between brackets: {'; '.join(order.gaps.values())}. Fill it in under Settings."
            self.above.addWidget(Note("soon", "This letter lacks something.", rest))
        if not order.head.recipient_lines[1:]:
            self.above.addWidget(self._no_address())
        self._child("print.form", order, lambda answer: self._made(answer, asked_in))

    def _no_address(self) -> Note:
        chosen = self.form.row("carer_id").value()
        people = self.facts.people if self.facts is not None else ()
        if any(one.id == chosen and one.address_is_confidential for one in people):
            words = "It is not printed on the letter. See the record before you write it on the envelope."
            return Note("soon", "The address is confidential.", words)
        return Note("info", "No address is on record.", "Write it on the envelope, or add it to the record.")

    def _made(self, answer: Answered, asked_in: int) -> None:
        if asked_in != self._round:
            return
        self._printed = read_answer(Printed, answer)
        self._child("print.pages", PagesWanted(self._printed.pdf, dpi=_SCREEN_DPI), self._drawn)

    def _drawn(self, answer: Answered) -> None:
        pages = read_answer(PagesShown, answer)
        self._pictures.show([page.image for page in pages.pages])
        self.preview.show_where()

    # giving it out

    def _once_asked(self, act: str, then: Callable[[_Letter], None]) -> None:
        """Go on with the letter that is shown now, whatever the page shows by the time it has left."""
        if self._order is None or self._printed is None:
            self.desk.say.hint("The letter is being made. Try again in a moment.")
        elif self.form.check():
            letter = _Letter(self._order, self._printed, self._note_of(self._order), self._back())
            self.unprinted.ask(self.desk.dialogs, act, guarded(self, lambda: then(letter)))

    def _note_of(self, order: PrintOrder) -> ConsentChase:
        """Whom this letter asks, and when to ask again."""
        again = self.form.row("next_on").value()
        return ConsentChase(
            pupil_id=self.pupil_id,
            reason=self.reason,
            chased_on=self.desk.clock.today(),
            how=ChaseMethod.LETTER,
            asked=order.head.recipient_lines[0] if order.head.recipient_lines else "",
            next_on=again if not isinstance(again, str) else None,  # type: ignore[arg-type]  # the form gives a date or its words
        )

    def _back(self) -> Callable[[], None]:
        return self.of_visit(self.desk.go.back)

    def _choose_file(self, letter: _Letter) -> None:
        desk = self.desk
        desk.confirm(
            guarded(
                self,
                lambda: desk.dialogs.save_file(
                    "Save the letter as PDF",
                    _FILE,
                    kinds("PDF", "pdf"),
                    lambda path: self._save_to(path, letter),
                ),
            ),
            "A letter that names a child is about to leave the vault.",
        )

    def _save_to(self, path: Path, letter: _Letter) -> None:
        out = LeavingPdf(path, letter.printed.pdf, PdfKind.CHASE_LETTER, letter.printed.pages)
        let_out(
            self.desk, self, out, lambda: self._keep(letter, "The letter was saved as PDF"), self._trouble
        )

    def _draw_for_paper(self, letter: _Letter) -> None:
        if self._drawing:
            return  # it was pressed already
        self._drawing = True
        wanted = PagesWanted(letter.printed.pdf, dpi=paper.DPI)
        self._child("print.pages", wanted, lambda answer: self._on_paper(answer, letter))

    def _on_paper(self, answer: Answered, letter: _Letter) -> None:
        self._drawing = False
        paper.print_pages(
            read_answer(PagesShown, answer),
            self.desk.dialogs,
            lambda _none: self._keep(letter, "The letter was sent to the printer"),
            self._trouble,
        )

    def _keep(self, letter: _Letter, said: str) -> None:
        """Note the letter once it has left: the very page, whom it went to, and when to ask again."""

        def kept(saved: Saved[ConsentChase]) -> None:
            self.desk.say.toast(f"{said}, and noted", saved.change_id)
            letter.back()

        self.desk.jobs.write(
            lambda session: record_letter(session, letter.note, letter.order, letter.printed),
            done=guarded(self, kept),
            failed=guarded(self, self._trouble),
        )

    def _child(self, task: str, request: object, done: Any) -> None:
        self.desk.jobs.child(task, request, done=guarded(self, done), failed=guarded(self, self._trouble))

    def _trouble(self, error: Exception) -> None:
        self._drawing = False
        if isinstance(error, Cancelled):
            return
        if self.facts is None and isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)
