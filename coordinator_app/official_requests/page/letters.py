"""The letter to an official: what they were given was corrected, erased or restricted since (UK GDPR article 19)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.jobs.leaving_pdf import PdfKind
from coordinator_app.official_requests import changes, view
from coordinator_app.services import Services
from coordinator_app.ui.letter_page import Makes, Notes
from coordinator_app.ui.letter_to_one import LetterToOne, OneLetter
from coordinator_app.ui.name_warning import Reads

if TYPE_CHECKING:
    from coordinator_app.store.session import Session


class OfficialLetterPage(LetterToOne):
    """`open(official_id=…, cause_id=…)`: always apart, behind the passphrase."""

    name: ClassVar[str] = "official_letter"
    title: ClassVar[str] = "Letter to an official"
    file: ClassVar[str] = "letter-to-an-official.pdf"
    pdf_kind: ClassVar[PdfKind] = PdfKind.OFFICIAL_LETTER

    def __init__(self, services: Services) -> None:
        self._official_id = self._cause_id = ""
        super().__init__(services)

    def open(self, *, official_id: str = "", cause_id: str = "", **_more: Any) -> None:
        """Show it."""
        self._official_id, self._cause_id = official_id, cause_id
        self.begin()

    def reads(self) -> Callable[[Session], OneLetter]:
        """To whom it goes."""
        official_id = self._official_id
        return lambda session: OneLetter(view.letter_head(session, official_id), is_guarded=True)

    def makes(self, *, practice: bool, large: bool) -> Makes:
        """The letter."""
        official_id, cause_id = self._official_id, self._cause_id
        return lambda session: changes.letter_order(
            session, view.request_of(session, official_id), cause_id, practice=practice, large_print=large
        )

    def naming(self, order: PrintOrder) -> Reads:
        """Whom its words name who is not meant to be told of."""
        official_id = self._official_id
        return lambda session: changes.named(session, view.request_of(session, official_id), order)

    def keeps(self, order: PrintOrder, printed: Printed) -> Notes:
        """The very letter; nobody is told by a printer."""
        official_id, cause_id = self._official_id, self._cause_id
        return lambda session: changes.letter_left(
            session, view.request_of(session, official_id), cause_id, order, printed
        )
