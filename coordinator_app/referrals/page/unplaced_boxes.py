"""The boxes of a call without a child: begin a record with it, correct it, close it."""

from __future__ import annotations

from datetime import date

from coordinator_app.core.clock import Clock
from coordinator_app.core.plausible import long_ago, odd_birth_date
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.page.boxes import AskBox, Keep
from coordinator_app.referrals.page.unplaced_reading import CallFacts
from coordinator_app.referrals.unplaced import UnplacedCall
from coordinator_app.referrals.unplaced_calls import begin_record, close_call, correct_call
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.past_date import PastDate

_NEEDED = {
    "given_names": "Type the given names.",
    "family_name": "Type the family name.",
    "birth_date": "Type the date of birth.",
    "school_id": "Choose the school.",
}


class _CallBox(AskBox):
    """What is typed is kept in the guarded compartment, like the call."""

    drafted_as = ""

    def __init__(self, title: str, act: str, call: UnplacedCall) -> None:
        super().__init__(title, act)
        self.call = call

    def draft_place(self) -> DraftOf:
        """With the call."""
        return DraftOf(self.drafted_as, self.call.id, Compartment.GUARDED)


class BeginBox(_CallBox):
    """Who the child is, now that it is known."""

    said = "Record begun with the safeguarding call"
    drafted_as = "begin_record"

    def __init__(self, facts: CallFacts, clock: Clock) -> None:
        super().__init__("Begin a record with this call", "Begin the record", facts.call)
        call = facts.call
        self.above("Only who the child is and the call are kept until a school refers the child.")
        self.form.add_beside(
            {
                "given_names": FormRow("Given names", "", TextInput(call.given_names)),
                "family_name": FormRow("Family name", "", TextInput(call.family_name)),
            }
        )
        self.form.add("birth_date", FormRow("Date of birth", "", PastDate(clock)))
        self.form.row("birth_date").input.set_value(call.birth_date)
        self.form.add(
            "school_id", FormRow("School on roll", "", ChoiceList(facts.schools, none="Choose the school"))
        )
        self.form.row("school_id").input.set_value(call.school_id or None)
        self.doubts(lambda: {"birth_date": odd_birth_date(self._day("birth_date"), clock.today())})

    def save(self) -> None:
        """Name what is missing before anything is written."""
        rows = self.form.rows()
        missing = {
            name: words
            for name, words in _NEEDED.items()
            if not rows[name].value() and not rows[name].input.problem()
        }
        if missing:
            self.form.errors(missing)
        else:
            super().save()

    def keep(self) -> Keep:
        """Begin the record."""
        pupil, call = Pupil(**self.answers()), self.call
        return lambda session: begin_record(session, call, pupil)

    def _day(self, name: str) -> date | None:
        found = self.form.row(name).value()
        return found if isinstance(found, date) else None


class CorrectBox(_CallBox):
    """What was typed of the call."""

    said = "Call corrected"
    drafted_as = "correct_call"

    def __init__(self, call: UnplacedCall, clock: Clock) -> None:
        super().__init__("Correct this call", "Save", call)
        self.above("The words before stay in the history of the call.")
        self.day("happened_on", "Date of the call", clock, call.happened_on)
        self.line("source", "Who did you speak to?", "Name and job.", shown=call.source)
        self.line("given_names", "Given names of the child, as far as known", shown=call.given_names)
        self.line("family_name", "Family name, as far as known", shown=call.family_name)
        self.words("words", "What was said, and what was decided?", shown=call.words)
        self.doubts(lambda: {"happened_on": long_ago(self._day(), clock.today())})

    def keep(self) -> Keep:
        """Correct it."""
        values, call = self.answers(), self.call
        return lambda session: correct_call(session, call, **values)

    def _day(self) -> date | None:
        found = self.form.row("happened_on").value()
        return found if isinstance(found, date) else None


class CloseBox(_CallBox):
    """Why the call is on no record of ours."""

    said = "Call closed without a record"
    drafted_as = "close_call"

    def __init__(self, call: UnplacedCall) -> None:
        super().__init__("Close this call without a record", "Close it", call)
        self.above("The call itself is kept, apart from everything else. Today does not ask any more.")
        self.words(
            "closed_why",
            "Why, and who was told?",
            "For example: passed on to the safeguarding lead of the school.",
        )

    def keep(self) -> Keep:
        """Close it."""
        why, call = str(self.answers()["closed_why"]), self.call
        return lambda session: close_call(session, call, why)
