"""Below the questions of the form: where the referral stands, what it has and lacks, and what may happen next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.dates import say
from coordinator_app.referrals import deciding
from coordinator_app.referrals.checklist import CheckLine, lacking
from coordinator_app.referrals.model import Referral, school_question
from coordinator_app.referrals.page import boxes
from coordinator_app.referrals.page.one_write import OneWrite
from coordinator_app.referrals.page.past_box import PastBox
from coordinator_app.referrals.page.places import state_words
from coordinator_app.referrals.page.reading import Past, ReferralFacts
from coordinator_app.referrals.states import ENDED, ReferralState, may_move
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import Button, button
from coordinator_app.ui.cards import Card, CardList
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.labels import IconLabel, heading, led
from coordinator_app.ui.rows import TwoLineRow

_S = ReferralState
TONES: dict[ReferralState, tuple[Set, str]] = {
    _S.DRAFTED: ("neutral", "pen-line"),
    _S.SENT: ("info", "send"),
    _S.RECEIVED: ("soon", "inbox"),
    _S.INCOMPLETE: ("soon", "triangle-alert"),
    _S.ACCEPTED: ("safe", "circle-check"),
    _S.DECLINED: ("neutral", "ban"),
    _S.WITHDRAWN: ("neutral", "undo-2"),
}


_RISK = "The risk named in a referral is about to be shown."


class Standing(QWidget):
    """Shown once a referral is kept. `changed` after each write; `sending_back` asks for the letter to the school."""

    changed = Signal()
    sending_back = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._desk, self._pupil_id = services, ""
        self._facts: ReferralFacts | None = None
        self._writing = OneWrite(services, self, self.changed.emit)
        self.setAccessibleName("Where the referral stands")
        self._lines = layout.column(self, space=12)

    def show_facts(self, facts: ReferralFacts) -> None:
        """Draw everything anew."""
        self._writing.shown()
        self._facts = facts
        layout.clear(self._lines)
        if facts.referral is None:
            return
        self._pupil_id = facts.referral.pupil_id
        self._lines.addSpacing(8)
        layout.add_all(self._lines, heading("Where it stands"), self._what_happened(facts, facts.referral))
        if facts.referral.state not in {_S.DRAFTED, _S.SENT}:  # there is no form yet that could lack anything
            layout.add_all(self._lines, heading("What the form has and lacks"), _checks(facts.checks))
        self._lines.addWidget(heading("Beside the form"))
        self._lines.addWidget(self._beside(facts, facts.referral))

    def reopens(self) -> Openers:
        """The boxes about a referral that are opened again."""
        return {
            "decline_referral": lambda left: self._again(left, lambda _facts, one: boxes.DeclineBox(one)),
            "withdraw_referral": lambda left: self._again(
                left, lambda _facts, one: boxes.WithdrawBox(one, self._desk.clock)
            ),
            "referral_risk": lambda left: self._again(
                left, lambda facts, one: boxes.RiskBox(one, facts.risk, self._desk.clock), why=_RISK
            ),
        }

    def _again(
        self, left: Left, make: Callable[[ReferralFacts, Referral], boxes.AskBox], why: str = ""
    ) -> bool:
        facts = self._facts
        if facts is None or facts.referral is None or facts.referral.id != left.record_id:
            return False
        opens = guarded(self, partial(_opens, self._ask, make, facts, facts.referral))
        if why:
            self._desk.confirm(opens, why)
        else:
            opens()
        return True

    # the state and the moves from it

    def _what_happened(self, facts: ReferralFacts, referral: Referral) -> CardList:
        state = referral.state or _S.DRAFTED
        tone, icon = TONES[state]
        rows = CardList()
        school = facts.school(referral.responsible_school_id or referral.school_id)
        rows.add(
            TwoLineRow(
                state_words(referral),
                _why(referral) or school,
                icon="file-text",
                chip=StatusChip(tone, icon, state.label),
            )
        )
        for title, words, act, press in self._moves(facts, referral):
            rows.add(TwoLineRow(title, words, icon="chevron-right", buttons=(_act(act, title, press),)))
        return rows

    def _moves(
        self, facts: ReferralFacts, referral: Referral
    ) -> list[tuple[str, str, str, Callable[[], object]]]:
        """What may happen from here: title, words, the button's words, and what it does."""
        state = referral.state or _S.DRAFTED
        found: list[tuple[str, str, str, Callable[[], object]]] = []
        if state is _S.DRAFTED:
            found.append(
                ("Send the form to the school", "Print it, then note that it was sent.", "Print", self._print)
            )
            found.append(
                (
                    "The form was sent",
                    "Note the day it went out.",
                    "It was sent",
                    partial(self._sent, referral),
                )
            )
        if state is _S.SENT:
            again = partial(
                self._writing.do, lambda session: deciding.not_sent(session, referral), "Noted as not sent"
            )
            found.append(("It was not sent after all", "Back to being written.", "Not sent", again))
        if state in {_S.RECEIVED, _S.INCOMPLETE} and lacking(facts.checks):
            words = "A letter that lists what is missing."
            found.append(
                ("Send the form back to the school", words, "Open the letter", self.sending_back.emit)
            )
        if may_move(state, _S.DECLINED).is_open and state is not _S.DECLINED:
            found.append(
                ("Decline it", "With the reason.", "Decline", lambda: self._ask(boxes.DeclineBox(referral)))
            )
        if state not in ENDED:
            box = partial(boxes.WithdrawBox, referral, self._desk.clock)
            found.append(
                (
                    "It was withdrawn",
                    "By the school, the family or the pupil.",
                    "Withdraw",
                    lambda: self._ask(box()),
                )
            )
        if state is _S.ACCEPTED or state in ENDED:
            words = "A new referral of the same pupil. This one stays and can be read."
            pupil_id = referral.pupil_id
            again = partial(
                self._writing.do,
                lambda session: deciding.refer_again(session, pupil_id),
                "New referral begun",
            )
            found.append(("The school refers again", words, "Begin", again))
        return found

    # what is kept beside the form

    def _beside(self, facts: ReferralFacts, referral: Referral) -> CardList:
        rows = CardList()
        rows.add(self._risk(facts, referral))
        rows.add(self._forum(referral))
        pupil = facts.pupil
        if pupil is not None and not school_question(referral, pupil.school_id).is_open:
            now = (pupil.school_id, facts.school(pupil.school_id))
            box = partial(boxes.SchoolBox, referral, facts.school(referral.school_id), now)
            words = f"{facts.school(referral.school_id)} referred, {now[1]} has the pupil on roll now."
            answer = _act("Answer", "which school is responsible", lambda: self._ask(box()))
            rows.add(
                TwoLineRow(
                    "Which school is responsible?",
                    words,
                    icon="graduation-cap",
                    kind="soon",
                    buttons=(answer,),
                )
            )
        elif referral.responsible_school_id:
            words = f"{facts.school(referral.school_id)} referred."
            title = f"Responsible: {facts.school(referral.responsible_school_id)}"
            rows.add(TwoLineRow(title, words, icon="graduation-cap"))
        for past in facts.past:
            read = _act("Read", past.title, partial(self._read, past))
            rows.add(TwoLineRow(past.title, "Kept as it was.", icon="history", buttons=(read,)))
        return rows

    def _risk(self, facts: ReferralFacts, referral: Referral) -> TwoLineRow:
        kind: Set = "soon" if referral.risk_named else "neutral"
        if not facts.sees_guarded:
            words = "Risk is kept among the guarded records. Speak to the safeguarding lead."
            return TwoLineRow(_risk_words(referral), words, icon="lock", kind=kind)
        box = partial(boxes.RiskBox, referral, facts.risk, self._desk.clock)

        def opens() -> None:
            self._desk.confirm(guarded(self, lambda: self._ask(box())), _RISK)

        words = (
            "What is known is among the guarded records."
            if facts.risk
            else "Nothing is written about it yet."
        )
        act = _act("Open" if facts.risk else "Write it down", "the risk", opens)
        return TwoLineRow(_risk_words(referral), words, icon="shield-alert", kind=kind, buttons=(act,))

    def _forum(self, referral: Referral) -> TwoLineRow:
        box = partial(boxes.ForumBox, referral, self._desk.clock)
        done = referral.forum_on is not None
        act = _act("Change" if done else "Note it", "the Inclusion Forum", lambda: self._ask(box()))
        words = "Not discussed there yet."
        if referral.forum_on is not None:
            outcome = referral.forum_outcome.label if referral.forum_outcome else ""
            minute = f", minute {referral.forum_minute}" if referral.forum_minute else ""
            words = f"{say(referral.forum_on)}: {outcome}{minute}."
        return TwoLineRow("Inclusion Forum", words, icon="users", buttons=(act,))

    # doing it

    def _ask(self, box: boxes.AskBox) -> None:
        boxes.ask(self._desk, box, guarded(self, self._told))

    def _sent(self, referral: Referral) -> None:
        box = boxes.SentBox(
            "The form was sent to the school",
            "Noted that the form was sent",
            self._desk.clock,
            lambda session, day: deciding.send_form(session, referral, day),
        )
        boxes.ask(self._desk, box, guarded(self, self._told), undo=False)

    def _told(self, _saved: object) -> None:
        self.changed.emit()

    def _print(self) -> None:
        self._desk.go.to(
            "print_forms", forms="referral-form privacy-statement-school", pupil_id=self._pupil_id
        )

    def _read(self, past: Past) -> None:
        self._desk.dialogs.show(PastBox(past))


