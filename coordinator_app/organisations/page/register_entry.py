"""One entry of a register, to read: its chip and notes, what is filled in, checks or cover, history at the foot."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.organisations.issues import IssueStage
from coordinator_app.organisations.page.register_shapes import Entry, PartLine, PartList
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import Button, button, icon_button
from coordinator_app.ui.cards import Card, CardList
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.rows import TwoLineRow

_MOST_NAMED = 6
CHIP_ICONS = {"safe": "circle-check", "pause": "users", "neutral": "archive", "info": "info"}


class EntryView(QWidget):
    """`asked(what)` is a button pressed: edit, leave, take_up, remove, pass_on or chase.

    `part_wanted(part, record or None)` adds or changes a check or cover, `part_gone(record)` takes it away.
    """

    asked = Signal(str)
    part_wanted = Signal(object, object)
    part_gone = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.entry: Entry | None = None
        self.heading = heading("")
        self.heading.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lines = layout.column(self, space=16, margins=(20, 16, 20, 20))

    def show_entry(self, entry: Entry) -> None:
        """Show an entry whole."""
        self.entry = entry
        layout.clear(self._lines)
        self._head(entry)
        self._acts(entry)
        for one in entry.notes:
            self._lines.addWidget(Note(cast("Set", one.tone), one.lead, one.text))
        for title, answers in entry.answers[:1]:
            self._lines.addWidget(_group(title, answers))
        for part in entry.parts:  # what runs out stands before addresses
            self._part(part)
        for title, answers in entry.answers[1:]:
            self._lines.addWidget(_group(title, answers))
        if entry.unanswered:
            self._lines.addWidget(label(_open_words(entry.unanswered), "small", "text-2", wrap=True))
        self._history(entry)
        self._lines.addStretch(1)

    def tell(self, lead: str, text: str) -> None:
        """Say above the entry why something was refused."""
        self._lines.insertWidget(2, Note("over", lead, text))

    def _head(self, entry: Entry) -> None:
        line = layout.row(space=12)
        self.heading = heading(entry.title)
        self.heading.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line.addWidget(self.heading, 1)
        if entry.chip.text:
            tone = cast("Set", entry.chip.tone)
            line.addWidget(
                StatusChip(tone, CHIP_ICONS.get(tone), entry.chip.text), 0, Qt.AlignmentFlag.AlignTop
            )
        words = layout.column(space=4)
        words.addLayout(line)
        if entry.stage is not None:
            words.addWidget(label(entry.stage.label, "small", "text-2", wrap=True))
        self._lines.addLayout(words)

    def _acts(self, entry: Entry) -> None:
        line = layout.row(space=8)
        for made in self._buttons(entry):
            line.addWidget(made)
        line.addStretch(1)
        self._lines.addLayout(line)

    def _buttons(self, entry: Entry) -> list[Button]:
        title = entry.title
        made = [self._button("Edit", "edit", title, icon="pen-line")]
        if entry.stage is IssueStage.RAISED:
            made.insert(0, self._button("Give it to the Chair", "pass_on", title, main=True))
        elif entry.stage is IssueStage.CHAIR:
            made.insert(0, self._button("To the steering group", "pass_on", title, main=True))
        if entry.stage in {IssueStage.CHAIR, IssueStage.GROUP}:
            made.append(self._button("Chased today", "chase", title))
        about = entry.register
        if about.leave and not entry.ended:
            made.append(self._button(about.leave, "leave", title))
        elif about.leave:
            made.append(self._button("Take it up again", "take_up", title))
        made.append(self._button("Remove", "remove", title))
        return made

    def _button(
        self, words: str, what: str, title: str, *, icon: str | None = None, main: bool = False
    ) -> Button:
        made = button(
            words, "primary" if main else "secondary", icon, small=True, accessible=f"{words}: {title}"
        )
        made.clicked.connect(lambda: self.asked.emit(what))
        return made

    def _part(self, found: PartList) -> None:
        line = layout.row(space=12)
        line.addWidget(heading(found.part.title), 1)
        add = button(found.part.add, small=True, icon="plus")
        add.clicked.connect(lambda: self.part_wanted.emit(found.part, None))
        line.addWidget(add)
        holder = QWidget()
        lines = layout.column(holder, space=8)
        lines.addLayout(line)
        if found.lines:
            rows = CardList()
            for one in found.lines:
                rows.add(self._part_row(found, one))
            lines.addWidget(rows)
        else:
            lines.addWidget(label(found.part.empty, "small", "text-2", wrap=True))
        self._lines.addWidget(holder)

    def _part_row(self, found: PartList, one: PartLine) -> TwoLineRow:
        tone = cast("Set", one.chip.tone)
        chip = StatusChip(tone, CHIP_ICONS.get(tone), one.chip.text) if one.chip.text else None
        change = button("Change", small=True, accessible=f"Change: {one.title}")
        change.clicked.connect(partial(self._want, found, one))
        gone = icon_button("trash-2", f"Remove: {one.title}", small=True)
        gone.clicked.connect(partial(self._drop, one))
        return TwoLineRow(one.title, one.second, chip=chip, buttons=(change, gone))

    def _want(self, found: PartList, one: PartLine, *_signal: object) -> None:
        self.part_wanted.emit(found.part, one.record)

    def _drop(self, one: PartLine, *_signal: object) -> None:
        self.part_gone.emit(one.record)

    def _history(self, entry: Entry) -> None:
        holder = QWidget()
        lines = layout.column(holder, space=4)
        lines.addWidget(heading("History"))
        for day, what in entry.history:
            lines.addWidget(label(f"{day}. {what}", "small", "text-2", wrap=True))
        self._lines.addWidget(holder)


def _open_words(unanswered: tuple[str, ...]) -> str:
    named = ", ".join(unanswered[:_MOST_NAMED])
    more = len(unanswered) - _MOST_NAMED
    return f"Not filled in: {named}{f' and {more} more' if more > 0 else ''}."


def _group(title: str, answers: tuple[tuple[str, str], ...]) -> QWidget:
    holder = QWidget()
    lines = layout.column(holder, space=6)
    lines.addWidget(label(title, "body-strong", wrap=True))
    card = Card(padding=12)
    table = layout.grid(space=6)
    for place, (question, words) in enumerate(answers):
        asked = label(question, "small", "text-2", wrap=True)
        said = label(words, "body", wrap=True)
        said.setAccessibleName(f"{question}: {words}")
        table.addWidget(asked, place, 0, Qt.AlignmentFlag.AlignTop)
        table.addWidget(said, place, 1, Qt.AlignmentFlag.AlignTop)
    table.setColumnStretch(0, 2)
    table.setColumnStretch(1, 3)
    card.body.addLayout(table)
    lines.addWidget(card)
    return holder
