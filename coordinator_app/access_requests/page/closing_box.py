"""End a request without a pack: how, why, on which day; and open it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coordinator_app.access_requests.actions import closing
from coordinator_app.access_requests.model import ClosedAs
from coordinator_app.access_requests.page.form_dialog import FormDialog, Values, ask, today_row
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.core.changes import Saved
from coordinator_app.services import Services
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_WHY = "If answered: what was told, and how. If passed on: to whom, and how they were told."
_HELP = "The clocks stop. It can be read, and opened again until they were told by letter how it ended."


def ask_close(services: Services, case: CaseFacts) -> FormDialog:
    """How a request ends without a pack; what that way of ending needs is said above the questions."""
    ways = tuple((one, one.label) for one in ClosedAs)
    dialog = FormDialog(
        f"Close request {case.number} without a pack",
        _HELP,
        "Close the request",
        {
            "closed_as": FormRow("How does it end?", "", ChoiceBoxes(ways, vertical=True)),
            "closed_because": FormRow("Why?", _WHY, LongText(lines=3)),
            "closed_on": today_row(services, "Closed on"),
        },
    )

    def work(session: Session, values: Values) -> Saved[Any]:
        because = str(values["closed_because"] or "")
        return closing.close_request(session, case.request, values["closed_as"], because, values["closed_on"])

    place = DraftOf("close_request", case.request.id)
    ask(services, dialog, work, f"Request {case.number} is closed.", place=place)
    return dialog


def ask_reopen(services: Services, case: CaseFacts) -> FormDialog:
    """Go on with a closed request."""
    dialog = FormDialog(
        f"Open request {case.number} again",
        "It goes on where it was, and its clocks run as if they had never stopped.",
        "Open it again",
        {},
    )

    def work(session: Session, _values: Values) -> Saved[Any]:
        return closing.reopen_request(session, case.request)

    ask(services, dialog, work, f"Request {case.number} is open again.")
    return dialog
