"""A letter about a review: to whom, how large, and noted as sent (003-5.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.jobs.leaving_pdf import PdfKind
from coordinator_app.reviews.letters import Letter, letter_given, letter_named, letter_order
from coordinator_app.reviews.page import letter_reading
from coordinator_app.reviews.page.letter_reading import LetterFacts
from coordinator_app.services import Services
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.letter_page import LetterPage, Makes, Notes, NotToBeToldTo
from coordinator_app.ui.name_warning import Reads

if TYPE_CHECKING:
    from coordinator_app.store.session import Session


class ReviewLetterPage(LetterPage):
    """`open(review_id=…, letter=…)`: an invitation, or the reminder about feedback."""

    name: ClassVar[str] = "review_letter"
    title: ClassVar[str] = "Letter about a review"
    file: ClassVar[str] = "letter-about-a-review.pdf"
    pdf_kind: ClassVar[PdfKind] = PdfKind.REVIEW_LETTER

    facts: LetterFacts | None

    def __init__(self, services: Services) -> None:
        self._review_id, self._letter = "", Letter.FAMILY
        super().__init__(services)

    def open(self, *, review_id: str = "", letter: str = "", **_more: Any) -> None:
        """Show a letter; one of these is offered first where only one person can get it."""
        self._review_id = review_id
        self._letter = Letter(letter) if letter in set(Letter) else Letter.FAMILY
        self.form.set_values({"to": None, "large": False})
        self.begin()

    def ask(self) -> None:
        """To whom."""
        self.form.add("to", FormRow("Who gets the letter?", "", self.to))

    def reading(self) -> Callable[[Session], LetterFacts]:
        """The review, and who may be written to."""
        review_id, letter = self._review_id, self._letter
        return lambda session: letter_reading.read(session, review_id, letter)

    def show_facts(self, facts: LetterFacts, *, first: bool) -> None:
        """Whom to choose from; the only one is offered."""
        self.header.about.setText(f"{facts.letter.label}, {facts.pupil.called}")
        self.to.offer([(one.id, _called(one.who.name, one.who.about)) for one in facts.people])
        if first and len(facts.people) == 1:
            self.to.set_value(facts.people[0].id)

    def lacking(self) -> tuple[str, str] | None:
        """Somebody to write to, and leave to do it."""
        return None if self.facts is None else _lacking(self.facts, self._chosen())

    def kept_from(self) -> Iterable[NotToBeToldTo]:
        """Those who must not know where the pupil is."""
        return self.facts.kept if self.facts is not None else ()

    def is_confidential(self) -> bool:
        """Whether the address of the one chosen is."""
        chosen, people = self._chosen(), self.facts.people if self.facts is not None else ()
        return any(one.id == chosen and one.confidential for one in people)

    def making(self) -> Makes:
        """The letter as the answers stand."""
        facts, to, practice = self._facts(), self._chosen(), self.desk.vault.practice
        large = self.form.row("large").value() is True

        def made(session: Session) -> PrintOrder:
            return letter_order(session, facts.review, facts.letter, to, practice=practice, large_print=large)

        return made

    def naming(self, order: PrintOrder) -> Reads:
        """Whom its words name who is not meant to be told of."""
        facts, to = self._facts(), self._chosen()
        return lambda session: letter_named(session, facts.review, facts.letter, to, order)

    def noting(self, order: PrintOrder, printed: Printed) -> Notes:  # noqa: ARG002  (the page itself is not kept)
        """Who was asked, and in the ledger what a school or provider was told."""
        facts, to = self._facts(), self._chosen()
        return lambda session: letter_given(session, facts.review, facts.letter, to)

    def _facts(self) -> LetterFacts:
        assert self.facts is not None  # a letter is made of nothing else
        return self.facts

    def _chosen(self) -> str:
        return str(self.form.row("to").value() or "")


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
