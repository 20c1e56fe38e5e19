"""One question over a page, answered in words that a lock does not take."""

from __future__ import annotations

from coordinator_app.ui.dialogs import AskText
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import label


class ReasonBox(FormBox):
    """Asks what an `AskText` says; show it by `box_draft.show_kept`, so that what is typed is a draft.

    `which` says above the question what it is asked about, where there are many alike.
    """

    shut = "This cannot be done now."

    def __init__(self, question: AskText, which: str = "") -> None:
        super().__init__(question.title, question.act)
        self._required = question.required
        self.which = label(which, "body", "text", wrap=True)
        self._lines.insertWidget(0, self.which)
        self.which.setVisible(bool(which))
        answer = LongText(lines=4) if question.long else TextInput()
        self.form.add("words", FormRow(question.label, question.help, answer))

    def belongs_to(self, name: str) -> None:
        """Say whose record it is about; a screen reader says what it is asked about as well."""
        super().belongs_to(name)
        said = (self.accessibleDescription(), self.which.text())
        self.setAccessibleDescription(". ".join(one for one in said if one))

    def save(self) -> None:
        """Say what is missing before anything is written."""
        if self.words():
            super().save()
        else:
            self.form.errors({"words": self._required})

    def words(self) -> str:
        """The answer as it stands."""
        return str(self.form.row("words").value() or "").strip()
