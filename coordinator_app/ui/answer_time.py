"""The time to answer on the page of a case: how the date came about, what was asked meanwhile, and that it takes longer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from PySide6.QtWidgets import QPushButton

from coordinator_app.core.answer_month import TimeShown
from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import say
from coordinator_app.core.longer_ground import LongerGround
from coordinator_app.ui.buttons import button
from coordinator_app.ui.case_page import CaseRow, CaseSection
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.notes import Note
from coordinator_app.ui.past_date import PastDate

_LATER = "Leave it empty until it went out. Writing the letter does not record it."
_ASK = "Ask whoever asked a question"
_RUNS_ON = "Only a request to see information may wait for the answer."


class Asked(Protocol):
    """A question to whoever asked."""

    @property
    def question(self) -> str:
        """What is asked."""

    @property
    def reason(self) -> str:
        """Why."""

    @property
    def asked_on(self) -> date | None:
        """When it went out."""

    @property
    def chased_on(self) -> date | None:
        """When they were reminded."""

    @property
    def answered_on(self) -> date | None:
        """When the answer came."""

    @property
    def answer(self) -> str:
        """The answer."""


class AnswerTime(CaseSection):
    """Buttons are the page's: `ask`, `reply` and `longer` open its boxes, `write` and `say_so` lead to the letters."""

    def __init__(self) -> None:
        self.ask = button("Ask them a question", small=True, accessible=_ASK)
        self.write = button("Write the question", small=True, icon="file-text")
        self.reply = button("Record their answer", small=True)
        self.reminded = button("Reminded today", small=True, accessible="They were reminded today")
        self.longer = button("It takes longer", small=True)
        self.say_so = button("Write that it takes longer", small=True, icon="file-text")
        super().__init__(
            "The time to answer",
            (self.ask, self.write, self.reply, self.reminded, self.longer, self.say_so),
        )

    def show_time(self, time: TimeShown, questions: Sequence[Asked], *, is_open: bool) -> None:
        """Show it; what can still be done is offered while nothing is decided."""
        ground = f"{time.extension_ground.label}. " if time.extension_ground else ""
        reason = f"{ground}Why: {time.extension_reason}" if time.extension_reason else ""
        told = (
            f"Told on {say(time.extended_on)}. " if time.extended_on else "Not told yet. " if reason else ""
        )
        open_or_told = is_open or time.extended_on is not None
        self._show_count(time, f"{told}{reason}" if open_or_told else "")
        self.list(_row(one) for one in questions)
        waits = next((one for one in questions if one.answered_on is None), None)
        out = waits is not None and waits.asked_on is not None
        for one, wanted in (
            (self.ask, is_open and not out),
            (self.write, is_open and waits is not None and not out),
            (self.reply, out),
            (self.reminded, out),
            (self.longer, is_open and time.extended_on is None),
            (self.say_so, is_open and bool(reason) and time.extended_on is None),
        ):
            one.setVisible(wanted)
            one.setEnabled(True)
        asked = "Change it, or record as asked"
        _call(
            self.ask, asked if waits is not None else "Ask them a question", "" if waits is not None else _ASK
        )
        _call(self.longer, "Change it, or record as told" if reason else "It takes longer")
        self.setVisible(bool(time.steps))

    def _show_count(self, time: TimeShown, longer: str) -> None:
        """The count, line by line, and the law."""
        worked_out = "\n".join(time.steps)
        facts = (
            ("How this date was worked out", worked_out),
            ("It takes longer", longer),
            ("Where it comes from", time.source),
        )
        self.tell(facts)


def _row(one: Asked) -> CaseRow:
    asked = f"Asked on {say(one.asked_on)}" if one.asked_on else "Not asked yet"
    chased = f"reminded on {say(one.chased_on)}" if one.chased_on else ""
    answered = f"Answered on {say(one.answered_on)}: {one.answer}" if one.answered_on else ""
    first = ", ".join(part for part in (asked, chased) if part)
    second = ". ".join(part for part in (first, one.reason.rstrip("."), answered) if part)
    tone, chip = ("safe", "Answered") if one.answered_on else ("soon", "Open")
    return CaseRow(one.question, second, "message-square-warning", tone, chip)


