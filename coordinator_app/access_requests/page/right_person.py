"""Asks for the word that the right person has the pack after all, which closes the request by it again (003-8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coordinator_app.access_requests.actions.right_person import Word, right_person_has_it
from coordinator_app.access_requests.mishaps import Mishap
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page.form_dialog import FormDialog, Values, ask, today_row
from coordinator_app.core.changes import Saved
from coordinator_app.services import Services
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

HAS_IT = "The right person has it after all"
_LEAD = (
    "The request is closed again by the pack that went astray, since the day on which they had it: its clocks stop, and the ledger "
    "names them and whoever has it in error. Undo takes it back."
)


def ask_right_person(
    services: Services, request: AccessRequest, mishap: Mishap, *_pressed: object
) -> FormDialog:
    """Since when, and whose word it is."""
    how = "For example: she rang, and read out the number on its first page."
    dialog = FormDialog(
        f"{HAS_IT}?",
        _LEAD,
        "Close the request by it",
        {
            "answered_on": today_row(services, "They have had it since"),
            "said_by": FormRow("Who said so?", "", TextInput(longest=200)),
            "said_how": FormRow("How did they say it?", how, TextInput(longest=300)),
        },
    )

    def work(session: Session, values: Values) -> Saved[Any]:
        word = Word(values["answered_on"], str(values["said_by"] or ""), str(values["said_how"] or ""))
        return right_person_has_it(session, request, mishap, word)

    ask(services, dialog, work, "The request is answered. Its clocks have stopped.")
    return dialog
