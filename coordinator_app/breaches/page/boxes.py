"""The boxes of a breach: how it was contained, and what was decided about the report."""

from __future__ import annotations

from datetime import date

from coordinator_app.breaches.model import BreachReport
from coordinator_app.core.clock import Clock
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.past_date import PastDate


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
        help_text = "Who decided, and why; or the reference that the ICO gave."
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


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
