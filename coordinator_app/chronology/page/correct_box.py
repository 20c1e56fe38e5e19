"""Asks what is right of an entry, and why it is corrected; what it said before stays in its history (003-5.4)."""

from __future__ import annotations

from typing import Any

from coordinator_app.chronology.model import Category, ChronologyEntry, Standing
from coordinator_app.chronology.page.more_about import soft_rows, tie_purpose, told_row
from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import say_list
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, TickBox
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.past_date import PastDate

_FIELDS = (
    "words", "happened_on", "category", "standing", "source", "written_by", "may_be_told", "is_soft",
    "soft_purpose", "for_others",
)  # fmt: skip
_KEPT = 'What it said before stays behind "See what changed".'
_WHY = "For example, the date was misread, or the provider corrected it."
_IN_ALL = "Each of them has an entry of his own. Do not tick this if only this pupil’s is wrong."


class CorrectBox(FormBox):
    """`beside` are the initials of the other pupils of its incident, whose entries may be corrected with it.

    Without `sees_guarded` no category is offered that the user could not open again.
    """

    def __init__(
        self, entry: ChronologyEntry, clock: Clock, *, sees_guarded: bool, beside: tuple[str, ...] = ()
    ) -> None:
        super().__init__("Correct this entry", "Save correction")
        self.entry = entry
        self._ask_what_happened(entry, clock, sees_guarded=sees_guarded)
        self.form.add("why", FormRow("Why is it corrected?", _WHY, TextInput(longest=200)))
        if beside:
            words = f"Correct it in the entries of {', '.join(beside)} too"
            self.form.add("in_all", FormRow(words, _IN_ALL, TickBox(words)))
        self._ask_more(entry)
        tie_purpose(self.form.rows())

    def _ask_what_happened(self, entry: ChronologyEntry, clock: Clock, *, sees_guarded: bool) -> None:
        offered = [(one, one.label) for one in Category if sees_guarded or not one.is_guarded]
        when = PastDate(clock, width=None)
        when.set_value(entry.happened_on)
        category = ChoiceList(offered)
        category.set_value(entry.category)
        standing = ChoiceBoxes([(one, one.label) for one in Standing], plain=False)
        standing.set_value(entry.standing)
        self.form.add("words", FormRow("What happened", _KEPT, LongText(entry.words, lines=4)))
        self.form.add_beside(
            {
                "happened_on": FormRow("Date it happened", _typed_on(entry), when),
                "category": FormRow("Category", "", category),
            }
        )
        self.form.add("standing", FormRow("Fact or opinion", "", standing))

    def _ask_more(self, entry: ChronologyEntry) -> None:
        self.form.add_group("More about this entry")
        self.form.add_beside(
            {
                "source": FormRow("Who says so", "", TextInput(entry.source, longest=200), optional=True),
                "written_by": FormRow(
                    "Written by, if somebody else",
                    "",
                    TextInput(entry.written_by, longest=200),
                    optional=True,
                ),
            }
        )
        rows = {
            "may_be_told": told_row(),
            "for_others": FormRow("Others need to see it", "", TickBox("Others need to see it")),
            **soft_rows(),
        }
        for name, row in rows.items():
            row.input.set_value(getattr(entry, name))
            self.form.add(name, row)

    def corrected(self) -> dict[str, Any]:
        """The answers by the names of the entry's fields; what is not asked now stays as it is."""
        answers = self.form.values()
        return {name: answers.get(name, getattr(self.entry, name)) for name in _FIELDS}

    def in_all(self) -> bool:
        """Whether the entries of the other pupils of the incident are corrected with it."""
        return bool(self.form.values().get("in_all", False))

    def why(self) -> str:
        """The reason."""
        return str(self.form.row("why").value())


def _typed_on(entry: ChronologyEntry) -> str:
    return f"Typed on {say_list(entry.created_at.date())}" if entry.created_at else ""
