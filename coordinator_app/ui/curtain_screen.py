"""What stands in the window while a curtain is drawn: the face of the lock, how far the work is, and no content.

It says that this is not the lock: the vault is still open behind it, until the work is done.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.jobs.under_way import Work
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bars import ThinBar
from coordinator_app.ui.buttons import button
from coordinator_app.ui.entry_card import EntryScreen
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import label
from coordinator_app.ui.lock_reason import LockReason
from coordinator_app.ui.lock_screen import full_width
from coordinator_app.ui.passphrase_input import CapsNotice, PassphraseInput
from coordinator_app.ui.passphrase_try import Check, PassphraseTry
from coordinator_app.ui.progress import time_left

TITLE = "Covered, and not locked yet"
_BACK = "Welcome back"
_WHY = {
    LockReason.ASKED: "You asked for the lock.",
    LockReason.IDLE: "Nobody used the window for a while.",
    LockReason.HIDDEN: "The window was out of sight for a while.",
}
_SAFE = "Nothing of it is shown without your passphrase, and what you were typing is saved."
_THEN = "The vault locks by itself once that is done."
_ASK = "What was open is shown when you ask for it. Somebody beside you may read along."
_ENDED = "It has ended. The vault is still open."


def how_far(work: Work) -> str:
    """Such as "A pack is being built: 24 % done, about 12 minutes left."; never how many pages."""
    said = [] if work.share is None else [f"{int(min(1.0, work.share) * 100)} % done"]
    if work.seconds_left is not None:
        said.append(time_left(work.seconds_left)[:1].lower() + time_left(work.seconds_left)[1:])
    return f"{work.words}: {', '.join(said)}." if said else f"{work.words}."


class CurtainScreen(EntryScreen):
    """Emits `came_back` once the passphrase was right, `showing` when what was open is wanted, and `giving_up`."""

    came_back = Signal()
    showing = Signal()
    giving_up = Signal()

    def __init__(self, vault: str, reason: LockReason, work: Work, check: Check) -> None:
        self._why = f"{_WHY.get(reason, '')} {_SAFE}".strip()
        super().__init__(TITLE, f"{vault} vault", self._why)
        self.line, self.bar = label("", "body-strong", "text", wrap=True), ThinBar()
        self.then = label(_THEN, "small", "text-2", wrap=True)
        self.passphrase = PassphraseInput()
        self.row = FormRow("Passphrase", "", self.passphrase)
        self.open = full_width(button("Uncover", "primary", "lock-open"))
        self.show_button = full_width(button("Show what was open", "primary", "eye"))
        self.stop = full_width(button(work.stop, icon="lock"))
        self._asking = QWidget()
        self._lay_out()
        self.attempt = PassphraseTry(self.row, self.passphrase, self.open, check, "Checking...")
        self.attempt.setParent(self)
        self.attempt.right.connect(self._let_in)
        self.attempt.troubled.connect(self.show_trouble)
        self.attempt.trying.connect(lambda: self.show_note(None))
        self.open.clicked.connect(self.attempt.begin)
        self.passphrase.returnPressed.connect(self.attempt.begin)
        self.show_button.clicked.connect(self.showing)
        self.stop.clicked.connect(self.giving_up)
        self.tell(work)
        announce(self, f"{TITLE}. {self.line.text()} {_THEN}", assertive=True)

    def _lay_out(self) -> None:
        working, fields = layout.column(space=6), layout.column(self._asking, space=16)
        layout.add_all(working, self.line, self.bar, self.then)
        answer = layout.column(space=4)
        layout.add_all(answer, self.row, CapsNotice(self.passphrase))
        layout.add_all(fields, answer, self.open)
        layout.add_all(self.body, working, self._asking, self.show_button, self.stop)
        self.show_button.hide()

    @property
    def is_back(self) -> bool:
        """Whether the passphrase was typed, and what was open can be shown."""
        return not self.show_button.isHidden()

    def first_focus(self) -> None:
        """The passphrase, or the way on once that was right."""
        (self.show_button if self.is_back else self.passphrase).setFocus()

    def tell(self, work: Work | None) -> None:
        """How far the work is; None once there is none left."""
        self.line.setText(how_far(work) if work is not None else _ENDED)
        self.bar.setVisible(work is not None and work.share is not None)
        self.then.setVisible(work is not None and not self.is_back)
        self.stop.setText(work.stop if work is not None else "Lock now")
        if work is not None and work.share is not None:
            self.bar.set_share(work.share)

    def ask_again(self) -> None:
        """Nobody came after all."""
        self._turn(back=False)

    def _let_in(self) -> None:
        self.show_note(None)
        self._turn(back=True)
        announce(self, f"{_BACK}. {self.line.text()}")

    def _turn(self, *, back: bool) -> None:
        """Between the question and what stands there once it was answered; nothing that was open is shown unasked."""
        self.heading.setText(_BACK if back else TITLE)
        self.lead.setText(_ASK if back else self._why)
        self.then.setVisible(not back)  # whoever is there is not locked out by its end
        self._asking.setVisible(not back)
        self.show_button.setVisible(back)
        self.first_focus()
        if back:
            self.came_back.emit()
