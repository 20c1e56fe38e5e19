"""The letters of a correction on the screen: to one who has to be told, and to whoever asked (003-5.4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.corrections import letters, view
from coordinator_app.jobs.leaving_pdf import PdfKind
from coordinator_app.services import Services
from coordinator_app.ui.letter_page import Makes, Notes
from coordinator_app.ui.letter_to_one import LetterToOne, OneLetter
from coordinator_app.ui.name_warning import Reads

if TYPE_CHECKING:
    from coordinator_app.store.session import Session


class NoticeLetterPage(LetterToOne):
    """`open(notice_id=…)`: to one who was given the old value, or works with the child."""

    name: ClassVar[str] = "correction_notice"
    title: ClassVar[str] = "Letter about a correction"
    file: ClassVar[str] = "letter-about-a-correction.pdf"
    pdf_kind: ClassVar[PdfKind] = PdfKind.CORRECTION_LETTER

    def __init__(self, services: Services) -> None:
        self._notice_id = ""
        super().__init__(services)

    def open(self, *, notice_id: str = "", **_more: Any) -> None:
        """Show the letter to one of them."""
        self._notice_id = notice_id
        self.begin()

    def reads(self) -> Callable[[Session], OneLetter]:
        """To whom it goes."""
        notice_id = self._notice_id

        def read(session: Session) -> OneLetter:
            claim = view.claim_of(session, view.notice_of(session, notice_id).claim_id)
            return OneLetter(view.notice_head(session, notice_id), is_guarded=claim.is_guarded)

        return read

    def makes(self, *, practice: bool, large: bool) -> Makes:
        """The letter."""
        notice_id = self._notice_id

        def made(session: Session) -> PrintOrder:
            notice = view.notice_of(session, notice_id)
            return letters.notice_order(session, notice, practice=practice, large_print=large)

        return made

    def naming(self, order: PrintOrder) -> Reads:
        """Whom its words name who is not meant to be told of."""
        notice_id = self._notice_id
        return lambda session: letters.named(session, view.notice_of(session, notice_id), order)

    def keeps(self, order: PrintOrder, printed: Printed) -> Notes:
        """The very letter; nobody is told by a printer."""
        notice_id = self._notice_id
        return lambda session: letters.notice_made(
            session, view.notice_of(session, notice_id), order, printed
        )


class AnswerLetterPage(LetterToOne):
    """`open(claim_id=…, letter="")`: what was decided, to whoever asked; or a "question", or that it takes "longer"."""

    name: ClassVar[str] = "correction_answer"
    title: ClassVar[str] = "Answer about a correction"
    file: ClassVar[str] = "answer-about-a-correction.pdf"
    pdf_kind: ClassVar[PdfKind] = PdfKind.CORRECTION_LETTER

    def __init__(self, services: Services) -> None:
        self._claim_id = self._letter = ""
        super().__init__(services)

    def open(self, *, claim_id: str = "", letter: str = "", **_more: Any) -> None:
        """Show one of the letters of one correction."""
        self._claim_id, self._letter = claim_id, letter
        self.begin()

    def reads(self) -> Callable[[Session], OneLetter]:
        """To whom it goes."""
        claim_id = self._claim_id

        def read(session: Session) -> OneLetter:
            apart = view.claim_of(session, claim_id).is_guarded
            return OneLetter(view.claim_head(session, claim_id), is_guarded=apart)

        return read

    def makes(self, *, practice: bool, large: bool) -> Makes:
        """The letter."""
        claim_id, letter = self._claim_id, self._letter

        def made(session: Session) -> PrintOrder:
            claim = view.claim_of(session, claim_id)
            if letter:
                return letters.time_order(session, claim, letter, practice=practice, large_print=large)
            return letters.answer_order(session, claim, practice=practice, large_print=large)

        return made

    def naming(self, order: PrintOrder) -> Reads:
        """Whom its words name who is not meant to be told of."""
        claim_id = self._claim_id
        return lambda session: letters.named(session, view.claim_of(session, claim_id), order)

    def keeps(self, order: PrintOrder, printed: Printed) -> Notes:
        """The very letter; nobody is told by a printer."""
        claim_id, letter = self._claim_id, self._letter
        if letter:
            return lambda session: letters.time_left(
                session, view.claim_of(session, claim_id), letter, order, printed
            )
        return lambda session: letters.answer_made(session, view.claim_of(session, claim_id), order, printed)
