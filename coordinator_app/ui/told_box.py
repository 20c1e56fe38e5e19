"""Asks when and how whoever asked was told what was decided: a letter that was printed or saved has told nobody yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coordinator_app.core.clock import Clock
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.notes import Note
from coordinator_app.ui.past_date import PastDate


class ToldBox(FormBox):
    """`ways` are the (value, words) of how they can be told."""

    def __init__(self, clock: Clock, ways: Iterable[tuple[object, str]]) -> None:
        super().__init__("Record as told", "Record it")
        lead, rest = "A letter that was printed or saved has told nobody yet.", "Record here when it went."
        self.form.add_widget(Note("info", lead, rest))
        self.form.add_beside(
            {
                "told_on": FormRow("Told on", "", PastDate(clock, width=None)),
                "told_how": FormRow("How were they told?", "", ChoiceList(list(ways), none="Choose one")),
            }
        )
        self.form.set_values({"told_on": clock.today()})

    def told_on(self) -> date | None:
        """The day."""
        answer = self.form.row("told_on").value()
        return answer if isinstance(answer, date) else None

    def told_how(self) -> object:
        """The way that was chosen, None without one."""
        return self.form.row("told_how").value()
