"""Below the notes of a first talk: what followed, what may be done about it, and the end of the notes (003-7.1, 7.2)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.dates import say
from coordinator_app.referrals.discussions import note_form_sent
from coordinator_app.referrals.model import InitialDiscussion, LaterTalk
from coordinator_app.referrals.page.boxes import SentBox, TalkBox, ask
from coordinator_app.referrals.page.one_write import OneWrite
from coordinator_app.referrals.page.reading import ReferralFacts
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import Button, button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.labels import heading
from coordinator_app.ui.rows import TwoLineRow


class Talks(QWidget):
    """Shown once the first talk is kept. `changed` after a write, `dropping` to delete the notes."""

    changed = Signal()
    dropping = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._desk = services
        self.setAccessibleName("What followed the first talk")
        lines = layout.column(self, space=12)
        self._rows = CardList()
        self.add = button("Add a later talk", icon="plus", small=True)
        line = layout.row()
        layout.add_all(line, self.add, None)
        layout.add_all(lines, heading("What followed"), self._rows)
        lines.addLayout(line)
        self._talk: InitialDiscussion | None = None
        self._later: tuple[LaterTalk, ...] = ()
        self._writing = OneWrite(services, self, self.changed.emit)
        self.add.clicked.connect(self._add)

    def show_facts(self, facts: ReferralFacts) -> None:
        """Each later talk, the blank form, and the notes' end."""
        talk = self._talk = facts.discussion
        self._later = tuple(facts.talks)
        self._writing.shown()
        self._rows.clear()
        if talk is None:
            return
        for later in facts.talks:
            self._rows.add(self._row(later))
        if facts.pupil is None:
            self._rows.add(self._form(talk))
            self._rows.add(self._end(facts.ask_after))

    def _row(self, later: LaterTalk) -> TwoLineRow:
        day = say(later.held_on) if later.held_on else ""
        change = button("Change", small=True, accessible=f"Change the talk of {day}")
        change.clicked.connect(partial(self._change, later))
        words = " ".join((later.notes or later.advice).split())
        return TwoLineRow(f"Talk of {day}", words, icon="phone", buttons=(change,))

    def _form(self, talk: InitialDiscussion) -> TwoLineRow:
        printing = button("Print the form", small=True, accessible="Print the blank referral form")
        printing.clicked.connect(
            lambda: self._desk.go.to("print_forms", forms="referral-form privacy-statement-school")
        )
        if talk.form_sent_on:
            words = f"Sent to the school on {say(talk.form_sent_on)}."
            noting = self._act("Not sent after all", self._not_sent)
        else:
            words = "Blank: before the school refers, no name goes on it."
            noting = self._act("It was sent", self._sent)
        return TwoLineRow("Referral form for the school", words, icon="file-text", buttons=(printing, noting))

    def _end(self, days: int) -> TwoLineRow:
        gone = self._act("Delete", self.dropping)
        gone.setAccessibleName("Delete the notes of the first talk")
        words = f"Today asks {days} days after the last talk whether a referral is coming."
        return TwoLineRow("No referral is coming", words, icon="trash-2", buttons=(gone,))

    @staticmethod
    def _act(words: str, press: object) -> Button:
        made = button(words, small=True)
        made.clicked.connect(press)
        return made

    def reopens(self) -> Openers:
        """The box of a later talk that is opened again."""
        return {"later_talk": self._again}

    def _again(self, left: Left) -> bool:
        talk = self._talk
        kept = next((one for one in self._later if one.id == left.record_id), None)
        if talk is None or (kept is None and talk.id != left.record_id):
            return False
        self._show(TalkBox(talk, self._desk.clock, kept))
        return True

    def _add(self) -> None:
        if self._talk is not None:
            self._show(TalkBox(self._talk, self._desk.clock))

    def _change(self, later: LaterTalk, _on: bool = False) -> None:
        if self._talk is not None:
            self._show(TalkBox(self._talk, self._desk.clock, later))

    def _sent(self) -> None:
        talk = self._talk
        if talk is None:
            return
        box = SentBox(
            "The referral form was sent",
            "Noted that the form was sent",
            self._desk.clock,
            lambda session, day: note_form_sent(session, talk, day),
        )
        ask(self._desk, box, guarded(self, lambda _saved: self.changed.emit()), undo=False)

    def _not_sent(self) -> None:
        talk = self._talk
        if talk is not None:
            self._writing.do(
                lambda session: note_form_sent(session, talk, None), "Noted that the form was not sent"
            )

    def _show(self, box: TalkBox) -> None:
        ask(self._desk, box, guarded(self, lambda _saved: self.changed.emit()))
