"""The boxes of a pack that left: it arrived, it was sent in error, a saved copy was lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coordinator_app.access_requests.actions.lost_copy import SavedCopy
from coordinator_app.access_requests.actions.mishaps import Answered
from coordinator_app.access_requests.actions.sent_in_error import Error
from coordinator_app.access_requests.mishaps import OF_A_DELIVERY, WentWrong
from coordinator_app.core.clock import LONDON, Clock
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.past_date import PastDate

_OPENS = (
    (False, "No: it is locked, and they were not told its password"),
    (True, "Yes, or not known: on paper, without a lock, or with its password"),
)


class ArrivedBox(FormBox):
    """The day on which it is known to have arrived."""

    def __init__(self, clock: Clock) -> None:
        super().__init__("When did the pack arrive?", "Record it")
        when = PastDate(clock, width=None)
        when.set_value(clock.today())
        help_text = "For example: they rang, or the carrier shows it as delivered."
        self.form.add("arrived_on", FormRow("Known to have arrived on", help_text, when))

    def day(self) -> date | None:
        """The day."""
        value = self.form.row("arrived_on").value()
        return value if isinstance(value, date) else None


class _ErringBox(FormBox):
    """What happened, who has it, and when we knew: that moment starts the 72 hours."""

    def __init__(self, title: str) -> None:
        super().__init__(title, "Start a breach record")

    def _ask(self, clock: Clock) -> None:
        happened = "In plain words, without the names of those whose information it was."
        self.form.add("what_happened", FormRow("What happened?", happened, LongText(lines=4)))
        who = "If nobody knows, write: not known."
        self.form.add("recipient", FormRow("Who has it now?", who, TextInput(longest=200)))
        known = PastDate(clock, width=None)
        known.set_value(clock.today())
        at = TextInput(longest=10)
        at.set_value(f"{clock.now().astimezone(LONDON):%H:%M}")
        self.form.add_beside(
            {
                "aware_at": FormRow("We knew of it on", "The 72 hours start then.", known),
                "at": FormRow("At what time?", "For example 14:30.", at),
            }
        )
        turns = "Whether the ICO has to be told may turn on it."
        self.form.add(
            "password_told", FormRow("Can they read it?", turns, ChoiceBoxes(_OPENS, vertical=True))
        )

    def error(self) -> Error:
        """The answers."""
        values = self.form.values()
        on = values["aware_at"]
        return Error(
            str(values["what_happened"] or ""),
            str(values["recipient"] or ""),
            on if isinstance(on, date) else None,
            str(values["at"] or ""),
            told if isinstance(told := values["password_told"], bool) else None,
        )


class SentInErrorBox(_ErringBox):
    """A pack went to the wrong person, said what it should not, or was lost on the way; has the right person an answer?"""

    def __init__(self, clock: Clock) -> None:
        super().__init__("Was this pack sent in error, or lost?")
        ways = tuple((one, one.label) for one in OF_A_DELIVERY)
        self.form.add("what", FormRow("What went wrong?", "", ChoiceBoxes(ways, vertical=True)))
        self._ask(clock)
        add_answered(self, clock)

    def error(self) -> Error:
        """The answers."""
        what = self.form.row("what").value()
        return replace(super().error(), what=what if isinstance(what, WentWrong) else None)

    def answered(self) -> Answered:
        """Whether the right person has had the answer."""
        return answered_in(self)


class AnsweredBox(FormBox):
    """Whether the right person has had the answer, asked by itself."""

    def __init__(self, clock: Clock) -> None:
        super().__init__("The answer to the right person", "Write it down")
        add_answered(self, clock)

    def answered(self) -> Answered:
        """Whether the right person has had the answer."""
        return answered_in(self)


_HAS_IT = (
    (False, "No: the request is opened again, and its clocks run on"),
    (True, "Yes: who asked has this pack, or had it all the same"),
)


def add_answered(box: FormBox, clock: Clock) -> None:
    """The question whether the right person has had the answer, and since when."""
    turns = "The clocks, the lists and the figures turn on it. A second delivery is recorded at Pack."
    has_it = ChoiceBoxes(_HAS_IT, vertical=True)
    box.form.add("has_it", FormRow("Has the right person had the answer?", turns, has_it))
    only = "Only if they have it: the day on which they first did."
    box.form.add("answered_on", FormRow("Since when?", only, PastDate(clock, width=None), optional=True))


def answered_in(box: FormBox) -> Answered:
    """The two answers; a day counts only beside a yes."""
    values = box.form.values()
    has_it, on = values["has_it"], values["answered_on"]
    said = has_it if isinstance(has_it, bool) else None
    return Answered(said, on if said and isinstance(on, date) else None)


class LostCopyBox(_ErringBox):
    """Which of the saved copies is lost, and since when."""

    def __init__(self, copies: tuple[SavedCopy, ...], clock: Clock) -> None:
        super().__init__("Was a saved copy lost?")
        self._copies = dict(enumerate(copies))
        which = ChoiceList([(at, one.words) for at, one in self._copies.items()], none="Choose the copy")
        if len(copies) == 1:
            which.set_value(0)
        seen = "Also one that somebody looked at who should not."
        self.form.add("copy", FormRow("Which copy?", seen, which))
        since = "If nobody knows, the day on which it was missed."
        self.form.add("happened_on", FormRow("Lost on", since, PastDate(clock, width=None)))
        self._ask(clock)

    def copy(self) -> SavedCopy | None:
        """The one chosen."""
        at = self.form.row("copy").value()
        return self._copies.get(at) if isinstance(at, int) else None

    def day(self) -> date | None:
        """Since when it is lost."""
        value = self.form.row("happened_on").value()
        return value if isinstance(value, date) else None
