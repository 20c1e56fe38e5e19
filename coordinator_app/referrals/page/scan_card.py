"""The card above the questions of the form: the scanned form itself, to be looked at while they are answered."""

from __future__ import annotations

from PySide6.QtCore import Signal

from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.referrals.page.reading import ReferralFacts
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.rows import TwoLineRow


class ScanCard(Card):
    """Emits `looking`; hidden by the page while there is no scan."""

    looking = Signal()

    def __init__(self) -> None:
        super().__init__(padding=1)

    def show_facts(self, facts: ReferralFacts) -> None:
        """Pages, and when they came in."""
        layout.clear(self.body)
        form = facts.form
        if form is None:
            return
        pages = "1 page" if form.pages == 1 else f"{form.pages} pages"
        words = "Kept with the pupil's documents."
        if form.at is not None:
            at = form.at.astimezone(LONDON)
            day = "today" if at.date() == facts.today else say(at.date())
            words = f"Scanned {day} at {say_time(at.time())}."
        if not form.document_id:
            words += " It waits in the tray, and is filed when the referral is kept."
        look = button("Look at form", icon="eye", small=True)
        look.clicked.connect(self.looking)
        self.body.addWidget(
            TwoLineRow(f"Referral form, {pages}", words, icon="file-text", kind="info", buttons=(look,))
        )
