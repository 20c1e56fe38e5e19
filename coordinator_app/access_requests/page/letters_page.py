"""The letters of one access request on a screen of their own."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from coordinator_app.access_requests.model import LetterKind
from coordinator_app.access_requests.page.letters_stage import LettersStage
from coordinator_app.access_requests.page.reading import CaseFacts, read_case
from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.cards import separator
from coordinator_app.ui.focus_header import FocusHeader
from coordinator_app.ui.page import Page


class RequestLettersPage(Page):
    """`open(request_id=…, kind=…, person_id=…)`: the letters, and one of that kind begun."""

    name: ClassVar[str] = "request_letters"
    title: ClassVar[str] = "Letters of a request"
    focus_screen: ClassVar[bool] = True
    opens_once: ClassVar[frozenset[str]] = frozenset({"kind", "person_id"})
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"access_request", "request_letter", "request_pause", "request_consultation", "school", "pupil"}
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.case: CaseFacts | None = None
        self.stage: LettersStage | None = None
        self._request_id, self._kind, self._person_id = "", "", ""
        self._held: dict[str, Any] | None = None
        self.header = FocusHeader(self.title, back=True)
        holder = QWidget()
        self._room = layout.column(holder, space=0, margins=(24, 20, 24, 24))
        lines = layout.column(self.content, space=0)
        layout.add_all(lines, self.header, separator(), layout.scrolling(holder, self.title))
        lines.setStretch(2, 1)
        self.header.left.connect(self.desk.go.back)
        self.header.locked.connect(self.desk.lock)

    # what the shell asks

    def open(self, *, request_id: str = "", kind: str = "", person_id: str = "", **_more: Any) -> None:
        """Show the letters of a request."""
        if request_id != self._request_id:
            self.new_visit()
            self.case, self.stage, self._held = None, None, None
            layout.clear(self._room)
        self._request_id, self._kind, self._person_id = request_id, kind, person_id
        self.refresh()

    def refresh(self) -> None:
        """Read the request again; what is being written stays."""
        request_id = self._request_id
        if request_id:
            came, failed = self.in_turn(self._show, self._failed)
            self.desk.jobs.read(lambda session: read_case(session, request_id), done=came, failed=failed)

    def whose(self) -> str:
        """Whom it is about."""
        return self.case.subject.called if self.case is not None else ""

    def where(self) -> dict[str, Any] | None:
        """The request; Back begins no letter once more."""
        return {"request_id": self._request_id}

    @property
    def draft_record(self) -> str:
        """Whose draft it is."""
        return self._request_id

    @property
    def draft_compartment(self) -> Compartment:
        """What is asked of the Safeguarding Officer is guarded."""
        guards = self.desk.vault.holds(Compartment.GUARDED)
        return Compartment.GUARDED if guards else Compartment.GENERAL

    def save_draft(self) -> dict[str, Any] | None:
        """The letter that is being written; what waits for the request is not to be lost."""
        if self._held is not None:
            return self._held
        return self.stage.save_draft() if self.stage is not None else None

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put it back, as soon as the request has been read."""
        self._held = draft
        self._put_back()

    # what a stage asks

    def go_to(self, stage: str) -> None:
        """Another stage stands on the request's own screen."""
        self.desk.go.to("access_request", request_id=self._request_id, stage=stage)

    def stage_open(self, stage: str) -> bool:  # noqa: ARG002  (a stage is not shown here)
        """No stage is shown beside the letters."""
        return False

    def _show(self, case: CaseFacts) -> None:
        self.show_content()
        self.case = case
        self.header.about.setText(f"Request {case.number}, {case.subject.called}")
        if self.stage is None:
            self.stage = LettersStage(self.desk, self)
            self._room.addWidget(self.stage)
        self.stage.show_case(case)
        kind, self._kind = self._kind, ""
        if kind in set(LetterKind):
            self.stage.choose(LetterKind(kind), self._person_id)
        self._put_back()

    def _put_back(self) -> None:
        held = self._held
        if held is not None and self.stage is not None:
            self._held = None
            self.stage.restore_draft(held)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)
