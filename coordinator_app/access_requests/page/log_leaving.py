"""Where one goes from logging a request without logging it: to another register, or away, after a question."""

from __future__ import annotations

from typing import Any

from coordinator_app.access_requests.page.log_form import ELSEWHERE, OF_A_PUPIL, About
from coordinator_app.access_requests.page.pupil_picker import PupilPicker
from coordinator_app.services import Services
from coordinator_app.ui.forms import Form
from coordinator_app.ui.page import Page


class LogLeaving(Page):
    """Nothing that was typed is lost without a question; what has a register of its own is logged there."""

    desk: Services
    who: Form
    picker: PupilPicker
    _about: str

    def _clear(self) -> None:
        raise NotImplementedError

    def _go_elsewhere(self) -> None:
        """What has a register of its own is logged there: its box opens, about the pupil who was chosen."""
        about = About(str(self.who.row("about").value()))
        way: dict[str, Any] = {"pupil_id": str(self.picker.value())} if about in OF_A_PUPIL else {}
        if about is not About.OFFICIAL:
            way["ask"] = True
        self._clear()
        self.desk.go.to(ELSEWHERE[about], **way)

    def _leave(self) -> None:
        if not self._is_begun():
            self._left()
            return
        self.desk.dialogs.ask(
            "Leave without logging it?",
            "What you typed here will not be kept.",
            "Leave it",
            self.of_visit(self._left),
        )

    def _is_begun(self) -> bool:
        """Whether anything is typed or chosen beyond whom the page was opened about."""
        typed = (self.save_draft() or {}).get("values", {})
        given = {"received_on", "about", *(("pupil_id",) if typed.get("pupil_id") == self._about else ())}
        return bool(typed.keys() - given)

    def _left(self) -> None:
        self._clear()
        self.desk.go.back()
