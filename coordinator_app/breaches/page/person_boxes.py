"""The boxes of one who is concerned by a breach: who and whether they must be told, and that they were told."""

from __future__ import annotations

from datetime import date

from coordinator_app.breaches.page.boxes import HIGH_RISK
from coordinator_app.breaches.people import Concern, Told
from coordinator_app.breaches.person import BreachPerson, MustBeTold
from coordinator_app.core.clock import Clock
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.notes import Note
from coordinator_app.ui.past_date import PastDate

_FOR_THE_LETTER = (
    ("of_theirs", "What of theirs was in it?", "It stands in their letter in place of the counts and kinds."),
    ("may_mean", "What may come of it?", "In plain words. It stands in their letter."),
    ("they_can_do", "What can they do?", "Such as ring us, tell the school. It stands in their letter."),
)
_NOBODY_ELSE = "Name nobody else who is concerned: each family reads its own letter."


class PersonBox(FormBox):
    """Who is concerned, whether they must be told and why, and what their letter says."""

    def __init__(self, one: BreachPerson | None) -> None:
        super().__init__("Who is concerned?", "Write it down")
        whose = "One child, or one adult. Add everybody whose information it was."
        self.form.add("concerned", FormRow("Whose information was it?", whose, TextInput(longest=200)))
        self.form.add_widget(Note("info", "A high risk is told without undue delay.", HIGH_RISK))
        must = ChoiceBoxes([(each, each.label) for each in MustBeTold], vertical=True)
        self.form.add("must", FormRow("Must they be told?", "UK GDPR article 34.", must))
        why = "Needed where they are not told now: who decided it, and why."
        self.form.add("why", FormRow("Why?", why, LongText(lines=2), optional=True))
        whom = "A parent or carer, or they themselves."
        self.form.add("told_whom", FormRow("Who is told?", whom, TextInput(longest=200), optional=True))
        self.form.add("told_address", FormRow("Address for the letter", "", LongText(lines=3), optional=True))
        for name, asks, help_text in _FOR_THE_LETTER:
            said = f"{help_text} {_NOBODY_ELSE}" if name == "of_theirs" else help_text
            self.form.add(name, FormRow(asks, said, LongText(lines=2), optional=True))
        if one is not None:
            self.form.set_values({name: getattr(one, name) for name in Concern.__slots__})

    def concern(self) -> Concern:
        """The answers."""
        values = self.form.values()
        must = values.pop("must")
        words = {name: str(value or "") for name, value in values.items()}
        return Concern(must=must if isinstance(must, MustBeTold) else None, **words)


class ToldBox(FormBox):
    """When and how they were told."""

    def __init__(self, one: BreachPerson, clock: Clock) -> None:
        super().__init__("When were they told?", "Record it")
        self.form.add("told_whom", FormRow("Who was told?", "", TextInput(longest=200)))
        when = PastDate(clock, width=None)
        self.form.add_beside(
            {
                "told_on": FormRow("Told on", "", when),
                "told_how": FormRow("How?", "Such as by telephone.", TextInput(longest=200)),
            }
        )
        self.form.add("told_by", FormRow("Who told them?", "", TextInput(longest=200), optional=True))
        known = {name: getattr(one, name) for name in ("told_whom", "told_on", "told_how", "told_by")}
        self.form.set_values({name: value for name, value in known.items() if value})

    def told(self) -> Told:
        """The answers."""
        values = self.form.values()
        on = values["told_on"]
        how, by, whom = (str(values[name] or "") for name in ("told_how", "told_by", "told_whom"))
        return Told(on if isinstance(on, date) else None, how, by, whom)
