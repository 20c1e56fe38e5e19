"""The boxes of a breach: how it was contained, and what was decided about the report."""

from __future__ import annotations

from datetime import date

from coordinator_app.breaches.actions import FOR_EVERYBODY, Incident, Telling, Words
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


class EverybodyBox(FormBox):
    """What is decided for all at once: nobody has to be told, or they were told in public."""

    def __init__(self, breach: Breach, clock: Clock) -> None:
        super().__init__("Does nobody have to be told?", "Write it down")
        self.form.add_widget(Note("info", "A high risk is told without undue delay.", HIGH_RISK))
        choices = ChoiceBoxes([(one, one.label) for one in FOR_EVERYBODY], vertical=True)
        first = "Of everybody at once. Whoever is to be told is added to the list of those concerned."
        self.form.add("people_told", FormRow("What was decided?", first, choices))
        self.form.add("told_reason", FormRow("Why?", "And who decided it.", LongText(lines=3)))
        public = "Only if they were told in public."
        self.form.add_beside(
            {
                "people_told_on": FormRow("Told on", public, PastDate(clock, width=None), optional=True),
                "told_how": FormRow("How?", "Such as a notice.", TextInput(longest=200), optional=True),
            }
        )
        values = {name: getattr(breach, name) for name in Telling.__slots__}
        self.form.set_values({name: value for name, value in values.items() if value not in {None, ""}})

    def telling(self) -> Telling:
        """The answers."""
        values = self.form.values()
        chosen = values["people_told"]
        return Telling(
            chosen if isinstance(chosen, PeopleTold) else None,
            str(values["told_reason"] or ""),
            _day(values["people_told_on"]),
            str(values["told_how"] or ""),
        )


HIGH_RISK = (
    "Think of what somebody could do with it: find where a child lives, threaten, shame, steal. If they do not know that an "
    "official asked, ask the safeguarding lead before anything tells them of that."
)


class WordsBox(FormBox):
    """What is written down of it, put otherwise: every letter says it word for word."""

    def __init__(self, breach: Breach) -> None:
        super().__init__("Change what is written down", "Write it down")
        happened = (
            "In plain words, without the names of those whose information it was. It stands in every letter."
        )
        self.form.add("what_happened", FormRow("What happened?", happened, LongText(lines=4)))
        self.form.add("recipient", FormRow("Who has it now?", "No letter says it.", TextInput(longest=200)))
        inside = (
            "Counts and kinds, without names. It stands in every letter that says nothing else of theirs."
        )
        self.form.add("what_was_in_it", FormRow("What was in it?", inside, LongText(lines=3)))
        self.form.set_values({name: getattr(breach, name) for name in Words.__slots__})

    def words(self) -> Words:
        """The answers."""
        values = self.form.values()
        return Words(*(str(values[name] or "") for name in Words.__slots__))


class CloseBox(FormBox):
    """Asks before a breach is closed; why, where somebody who must be told is not."""

    def __init__(self, called: str, *, owes: bool) -> None:
        super().__init__(f"Close {called[:1].lower()}{called[1:]}?", "Close it")
        self._owes = owes
        if owes:
            self.form.add_widget(Note("over", "Not everybody concerned is told.", _NOT_TOLD))
            why = "And who decided it. It stands in the record."
            self.form.add("although", FormRow("Why is it closed all the same?", why, LongText(lines=3)))
        else:
            self.form.add_widget(Note("info", "Nothing more is left to be done.", _READ_ONLY))

    def although(self) -> str:
        """The reason."""
        return str(self.form.row("although").value() or "") if self._owes else ""


_NOT_TOLD = "Where a high risk to somebody is likely they have a right to hear of it without undue delay (UK GDPR article 34)."
_READ_ONLY = "It can be read, and opened again with a reason."


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
