"""Asks of several files at once: what they are called each, what they are together, and says which cannot be taken and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from coordinator_app.core.clock import Clock
from coordinator_app.core.errors import InvalidInput
from coordinator_app.documents.editor import Candidate, ask_what, ask_who
from coordinator_app.documents.model import Document
from coordinator_app.ui import layout
from coordinator_app.ui.choices import TickBox
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note

_WHOLE = (
    "They go into the vault whole. The files you chose stay where they are: delete them there afterwards."
)


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that cannot be taken: the name it came with, and why, in sentences."""

    name: str
    why: str


class SeveralBox(FormBox):
    """For files that a child process has looked at. What is on the record already is not ticked."""

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
        self.candidates = tuple(candidates)
        if asked:
            self.form.add_widget(Note("soon", "Are they about this child?", asked))
        self.form.add_widget(Note("info", "These files can be read.", _WHOLE))
        if refused:
            many = "1 file" if len(refused) == 1 else f"{len(refused)} files"
            note = Note("over", f"{many} cannot be taken.", "The others can be added all the same.")
            for left in refused:
                note.body.addWidget(label(f"{left.name}: {left.why}", "small", "over-fg", wrap=True))
            self.form.add_widget(note)
        self.ticks: list[TickBox] = []
        self.titles: list[TextInput] = []
        for one in self.candidates:
            self.form.add_widget(self._line(one))
        ask_what(self.form, clock, several=True)
        ask_who(self.form, guards=guards)

    def _line(self, one: Candidate) -> QWidget:
        holder = QWidget()
        lines = layout.column(holder, space=4)
        row = layout.row(space=8)
        tick, title = TickBox(""), TextInput(one.title, longest=200)
        tick.setAccessibleName(f"Add {one.file.name}")
        tick.set_value(not one.same)
        layout.size(tick, width=24)
        title.setAccessibleName(f"Title of {one.file.name}")
        tick.edited.connect(self._count)
        row.addWidget(tick)
        row.addWidget(title, 1)
        lines.addLayout(row)
        pages = "1 page" if one.looked.page_count == 1 else f"{one.looked.page_count} pages"
        lines.addWidget(label(f"{one.file.name}, {pages}", "small", "text-2", wrap=True))
        for same in one.same[:2]:
            lines.addWidget(label(f"{same.sentence()} Tick it to keep both.", "small", "soon-fg", wrap=True))
        self.ticks.append(tick)
        self.titles.append(title)
        return holder

    def _count(self) -> None:
        number = sum(1 for tick in self.ticks if tick.value())
        self.act.setEnabled(number > 0)
        self.act.setText(f"Add {number} documents" if number != 1 else "Add 1 document")

    def chosen(self) -> list[tuple[Candidate, str]]:
        """The files that are ticked, with their titles."""
        lines = zip(self.candidates, self.ticks, self.titles, strict=True)
        return [(one, title.value()) for one, tick, title in lines if tick.value()]

    def documents(self, pupil_id: str) -> list[tuple[Candidate, Document]]:
        """What is typed, as records not yet kept. InvalidInput for a title that is missing."""
        answers: dict[str, Any] = self.form.values()
        made = []
        for one, title in self.chosen():
            if not title:
                raise InvalidInput.one("", f"Give {one.file.name} a title.")
            own = answers | {name: value for name, value in _own(one).items() if value}
            made.append((one, Document(pupil_id=pupil_id, title=title, given_name=one.file.name, **own)))
        return made


def _own(one: Candidate) -> dict[str, Any]:
    """What a message says of itself."""
    return {"kind_of_document": one.kind, "dated": one.looked.dated, "source": one.looked.source}
