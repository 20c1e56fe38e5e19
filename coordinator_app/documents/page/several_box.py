"""Asks of several files at once: what they are all, what each of them is, and says which cannot be taken and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coordinator_app.core.clock import Clock
from coordinator_app.core.errors import InvalidInput
from coordinator_app.documents import parting
from coordinator_app.documents.editor import Candidate, ask_who_of
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.documents.page.ask_others import ALSO
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.past_date import PastDate

_WHOLE = (
    "They go into the vault whole. The files you chose stay where they are: delete them there afterwards."
)
_AS_ALL = "As for all"
_OWN = ("kind_of_document", "dated", "source")
"""What is asked for all of them, and where a file differs for that file."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that cannot be taken: the name it came with, and why, in sentences."""

    name: str
    why: str


class SeveralBox(FormBox):
    """For files that a child process has looked at. What is on the record already is not ticked.

    A row about one file is called after the question and the file's mark, such as "dated:3f…".
    """

    def __init__(
        self,
        candidates: Sequence[Candidate],
        refused: Sequence[Refused],
        clock: Clock,
        *,
        guards: bool,
        asked: str = "",
    ) -> None:
        super().__init__(f"Add {len(candidates)} documents", "Add documents")
        self.candidates, self._clock = tuple(candidates), clock
        self._say_before(refused, asked)
        self._ask_all()
        self.form.add_group("Each file")
        self.ticks: list[TickBox] = []
        self.titles: list[TextInput] = []
        for one in self.candidates:
            self._ask_one(one)
        self.form.add_group("Who may see them")
        self._others = ask_who_of(self.form, self.candidates, guards=guards, chosen=self._ticked)
        self._count()

    def _say_before(self, refused: Sequence[Refused], asked: str) -> None:
        if asked:
            self.form.add_widget(Note("soon", "Are they about this child?", asked))
        self.form.add_widget(Note("info", "These files can be read.", _WHOLE))
        if refused:
            many = "1 file" if len(refused) == 1 else f"{len(refused)} files"
            note = Note("over", f"{many} cannot be taken.", "The others can be added all the same.")
            for left in refused:
                note.body.addWidget(label(f"{left.name}: {left.why}", "small", "over-fg", wrap=True))
            self.form.add_widget(note)

    def _ask_all(self) -> None:
        self.form.add_group("For all of them")
        kinds = ChoiceList([(one, one.label) for one in DocumentKind])
        beside = {
            "kind_of_document": FormRow("What they are", "", kinds),
            "dated": FormRow("Date on them", "", PastDate(self._clock, width=None)),
        }
        self.form.add_beside(beside)
        hint = "What you say of one file below counts for that file. A message keeps its day and its sender."
        self.form.add("source", FormRow("Who they came from", hint, TextInput(longest=200), optional=True))

    # one file

    def _ask_one(self, one: Candidate) -> None:
        tick = TickBox(f"{one.file.name}, {parting.pages_in(one.looked)}", ticked=not one.same)
        take = self.form.add(f"take:{one.mark}", FormRow("Add", "", tick))
        tick.setAccessibleName(f"Add {one.file.name}")
        for same in one.same[:2]:
            said = label(f"{same.sentence()} Tick it to keep both.", "small", "soon-fg", wrap=True)
            self.form.add_widget(said)
        in_parts = parting.said(one.looked)
        if in_parts:
            self.form.add_widget(label(in_parts, "small", "text-2", wrap=True))
        title = TextInput(one.title, longest=200)
        rows = {"title": FormRow("Title", "", title), **self._own_rows(one)}
        asked = {f"{name}:{one.mark}": row for name, row in rows.items()}
        names = list(asked)
        self.form.add(names[0], asked[names[0]])
        self.form.add_beside({name: asked[name] for name in names[1:]})
        for row in rows.values():
            target = row.input.target()
            target.setAccessibleName(f"{row.text} of {one.file.name}")
        self.ticks.append(tick)
        self.titles.append(title)
        take.edited.connect(self._count)

    def _own_rows(self, one: Candidate) -> dict[str, FormRow]:
        kinds = ChoiceList([(kind, kind.label) for kind in DocumentKind], none=_AS_ALL)
        day = PastDate(self._clock, width=None)
        day.line.setPlaceholderText(_AS_ALL)
        rows = {
            "kind_of_document": FormRow("What it is", "", kinds),
            "dated": FormRow("Date", "", day),
            "source": FormRow("From", "", TextInput(longest=200, hint=_AS_ALL)),
        }
        for name, said in _says_itself(one).items():
            if said:
                rows[name].input.set_value(said)
        day.line.setCursorPosition(0)  # of a long month the beginning says the day
        sender = rows["source"].input
        if isinstance(sender, TextInput):
            sender.setCursorPosition(0)  # of a long address the beginning says whose it is
        return rows

    def _row(self, name: str, one: Candidate) -> FormRow:
        return self.form.row(f"{name}:{one.mark}")

    def _count(self) -> None:
        """Nothing more is asked of a file that is left out."""
        for one, tick in zip(self.candidates, self.ticks, strict=True):
            for name in ("title", *_OWN):
                self._row(name, one).setVisible(tick.value())
        if self._others is not None:
            self._others.refresh()
        number = sum(1 for tick in self.ticks if tick.value())
        self.act.setEnabled(number > 0)
        self.act.setText(f"Add {number} documents" if number != 1 else "Add 1 document")

    # what is typed

    def _ticked(self) -> list[Candidate]:
        return [one for one, _title in self.chosen()]

    def chosen(self) -> list[tuple[Candidate, str]]:
        """The files that are ticked, with their titles."""
        lines = zip(self.candidates, self.ticks, self.titles, strict=True)
        return [(one, title.value()) for one, tick, title in lines if tick.value()]

    def documents(self, pupil_id: str) -> list[tuple[Candidate, Document]]:
        """What is typed, as records not yet kept. InvalidInput for a title that is missing."""
        values = self.form.values()
        answers: dict[str, Any] = {
            name: value for name, value in values.items() if ":" not in name and name != ALSO
        }
        made = []
        for one, title in self.chosen():
            if not title:
                raise InvalidInput.one(f"title:{one.mark}", f"Give {one.file.name} a title.")
            said = {name: self._row(name, one).value() for name in _OWN}
            own = answers | {name: value for name, value in said.items() if value}
            made.append((one, Document(pupil_id=pupil_id, title=title, given_name=one.file.name, **own)))
        return made


def _says_itself(one: Candidate) -> dict[str, Any]:
    """What a message says of itself."""
    return {"kind_of_document": one.kind, "dated": one.looked.dated, "source": one.looked.source}
