"""Choosing a passphrase: twice the same, with a suggestion and the strength in words (design section 8.1)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bars import ThinBar
from coordinator_app.ui.buttons import button
from coordinator_app.ui.door import Door, Strength
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import label
from coordinator_app.ui.passphrase_input import CapsNotice, PassphraseInput

STRONG = 3
_TOKENS = {1: "over-solid", 2: "soon-solid", 3: "safe-solid", 4: "safe-solid"}


class NewPassphrase(QWidget):
    """Emits `finished` on Enter in the second input. `needed` is the step of strength to go on (design: Strong)."""

    finished = Signal()

    def __init__(self, door: Door, *, needed: int = STRONG) -> None:
        super().__init__()
        self._door, self._needed = door, needed
        self._said = ""
        self.first = PassphraseInput("New passphrase")
        self.again = PassphraseInput("The same passphrase again")
        self.first_row = FormRow(
            "New passphrase", "Use 4 or more random words. Length beats odd characters.", self.first
        )
        self.again_row = FormRow("The same passphrase again", "", self.again)
        self.suggest = button("Suggest five words", small=True, icon="rotate-cw")
        self.suggested = label("", "body-strong", "text", wrap=True)
        self.suggested.hide()
        self._bar = ThinBar()
        self._words = label("", "small", "text-2", wrap=True)
        self._lay_out()
        self.first.textChanged.connect(self._weigh)
        self.suggest.clicked.connect(self.suggest_now)
        self.again.returnPressed.connect(self.finished)
        self.first.returnPressed.connect(self.again.setFocus)

    def _lay_out(self) -> None:
        lines = layout.column(self, space=12)
        strength = layout.column(space=4)
        layout.add_all(strength, self._bar, self._words)
        offer = layout.row(space=12)
        layout.add_all(offer, self.suggest)
        offer.addWidget(self.suggested, 1)
        offer.addStretch()  # keeps the button at the left while nothing is suggested
        layout.add_all(lines, self.first_row, CapsNotice(self.first), strength, offer, self.again_row)
        layout.tab_order(
            [self.first, self.first.show_button, self.suggest, self.again, self.again.show_button]
        )

    def value(self) -> str:
        """The passphrase."""
        return self.first.value()

    def strength_words(self) -> str:
        """The strength as shown."""
        return self._words.text()

    def first_focus(self) -> None:
        """The first input."""
        self.first.setFocus()

    def suggest_now(self) -> None:
        """Put five random words into the first input and show them to be written down; nothing is copied."""
        words = self._door.suggest()
        self.suggested.setText(words)
        self.suggested.setAccessibleName(f"Suggested passphrase: {words}")
        self.suggested.show()
        self.first.setText(words)
        self.again.clear()
        self.again.setFocus()
        announce(self, f"Suggested: {words}. Write it down, then type it again.")

    def check(self) -> bool:
        """Show what keeps it from being used; True if nothing does."""
        strength = self._door.judge(self.value())
        first = ""
        if not strength.accepted or strength.step < self._needed:
            first = f"{strength.reason} It must be strong to go on."
        again = (
            ""
            if self.again.value() == self.value()
            else "The two passphrases differ. Type the second one again."
        )
        self.first_row.set_error(first)
        self.again_row.set_error("" if first else again)
        if first:
            self.first_row.focus()
        elif again:
            self.again_row.focus()
        return not first and not again

    def forget(self) -> None:
        """Empty everything."""
        self.first.forget()
        self.again.forget()
        self.suggested.clear()
        self.suggested.hide()

    def _weigh(self, text: str) -> None:
        if not text:
            self._bar.set_share(0.0)
            self._words.clear()
            return
        strength: Strength = self._door.judge(text)
        self._bar.set_share(strength.step / 4, _TOKENS[strength.step])
        self._words.setText(f"{strength.word}. {strength.reason}")
        if strength.word != self._said:
            self._said = strength.word
            announce(self, strength.word)
