"""Asks how long was worked on a request: minutes on a day; for the figures, without a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from coordinator_app.access_requests.actions import working_time
from coordinator_app.access_requests.page.form_dialog import FormDialog, Values, ask, today_row
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.core.changes import Saved
from coordinator_app.services import Services
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_HELP = "It counts in the figures of access requests, without a name."
_MINUTES = "For example 90, or 1:30."
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")


def ask_time(services: Services, case: CaseFacts) -> FormDialog:
    """The box, from the menu of a request."""
    dialog = FormDialog(
        f"Time spent on request {case.number}",
        _HELP,
        "Note the time",
        {
            "minutes": FormRow("Minutes", _MINUTES, TextInput(longest=8)),
            "on_day": today_row(services, "On"),
            "doing": FormRow("Doing what?", "", TextInput(longest=200), optional=True),
        },
    )

    def work(session: Session, values: Values) -> Saved[Any]:
        minutes = read_minutes(str(values["minutes"] or ""))
        return working_time.note_time(
            session, case.request, minutes, values["on_day"], str(values["doing"] or "")
        )

    ask(services, dialog, work, "Noted.", place=DraftOf("request_time", case.request.id))
    return dialog


def read_minutes(typed: str) -> int | None:
    """Minutes as typed: "90", "1:30"; None for what is neither."""
    words = typed.strip()
    clock = _CLOCK.fullmatch(words)
    if clock is not None:
        return int(clock[1]) * 60 + int(clock[2])
    return int(words) if words.isdecimal() else None
