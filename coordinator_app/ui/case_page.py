"""One case on the screen: head with a clock, notes, sections of facts and rows, each with its buttons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from coordinator_app.ui import layout
from coordinator_app.ui.cards import Card, CardList
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.wrapped import WrappedActs


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A row of a section: words, a chip (tone and words, "" for none) and what can be done with it."""

    title: str
    second: str
    icon: str = "file-text"
    tone: str = "neutral"
    chip: str = ""
    acts: tuple[QPushButton, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseNote:
    """A note below the head."""

    tone: str
    lead: str
    rest: str = ""


class CaseSection(QWidget):
    """A heading over a card of facts and a list of rows; the buttons stand below."""

    def __init__(self, title: str, acts: Iterable[QPushButton] = ()) -> None:
        super().__init__()
        self.facts, self.rows = layout.column(space=12), CardList()
        self._card = Card(space=12)
        self._card.body.addLayout(self.facts)
        self._acts = tuple(acts)
        lines = layout.column(self, space=8)
        self._title = heading(title)
        layout.add_all(lines, self._title, self._card, self.rows)
        if self._acts:
            lines.addWidget(WrappedActs(self._acts))

    def set_title(self, title: str) -> None:
        """Another heading, for another kind of case."""
        self._title.setText(title)

    def clear(self) -> None:
        """Nothing of another case stays."""
        layout.clear(self.facts)
        self.rows.clear()

    def tell(self, facts: Iterable[tuple[str, str]], lead: str = "") -> None:
        """Facts as (name, words); those without words are left out. `lead` stands above them."""
        if lead:
            self.facts.addWidget(label(lead, "body", wrap=True))
        for name, words in facts:
            if words:
                lines = layout.column(space=2)
                layout.add_all(lines, label(name, "small", "text-2"), label(words, "body", wrap=True))
                self.facts.addLayout(lines)
        self._card.setVisible(self.facts.count() > 0)

    def list(self, rows: Iterable[CaseRow]) -> None:
        """The rows; a section without any shows no list."""
        some = False
        for one in rows:
            some = True
            chip = StatusChip(cast("Set", one.tone), None, one.chip) if one.chip else None
            self.rows.add(TwoLineRow(one.title, one.second, icon=one.icon, chip=chip, buttons=one.acts))
        self.rows.setVisible(some)


S = TypeVar("S", bound=CaseSection)


@dataclass(slots=True)
class CaseHead:
    """What the head says."""

    title: str
    second: str
    tone: str = "neutral"
    chip: str = ""
    notes: list[CaseNote] = field(default_factory=list)


class CaseParts(QWidget):
    """The whole, to be put into a scrolled page. `reveal` asks for the passphrase where a case lies apart."""

    def __init__(self, reveal: QPushButton) -> None:
        super().__init__()
        self.title = heading("", 1)
        self.second = label("", "body", "text-2", wrap=True)
        self.chip = StatusChip("neutral", None, "")
        self.notes, self.lines = layout.column(space=8), layout.column(self, space=16)
        self._sections: list[CaseSection] = []
        self._shut = QWidget()
        head, words = layout.row(space=12), layout.column(space=2)
        layout.add_all(words, self.title, self.second)
        head.addLayout(words, 1)
        head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        self.lines.addLayout(head)
        hidden = layout.column(self._shut, space=12)
        self._why = layout.column(space=0)
        hidden.addLayout(self._why)
        hidden.addLayout(left(reveal))
        self.lines.addWidget(self._shut)
        self.lines.addLayout(self.notes)
        self.forget()

    def section(self, title: str, *acts: QPushButton) -> CaseSection:
        """One more section at the end."""
        return self.add_section(CaseSection(title, acts))

    def add_section(self, made: S) -> S:
        """The same of a section that knows how it is filled."""
        self._sections.append(made)
        self.lines.addWidget(made)
        made.hide()
        return made

    def forget(self) -> None:
        """Nothing of one case stays when another is read."""
        self.title.setText("")
        self.second.setText("")
        for place in (self.notes, self._why):
            layout.clear(place)
        for one in self._sections:
            one.clear()
            one.hide()
        self.chip.hide()
        self._shut.hide()

    def show_head(self, head: CaseHead) -> None:
        """The head and its notes; the sections come into sight."""
        self.forget()
        self.title.setText(head.title)
        self.second.setText(head.second)
        self.second.setVisible(bool(head.second))
        if head.chip:
            self.chip.show_state(cast("Set", head.tone), None, head.chip)
            self.chip.show()
        for one in head.notes:
            self.notes.addWidget(Note(cast("Set", one.tone), one.lead, one.rest))
        for section in self._sections:
            section.show()

    def show_shut(self, title: str, second: str) -> None:
        """It lies apart, and the passphrase has not been typed."""
        self.forget()
        self.title.setText(title)
        self.second.setText(second)
        words = "Only whoever types the passphrase again sees what it says."
        self._why.addWidget(EmptyState("lock", "This is kept apart", words))
        self._shut.show()


def midway(words: str) -> str:
    """A label in the middle of a line: "16 November 2026, our form, by email"."""
    return f"{words[:1].lower()}{words[1:]}"


def left(*widgets: QWidget) -> QHBoxLayout:
    """Side by side from the left; on several lines they would be a form."""
    line = layout.row(space=8)
    layout.add_all(line, *widgets, None)
    return line
