"""Asks for the passphrase once more before something leaves the vault or a guarded entry is opened (decision 20)."""

from __future__ import annotations

from coordinator_app.core.errors import Trouble
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.passphrase_input import CapsNotice, PassphraseInput
from coordinator_app.ui.passphrase_try import Check, PassphraseTry

_ONCE = "After this you are not asked again for 15 minutes."


class ConfirmPassphrase(Box):
    """Accepted once the passphrase was right; `why` is a whole sentence, such as "A pack leaves the vault."."""

    of_record = False
    waits_behind_a_curtain = False

    def __init__(self, why: str, check: Check) -> None:
        super().__init__("Type your passphrase again")
        self.input = PassphraseInput()
        self.row = FormRow("Passphrase", "", self.input)
        self._note = layout.column(space=0)
        fields = layout.column(space=4)
        layout.add_all(fields, self.row, CapsNotice(self.input))
        self.body.addWidget(label(f"{why} {_ONCE}", "body", "text-2", wrap=True))
        for part in (self._note, fields):
            self.body.addLayout(part)
        self.cancel, self.act = button("Cancel"), button("Continue", "primary")
        self.act.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.act.clicked.connect(self.confirm)
        self.buttons(self.cancel, self.act)
        self.first = self.input
        self.attempt = PassphraseTry(self.row, self.input, self.act, check, "Checking...")
        self.attempt.setParent(self)
        self.attempt.right.connect(self.accept)
        self.attempt.troubled.connect(self._explain)
        self.attempt.trying.connect(lambda: layout.clear(self._note))

    def confirm(self) -> None:
        """Have what was typed checked; the key is derived on another thread."""
        self.attempt.begin()

    def count_down(self) -> None:
        """One second less to wait."""
        self.attempt.count_down()

    def done(self, result: int) -> None:
        """What was typed does not outlive the dialog."""
        self.attempt.stop()
        super().done(result)

    def _explain(self, trouble: Trouble) -> None:
        rest = " ".join(part for part in (trouble.safe, trouble.next_step) if part)
        self._note.addWidget(Note("over", trouble.happened, rest))
