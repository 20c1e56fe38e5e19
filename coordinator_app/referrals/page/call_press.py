"""The press on "Record a safeguarding call": never lost, also while the page is still being read (003-6.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator_app.referrals.page import call

if TYPE_CHECKING:
    from coordinator_app.referrals.page.page import ReferralPage


class CallPress:
    """Works for one page. The box must know whose call it is, so an early press waits for the page's facts."""

    def __init__(self, page: ReferralPage) -> None:
        self._page = page
        self._waits = False

    def press(self) -> None:
        """Open the box, or remember that it is wanted."""
        page = self._page
        self._waits = page.facts is None
        page.busy(self._waits)
        if page.facts is not None:
            call.record(page.desk, page.facts, page.who.pupil(page.facts.pupil), self._called)

    def facts_came(self) -> None:
        """Open the box if it is wanted, and the user is still here."""
        wanted = self._waits
        self.forget()
        if wanted and self._page.isVisible():
            self.press()

    def forget(self) -> None:
        """Another referral is opened."""
        self._waits = False
        self._page.busy(False)

    def _called(self, pupil_id: str) -> None:
        page = self._page
        page.pupil_id = pupil_id
        page.refresh()
