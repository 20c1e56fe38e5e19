"""Asks why a finished review is opened again (003-5.4)."""

from __future__ import annotations

from coordinator_app.reviews.page.review_reading import ReviewShown
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.notes import Note


class OpenAgainBox(FormBox):
    """The reason stays on the review; whoever has a copy of the summary is told by the new one."""

    def __init__(self, shown: ReviewShown) -> None:
        super().__init__("Open this review again?", "Open it again")
        if shown.copies:
            names = ", ".join(dict.fromkeys(one.name for one in shown.copies))
            words = f"Give them the new summary once it is finished: {names}."
            self.form.add_widget(Note("soon", "A copy was given already.", words))
        why = "It stays on the review. What was shared stays shared, and who got a copy stays noted."
        self.form.add("reopened_because", FormRow("Why?", why, LongText(lines=3), printed=False))

    def why(self) -> str:
        """The reason as typed."""
        return str(self.form.row("reopened_because").value() or "")
