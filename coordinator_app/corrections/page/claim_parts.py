"""The parts of the page of one correction, from the top: who said what, before and after, the decision, who is told."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from coordinator_app.core.dates import say
from coordinator_app.corrections.model import CorrectionClaim, CorrectionOutcome
from coordinator_app.corrections.page.before_after import BeforeAfter
from coordinator_app.corrections.view import NoticeLine, Shown
from coordinator_app.ui import layout
from coordinator_app.ui.answer_time import AnswerTime
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card, CardList
from coordinator_app.ui.case_page import midway
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.wrapped import WrappedActs

_CLOSED = "Only whoever types the passphrase again sees what it says."
_NOBODY = "The ledger of sharing names nobody who was given it. Whoever was told by word of mouth stands in no ledger."
_OTHER_VIEW = "It is kept beside the record, and goes with it whenever the record is asked for."


class ClaimParts(QWidget):
    """Buttons are the page's; `telling(notice id)` asks for the box of one who has to be told, `writing` for the letter."""

    telling = Signal(str)
    writing = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = heading("Correction asked for", 1)
        self.second = label("", "body", "text-2", wrap=True)
        self.chip = StatusChip("neutral", None, "")
        self.record = button("All corrections of this pupil", small=True)
        self.reveal = button("Show it", "primary", accessible="Show what was asked for")
        self.change = button("Change", small=True, icon="pen-line", accessible="Change what was asked for")
        self.paper = button("Open the paper", small=True, icon="file-text")
        self.correct = button("Correct the record", icon="pen-line")
        self.decide = button("Record the decision", "primary")
        self.answered = button("Record as told", accessible="Record that whoever asked was told")
        self.answer = button("Write the answer", icon="file-text", accessible="Write to whoever asked")
        self.names = button(
            "They ask who is told", small=True, accessible="Whoever asked wants to know who is told"
        )
        self.back = button("Take the decision back", small=True, icon="undo-2")
        self.add = button(
            "Add somebody", small=True, icon="plus", accessible="Add somebody who has to be told"
        )
        self.record_view = BeforeAfter()
        self.said, self.decision = layout.column(space=6), layout.column(space=6)
        self.notes, self.closed = layout.column(space=8), layout.column(space=8)
        self.notices = CardList()
        self._acts: dict[str, QPushButton] = {}
        self.told_lead = label("", "small", "text-2", wrap=True)
        self._lay_out()
        self.forget()

    def forget(self) -> None:
        """Nothing of one stays when another is read."""
        for one in (*self._sections, self.chip, self.record):
            one.hide()
        self.second.setText("")
        for place in (self.said, self.decision, self.notes, self.closed):
            layout.clear(place)
        self.time.clear()
        self.notices.clear()
        self._acts.clear()

    def show_claim(self, shown: Shown, again: str = "") -> None:
        """Show one, or of a closed one only that it is there. The focus stays at the notice `again`, or where it was."""
        held = again or next((one for one, act in self._acts.items() if act.hasFocus()), "")
        self.forget()
        self.second.setText(", ".join(part for part in (shown.name, shown.what) if part))
        self.record.show()
        if shown.is_closed:
            self.reveal.show()
            words = EmptyState("lock", "This correction is kept apart", _CLOSED)
            self.closed.addWidget(words)
            self._reveal_line.show()
            return
        for one in self._sections:
            one.setVisible(one is not self._reveal_line)
        if shown.clock is not None:
            self.chip.show_state(cast("Set", shown.clock.state.tone), None, shown.clock.dated)
            self.chip.show()
        self._show_said(shown)
        self.time.show_time(shown.time, shown.questions, is_open=shown.claim.outcome is None)
        self._show_record(shown)
        self._show_decision(shown)
        self._show_notices(shown)
        if held in self._acts:
            self._acts[held].setFocus(Qt.FocusReason.OtherFocusReason)

    # the look

    def _lay_out(self) -> None:
        lines = layout.column(self, space=16)
        head, words = layout.row(space=12), layout.column(space=2)
        layout.add_all(words, self.title, self.second)
        head.addLayout(words, 1)
        head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(head)
        lines.addLayout(_left(self.record))
        self._reveal_line = QWidget()
        hidden = layout.column(self._reveal_line, space=12)
        hidden.addLayout(self.closed)
        hidden.addLayout(_left(self.reveal))
        lines.addWidget(self._reveal_line)
        lines.addLayout(self.notes)
        said = self._section("What was said", self.said, (self.change, self.paper))
        record = self._section("The record", layout.column(space=0), (self.correct,), self.record_view)
        decided = self._section(
            "What was decided",
            self.decision,
            (self.decide, self.answer, self.answered, self.names, self.back),
        )
        told = QWidget()
        below = layout.column(told, space=8)
        layout.add_all(below, heading("Who has to be told"), self.told_lead, self.notices)
        below.addLayout(_left(self.add))
        self.time = AnswerTime()
        self._sections = (self._reveal_line, said, self.time, record, decided, told)
        layout.add_all(lines, said, self.time, record, decided, told)

    def _section(
        self,
        title: str,
        content: layout.QVBoxLayout,
        acts: Iterable[QPushButton],
        inside: QWidget | None = None,
    ) -> QWidget:
        holder, card = QWidget(), Card(space=12)
        lines = layout.column(holder, space=8)
        card.body.addLayout(content)
        if inside is not None:
            card.body.addWidget(inside)
        card.body.addWidget(WrappedActs(tuple(acts)))
        layout.add_all(lines, heading(title), card)
        return holder

    # what it says

    def _show_said(self, shown: Shown) -> None:
        claim = shown.claim
        asked = say(claim.asked_on) if claim.asked_on else ""
        by = "the pupil in person" if claim.by_pupil else ""
        told = (
            ("What in it", claim.field_label),
            ("Who says so", ", ".join(part for part in (claim.asked_by, by, asked) if part)),
            ("What is said to be wrong", claim.says),
            ("What shows it", claim.evidence),
            ("Proof of who they are", _proof(shown)),
            ("Paper that shows it", shown.paper),
        )
        _tell(self.said, told)
        self.change.setVisible(claim.outcome is None)
        self.paper.setVisible(bool(shown.paper))
        if claim.is_guarded:
            words = "Only those whose passphrase opens safeguarding and health can read this."
            self.notes.addWidget(Note("info", "Kept apart.", words, icon="lock"))

    def _show_record(self, shown: Shown) -> None:
        self.record_view.show_record(shown)
        self.correct.setVisible(shown.can_be_opened)
        self.correct.setText("Correct the record" if shown.claim.outcome is None else "Open the record")

    def _show_decision(self, shown: Shown) -> None:
        claim = shown.claim
        open_ = claim.outcome is None
        self.decide.setText("Record the decision" if open_ else "Change the decision")
        self.decide.set_kind("primary" if open_ else "secondary")
        self.decide.setEnabled(True)
        withdrawn = claim.outcome is CorrectionOutcome.WITHDRAWN
        self.answered.setVisible(not open_ and claim.told_on is None and not withdrawn)
        self.answer.setVisible(not open_ and not withdrawn)
        self.answer.set_kind("secondary" if claim.told_on else "primary")
        self.back.setVisible(not open_ and not shown.left)
        self.names.setVisible(not open_ and not withdrawn and claim.recipients_asked_on is None)
        for one in (self.names, self.back, self.add):
            one.setEnabled(True)
        if claim.outcome is None:
            self.decision.addWidget(label(_next(shown), "body", wrap=True))
            return
        self._show_what_waits(claim)
        _tell(
            self.decision,
            (
                ("Decision", claim.outcome.label),
                ("Why", claim.reason),
                ("Decided on", say(claim.decided_on) if claim.decided_on else ""),
                ("The other view, kept beside it", claim.other_view),
                ("Whoever asked was told on", _told(claim)),
                ("Their answer", _written(claim.answer_reference, is_sent=claim.told_on is not None)),
                (
                    "They asked who is told",
                    f"on {say(claim.recipients_asked_on)}: the answer names them"
                    if claim.recipients_asked_on
                    else "",
                ),
            ),
        )

    def _show_what_waits(self, claim: CorrectionClaim) -> None:
        if claim.told_on is None and claim.outcome is not CorrectionOutcome.WITHDRAWN:
            words = (
                "Tell them what was decided and why, and that they can complain to the Information Commissioner. "
                "Then record when and how: a letter that was printed or saved tells nobody."
            )
            self.notes.addWidget(Note("soon", "Whoever asked is not told yet.", words))
        if claim.outcome is not None and claim.outcome.keeps_other_view:
            self.notes.addWidget(Note("info", f"{claim.asked_by} says otherwise.", _OTHER_VIEW))

    def _show_notices(self, shown: Shown) -> None:
        self.notices.setVisible(bool(shown.notices or shown.would_tell or shown.around))
        self.add.setVisible(shown.claim.outcome is not None and shown.claim.outcome.changed_something)
        if shown.claim.outcome is None:
            self.told_lead.setText(_would(shown))
            for each in shown.would_tell:
                second = ", ".join(part for part in (each.who, each.when_and_how()) if part)
                self.notices.add(TwoLineRow(each.name, f"Was given this record: {second}", icon="share-2"))
            for one in shown.around:
                self.notices.add(
                    TwoLineRow(one.name, f"Works with the child now: {one.kind.label}", icon="users")
                )
            return
        changed = shown.claim.outcome.changed_something
        self.told_lead.setText(_lead(changed=changed, some=bool(shown.notices)))
        for line in shown.notices:
            self.notices.add(self._notice(line))

    def _notice(self, line: NoticeLine) -> TwoLineRow:
        words, told = (
            ("Note it", "told of the correction") if line.tone == "soon" else ("Change", "what is noted")
        )
        act = button(words, small=True, accessible=f"{words}: {told}, {line.notice.recipient}")
        act.clicked.connect(partial(self._press, line.notice.id))
        self._acts[line.notice.id] = act
        written = _written(line.notice.letter_reference, is_sent=line.notice.told_on is not None)
        said = (line.who, line.why, line.given, written, line.notice.not_needed)
        second = ", ".join(part for part in said if part)
        chip = StatusChip(cast("Set", line.tone), None, line.chip)
        acts = [act]
        if line.tone in {"soon", "info"}:
            letter = button(
                "Letter", small=True, accessible=f"Letter about the correction, {line.notice.recipient}"
            )
            letter.clicked.connect(partial(self._write, line.notice.id))
            acts.insert(0, letter)
        return TwoLineRow(line.notice.recipient, second, icon="share-2", chip=chip, buttons=tuple(acts))

    def _write(self, notice_id: str, *_signal: object) -> None:
        self.writing.emit(notice_id)

    def _press(self, notice_id: str, *_signal: object) -> None:
        self.telling.emit(notice_id)


