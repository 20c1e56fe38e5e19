"""The letters of a complaint on the screen, and the blank complaint form (section 164A)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from coordinator_app.complaints import actions, letters, view
from coordinator_app.complaints.model import ComplaintLetter
from coordinator_app.core.changes import Saved
from coordinator_app.core.named_here import NOBODY
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.jobs.leaving_pdf import PdfKind
from coordinator_app.services import Services
from coordinator_app.ui.letter_page import Makes, Notes
from coordinator_app.ui.letter_to_one import LetterToOne, OneLetter
from coordinator_app.ui.name_warning import Reads

if TYPE_CHECKING:
    from coordinator_app.store.session import Session


class ComplaintLetterPage(LetterToOne):
    """`open(complaint_id=…, letter=…)`: that we have it, or what was found."""

    name: ClassVar[str] = "complaint_letter"
    title: ClassVar[str] = "Letter about a complaint"
    file: ClassVar[str] = "letter-about-a-complaint.pdf"
    pdf_kind: ClassVar[PdfKind] = PdfKind.COMPLAINT_LETTER

    def __init__(self, services: Services) -> None:
        self._complaint_id, self._letter = "", ComplaintLetter.ACKNOWLEDGEMENT
        super().__init__(services)

    def open(self, *, complaint_id: str = "", letter: str = "", **_more: Any) -> None:
        """Show one of its letters."""
        self._complaint_id = complaint_id
        known = set(ComplaintLetter)
        self._letter = ComplaintLetter(letter) if letter in known else ComplaintLetter.ACKNOWLEDGEMENT
        self.begin()

    def reads(self) -> Callable[[Session], OneLetter]:
        """Which complaint, and to whom."""
        complaint_id = self._complaint_id

        def read(session: Session) -> OneLetter:
            apart = view.complaint_of(session, complaint_id).is_guarded
            return OneLetter(view.head_of(session, complaint_id), is_guarded=apart)

        return read

    def makes(self, *, practice: bool, large: bool) -> Makes:
        """The letter."""
        complaint_id, letter = self._complaint_id, self._letter

        def made(session: Session) -> PrintOrder:
            complaint = view.complaint_of(session, complaint_id)
            return letters.letter_order(session, complaint, letter, practice=practice, large_print=large)

        return made

    def naming(self, order: PrintOrder) -> Reads:
        """Whom its words name who is not meant to be told of."""
        complaint_id = self._complaint_id
        return lambda session: letters.named(session, view.complaint_of(session, complaint_id), order)

    def keeps(self, order: PrintOrder, printed: Printed) -> Notes:
        """The very page; nobody is told by a printer."""
        complaint_id, letter = self._complaint_id, self._letter
        return lambda session: actions.letter_left(
            session, view.complaint_of(session, complaint_id), letter, order, printed
        )


class ComplaintFormPage(LetterToOne):
    """`open()`: the blank form, to lay out or hand over."""

    name: ClassVar[str] = "complaint_form"
    title: ClassVar[str] = "Complaint form"
    file: ClassVar[str] = "complaint-form.pdf"
    pdf_kind: ClassVar[PdfKind] = PdfKind.COMPLAINT_FORM

    def open(self, **_more: Any) -> None:
        """Show the form."""
        self.begin()

    def reads(self) -> Callable[[Session], OneLetter]:
        """Nobody in particular."""
        return lambda _session: OneLetter("For anybody who asks")

    def makes(self, *, practice: bool, large: bool) -> Makes:
        """The form."""
        return lambda session: letters.form_order(session, practice=practice, large_print=large)

    def naming(self, order: PrintOrder) -> Reads:  # noqa: ARG002  (nobody has typed into a blank form)
        """Nobody."""
        return lambda _session: NOBODY

    def keeps(self, order: PrintOrder, printed: Printed) -> Notes:  # noqa: ARG002  (a blank form names nobody)
        """Nothing is kept of a blank form."""
        return lambda _session: Saved(None, "")

    def _notes(self, order: PrintOrder) -> Any:
        """An address is no part of it."""
        return (note for note in super()._notes(order) if order.gaps)
