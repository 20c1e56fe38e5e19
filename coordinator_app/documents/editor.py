"""Asks what a document is: before it is attached, of several at once, and again when what was said of it is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coordinator_app.chronology.model import MayBeTold
from coordinator_app.core.clock import Clock
from coordinator_app.core.errors import InvalidInput
from coordinator_app.documents import view
from coordinator_app.documents.duplicates import Same
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.documents.reading_jobs import FileGiven
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, TickBox
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.notes import Note
from coordinator_app.ui.past_date import PastDate

WHOLE = "It goes into the vault whole. The file you chose stays where it is: delete it there afterwards."
KEEP_BOTH, LEAVE_OUT = "both", "leave"
_RESTRICTED = "It is about safeguarding or health: keep it restricted"
_TOLD = "As is usual: the family, the school and services; of a restricted one nobody outside."
_MESSAGES = frozenset({"message/rfc822", "application/vnd.ms-outlook"})
_CHOOSE = "Choose whether to keep both."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was looked at and may be added, and the documents that it equals.

    `mark` tells it from every other by its content, `path` is where it lies outside the vault, "" if it was pasted.
    """

    file: FileGiven
    looked: Looked
    same: tuple[Same, ...] = ()
    mark: str = ""
    path: str = ""

    @property
    def title(self) -> str:
        """What it is called, as the file says or else by the file's name."""
        return self.looked.title or view.title_of(self.file.name)

    @property
    def kind(self) -> DocumentKind | None:
        """What it is, where the kind of file says it."""
        return DocumentKind.EMAIL if self.looked.media_type in _MESSAGES else None


def ask_what(form: Form, clock: Clock) -> None:
    """Put the questions into a form that every document is asked."""
    kinds = ChoiceList([(one, one.label) for one in DocumentKind])
    hint = "For example, 18 November 2026."
    form.add("kind_of_document", FormRow("What it is", "", kinds))
    form.add("dated", FormRow("Date on the document", hint, PastDate(clock)))
    form.add("source", FormRow("Who it came from", "", TextInput(longest=200), optional=True))


def ask_who(form: Form, *, guards: bool) -> None:
    """Put the questions into a form of who may see a document and be told of it."""
    people = ChoiceList([(one, one.label) for one in MayBeTold], none="As is usual")
    form.add("may_be_told", FormRow("Who may be told", _TOLD, people, optional=True))
    if guards:
        form.add("is_guarded", FormRow("Restricted", "", TickBox(_RESTRICTED)))


class DocumentBox(FormBox):
    """For one file that a child process has looked at. `guards` offers the guarded side to those who hold its key.

    `asked` is said first: an access request about the pupil is open. A file that is on the record already is kept a
    second time only if that is chosen.
    """

    def __init__(self, candidate: Candidate, clock: Clock, *, guards: bool, asked: str = "") -> None:
        super().__init__("Add a document", "Add document")
        self.candidate = candidate
        looked = candidate.looked
        if asked:
            self.form.add_widget(Note("soon", "Is it about this child?", asked))
        self._say_same(candidate.same)
        pages = "1 page" if looked.page_count == 1 else f"{looked.page_count} pages"
        self.form.add_widget(Note("info", f"The file can be read, {pages}.", WHOLE))
        for lead, text in notes_of(looked):
            self.form.add_widget(Note("soon", lead, text))
        self.form.add("title", FormRow("Title", "", TextInput(candidate.title, longest=200)))
        ask_what(self.form, clock)
        ask_who(self.form, guards=guards)
        self._prefill()

    def leaves_out(self) -> bool:
        """Whether the file is not to be added, because it is there already."""
        return bool(self.candidate.same) and self._both.value() == LEAVE_OUT

    def demand_choice(self) -> None:
        """InvalidInput while it is not said whether to keep both."""
        if self.candidate.same and self._both.value() is None:
            raise InvalidInput.one("both", _CHOOSE)

    def document(self, pupil_id: str) -> Document:
        """What is typed, as a record not yet kept."""
        answers: dict[str, Any] = {name: one for name, one in self.form.values().items() if name != "both"}
        return Document(pupil_id=pupil_id, given_name=self.candidate.file.name, **answers)

    def _say_same(self, same: Sequence[Same]) -> None:
        if not same:
            return
        lead = (
            "This file is on the record already." if same[0].exact else "This may be on the record already."
        )
        words = " ".join(one.sentence() for one in same[:3])
        self.form.add_widget(Note("soon", lead, words))
        self._both = ChoiceBoxes([(KEEP_BOTH, "Keep both"), (LEAVE_OUT, "Leave this file out")], plain=True)
        self.form.add("both", FormRow("Which", "", self._both))
        self._both.edited.connect(self._turn)

    def _turn(self) -> None:
        """Nothing else is asked of a file that is left out."""
        out = self.leaves_out()
        for name, row in self.form.rows().items():
            if name != "both":
                row.setVisible(not out)
        self.act.setText("Leave it out" if out else "Add document")

    def save(self) -> None:
        """A file that is left out asks nothing more."""
        if self.leaves_out():
            self.reject_for_good()
        else:
            super().save()

    def reject_for_good(self) -> None:
        """Close without adding anything: that was chosen."""
        self.take_stock()
        self.reject()

    def _prefill(self) -> None:
        looked = self.candidate.looked
        found = {"kind_of_document": self.candidate.kind, "dated": looked.dated, "source": looked.source}
        for name, value in found.items():
            if value:
                self.form.row(name).input.set_value(value)


def notes_of(looked: Looked) -> tuple[tuple[str, str], ...]:
    """What is to be known of a file before it is kept: a lead and the rest, for each."""
    found = []
    if looked.pages_without_words:
        many = "1 page" if looked.pages_without_words == 1 else f"{looked.pages_without_words} pages"
        text = "They are read by machine once the document is added. What that cannot read, a person has to."
        found.append((f"{many} without words.", text))
    if looked.hidden:
        found.append(("Something lies hidden in it.", looked.hidden.replace("\n", " ")[:400]))
    if looked.inside:
        names = ", ".join(one.name for one in looked.inside[:6])
        found.append((f"{len(looked.inside)} came with it.", f"Each becomes a document of its own: {names}."))
    return tuple(found)


class ChangeBox(FormBox):
    """Puts right what is said of a filed document. `guards` offers to restrict it; what is restricted stays so."""

    def __init__(self, document: Document, clock: Clock, *, guards: bool) -> None:
        super().__init__("Change what is said of this document", "Save")
        self._document = document
        self.form.add("title", FormRow("Title", "", TextInput(longest=200)))
        ask_what(self.form, clock)
        ask_who(self.form, guards=guards and not document.is_guarded)
        if document.is_guarded:
            self.form.add_widget(Note("info", "This document is restricted.", "It stays so.", icon="lock"))
        elif guards:
            text = (
                "Restricted, it leaves the open record with everything it was called before, and with it what came "
                "with it, what it was made from and the same file a second time. That cannot be undone."
            )
            self.form.add_widget(Note("info", "About restricting.", text, icon="lock"))
        names = self.form.rows()
        self.form.set_values({name: getattr(document, name) for name in names})
        self.take_stock()

    def changes(self) -> dict[str, Any]:
        """The answers that differ from what is kept."""
        values = self.form.values()
        return {name: value for name, value in values.items() if value != getattr(self._document, name)}
