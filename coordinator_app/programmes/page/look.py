"""The screen of a programme that was started: what is recorded of it, what is open, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.dates import say
from coordinator_app.core.derived import in_words
from coordinator_app.programmes.gate import CONSENT, missing, read_passed_over
from coordinator_app.programmes.model import ProgrammeState
from coordinator_app.programmes.page.folding import FactsCard
from coordinator_app.programmes.page.look_words import chip_of, facts_of, risk_words_of, title_of
from coordinator_app.programmes.page.programme_reading import PassedOver, ProgrammeShown
from coordinator_app.programmes.page.shut_notes import telling_shut
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.wrapped import WrappedActs


class LookView(QWidget):
    """`wanted(act)`: tell, summary, pause, resume, end, change, risk, risk_words, review, chronology, pupil, today.

    `settle(PassedOver)` when what was passed over at the start is to be settled.
    """

    wanted = Signal(str)
    settle = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        content = QWidget()
        layout.size(content, max_width=1120)
        self._lines = layout.column(content, space=14, margins=(28, 20, 28, 24))
        self._area = layout.scrolling(content, "The programme")
        layout.column(self, space=0).addWidget(self._area)

    def show_programme(self, shown: ProgrammeShown, *, just_started: bool) -> None:
        """Show it anew."""
        layout.clear(self._lines)
        self._lines.addLayout(self._head(shown))
        for note in self._notes(shown, just_started=just_started):
            self._lines.addWidget(note)
        self._lines.addWidget(self._acts(shown))
        self._lines.addWidget(self._facts(shown))
        self._lines.addWidget(heading("Targets"))
        self._lines.addWidget(self._targets(shown))
        self._lines.addWidget(heading("Risk assessment"))
        self._lines.addWidget(self._risk(shown))
        self._lines.addStretch(1)
        if just_started:
            self._area.verticalScrollBar().setValue(0)

    def _head(self, shown: ProgrammeShown) -> layout.QHBoxLayout:
        line = layout.row(space=12)
        self.title = heading(title_of(shown), 1, small=True)
        self.title.setAccessibleName(title_of(shown))
        line.addWidget(self.title, 1)
        tone, words = chip_of(shown.programme, shown.today)
        line.addWidget(StatusChip(cast("Set", tone), None, words), 0, Qt.AlignmentFlag.AlignTop)
        return line

    # what is open

    def _notes(self, shown: ProgrammeShown, *, just_started: bool) -> list[Note]:
        found = [self._passed_over(one) for one in shown.passed_over]
        programme, review = shown.programme, shown.waiting_review
        if just_started and programme.start_on:
            day = say(review.due_on) if review and review.due_on else ""
            then = f"The first review is on {day}. " if day else ""
            tell = "Tell the provider next." if _may_tell(shown) and shown.told is None else ""
            lead = f"The programme starts on {say(programme.start_on)}."
            found.insert(0, Note("safe", lead, f"{then}{tell}".strip()))
        if programme.is_under_way:
            found += self._open_now(shown)
        if _at_provider(shown) and not shown.sharing.is_open:
            found.append(telling_shut(lambda: self.wanted.emit("chronology")))
        return found

    def _open_now(self, shown: ProgrammeShown) -> list[Note]:
        waived = {
            code
            for one in shown.passed_over
            if one.override.resolved_on is None
            for code in one.override.codes
        }
        found = []
        for check in missing(shown.checks(shown.programme, shown.days)):
            if check.code in waived:
                continue
            whys = " ".join(reason.why for reason in check.reasons)
            if check.code == CONSENT:
                act = button("End programme", small=True)
                act.clicked.connect(lambda: self.wanted.emit("end"))
                lead = "Consent is no longer in place. End the programme with the school and the family."
                found.append(Note("over", lead, whys, act))
            else:
                found.append(Note("soon", f"No longer in place: {check.words.lower()}.", whys))
        if shown.waiting_review is None:
            act = button("Plan a review", small=True)
            act.clicked.connect(lambda: self.wanted.emit("review"))
            found.append(Note("soon", "No review is planned.", "There must be one each half term.", act))
        return found

    def _passed_over(self, one: PassedOver) -> Note:
        override = one.override
        lines = read_passed_over(override.missing_words)
        text = "\n".join((*(why for why, _clause in lines), f"Why: {override.reason}"))
        if override.resolved_on is not None:
            lead = f"Started before everything was in place; settled on {say(override.resolved_on)}."
            note = Note("neutral", lead, f"{text}\n{override.resolved_words}", icon="history")
        else:
            note = self._unsettled(one, text)
        clauses = dict.fromkeys(clause for _why, clause in lines if clause)
        if clauses:
            policy = f"Policy {', '.join(clauses)}"
            note.body.addWidget(label(policy, "caption", f"{note.kind}-fg", wrap=True))
        return note

    def _unsettled(self, one: PassedOver, text: str) -> Note:
        override = one.override
        made = say(override.made_on) if override.made_on else ""
        settle = button("Settle", small=True, accessible="Settle what was passed over at the start")
        settle.clicked.connect(lambda: self.settle.emit(one))
        again = f"To be looked at again on {say(override.review_on)}." if override.review_on else ""
        lead = f"Started on {made} before everything was in place. {again}".strip()
        return Note("over" if one.still else "soon", lead, text, settle)

    # what can be done

    def _acts(self, shown: ProgrammeShown) -> QWidget:
        made = [
            self._act(name, words, icon, primary=name == "tell" and shown.told is None and _may_tell(shown))
            for name, words, icon in _acts(shown)
        ]
        return WrappedActs(made)

    def _act(self, name: str, words: str, icon: str, *, primary: bool = False) -> QWidget:
        made = button(words, "primary" if primary else "secondary", icon=icon or None, small=True)
        made.clicked.connect(lambda: self.wanted.emit(name))
        return made

    # what is recorded

    def _facts(self, shown: ProgrammeShown) -> QWidget:
        facts = facts_of(shown)
        told = "Not yet" if shown.programme.is_under_way else ""
        words = say(shown.told) if shown.told else told
        if shown.programme.provider_id and words:
            facts.append(("The provider was told", words))
        return FactsCard(facts)

    def _targets(self, shown: ProgrammeShown) -> Card:
        card = Card(space=6)
        for target in shown.targets:
            result = f"{in_words(target.result)}: " if target.result else ""
            card.body.addWidget(label(f"{result}{target.words}", "body", wrap=True))
        if not shown.targets:
            card.body.addWidget(label("No targets have been set.", "body", "text-2", wrap=True))
        return card

    def _risk(self, shown: ProgrammeShown) -> Card:
        card = Card(space=8)
        tone, words = risk_words_of(shown)
        if tone == "neutral":
            card.body.addWidget(label(words, "body", "text-2", wrap=True))
        else:
            lead = "In date." if tone == "safe" else "Out of date."
            card.body.addWidget(Note(cast("Set", tone), lead, words, icon="shield-check"))
        line = layout.row(space=10)
        if shown.opens_guarded:
            if shown.risk is not None:
                line.addWidget(self._act("risk_words", "Show what it says", "lock"))
            if shown.programme.is_under_way:
                line.addWidget(self._act("risk", "Record a risk assessment", "plus"))
        else:
            text = "What it says is in the guarded part of the vault, which your passphrase does not open."
            line.addWidget(label(text, "small", "text-2", wrap=True), 1)
        line.addStretch(0 if not shown.opens_guarded else 1)
        card.body.addLayout(line)
        return card


def _at_provider(shown: ProgrammeShown) -> bool:
    return shown.programme.is_under_way and bool(shown.programme.provider_id)


def _may_tell(shown: ProgrammeShown) -> bool:
    """Without consent the provider is given nothing, however the programme came to start (003-7.2)."""
    return _at_provider(shown) and shown.sharing.is_open


def _acts(shown: ProgrammeShown) -> Iterator[tuple[str, str, str]]:
    """What can be done now: the act, its words and its icon."""
    programme = shown.programme
    if _may_tell(shown):
        yield "tell", "Tell the provider" if shown.told is None else "Tell the provider again", "send"
    yield "summary", "Print summary", "printer"
    if programme.is_under_way:
        yield "change", "Change", "pen-line"
    if programme.state is ProgrammeState.RUNNING:
        yield "pause", "Pause", "pause"
    if programme.state is ProgrammeState.PAUSED:
        yield "resume", "Go on", "rotate-cw"
    if programme.is_under_way:
        yield "end", "End programme", "square"
    yield "pupil", "Open the pupil's record", "user"
    yield "today", "Back to Today", ""
