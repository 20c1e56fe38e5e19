"""Beside the chase list: what is wrong in one row, what to do, whom to ask, and how it was asked so far."""

from __future__ import annotations

from PySide6.QtCore import Signal

from coordinator_app.consent.chase_words import WORDS, chase_said
from coordinator_app.consent.page.chase_reading import ChaseFacts
from coordinator_app.core.dates import say
from coordinator_app.pupils.model import Carer
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.side_panel import SidePanel


class ChasePanel(SidePanel):
    """Emits `chosen(act)` for a button; `show_facts` fills it, `show_nothing` empties it."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("What to do", width=316)
        self._lines = layout.column(space=12)
        self.body.addLayout(self._lines)
        self.facts: ChaseFacts | None = None
        self.end()
        self.show_nothing()

    def show_nothing(self) -> None:
        """No row is in hand."""
        self.facts = None
        layout.clear(self._lines)
        words = "Choose a row. Then what is wrong and what to do about it stand here."
        self._lines.addWidget(label(words, "small", "text-2", wrap=True))

    def show_facts(self, facts: ChaseFacts) -> None:
        """What is wrong, the acts, the people, what was asked before."""
        self.facts = facts
        found, words = facts.row.found, WORDS[facts.row.found.reason]
        layout.clear(self._lines)
        self._lines.addWidget(label(facts.row.title, "h2", "text", wrap=True))
        tone: Set = words.tone  # type: ignore[assignment]  # its words are those of a set of colours
        line = layout.row()
        layout.add_all(line, StatusChip(tone, None, words.chip), None)
        self._lines.addLayout(line)
        self._lines.addWidget(label(found.reason.label, "body-strong", "text", wrap=True))
        self._lines.addWidget(label(words.step, "body", "text", wrap=True))
        for place, act in enumerate((words.act, *words.others)):
            made = button(act.label, "primary" if place == 0 else "secondary", small=place > 0)
            made.clicked.connect(lambda _on=False, act=act: self.chosen.emit(act))
            self._lines.addWidget(made)
        self._people(facts)
        self._before(facts)

    def _people(self, facts: ChaseFacts) -> None:
        self._lines.addWidget(heading("Whom to ask"))
        for carer in facts.people:
            self._lines.addWidget(label(_person(carer), "body-strong", "text", wrap=True))
            ordered = next((one.why for one in facts.kept if one.carer_id == carer.id), "")
            # whoever must not be contacted says so in the words of the record, with the reason
            warning = carer.warning if carer.no_contact else " ".join(filter(None, (ordered, carer.warning)))
            second = warning or carer.number_said
            tone = "over-fg" if warning else "text-2"
            self._lines.addWidget(label(second, "small", tone, wrap=True))
        if facts.row.school:
            self._lines.addWidget(label(facts.row.school, "body-strong", "text", wrap=True))
            self._lines.addWidget(label(facts.school_telephone or "No telephone number", "small", "text-2"))

    def _before(self, facts: ChaseFacts) -> None:
        self._lines.addWidget(heading("Asked so far"))
        if not facts.chases:
            since = f" since {say(facts.row.found.since)}" if facts.row.found.since else ""
            self._lines.addWidget(label(f"Nobody has been asked{since}.", "small", "text-2", wrap=True))
        for one in facts.chases:
            title, second = chase_said(one)
            self._lines.addWidget(label(title, "body-strong", "text", wrap=True))
            self._lines.addWidget(label(second, "small", "text-2", wrap=True))


def _person(carer: Carer) -> str:
    held = {True: "parental responsibility", False: "no parental responsibility", None: "not known whether"}
    known = held[carer.has_responsibility]
    said = f"{known} they hold it" if carer.has_responsibility is None else known
    return f"{carer.name}, {said}"
