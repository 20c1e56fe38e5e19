"""Which version of the school's privacy statement is current: the print job knows, and is asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator_app.core.answers import read_answer
from coordinator_app.core.print_order import Printed
from coordinator_app.referrals.page.form_questions import Statement
from coordinator_app.ui.bridge import guarded

if TYPE_CHECKING:
    from coordinator_app.referrals.page.page import ReferralPage


class CurrentStatement:
    """Works for one page. `known` is None until the print job has answered."""

    def __init__(self, page: ReferralPage) -> None:
        self._page = page
        self.known: Statement | None = None

    @property
    def version(self) -> int | None:
        """The version in force, once it is known."""
        return self.known.version if self.known else None

    def offer(self) -> None:
        """Offer the current version beside the tick, and the one that was recorded if it is another."""
        page, facts = self._page, self._page.facts
        if facts is None:
            return
        if self.known is not None:
            page.form.offer(self.known)
            return
        page.desk.jobs.child(
            "print.form",
            facts.statement,
            done=guarded(page, lambda answer: self._answered(read_answer(Printed, answer))),
            failed=guarded(page, page.trouble),
        )

    def _answered(self, printed: Printed) -> None:
        self.known = Statement(printed.version, printed.digest)
        self.offer()
        self._page.show_notes()
