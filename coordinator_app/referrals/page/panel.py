"""The right side of a referral: what may be kept now, what opens later, and the way that is never shut."""

from __future__ import annotations

from coordinator_app.referrals.page.reading import ReferralFacts
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import IconLabel, heading, label
from coordinator_app.ui.layout import QHBoxLayout
from coordinator_app.ui.notes import Note
from coordinator_app.ui.side_panel import SidePanel

_NOTES = "Notes from the first discussion"
_FORM = "The referral form itself"
_RECORDS = "Chronology, reviews and documents"
_SHARING = "Sharing with providers and agencies"


class KeepPanel(SidePanel):
    """`call` is the button that records a safeguarding call; it works at every step (003-6.4)."""

    def __init__(self) -> None:
        super().__init__("What you can keep now")
        self._kept = layout.column(space=10)
        self.body.addLayout(self._kept)
        self._later = layout.column(space=10)
        self.body.addLayout(self._later)
        self.add(
            Note(
                "info",
                "If a child may be at risk, do not wait for this form.",
                "Ring your safeguarding lead now. You can record the call here at any time.",
            )
        )
        self.call = button("Record a safeguarding call", icon="phone", small=True)
        self.add(self.call)
        self.end()

    def show_facts(self, facts: ReferralFacts) -> None:
        """What is open and what is shut now (003-7.2, decision 5)."""
        layout.clear(self._kept)
        layout.clear(self._later)
        shares = facts.consent is not None and facts.consent.state == "in_place"
        now = [_NOTES, _FORM] + [_RECORDS] * facts.keeps + [_SHARING] * shares
        for words in now:
            self._kept.addLayout(_line("circle-check", "safe-solid", words, "text"))
        if not facts.keeps:
            self._shut("Opens after the referral", _RECORDS)
        if not shares:
            self._shut("Opens after consent", _SHARING)

    def _shut(self, title: str, words: str) -> None:
        self._later.addWidget(heading(title))
        self._later.addLayout(_line("lock", "text-3", words, "text-2"))


def _line(icon: str, colour: str, words: str, text: str) -> QHBoxLayout:
    line = layout.row(space=8)
    line.addWidget(IconLabel(icon, colour, 18))
    line.addWidget(label(words, "body", text, wrap=True), 1)
    return line
