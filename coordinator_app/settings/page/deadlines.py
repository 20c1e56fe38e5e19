"""Deadlines: how the partnership's target is counted, and bank holidays that were proclaimed since."""

from __future__ import annotations

from coordinator_app.core.deadline_types import TargetRule
from coordinator_app.core.errors import InvalidInput
from coordinator_app.services import Services
from coordinator_app.settings import actions
from coordinator_app.ui.at_left import at_left
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.labels import label
from coordinator_app.ui.settings_section import SettingsSection

_RULES = [(TargetRule.CALENDAR_15, "15 calendar days"), (TargetRule.SCHOOL_15, "15 school days")]
_WHAT = "The policy answers a request within fifteen days. The law's own clocks are always counted beside it."
_EXTRA = "Those up to the end of the shipped table are known. One in each row: 8 May 2028: Royal occasion."


class DeadlinesSection(SettingsSection):
    """The target changes at once and can be undone; holidays by their own button."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.form = Form()
        self.form.add("rule", FormRow("The partnership's target", _WHAT, ChoiceBoxes(_RULES)))
        stops = ChoiceBoxes([(True, "Yes"), (False, "No")])
        help_text = "The legal month stops in any case. The 15 school days of the Regulations never do."
        self.form.add("stops", FormRow("Does a question to the requester stop the target?", help_text, stops))
        self.holidays = Form()
        self.holidays.add(
            "extra",
            FormRow("Further bank holidays", _EXTRA, LongText(lines=4, sensitive=False), optional=True),
        )
        self.save = button("Save bank holidays", "primary")
        self.body.addWidget(at_left(self.form))
        self.body.addWidget(at_left(self.holidays))
        self.body.addWidget(self.save)
        self.body.addWidget(label("Open requests are counted anew at once.", "small", "text-2", wrap=True))
        self.form.edited.connect(self._keep)
        self.save.clicked.connect(self._keep_holidays)

    def refresh(self) -> None:
        """Show what is kept."""
        self.read(lambda session: (*actions.target(session), actions.extra_holidays(session)), self._show)

    def _show(self, kept: tuple[TargetRule, bool, str]) -> None:
        rule, stops, extra = kept
        self.form.set_values({"rule": rule, "stops": stops})
        self.holidays.set_values({"extra": extra})

    def _keep(self) -> None:
        values = self.form.values()
        rule, stops = values["rule"], values["stops"]
        if isinstance(rule, TargetRule):
            self.write(
                lambda session: actions.keep_target(session, rule, pauses_stop=stops is True), self._kept
            )

    def _kept(self, _change: str) -> None:
        self.services.say.toast("The target is kept")

    def _keep_holidays(self) -> None:
        text = str(self.holidays.values()["extra"])
        self.services.jobs.write(
            lambda session: actions.keep_extra_holidays(session, text),
            done=guarded(self, self._holidays_kept),
            failed=guarded(self, self._refused),
        )

    def _holidays_kept(self, _change: str) -> None:
        self.holidays.errors({})
        self.services.say.toast("The bank holidays are kept")

    def _refused(self, error: Exception) -> None:
        if isinstance(error, InvalidInput):
            self.holidays.errors({one.field: one.message for one in error.problems})
        else:
            self.services.say.trouble(error)
