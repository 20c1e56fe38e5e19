"""The boxes of a breach: how it was contained, and what was decided about the report."""

from __future__ import annotations

from datetime import date

from coordinator_app.breaches.actions import Incident, Telling
from coordinator_app.breaches.model import Breach, BreachReport, PeopleTold
from coordinator_app.core.clock import LONDON, Clock
from coordinator_app.ui.choices import ChoiceBoxes, TickBox
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.notes import Note
from coordinator_app.ui.past_date import PastDate

_LOCKED = (
    (True, "No: it is locked, and its password was not told"),
    (False, "Yes, or it is not known"),
)
_APART = "About safeguarding or health"


class NewBreachBox(FormBox):
    """Something that is no sent pack: a letter in the wrong envelope, a lost laptop, a talk that was overheard."""

    def __init__(self, clock: Clock, *, guards: bool) -> None:
        super().__init__("What went wrong?", "Write it down")
        happened = "In plain words, without the names of those whose information it was."
        self.form.add("what_happened", FormRow("What happened?", happened, LongText(lines=4)))
        since = "If nobody knows, the day on which it was noticed."
        self.form.add("happened_on", FormRow("It happened on", since, PastDate(clock, width=None)))
        who = "If nobody knows, write: not known."
        self.form.add("recipient", FormRow("Who has it now?", who, TextInput(longest=200)))
        inside = "Counts and kinds, without names: three letters about attendance of two pupils."
        self.form.add("what_was_in_it", FormRow("What was in it?", inside, LongText(lines=3)))
        known, at = PastDate(clock, width=None), TextInput(longest=10)
        known.set_value(clock.today())
        at.set_value(f"{clock.now().astimezone(LONDON):%H:%M}")
        self.form.add_beside(
            {
                "aware_at": FormRow("We knew of it on", "The 72 hours start then.", known),
                "at": FormRow("At what time?", "For example 14:30.", at),
            }
        )
        turns = "Whether the ICO has to be told may turn on it."
        locked = ChoiceBoxes(_LOCKED, vertical=True)
        self.form.add("was_locked", FormRow("Can they read it?", turns, locked))
        if guards:
            apart = "Kept with the restricted records; only who can open those reads it."
            self.form.add("is_guarded", FormRow(_APART, apart, TickBox(_APART)))

    def incident(self) -> Incident:
        """The answers."""
        values = self.form.values()
        locked = values["was_locked"]
        return Incident(
            what_happened=str(values["what_happened"] or ""),
            happened_on=_day(values["happened_on"]),
            recipient=str(values["recipient"] or ""),
            what_was_in_it=str(values["what_was_in_it"] or ""),
            known_on=_day(values["aware_at"]),
            known_at=str(values["at"] or ""),
            was_locked=locked if isinstance(locked, bool) else None,
            is_guarded=bool(values.get("is_guarded", False)),
        )


class ContainedBox(FormBox):
    """What was done to get it back."""

    def __init__(self, clock: Clock) -> None:
        super().__init__("How was it contained?", "Write it down")
        help_text = "For example: they deleted it unopened and said so by email; the parcel came back sealed."
        self.form.add("contained", FormRow("What was done", help_text, LongText(lines=4)))
        when = PastDate(clock, width=None)
        when.set_value(clock.today())
        self.form.add("contained_on", FormRow("On", "", when))

    def answers(self) -> tuple[str, date | None]:
        """The words and the day."""
        values = self.form.values()
        return str(values["contained"] or ""), _day(values["contained_on"])


class ReportBox(FormBox):
    """Whether the ICO is told."""

    def __init__(self, clock: Clock) -> None:
        super().__init__("Is it reported to the ICO?", "Write it down")
        choices = ChoiceBoxes([(one, one.label) for one in BreachReport], vertical=True)
        self.form.add("report", FormRow("What was decided", "", choices))
        help_text = "Who decided, and why; or the reference that the ICO gave. After the 72 hours: why it is late as well."
        self.form.add("report_reason", FormRow("Why, or the reference", help_text, LongText(lines=4)))
        when = PastDate(clock, width=None)
        when.set_value(clock.today())
        self.form.add("decided_on", FormRow("On", "", when))

    def answers(self) -> tuple[BreachReport | None, str, date | None]:
        """What was chosen, the reason, and the day."""
        values = self.form.values()
        chosen = values["report"]
        report = chosen if isinstance(chosen, BreachReport) else None
        return report, str(values["report_reason"] or ""), _day(values["decided_on"])


class FamilyBox(FormBox):
    """Whether those concerned are told; what is typed for the letter is kept until it is written."""

    def __init__(self, breach: Breach, clock: Clock) -> None:
        super().__init__("Is the family told?", "Write it down")
        self.form.add_widget(Note("info", "A high risk is told without undue delay.", _HIGH_RISK))
        choices = ChoiceBoxes([(one, one.label) for one in PeopleTold], vertical=True)
        first = "Leave it open until they were told. Writing the letter does not record it."
        self.form.add("people_told", FormRow("What was decided?", first, choices, optional=True))
        why = "Needed where they are not told: who decided it, and why."
        self.form.add("told_reason", FormRow("Why?", why, LongText(lines=3), optional=True))
        self.form.add_beside(
            {
                "told_whom": FormRow("Who is told?", "The name.", TextInput(longest=200), optional=True),
                "told_by": FormRow("Who told them?", "", TextInput(longest=200), optional=True),
            }
        )
        self.form.add_beside(
            {
                "people_told_on": FormRow("Told on", "", PastDate(clock, width=None), optional=True),
                "told_how": FormRow("How?", "Such as by telephone.", TextInput(longest=200), optional=True),
            }
        )
        self.form.add("told_address", FormRow("Address for the letter", "", LongText(lines=3), optional=True))
        for name, asks, help_text in _FOR_THE_LETTER:
            self.form.add(name, FormRow(asks, help_text, LongText(lines=2), optional=True))
        values = {name: getattr(breach, name) for name in Telling.__slots__}
        self.form.set_values({name: value for name, value in values.items() if value not in {None, ""}})

    def telling(self) -> Telling:
        """The answers."""
        values = self.form.values()
        chosen = values["people_told"]
        words = {
            name: str(values[name] or "")
            for name in Telling.__slots__
            if name not in {"people_told", "people_told_on"}
        }
        return Telling(
            people_told=chosen if isinstance(chosen, PeopleTold) else None,
            people_told_on=_day(values["people_told_on"]),
            **words,
        )


_HIGH_RISK = (
    "Think of what somebody could do with it: find where a child lives, threaten, shame, steal. If they do not know that an "
    "official asked, ask the safeguarding lead before anything tells them of that."
)
_FOR_THE_LETTER = (
    ("may_mean", "What may come of it?", "In plain words. It stands in the letter."),
    (
        "they_can_do",
        "What can they do?",
        "Such as ring us, change a password, tell the school. It stands in the letter.",
    ),
)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
