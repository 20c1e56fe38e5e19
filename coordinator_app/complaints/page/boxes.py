"""The boxes of a complaint: a new one, that it was acknowledged, a step, what was found, the ICO."""

from __future__ import annotations

from datetime import date
from typing import Any

from coordinator_app.complaints.actions import Finding
from coordinator_app.complaints.model import (
    Complaint,
    ComplaintAbout,
    ComplaintChannel,
    ComplaintOutcome,
    ComplaintStep,
    StepKind,
)
from coordinator_app.complaints.view import Asked
from coordinator_app.core.clock import Clock
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, TickBox
from coordinator_app.ui.for_a_child import BY_PUPIL, CHILDS_WORDS, FOR_A_CHILD
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.notes import Note
from coordinator_app.ui.past_date import PastDate

APART = "It is about safeguarding or health"
APART_HELP = "Such words are kept apart: only those whose passphrase opens them can read them."
_WHOSE = "Leave it empty if it is about nobody’s work. This person does not look into it."
_HANDLER = "Usually the Chair of the Partnership."
_HELPS = "A member of the Executive Steering Group, whom they may ask anything."
_TEXTS = (
    "complainant",
    "complainant_is",
    "address",
    "says",
    "wants",
    "about_whom",
    "handler",
    "first_contact",
)


class ComplaintBox(FormBox):
    """A new complaint, or one put right. `guards` says whether this user may open what is kept apart."""

    def __init__(self, complaint: Complaint, asked: Asked, clock: Clock, *, guards: bool) -> None:
        super().__init__("Log a complaint" if not complaint.id else "Change the complaint", _act(complaint))
        self._complaint = complaint
        self.form.add_beside(
            {
                "complainant": FormRow("Who complains?", "", TextInput(longest=200)),
                "complainant_is": FormRow(
                    "Who are they to the pupil?", "", TextInput(longest=200), optional=True
                ),
            }
        )
        if complaint.pupil_id or asked.pupil_id:
            self.form.add("by_pupil", FormRow(BY_PUPIL, CHILDS_WORDS, TickBox(BY_PUPIL)))
        channels = ChoiceList([(one, one.label) for one in ComplaintChannel], none="Choose one")
        arrived = PastDate(clock, width=None)
        self.form.add_beside(
            {
                "received_on": FormRow("Arrived on", "", arrived),
                "channel": FormRow("How did it come?", "", channels),
            }
        )
        self.form.add("address", FormRow("Address for the answer", "", LongText(lines=3), optional=True))
        abouts = ChoiceList([(one, one.label) for one in ComplaintAbout], none="Choose one")
        self.form.add("about", FormRow("What is it about?", "", abouts))
        self.form.add("says", FormRow("What do they say?", "In their words.", LongText(lines=4)))
        self.form.add("wants", FormRow("What do they want to happen?", "", LongText(lines=2), optional=True))
        self._ask_who()
        if guards and not complaint.is_guarded:
            self.form.add("is_guarded", FormRow(APART, APART_HELP, TickBox(APART)))
        self._fill(complaint, asked, clock)

    def _ask_who(self) -> None:
        self.form.add(
            "about_whom", FormRow("Whose work is it about?", _WHOSE, TextInput(longest=200), optional=True)
        )
        self.form.add_beside(
            {
                "handler": FormRow("Who looks into it?", _HANDLER, TextInput(longest=200), optional=True),
                "first_contact": FormRow(
                    "Who helps them through it?", _HELPS, TextInput(longest=200), optional=True
                ),
            }
        )

    def _fill(self, complaint: Complaint, asked: Asked, clock: Clock) -> None:
        values: dict[str, Any] = {name: getattr(complaint, name) for name in _TEXTS}
        values |= {"received_on": complaint.received_on or clock.today()}
        values |= {"channel": complaint.channel, "about": complaint.about}
        values |= {"by_pupil": complaint.by_pupil} if "by_pupil" in self.form.rows() else {}
        if not complaint.id:
            values["handler"] = asked.handler
        self.form.set_values({name: value for name, value in values.items() if value})

    def typed(self) -> dict[str, Any]:
        """The answers by the names of the complaint's fields."""
        answers = self.form.values()
        channel, about, day = answers["channel"], answers["about"], answers["received_on"]
        return {
            **{name: str(answers.get(name) or "").strip() for name in _TEXTS},
            "received_on": _day(day),
            "channel": channel if isinstance(channel, ComplaintChannel) else None,
            "about": about if isinstance(about, ComplaintAbout) else None,
            "by_pupil": bool(answers.get("by_pupil", False)),
            "is_guarded": bool(answers.get("is_guarded", False)) or self._complaint.is_guarded,
        }


