"""Asks who else has to be told of a correction: somebody who stands in no ledger (003-5.4)."""

from __future__ import annotations

from coordinator_app.sharing.model import OUTSIDE, RecipientKind
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput

_WHO = "For example, somebody who was told by word of mouth."


class RecipientBox(FormBox):
    """Answers: `recipient()`, `kind()`, `address()`."""

    def __init__(self) -> None:
        super().__init__("Who else has to be told?", "Add them")
        kinds = ChoiceList([(one, one.label) for one in OUTSIDE], none="Choose one")
        self.form.add("recipient", FormRow("Who?", _WHO, TextInput(longest=200)))
        self.form.add("recipient_kind", FormRow("Who are they?", "", kinds))
        self.form.add("address", FormRow("Address", "", LongText(lines=3), optional=True))

    def recipient(self) -> str:
        """The name."""
        return str(self.form.row("recipient").value() or "")

    def kind(self) -> RecipientKind | None:
        """What they are."""
        answer = self.form.row("recipient_kind").value()
        return answer if isinstance(answer, RecipientKind) else None

    def address(self) -> str:
        """Where a letter goes."""
        return str(self.form.row("address").value() or "")
