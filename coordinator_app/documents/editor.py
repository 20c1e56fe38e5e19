"""Asks what a document is before it is attached: title, kind, date, source, and whether it is guarded."""

from __future__ import annotations

from typing import Any

from coordinator_app.core.clock import Clock
from coordinator_app.documents import view
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.documents.reading_jobs import FileGiven
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.notes import Note
from coordinator_app.ui.past_date import PastDate


class DocumentBox(FormBox):
    """For one file that a child process has looked at. `guards` offers the guarded side to those who hold its key.

    `asked` is said first: an access request about the pupil is open.
    """

    def __init__(
        self, file: FileGiven, looked: Looked, clock: Clock, *, guards: bool, asked: str = ""
    ) -> None:
        super().__init__("Add a document", "Add document")
        self._file = file
        if asked:
            self.form.add_widget(Note("soon", "Is it about this child?", asked))
        pages = "1 page" if looked.page_count == 1 else f"{looked.page_count} pages"
        text = (
            "It goes into the vault whole. The file you chose stays where it is: delete it there afterwards."
        )
        self.form.add_widget(Note("info", f"The file can be read, {pages}.", text))
        dated = PastDate(clock)
        self.form.add("title", FormRow("Title", "", TextInput(view.title_of(file.name), longest=200)))
        kinds = ChoiceList([(one, one.label) for one in DocumentKind])
        self.form.add("kind_of_document", FormRow("What it is", "", kinds))
        self.form.add("dated", FormRow("Date on the document", "For example, 18 November 2026.", dated))
        self.form.add("source", FormRow("Who it came from", "", TextInput(longest=200), optional=True))
        if guards:
            words = "It is about safeguarding or health: keep it restricted"
            self.form.add("is_guarded", FormRow("Restricted", "", TickBox(words)))

    def document(self, pupil_id: str) -> Document:
        """What is typed, as a record not yet kept."""
        answers: dict[str, Any] = self.form.values()
        return Document(pupil_id=pupil_id, given_name=self._file.name, **answers)
