"""Step 3 of a referral: who may consent, the forms to print, and the signed form to record."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.consent.model import FormTemplate
from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import say
from coordinator_app.referrals.page.carer_questions import CarerQuestions, responsibility_words
from coordinator_app.referrals.page.reading import ReferralFacts
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card, CardList
from coordinator_app.ui.labels import heading
from coordinator_app.ui.notes import Note
from coordinator_app.ui.rows import TwoLineRow


class ConsentStep(QWidget):
    """Emits `added` when the new carer's answers are whole, `printing` and `recording` for the two screens."""

    added = Signal()
    printing = Signal()
    recording = Signal()
    edited = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        layout.size(self, max_width=640)
        lines = layout.column(self, space=12)
        self.standing = layout.column(space=0)
        self.carers = CardList()
        self.add = button("Add a parent or carer", icon="user-plus", small=True)
        self.questions = CarerQuestions(clock)
        self.questions.edited.connect(self.edited)
        self._card = self._new_carer()
        self.acts = CardList()
        lines.addLayout(self.standing)
        layout.add_all(lines, heading("Parents and carers"), self.carers)
        head = layout.row()
        layout.add_all(head, self.add, None)
        lines.addLayout(head)
        layout.add_all(lines, self._card, heading("Privacy statement and consent"), self.acts, None)
        self.add.clicked.connect(self.open_questions)

    def show_facts(self, facts: ReferralFacts) -> None:
        """The carers and what was printed and signed so far."""
        layout.clear(self.standing)
        self.standing.addWidget(self._note(facts))
        self.carers.clear()
        for carer in facts.carers:
            self.carers.add(TwoLineRow(carer.name, responsibility_words(carer), icon="user"))
        if not facts.carers:
            self.carers.add(TwoLineRow("Nobody yet", "Add the parent or carer who will sign.", icon="user"))
        self.acts.clear()
        self._act("printer", "Print the forms", self._printed(facts), "Print", self.printing)
        signed = facts.consent.consent if facts.consent else None
        said = (
            f"Signed {say(signed.signed_on)}."
            if signed and signed.signed_on
            else "Type in each answer as it was given."
        )
        self._act("pen-line", "Record the signed form", said, "Record", self.recording)

    def open_questions(self) -> None:
        """Ask for one more parent or carer, in place."""
        self._card.show()
        self.add.hide()
        self.questions.first_focus()

    def close_questions(self) -> None:
        """Back to the list."""
        self.questions.clear()
        self.questions.errors({})
        self._card.hide()
        self.add.show()

    def is_asking(self) -> bool:
        """Whether a new carer is being typed."""
        return not self._card.isHidden()

    def submit(self) -> None:
        """Hand the new carer over if the answers are whole."""
        if self.questions.errors(self.questions.problems()):
            self.added.emit()

    def _new_carer(self) -> Card:
        card = Card(space=12)
        card.setAccessibleName("A new parent or carer")
        card.body.addWidget(self.questions)
        self.keep, drop = button("Add", "primary", small=True), button("Cancel", small=True)
        self.keep.setAccessibleName("Add the parent or carer")
        line = layout.row()
        layout.add_all(line, self.keep, drop, None)
        card.body.addLayout(line)
        self.keep.clicked.connect(self.submit)
        drop.clicked.connect(self.close_questions)
        card.hide()
        return card

    def _act(self, icon: str, title: str, said: str, words: str, signal: object) -> None:
        act = button(words, small=True, accessible=f"{words}, {title}")
        act.clicked.connect(signal)
        self.acts.add(TwoLineRow(title, said, icon=icon, buttons=(act,)))

    @staticmethod
    def _printed(facts: ReferralFacts) -> str:
        forms = [one for one in facts.printed if one.template is FormTemplate.CONSENT_FORM]
        if not forms or forms[0].printed_on is None:
            return "The privacy statement to keep, the consent form to sign."
        back = forms[0].returned_on
        return f"Printed {say(forms[0].printed_on)}, {f'came back {say(back)}' if back else 'not back yet'}."

    @staticmethod
    def _note(facts: ReferralFacts) -> Note:
        stands = facts.consent
        if stands is None or stands.state == "waiting":
            if facts.carers and not any(one.has_responsibility for one in facts.carers):
                rest = "Only someone who has it can consent. Ask the school who holds it."
                return Note("soon", "Nobody here is known to have parental responsibility.", rest)
            rest = "Nothing may be shared with providers and agencies until the signed form is recorded."
            return Note("info", "No consent form has been signed yet.", rest)
        if stands.state == "in_place":
            return Note("safe", "Consent is in place.", "Sharing with providers and agencies is open.")
        reasons = " ".join(reason.sentence() for reason in stands.problems)
        return Note("over", f"{stands.state.label}.", reasons)