class QuestionBox(FormBox):
    """What is asked of whoever asked, and why; the day where it is asked without a letter of ours."""

    def __init__(self, waits: Asked | None, clock: Clock, note: tuple[str, str] = ("", "")) -> None:
        super().__init__("Ask a question", "Save")
        self.form.add_widget(Note("info", "The month runs on while you wait.", _RUNS_ON))
        if note[0]:
            self.form.add_widget(Note("info", *note))
        self.form.add("question", FormRow("What do you ask?", "They read this.", LongText(lines=3)))
        self.form.add("reason", FormRow("Why do you have to ask?", "", LongText(lines=2), optional=True))
        when = PastDate(clock, width=None)
        self.form.add("asked_on", FormRow("Asked on", _LATER, when, optional=True))
        if waits is not None:
            self.form.set_values(
                {"question": waits.question, "reason": waits.reason, "asked_on": waits.asked_on}
            )

    def typed(self) -> dict[str, object]:
        """The answers by the names of a question's fields."""
        found = self.form.values()
        return {
            "question": str(found["question"] or "").strip(),
            "reason": str(found["reason"] or "").strip(),
            "asked_on": _day(found["asked_on"]),
        }


class ReplyBox(FormBox):
    """What they answered; `ways` are the (value, words) of how it can come."""

    def __init__(self, asked: Asked, ways: Iterable[tuple[object, str]], clock: Clock) -> None:
        super().__init__("What did they answer?", "Save")
        self.form.add_widget(Note("info", "We asked:", asked.question))
        when = PastDate(clock, width=None)
        self.form.add("answer", FormRow("Their answer", "", LongText(lines=3)))
        self.form.add_beside(
            {
                "answered_on": FormRow("Answered on", "", when),
                "answered_by": FormRow(
                    "How did it come?", "", ChoiceList(list(ways), none="Choose one"), optional=True
                ),
            }
        )
        self.form.set_values({"answered_on": clock.today()})

    def typed(self) -> tuple[date | None, str, object]:
        """The day, the words and the way."""
        found = self.form.values()
        return _day(found["answered_on"]), str(found["answer"] or ""), found["answered_by"]


class LongerBox(FormBox):
    """By which ground of the law and why it takes longer, and when they were told."""

    def __init__(self, time: TimeShown, clock: Clock, note: tuple[str, str] = ("", "")) -> None:
        super().__init__("It takes longer", "Save")
        law = "Two more months are allowed where the request is complex, or they have made several. Tell them within the first month."
        self.form.add_widget(Note("info", "One month, and two more at most.", law))
        if note[0]:
            self.form.add_widget(Note("info", *note))
        grounds = ChoiceBoxes([(one, one.label) for one in LongerGround], vertical=True)
        said = "UK GDPR article 12(3). The letter says which."
        self.form.add("extension_ground", FormRow("What makes it take longer?", said, grounds))
        why = "They are told this."
        self.form.add("extension_reason", FormRow("Why does it take longer?", why, LongText(lines=3)))
        when = PastDate(clock, width=None)
        self.form.add("extended_on", FormRow("They were told on", _LATER, when, optional=True))
        names = ("extension_ground", "extension_reason", "extended_on")
        self.form.set_values({name: getattr(time, name) for name in names})

    def typed(self) -> tuple[date | None, str, LongerGround | None]:
        """The day, why, and by which ground of the law."""
        found = self.form.values()
        ground = found["extension_ground"]
        known = ground if isinstance(ground, LongerGround) else None
        return _day(found["extended_on"]), str(found["extension_reason"] or ""), known


def _day(answer: object) -> date | None:
    return answer if isinstance(answer, date) else None


def _call(act: QPushButton, words: str, name: str = "") -> None:
    """What is read out is what stands on it, or says more."""
    act.setText(words)
    act.setAccessibleName(name or words)
