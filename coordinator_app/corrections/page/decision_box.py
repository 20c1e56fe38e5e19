"""Asks what was decided of a correction, and why (003-5.4, UK GDPR Art 12(3), 16)."""

from __future__ import annotations

from datetime import date

from coordinator_app.core.clock import Clock
from coordinator_app.corrections.actions import Decision
from coordinator_app.corrections.model import CorrectionOutcome
from coordinator_app.corrections.view import Shown
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.for_a_child import FOR_A_CHILD
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.notes import Note
from coordinator_app.ui.past_date import PastDate

_WHY = "Whoever asked is told this. Where it is corrected as asked, it may stay empty."
_OTHER = "In their words. Where it is not corrected as asked, it stands beside the record from now on."
_WRONG = "Choose an earlier one if the record was corrected before this was written down."


class DecisionBox(FormBox):
    """`decision()` is what was answered."""

    def __init__(self, shown: Shown, clock: Clock) -> None:
        again = shown.claim.outcome is not None
        super().__init__("What was decided?", "Change the decision" if again else "Record the decision")
        if not shown.is_put_right:
            words = (
                "Correct the record first, if it is to be corrected. The choice for that waits until then."
            )
            self.form.add_widget(Note("info", "The record still says what it said.", words))
        if shown.is_child:
            self.form.add_widget(Note("info", *FOR_A_CHILD))
        options = [(one, one.label) for one in CorrectionOutcome]
        self.form.add("outcome", FormRow("Decision", "", ChoiceBoxes(options, vertical=True)))
        self.form.add("reason", FormRow("Why?", _WHY, LongText(lines=3)))
        self.form.add("other_view", FormRow("The other view", _OTHER, LongText(lines=3), optional=True))
        self.form.add("decided_on", FormRow("Decided on", "", PastDate(clock)))
        if len(shown.versions) > 1:
            known = [(number, f"As it stood on {day}") for number, day in reversed(shown.versions)]
            wrong = ChoiceList(known, none=None)
            wrong.set_value(shown.claim.before_version)
            self.form.add("wrong_version", FormRow("What was wrong", _WRONG, wrong))
        claim = shown.claim
        self.form.set_values(
            {
                "outcome": claim.outcome,
                "reason": claim.reason,
                "other_view": claim.other_view or claim.says,
                "decided_on": claim.decided_on or clock.today(),
            }
        )

    def decision(self) -> Decision:
        """The answers."""
        answers = self.form.values()
        outcome, version = answers["outcome"], answers.get("wrong_version")
        return Decision(
            outcome if isinstance(outcome, CorrectionOutcome) else None,
            str(answers["reason"] or ""),
            _day(answers["decided_on"]),
            version if isinstance(version, int) else None,
            str(answers["other_view"] or ""),
        )


def _day(answer: object) -> date | None:
    return answer if isinstance(answer, date) else None