def _act(complaint: Complaint) -> str:
    return "Save" if complaint.id else "Log the complaint"


class DayBox(FormBox):
    """A day, and a line of words where `words` names one; the rows bear the names of the record's fields."""

    def __init__(
        self,
        title: str,
        act: str,
        clock: Clock,
        day: tuple[str, str],
        words: tuple[str, str, str] | None = None,
        *,
        optional: bool = False,
    ) -> None:
        super().__init__(title, act)
        self._day, self._words = day[0], words[0] if words is not None else ""
        when = PastDate(clock, width=None)
        when.set_value(clock.today())
        self.form.add(day[0], FormRow(day[1], "", when))
        if words is not None:
            self.form.add(words[0], FormRow(words[1], words[2], TextInput(longest=200), optional=optional))

    def day(self) -> date | None:
        """The day."""
        return _day(self.form.row(self._day).value())

    def words(self) -> str:
        """The words; "" where none are asked for."""
        return str(self.form.row(self._words).value() or "") if self._words else ""


class StepBox(FormBox):
    """What was done about it."""

    def __init__(self, clock: Clock, by: str) -> None:
        super().__init__("What was done?", "Write it down")
        kinds = ChoiceBoxes([(one, one.label) for one in StepKind], vertical=True)
        when = PastDate(clock, width=None)
        when.set_value(clock.today())
        help_text = "Whom you asked, what they said, which records you read."
        self.form.add("step", FormRow("What", "", kinds))
        self.form.add_beside(
            {
                "on_day": FormRow("On", "", when),
                "by_whom": FormRow("By whom?", "", TextInput(longest=200), optional=True),
            }
        )
        self.form.add("words", FormRow("What came of it?", help_text, LongText(lines=4)))
        self.form.set_values({"by_whom": by} if by else {})

    def step(self) -> ComplaintStep:
        """The step as typed."""
        answers = self.form.values()
        kind = answers["step"]
        return ComplaintStep(
            step=kind if isinstance(kind, StepKind) else None,
            on_day=_day(answers["on_day"]),
            words=str(answers["words"] or "").strip(),
            by_whom=str(answers["by_whom"] or "").strip(),
        )


class FindingBox(FormBox):
    """What was found."""

    def __init__(self, complaint: Complaint, clock: Clock, *, is_child: bool = False) -> None:
        super().__init__("What was found?", "Record what was found")
        if is_child:
            self.form.add_widget(Note("info", *FOR_A_CHILD))
        outcomes = ChoiceBoxes([(one, one.label) for one in ComplaintOutcome], vertical=True)
        found = "They are told this. Say what happened, and what you looked at."
        self.form.add("outcome", FormRow("Outcome", "", outcomes))
        self.form.add("found", FormRow("What we found and why", found, LongText(lines=4)))
        done = "For example, who was told again how letters are sent."
        self.form.add("put_right", FormRow("What we do about it", done, LongText(lines=2), optional=True))
        when = PastDate(clock, width=None)
        self.form.add_beside(
            {
                "decided_on": FormRow("Decided on", "", when),
                "decided_by": FormRow("Who decided?", "", TextInput(longest=200)),
            }
        )
        self.form.set_values(
            {
                "outcome": complaint.outcome,
                "found": complaint.found,
                "put_right": complaint.put_right,
                "decided_on": complaint.decided_on or clock.today(),
                "decided_by": complaint.decided_by or complaint.handler,
            }
        )

    def finding(self) -> Finding:
        """The answers."""
        answers = self.form.values()
        outcome = answers["outcome"]
        return Finding(
            outcome if isinstance(outcome, ComplaintOutcome) else None,
            str(answers["found"] or ""),
            str(answers["put_right"] or ""),
            str(answers["decided_by"] or ""),
            _day(answers["decided_on"]),
        )


def _day(answer: object) -> date | None:
    return answer if isinstance(answer, date) else None
