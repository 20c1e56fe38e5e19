"""The right side of a referral: what may be kept now, what opens later, and the way that is never shut."""

from __future__ import annotations

from collections.abc import Sequence

from coordinator_app.core.gates import OPEN, Decision
from coordinator_app.referrals.page.reading import ReferralFacts
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import IconLabel, heading, label
from coordinator_app.ui.layout import QHBoxLayout
from coordinator_app.ui.notes import Note
from coordinator_app.ui.side_panel import SidePanel

_NOTES = "Notes from the first discussion"
_FORM = "The referral form itself"
_RECORDS = ("Chronology, reviews and documents", "The parent’s consent form")
_SHARING = ("Sharing with providers and agencies", "Pages printed for a provider")
_PROGRAMME = ("The programme",)


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
        """What is open and what is shut now, why, and what opens it (003-7.2, decision 5)."""
        layout.clear(self._kept)
        layout.clear(self._later)
        shares = facts.consent is not None and facts.consent.state == "in_place"
        starts = facts.starting.is_open
        open_now = [*_RECORDS * facts.keeps, *_SHARING * shares, *_PROGRAMME * starts]
        for words in [_NOTES, _FORM, *open_now]:
            self._kept.addLayout(_line("circle-check", "safe-solid", words, "text"))
        if not facts.keeps:
            self._shut("Opens after the referral", _RECORDS, facts.keeping)
        if not shares or not starts:
            shut = [*_SHARING * (not shares), *_PROGRAMME * (not starts)]
            problems = facts.consent.problems if facts.consent else ()
            why = Decision(problems) if facts.keeps and problems else facts.starting
            self._shut("Opens after consent", shut, why if facts.keeps else OPEN)

    def _shut(self, title: str, names: Sequence[str], why: Decision) -> None:
        self._later.addWidget(heading(title))
        for words in names:
            self._later.addLayout(_line("lock", "text-3", words, "text-2"))
        if why.reasons:
            self._later.addWidget(label(why.reasons[0].sentence(), "small", "text-2", wrap=True))


def _line(icon: str, colour: str, words: str, text: str) -> QHBoxLayout:
    line = layout.row(space=8)
    line.addWidget(IconLabel(icon, colour, 18))
    line.addWidget(label(words, "body", text, wrap=True), 1)
    return line
