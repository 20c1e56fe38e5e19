"""A letter that asks for a form: to whom, how large, when to ask again; noted as a chase once it has left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from coordinator_app.consent.chase import record_letter
from coordinator_app.consent.chasing import ChaseMethod, ChaseReason, ConsentChase
from coordinator_app.consent.page.chase_reading import (
    LetterFacts,
    can_be_written,
    letter_order,
    read_letter,
)
from coordinator_app.core.dates import read_date
from coordinator_app.core.named_here import NOBODY
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.jobs.leaving_pdf import PdfKind
from coordinator_app.services import Services
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.letter_page import LetterPage, Makes, Notes, NotToBeToldTo
from coordinator_app.ui.name_warning import Reads

if TYPE_CHECKING:
    from coordinator_app.store.session import Session


class ChaseLetterPage(LetterPage):
    """`open(pupil_id=…, reason=…)`. The day to ask again is the day by which the letter wants an answer."""

    name: ClassVar[str] = "chase_letter"
    title: ClassVar[str] = "Letter about a form"
    file: ClassVar[str] = "letter-about-a-form.pdf"
    pdf_kind: ClassVar[PdfKind] = PdfKind.CHASE_LETTER

    facts: LetterFacts | None

    def __init__(self, services: Services) -> None:
        self.pupil_id, self.reason = "", ChaseReason.NOT_BACK
        super().__init__(services)

    def open(self, pupil_id: str = "", reason: str = "", **_more: Any) -> None:
        """The letter about one row of the chase list. A reason that is not known is written as not back."""
        self.pupil_id = pupil_id
        known = {one.value: one for one in ChaseReason}
        self.reason = known.get(reason, ChaseReason.NOT_BACK)
        self.form.set_values({"large": False, "next_on": None})
        self.begin()

    def ask(self) -> None:
        """To whom, and when to ask again."""
        clock = self.desk.clock
        day = DateInput(lambda text: read_date(text, clock.today()).value, today=clock.today)
        again = FormRow("Ask again on", "", day, optional=True)
        self.form.add_beside({"carer_id": FormRow("Who gets the letter?", "", self.to), "next_on": again})

    def reading(self) -> Callable[[Session], LetterFacts]:
        """The pupil, and who may be written to."""
        pupil_id, reason = self.pupil_id, self.reason
        return lambda session: read_letter(session, pupil_id, reason)

    def show_facts(self, facts: LetterFacts, *, first: bool) -> None:
        """Whom to choose from; the one who decides is offered."""
        self.header.about.setText(facts.pupil.called)
        self.to.offer([(one.id, one.name) for one in facts.people])
        self.form.row("carer_id").setVisible(facts.reason is not ChaseReason.SCHOOL)
        if first:
            self.to.set_value(facts.first or None)
            if self.form.row("next_on").value() is None:  # else one was typed before the facts had come
                self.form.set_values({"next_on": facts.again})

    def lacking(self) -> tuple[str, str] | None:
        """Somebody to write to, and something to write."""
        facts = self.facts
        if facts is None or not can_be_written(facts.reason):
            return "There is no letter for this.", "Talk with each of them, then record how it was settled."
        if facts.reason is ChaseReason.SCHOOL:
            none = ("No school is named.", "Choose the school on roll in the pupil’s record.")
            return None if facts.school is not None else none
        if not facts.people:
            return "Nobody may be written to.", "Add a parent or carer to the pupil’s record first."
        if not self._chosen():
            return "Choose who gets the letter.", "More than one person may be asked."
        return None

    def kept_from(self) -> Iterable[NotToBeToldTo]:
        """Those who must not know where the pupil is; a school is no place to keep it from."""
        facts = self.facts
        return facts.kept if facts is not None and facts.reason is not ChaseReason.SCHOOL else ()

    def is_confidential(self) -> bool:
        """Whether the address of the carer chosen is."""
        chosen, facts = self._chosen(), self.facts
        people = facts.people if facts is not None else ()
        return any(one.id == chosen and one.address_is_confidential for one in people)

    def making(self) -> Makes:
        """The letter as the answers stand."""
        pupil_id, reason, practice = self.pupil_id, self.reason, self.desk.vault.practice
        carer_id, large = self._chosen(), self.form.row("large").value() is True
        by = self._again()

        def made(session: Session) -> PrintOrder:
            return letter_order(session, pupil_id, reason, carer_id, practice=practice, large=large, by=by)

        return made

    def naming(self, order: PrintOrder) -> Reads:  # noqa: ARG002  (nobody types into it)
        """Nobody: the family and the school are named from the record."""
        return lambda _session: NOBODY

    def noting(self, order: PrintOrder, printed: Printed) -> Notes:
        """Whom this letter asks, the very page, and when to ask again."""
        lines = order.head.recipient_lines
        chase = ConsentChase(
            pupil_id=self.pupil_id,
            reason=self.reason,
            chased_on=self.desk.clock.today(),
            how=ChaseMethod.LETTER,
            asked=lines[0] if lines else "",
            next_on=self._again(),
        )
        return lambda session: record_letter(session, chase, order, printed)

    def _chosen(self) -> str:
        return str(self.form.row("carer_id").value() or "")

    def _again(self) -> date | None:
        """The day that is typed, None as long as it is none."""
        again = self.form.row("next_on").value()
        return again if isinstance(again, date) else None
