"""Asks what a scan is before it is filed, where no code says so: title, kind, date, source, and whether it is restricted."""

from __future__ import annotations

from typing import Any

from coordinator_app.core.clock import Clock
from coordinator_app.documents.model import MOSTLY_GUARDED, Document, DocumentKind
from coordinator_app.ui.buttons import said_whole
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.past_date import PastDate

_KEEP, _FILE = "Keep", "File as restricted"
_HINT = (
    "A restricted scan is filed at once, for those who may open restricted records. Its title and pages leave the tray, "
    "and it cannot be brought back."
)


class DetailsBox(FormBox):
    """For one scan; what is known of it stands in the fields. `guards` offers to restrict it to those who hold that key.

    A letter from another agency is most often social care's or a health service's: it is ticked until somebody unticks it.
    """

    def __init__(self, document: Document, clock: Clock, *, guards: bool = False) -> None:
        super().__init__("What this scan is", _KEEP)
        dated = PastDate(clock)
        kinds = ChoiceList([(one, one.label) for one in DocumentKind])
        rows: dict[str, FormRow] = {
            "kind_of_document": FormRow("What it is", "", kinds),
            "title": FormRow("Title", "", TextInput(longest=200)),
            "dated": FormRow("Date on the document", "For example, 18 November 2026.", dated),
            "source": FormRow("Who it came from", "", TextInput(longest=200), optional=True),
        }
        for name, row in rows.items():
            self.form.add(name, row)
            value = getattr(document, name)
            if value:
                row.input.set_value(value)
        self._kinds, self._restricted, self._said = (
            kinds,
            TickBox("Restricted: safeguarding or health"),
            False,
        )
        if guards:
            self.form.add("is_guarded", FormRow("Who may see it", _HINT, self._restricted))
            self._restricted.edited.connect(self._ticked)
            kinds.edited.connect(self._suggest)

    def answers(self) -> dict[str, Any]:
        """What is typed, by the names of the scan's own fields, without `is_guarded`."""
        return {name: value for name, value in self.form.values().items() if name != "is_guarded"}

    @property
    def restricted(self) -> bool:
        """Whether it is to be filed among the guarded documents, at once."""
        return self._restricted.value()

    def _suggest(self) -> None:
        if not self._said:
            self._restricted.set_value(self._kinds.value() in MOSTLY_GUARDED)
            self._name_act()

    def _ticked(self) -> None:
        self._said = True
        self._name_act()

    def _name_act(self) -> None:
        words = _FILE if self.restricted else _KEEP
        self.act.setText(words)
        self.act.setAccessibleName(said_whole(words, "What this scan is"))
