"""The letters about a request to erase, restrict or stop, on the screen (articles 12, 18(3) and 19)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.jobs.leaving_pdf import PdfKind
from coordinator_app.rights import letters, view
from coordinator_app.rights.model import RightsLetter
from coordinator_app.services import Services
from coordinator_app.ui.letter_page import Makes, Notes
from coordinator_app.ui.letter_to_one import LetterToOne, OneLetter
from coordinator_app.ui.name_warning import Reads

if TYPE_CHECKING:
    from coordinator_app.store.session import Session


_OF_THE_TIME = frozenset({RightsLetter.QUESTION, RightsLetter.LONGER})


class RightsLetterPage(LetterToOne):
    """`open(request_id=…, letter=…)` to whoever asked; `open(notice_id=…)` to one who was given it."""

    name: ClassVar[str] = "rights_letter"
    title: ClassVar[str] = "Letter about a request"
    file: ClassVar[str] = "letter-about-a-request.pdf"
    pdf_kind: ClassVar[PdfKind] = PdfKind.RIGHTS_LETTER

    def __init__(self, services: Services) -> None:
        self._request_id, self._notice_id, self._letter = "", "", RightsLetter.ANSWER
        super().__init__(services)

    def open(self, *, request_id: str = "", notice_id: str = "", letter: str = "", **_more: Any) -> None:
        """Show one of them."""
        self._request_id, self._notice_id = request_id, notice_id
        known = set(RightsLetter)
        self._letter = RightsLetter(letter) if letter in known else RightsLetter.ANSWER
        self.begin()

    def reads(self) -> Callable[[Session], OneLetter]:
        """To whom."""
        request_id, notice_id = self._request_id, self._notice_id

        def read(session: Session) -> OneLetter:
            if notice_id:
                apart = view.notice_of(session, notice_id).is_guarded
                return OneLetter(view.notice_head(session, notice_id), is_guarded=apart)
            apart = view.request_of(session, request_id).is_guarded
            return OneLetter(view.head_of(session, request_id), is_guarded=apart)

        return read

    def makes(self, *, practice: bool, large: bool) -> Makes:
        """The letter."""
        request_id, notice_id, letter = self._request_id, self._notice_id, self._letter

        def made(session: Session) -> PrintOrder:
            if notice_id:
                notice = view.notice_of(session, notice_id)
                return letters.notice_order(session, notice, practice=practice, large_print=large)
            request = view.request_of(session, request_id)
            if letter in _OF_THE_TIME:
                return letters.time_order(session, request, letter, practice=practice, large_print=large)
            if letter is RightsLetter.LIFTING:
                return letters.lifting_order(
                    session, request, request.lift_reason, practice=practice, large_print=large
                )
            return letters.answer_order(session, request, practice=practice, large_print=large)

        return made

    def naming(self, order: PrintOrder) -> Reads:
        """Whom its words name who is not meant to be told of."""
        request_id, notice_id = self._request_id, self._notice_id
        if notice_id:
            return lambda session: letters.named(session, view.notice_of(session, notice_id), order)
        return lambda session: letters.named(session, view.request_of(session, request_id), order)

    def keeps(self, order: PrintOrder, printed: Printed) -> Notes:
        """The very letter; nobody is told by a printer."""
        request_id, notice_id, letter = self._request_id, self._notice_id, self._letter
        if notice_id:
            return lambda session: letters.made(
                session, view.notice_of(session, notice_id), RightsLetter.NOTICE, order, printed
            )
        if letter in _OF_THE_TIME:
            return lambda session: letters.time_left(
                session, view.request_of(session, request_id), letter, order, printed
            )
        return lambda session: letters.made(
            session, view.request_of(session, request_id), letter, order, printed
        )
