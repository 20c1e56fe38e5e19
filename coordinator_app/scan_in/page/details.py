"""Asks what a scan is before it is filed, where no code says so: title, kind, date, source."""

from __future__ import annotations

from typing import Any

from coordinator_app.core.clock import Clock
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.past_date import PastDate


class DetailsBox(FormBox):
    """For one scan; what is known of it stands in the fields."""

    def __init__(self, document: Document, clock: Clock) -> None:
        super().__init__("What this scan is", "Keep")
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

    def answers(self) -> dict[str, Any]:
        """What is typed, by the names of the scan's own fields."""
        return self.form.values()
