"""The boxes of a pack that left: it arrived, it was sent in error, a saved copy was lost."""

from __future__ import annotations

from datetime import date

from coordinator_app.access_requests.actions.lost_copy import SavedCopy
from coordinator_app.access_requests.actions.sent_in_error import Error
from coordinator_app.core.clock import LONDON, Clock
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.past_date import PastDate

_OPENS = (
    (False, "No: it is locked, and they were not told its password"),
    (True, "Yes, or it is not known: it is on paper, it has no lock, or they were told its password"),
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
    """A pack went to the wrong person, or said what it should not."""

    def __init__(self, clock: Clock) -> None:
        super().__init__("Was this pack sent in error?")
        self._ask(clock)


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
