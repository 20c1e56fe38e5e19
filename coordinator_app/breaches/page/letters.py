"""The letter to those whose information it was, on the screen (UK GDPR article 34)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from coordinator_app.breaches import letters, people, view
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.jobs.leaving_pdf import PdfKind
from coordinator_app.services import Services
from coordinator_app.ui.letter_page import Makes, Notes
from coordinator_app.ui.letter_to_one import LetterToOne, OneLetter
from coordinator_app.ui.name_warning import Reads

if TYPE_CHECKING:
    from coordinator_app.store.session import Session


class BreachLetterPage(LetterToOne):
    """`open(person_id=…)`: to whoever is told of one who is concerned."""

    name: ClassVar[str] = "breach_letter"
    title: ClassVar[str] = "Letter about a breach"
    file: ClassVar[str] = "letter-about-a-breach.pdf"
    pdf_kind: ClassVar[PdfKind] = PdfKind.BREACH_LETTER

    def __init__(self, services: Services) -> None:
        self._person_id = ""
        super().__init__(services)

    def open(self, *, person_id: str = "", **_more: Any) -> None:
        """Show it."""
        self._person_id = person_id
        self.begin()

    def reads(self) -> Callable[[Session], OneLetter]:
        """To whom it goes."""
        person_id = self._person_id

        def read(session: Session) -> OneLetter:
            person = people.person_of(session, person_id)
            return OneLetter(view.letter_head(session, person), is_guarded=person.is_guarded)

        return read

    def makes(self, *, practice: bool, large: bool) -> Makes:
        """The letter."""
        person_id = self._person_id
        return lambda session: letters.letter_order(
            session, people.person_of(session, person_id), practice=practice, large_print=large
        )

    def naming(self, order: PrintOrder) -> Reads:
        """Whom its words name who is not meant to be told of."""
        person_id = self._person_id
        return lambda session: letters.named(session, people.person_of(session, person_id), order)

    def keeps(self, order: PrintOrder, printed: Printed) -> Notes:
        """The very letter; nobody is told by a printer."""
        person_id = self._person_id
        return lambda session: letters.letter_left(
            session, people.person_of(session, person_id), order, printed
        )