def _proof(shown: Shown) -> str:
    if not shown.proof:
        return ""
    seen = shown.claim.identity_seen_on
    return f"Asked for on {shown.proof} {f'Seen on {say(seen)}.' if seen else 'Not here yet.'}"


def _told(claim: CorrectionClaim) -> str:
    if claim.told_on is None:
        return ""
    return ", ".join((say(claim.told_on), *((midway(claim.told_how.label),) if claim.told_how else ())))


def _written(reference: str, *, is_sent: bool) -> str:
    if not reference:
        return ""
    return f"letter {reference}" if is_sent else f"letter {reference} printed or saved, not recorded as sent"


def _next(shown: Shown) -> str:
    if shown.is_put_right:
        return "The record says something else by now. Record what was decided, and tell whoever asked."
    return "If it is wrong, correct the record first. If it is not, record that, with why. There is one month to answer."


def _would(shown: Shown) -> str:
    if shown.would_tell:
        return "If it is corrected, whoever was given what was wrong has to be told."
    return "If it is corrected, whoever works with the child has to be told." if shown.around else _NOBODY


def _lead(*, changed: bool, some: bool) -> str:
    if not changed:
        return "Nothing was corrected, so nobody has to be told."
    return "Each of them has to be told what is right now." if some else _NOBODY


def _tell(place: layout.QVBoxLayout, told: Iterable[tuple[str, str]]) -> None:
    for name, words in told:
        if words:
            lines = layout.column(space=2)
            layout.add_all(lines, label(name, "small", "text-2"), label(words, "body", wrap=True))
            place.addLayout(lines)


def _left(*widgets: QWidget) -> QHBoxLayout:
    line = layout.row(space=8)
    layout.add_all(line, *widgets, None)
    return line
