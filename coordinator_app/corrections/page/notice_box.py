"""Asks when somebody was told of a correction and said that he changed it, or why he need not be told (UK GDPR Art 19)."""

from __future__ import annotations

from datetime import date

from coordinator_app.core.clock import Clock
from coordinator_app.corrections.view import NoticeLine
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.notes import Note
from coordinator_app.ui.past_date import PastDate

_LATER = "Leave it empty until they say so: it then stays on Today."
_TOLD = "Once the letter went, or they were told otherwise. Printing or saving it does not record it."
_WHY = "For example, they asked for the correction themselves, or they no longer exist."


class NoticeBox(FormBox):
    """Of one who was given the old value."""

    def __init__(self, line: NoticeLine, clock: Clock) -> None:
        super().__init__("Were they told of the correction?", "Save")
        about = ", ".join(part for part in (line.notice.recipient, line.who) if part)
        given = f"Given the old value: {line.given}." if line.given else ""
        self.form.add_widget(Note("info", f"{about}.", given, icon="share-2"))
        self.form.add_beside(
            {
                "told_on": FormRow("Told on", _TOLD, PastDate(clock, width=None), optional=True),
                "confirmed_on": FormRow(
                    "They said it is changed on", _LATER, PastDate(clock, width=None), optional=True
                ),
            }
        )
        ways = ChoiceList([(one, one.label) for one in DeliveryMethod], none="Choose one")
        self.form.add("told_how", FormRow("How were they told?", "", ways, optional=True))
        why = FormRow("Or: why need they not be told?", _WHY, LongText(lines=2), optional=True)
        self.form.add("not_needed", why)
        notice = line.notice
        self.form.set_values(
            {
                "told_on": notice.told_on,
                "confirmed_on": notice.confirmed_on,
                "told_how": notice.told_how,
                "not_needed": notice.not_needed,
            }
        )

    def told_on(self) -> date | None:
        """The day they were told."""
        return self._day("told_on")

    def confirmed_on(self) -> date | None:
        """The day they said that it is changed."""
        return self._day("confirmed_on")

    def told_how(self) -> DeliveryMethod | None:
        """How they were told."""
        answer = self.form.row("told_how").value()
        return answer if isinstance(answer, DeliveryMethod) else None

    def not_needed(self) -> str:
        """Why they need not be told."""
        return str(self.form.row("not_needed").value() or "")

    def _day(self, name: str) -> date | None:
        answer = self.form.row(name).value()
        return answer if isinstance(answer, date) else None
