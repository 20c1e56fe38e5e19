"""What a form amounts to, beside the answers, and the consents that are on record above them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton

from coordinator_app.consent.held import Held
from coordinator_app.consent.model import Consent, ConsentState
from coordinator_app.consent.page.form_state import on_record
from coordinator_app.consent.page.reading import ConsentFacts
from coordinator_app.consent.page.words import (
    NOT_VALID_YET,
    Verdict,
    can_be_withdrawn,
    verdict,
    with_standing,
)
from coordinator_app.consent.terms import ConsentAnswer
from coordinator_app.pupils.model import Carer
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.side_panel import SidePanel


class ResultPanel(SidePanel):
    """`judge` shows the answers so far, `result` what was recorded."""

    def __init__(self) -> None:
        super().__init__("What this form opens")
        self._lines = layout.column(space=10)
        self.body.addLayout(self._lines)
        self.shown: Verdict | None = None
        self.recorded = False
        self._last: Carer | None = None
        self._held: Held | None = None
        self._answers: tuple[ConsentAnswer, ...] = ()
        self.end()

    def judge(
        self,
        consent: Consent,
        carer: Carer | None,
        held: Held | None = None,
        answers: Sequence[ConsentAnswer] = (),
    ) -> None:
        """What the form would amount to if it were recorded now. The result of the last one stays until an answer.

        `held` is what is on record of the pupil: what is open for the pupil rests on all of it.
        """
        if self.recorded and carer is None:
            return
        self.recorded, self._last, self._held, self._answers = False, carer, held, tuple(answers)
        layout.clear(self._lines)
        if carer is None:
            self.shown = None
            words = "Say who signed. Then what the form opens, or why it does not, stands here."
            self._lines.addWidget(label(words, "small", "text-2", wrap=True))
            return
        found = self._together(verdict(consent, carer), consent)
        self._show(found, "As answered so far: ")
        if found.state is ConsentState.NOT_VALID:
            self._lines.addWidget(label(NOT_VALID_YET, "body", "text-2", wrap=True))

    def result(self, consent: Consent, done: QPushButton) -> None:
        """What was recorded, with the way on."""
        layout.clear(self._lines)
        self.recorded = True
        self._show(self._together(verdict(consent, self._last, recorded=True), consent), "Recorded. ")
        self._lines.addWidget(done)
        if self.shown is not None:
            announce(self, f"Recorded. {self.shown.lead}", assertive=True)

    def _together(self, found: Verdict, consent: Consent) -> Verdict:
        if self._held is None or self._last is None:
            return found
        return with_standing(found, self._held.including(consent, self._last, self._answers))

    def _show(self, found: Verdict, before: str) -> None:
        self.shown = found
        lead = (
            f"{before}{found.lead[0].lower()}{found.lead[1:]}"
            if before.endswith(": ")
            else before + found.lead
        )
        self._lines.addWidget(Note(found.tone, lead))
        for line in found.lines:
            self._lines.addWidget(label(line, "body", "text", wrap=True))


def kept_list(facts: ConsentFacts, withdraw: Callable[[Consent], None]) -> CardList:
    """The consents on record, newest first; the newest of each who signed can be withdrawn."""
    rows = CardList()
    rows.setAccessibleName("Consents on record")
    newest = facts.counted
    for consent in facts.consents:
        title, line = on_record(facts, consent)
        buttons: tuple[QPushButton, ...] = ()
        if consent in newest and can_be_withdrawn(consent, facts.carer(consent.carer_id), facts.answers):
            act = button("Withdraw consent", small=True)
            act.clicked.connect(lambda _on=False, consent=consent: withdraw(consent))
            buttons = (act,)
        rows.add(TwoLineRow(title, line, icon="file-check", buttons=buttons))
    return rows
