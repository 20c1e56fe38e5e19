"""Asks how entries are printed: what for, whether what is kept apart goes on the paper too, how large, and where to."""

from __future__ import annotations

from coordinator_app.chronology.to_print import Found, What
from coordinator_app.core.errors import InvalidInput
from coordinator_app.ui.choices import ChoiceBoxes, TickBox
from coordinator_app.ui.form_box import Done, Failed, FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note

PAPER, FILE = "paper", "file"
_HOW = ((PAPER, "On paper"), (FILE, "As a PDF file, which the vault does not protect"))
_APART_HELP = "The paper then says on its first page that it holds them. Your passphrase is asked for."
_NONE = "Nothing is left to print: all of these are kept apart. Tick the line above to print them."


class PrintBox(FormBox):
    """Of what was found. The answers are read by the one who prints."""

    def __init__(self, found: Found, filters: str) -> None:
        super().__init__("Print these entries", "Go on")
        number, apart = len(found.lines) - len(found.apart), len(found.apart)
        words = "1 entry" if number == 1 else f"{number} entries"
        self.form.add_widget(label(f"{words}. {filters}.", "body", "text-2", wrap=True))
        what = ChoiceBoxes([(one, one.label) for one in What], vertical=True, plain=True)
        self.form.add("what", FormRow("What is it for?", "", what))
        if apart:
            said = f"Print the {apart} entries about safeguarding or health too"
            said = "Print the entry about safeguarding or health too" if apart == 1 else said
            self.form.add("apart", FormRow(said, _APART_HELP, TickBox(said)))
        self.form.add("large", FormRow("Large print", "", TickBox("Large print, 18 point")))
        how = ChoiceBoxes(_HOW, vertical=True, plain=True)
        how.set_value(PAPER)
        self.form.add("how", FormRow("How?", "", how))
        if not found.lines:
            self.form.add_widget(Note("soon", "No entry is shown.", "Clear the filters, or tick some."))
        self._found = found
        self.saves(self._answer)

    @property
    def with_apart(self) -> bool:
        """Whether what is kept apart is printed."""
        row = self.form.rows().get("apart")
        return row is not None and bool(row.value())

    @property
    def what(self) -> What | None:
        """What the paper is for."""
        chosen = self.form.row("what").value()
        return chosen if isinstance(chosen, What) else None

    @property
    def large(self) -> bool:
        """Whether in large print."""
        return bool(self.form.row("large").value())

    @property
    def to_file(self) -> bool:
        """Whether a file is wanted."""
        return self.form.row("how").value() == FILE

    def _answer(self, done: Done, failed: Failed) -> None:
        if self.what is None:
            failed(InvalidInput.one("what", "Choose what the paper is for."))
        elif self.what is What.GIVEN and any(one.entry.trashed_at for one in self._found.lines):
            failed(InvalidInput.one("what", "Deleted entries are printed for work here only."))
        elif not self._found.printed(with_apart=self.with_apart):
            failed(InvalidInput.one("", _NONE))
        else:
            done(None)
