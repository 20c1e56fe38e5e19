"""Asks what a document is: before it is attached, of several at once, and again when what was said of it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from coordinator_app.chronology.model import MayBeTold
from coordinator_app.core.clock import Clock
from coordinator_app.core.errors import InvalidInput
from coordinator_app.documents import parting, view
from coordinator_app.documents.duplicates import Same
from coordinator_app.documents.family import Kin, restricted_inside, to_be
from coordinator_app.documents.inside import MESSAGES
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.documents.page.ask_others import ALSO, AskOthers
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
WHOLE_FILE = (
    "Each part is a document of its own, with the date and the sender that you give here. "
    "The file you chose stays where it is: delete it there afterwards."
)
_READ = "The file can be read, {pages}."
_RESTRICTED = "It is about safeguarding or health: keep it restricted"
_TOLD = "As is usual: the family, the school and services; of a restricted one nobody outside."
_CHOOSE = "Choose whether to keep both."
_ATTACHED = (
    "On this record lies as restricted: {names}. It stays so. The message is kept open, and the same words can be read "
    "in the file inside it. If nobody else is to read them, tick “Restricted” below."
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was looked at and may be added, and the documents that it equals.

    `mark` tells it from every other by its content, `path` is where it lies outside the vault, "" if it was pasted.
    `kin` are the pupil's documents, some of which may hold the same files.
    """

    file: FileGiven
    looked: Looked
    same: tuple[Same, ...] = ()
    mark: str = ""
    path: str = ""
    kin: tuple[Kin, ...] = ()

    @property
    def title(self) -> str:
        """What it is called, as the file says or else by the file's name."""
        return self.looked.title or view.title_of(self.file.name)

    @property
    def kind(self) -> DocumentKind | None:
        """What it is, where the kind of file says it."""
        return DocumentKind.EMAIL if self.looked.media_type in MESSAGES else None


def ask_what(form: Form, clock: Clock) -> None:
    """Put the questions into a form that every document is asked."""
    kinds = ChoiceList([(one, one.label) for one in DocumentKind])
    hint = "For example, 18 November 2026."
    form.add("kind_of_document", FormRow("What it is", "", kinds))
    form.add("dated", FormRow("Date on the document", hint, PastDate(clock)))
    form.add("source", FormRow("Who it came from", "", TextInput(longest=200), optional=True))


def ask_who(form: Form, *, guards: bool) -> TickBox | None:
    """Put the questions into a form of who may see a document and be told of it. Gives the tick that restricts it."""
    people = ChoiceList([(one, one.label) for one in MayBeTold], none="As is usual")
    form.add("may_be_told", FormRow("Who may be told", _TOLD, people, optional=True))
    if not guards:
        return None
    tick = TickBox(_RESTRICTED)
    form.add("is_guarded", FormRow("Restricted", "", tick))
    return tick


def chosen_too(form: Form) -> tuple[str, ...]:
    """The ids of the messages that are to be restricted too; none unless that was asked."""
    found = form.values().get(ALSO)
    return tuple(found) if isinstance(found, list) else ()


def ask_who_of(
    form: Form,
    candidates: Sequence[Candidate],
    *,
    guards: bool,
    chosen: Callable[[], Sequence[Candidate]] | None = None,
) -> AskOthers | None:
    """As `ask_who`, of files that are not on the record yet, with what is said and asked before they are restricted.

    `chosen` gives those of them that are to be added, all of them without it.
    """
    lying = lying_restricted(candidates)
    if lying is not None:
        form.add_widget(lying)
    tick = ask_who(form, guards=guards)
    if tick is None:
        return None
    new = [to_be(one.mark, one.mark, one.looked) for one in candidates]
    known = {each.document_id: each for one in candidates for each in one.kin}
    every = [one.mark for one in candidates]
    starts = (lambda: [one.mark for one in chosen()]) if chosen is not None else (lambda: every)
    return AskOthers(form, tick, (*known.values(), *new), every, starts)


def lying_restricted(candidates: Sequence[Candidate]) -> Note | None:
    """What is said before of attachments that lie on the record as restricted: only they stay so, unless it is ticked."""
    found = [name for one in candidates for name in restricted_inside(one.kin, one.looked)]
    if not found:
        return None
    names = ", ".join(f"“{name}”" for name in dict.fromkeys(found))
    lead = "An attachment lies restricted." if len(found) == 1 else "Attachments lie restricted."
    return Note("soon", lead, _ATTACHED.format(names=names), icon="lock")


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
        in_parts = parting.said(looked)
        lead = (
            f"This file has {parting.pages_in(looked)}."
            if in_parts
            else _READ.format(pages=parting.pages_in(looked))
        )
        self.form.add_widget(Note("info", lead, f"{in_parts} {WHOLE_FILE}" if in_parts else WHOLE))
        for lead, text in notes_of(looked):
            self.form.add_widget(Note("soon", lead, text))
        self.form.add("title", FormRow("Title", "", TextInput(candidate.title, longest=200)))
        ask_what(self.form, clock)
        self._others = ask_who_of(self.form, [candidate], guards=guards)
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
        answers: dict[str, Any] = {
            name: one for name, one in self.form.values().items() if name not in {"both", ALSO}
        }
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
            if name not in {"both", ALSO}:
                row.setVisible(not out)
        if self._others is not None:
            self._others.refresh()
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
    parts = [one.looked for one in parting.parts_in(looked) if one.looked is not None]
    wordless = looked.pages_without_words + sum(one.pages_without_words for one in parts)
    if wordless:
        many = "1 page" if wordless == 1 else f"{wordless:,} pages"
        text = "They are read by machine once the document is added. What that cannot read, a person has to."
        found.append((f"{many} without words.", text))
    hidden = dict.fromkeys(line for one in (looked, *parts) for line in one.hidden.splitlines())
    if hidden:
        found.append(("Something lies hidden in it.", " ".join(hidden)[:400]))
    inside = [one for one in looked.inside if not parting.is_part(one)]
    if inside:
        names = ", ".join(one.name for one in inside[:6])
        found.append((f"{len(inside)} came with it.", f"Each becomes a document of its own: {names}."))
    return tuple(found)


class ChangeBox(FormBox):
    """Puts right what is said of a filed document. `guards` offers to restrict it; what is restricted stays so.

    `kin` are the pupil's documents: what would hold the same words is said and asked with the tick.
    """

    def __init__(self, document: Document, clock: Clock, *, guards: bool, kin: Sequence[Kin] = ()) -> None:
        super().__init__("Change what is said of this document", "Save")
        self._document = document
        self.form.add("title", FormRow("Title", "", TextInput(longest=200)))
        ask_what(self.form, clock)
        tick = ask_who(self.form, guards=guards and not document.is_guarded)
        if tick is not None:
            itself = (document.id,)
            AskOthers(self.form, tick, kin, itself, lambda: itself)
        if document.is_guarded:
            self.form.add_widget(Note("info", "This document is restricted.", "It stays so.", icon="lock"))
        elif guards:
            text = (
                "Restricted, it leaves the open record with everything it was called before, and with it what came "
                "with it, what it was made from and the same file a second time. A message that holds the same file "
                "goes too if you tick it. That cannot be undone."
            )
            self.form.add_widget(Note("info", "About restricting.", text, icon="lock"))
        names = self.form.rows().keys() - {ALSO}
        self.form.set_values({name: getattr(document, name) for name in names})
        self.take_stock()

    def changes(self) -> dict[str, Any]:
        """The answers that differ from what is kept."""
        values = self.form.values()
        return {
            name: value
            for name, value in values.items()
            if name != ALSO and value != getattr(self._document, name)
        }