def _risk_words(referral: Referral) -> str:
    if referral.risk_named is None:
        return "Risk: the form does not say"
    return "The school names a risk" if referral.risk_named else "The school names no risk"


def _why(referral: Referral) -> str:
    if referral.state is _S.DECLINED:
        code = referral.decline_code.label if referral.decline_code else ""
        return ". ".join(one for one in (code, referral.decision_reason) if one)
    if referral.state is _S.WITHDRAWN:
        by = referral.withdrawn_by.label if referral.withdrawn_by else ""
        return f"{by}. {referral.withdrawn_reason}"
    return ""


def _checks(lines: tuple[CheckLine, ...]) -> Card:
    """One line each: a mark, the title, and what to do where it is missing; marks are spoken as words."""
    card = Card(space=10)
    card.setAccessibleName("What the form has and lacks")
    for one in lines:
        icon, tone, spoken = _mark(one)
        lead = one.title if one.has else f"{one.title}."
        words = led(lead, "" if one.has else one.do, "body", "text")
        words.setAccessibleName(f"{spoken}: {one.title}. {one.do if not one.has else ''}".strip())
        line = layout.row(space=8)
        line.addWidget(IconLabel(icon, tone, 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        card.body.addLayout(line)
    return card


def _mark(one: CheckLine) -> tuple[str, str, str]:
    if one.has:
        return "circle-check", "safe-solid", "Have"
    return (
        ("octagon-alert", "over-solid", "Lacks") if one.needed else ("circle-dashed", "text-3", "Not given")
    )


def _act(words: str, about: str, press: Callable[[], object]) -> Button:
    made = button(words, small=True, accessible=f"{words}: {about}")
    made.clicked.connect(lambda _on=False: press())
    return made


def _opens(
    ask: Callable[[boxes.AskBox], None],
    make: Callable[[ReferralFacts, Referral], boxes.AskBox],
    facts: ReferralFacts,
    referral: Referral,
) -> None:
    ask(make(facts, referral))
