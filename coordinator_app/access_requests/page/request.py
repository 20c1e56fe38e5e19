"""One access request: a focus screen with a header, and the stage at hand below it (design 8.10)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from coordinator_app.access_requests.court_orders import order_words
from coordinator_app.access_requests.model import AccessRequest, LetterKind
from coordinator_app.access_requests.model import Stage as StageName
from coordinator_app.access_requests.page import questions, steps
from coordinator_app.access_requests.page.asked_again import openers
from coordinator_app.access_requests.page.closing_box import ask_close, ask_reopen
from coordinator_app.access_requests.page.known_reading import make_names_ready
from coordinator_app.access_requests.page.mishap_notes import mishap_notes
from coordinator_app.access_requests.page.reading import CaseFacts, read_case, read_similar
from coordinator_app.access_requests.page.request_header import RequestHeader
from coordinator_app.access_requests.page.review_keys import KEYS
from coordinator_app.access_requests.page.stage import Stage
from coordinator_app.access_requests.page.story_box import StoryBox
from coordinator_app.access_requests.page.time_box import ask_time
from coordinator_app.access_requests.story import Happened, whole_story
from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.hooks import resolve
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.carry_on import Openers
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page import Page
from coordinator_app.ui.shortcuts import KeyLine

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_STAGE = "stage"


class AccessRequestPage(Page):
    """The frame of the stages; each is made when first gone to, for one request at a time."""

    name = "access_request"
    title = "Access request"
    focus_screen = True
    narrow_menu: ClassVar[bool] = True
    keys: ClassVar[tuple[KeyLine, ...]] = KEYS
    kinds = frozenset(
        {
            "access_request", "request_pause", "request_consultation", "request_letter", "request_advice",
            "request_item", "redaction", "request_person", "request_opinion", "request_place", "request_search", "request_mishap", "pack", "pack_finding", "pupil", "carer", "school",
        }
    )  # fmt: skip

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.case: CaseFacts | None = None
        self._request_id, self._wanted, self._coming = "", "", ""
        self._shown = StageName.RECEIVED
        self._stages: dict[StageName, Stage] = {}
        self._held: dict[str, Any] | None = None
        self._similar: tuple[str, ...] = ()
        self.header = RequestHeader()
        self._notes = layout.column(space=0)
        self._area = QStackedWidget()
        self.home: QWidget = self._area
        lines = layout.column(self.content, space=0)
        layout.add_all(lines, self.header, self._notes)
        lines.addWidget(self._area, 1)
        self.header.chosen.connect(self.go_to)
        self.header.refused.connect(self._tell_shut)
        self.header.acted.connect(self._act)

    # what the shell asks

    def open(self, *, request_id: str = "", stage: str = "", **_more: Any) -> None:
        """Open a request at a stage, or where its next step is."""
        if request_id != self._request_id:
            self._forget()
        self._request_id, self._wanted = request_id, stage
        self._read(first=True)

    def whose(self) -> str:
        """The pupil."""
        return self.case.subject.called if self.case is not None else ""

    def refresh(self) -> None:
        """Read the request again; the stage stays."""
        if self._request_id:
            self._read(first=self.case is None)

    @property
    def draft_record(self) -> str:
        """Whose draft it is."""
        return self._request_id

    @property
    def stage(self) -> Stage | None:
        """The stage on the screen."""
        return self._stages.get(self._shown) if self.case is not None else None

    def first_focus(self) -> None:
        """The focus goes into the stage once it is there."""
        if self.stage is not None:
            self.stage.first_focus()
        else:
            self.header.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def draft_compartment(self) -> Compartment:
        """The workbench's notes and covered words may quote restricted entries."""
        guards = self.desk.vault.holds(Compartment.GUARDED)
        return Compartment.GUARDED if guards else Compartment.GENERAL

    def save_draft(self) -> dict[str, Any] | None:
        """What is typed in the stages and not yet saved; what waits for the request is not to be lost."""
        if self._held is not None:
            return self._held
        drafts = {name.value: stage.save_draft() for name, stage in self._stages.items()}
        kept = {name: draft for name, draft in drafts.items() if draft is not None}
        return {"stages": kept, _STAGE: self._shown.value} if kept else None

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put it back, as soon as the request has been read."""
        self._held = draft
        self._put_back()

    def where(self) -> dict[str, Any] | None:
        """The request at the stage that is shown."""
        if self.case is None:
            return None
        return {"request_id": self._request_id, "stage": self._shown.value}

    def reopens(self) -> Openers:
        """The questions over a request that are opened again; those of a stage are its own."""
        return openers(self.desk, self.case)

    # what a stage asks

    def go_to(self, stage: str) -> None:
        """Show another stage, if it is open; one that a write has just opened comes with the next reading."""
        if self.case is None or not self.stage_open(stage):
            self._coming = stage
            return
        self._show_stage(StageName(stage))
        self.first_focus()
        announce(self, f"Stage {list(StageName).index(self._shown) + 1} of 7, {self._shown.label}")

    def _tell_shut(self, stage: str) -> None:
        if self.case is not None:
            self.desk.say.hint(steps.why_shut(self.case, StageName(stage)))

    def stage_open(self, stage: str) -> bool:
        """Whether a stage can be shown now."""
        return self.case is not None and steps.is_open(self.case, StageName(stage))

    # reading

    def _read(self, *, first: bool) -> None:
        request_id = self._request_id
        came, failed = self.in_turn(partial(self._has_come, request_id, first), self._failed)
        self.desk.jobs.read(lambda session: read_case(session, request_id), done=came, failed=failed)

    def _has_come(self, request_id: str, first: bool, case: CaseFacts) -> None:
        if request_id != self._request_id:
            return
        self.case = case
        self._show_notes()
        coming, self._coming = self._coming, ""
        if not first and coming and steps.is_open(case, StageName(coming)):
            self.go_to(coming)
            return
        if not first:
            stage = self._shown if steps.is_open(case, self._shown) else steps.next_stage(case)
            self._show_stage(stage)
            return
        wanted = StageName(self._wanted) if self._wanted in set(StageName) else None
        self._show_stage(wanted if wanted and steps.is_open(case, wanted) else steps.next_stage(case))
        self.first_focus()
        self._put_back()
        self._mark_viewed(case.request)
        self.desk.jobs.read(make_names_ready, failed=guarded(self, self.desk.say.trouble))
        pupil = case.pupil
        if pupil is None:
            return  # a member of staff, or nobody: there is no record to mistake for it
        self.desk.jobs.read(
            lambda session: read_similar(session, pupil),
            done=guarded(self, self._show_similar),
            failed=guarded(self, self.desk.say.trouble),
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)

    def _mark_viewed(self, request: AccessRequest) -> None:
        def mark(session: Session) -> None:
            session.viewed(request)

        self.desk.jobs.write(mark, failed=guarded(self, self.desk.say.trouble))

    def _show_similar(self, similar: tuple[str, ...]) -> None:
        self._similar = similar
        self._show_notes()

    def _show_notes(self) -> None:
        """What must stay in sight at every stage: a pack that went wrong, a court order, a name that is like another."""
        layout.clear(self._notes)
        case = self.case
        for note in mishap_notes(self.desk, case) if case is not None else ():
            self._notes.addWidget(_beside(note))
        if case is not None and not case.is_closed:
            for order in filter(None, (order_words(case.request), *case.orders)):
                self._notes.addWidget(_beside(Note("over", "A court order stands here.", order)))
        if self._similar:
            words = f"{'; '.join(self._similar)}. Check each item is about the right pupil."
            self._notes.addWidget(_beside(Note("soon", "Take care: a similar name.", words)))

    # stages

    def _show_stage(self, name: StageName) -> None:
        if self.case is None:
            return
        stage = self._stages.get(name) or self._make(name)
        self._shown = name
        self.header.show_case(self.case, name)
        stage.show_case(self.case)
        self._area.setCurrentWidget(_outermost(stage, self._area))

    def _make(self, name: StageName) -> Stage:
        kind: type[Stage] = resolve(steps.STAGES[name])
        self.home = self._area if kind.fills else QWidget()
        if not kind.fills:
            self._area.addWidget(layout.scrolling(self.home, name.label))
        made = kind(self.desk, self)
        made.changed.connect(self.refresh)
        self._stages[name] = made
        if kind.fills:
            self._area.addWidget(made)
        else:
            layout.column(self.home, space=0, margins=(24, 20, 24, 24)).addWidget(made)
        return made

    def _forget(self) -> None:
        """Another request: nothing of the last one may stay behind."""
        self.case, self._stages, self._held, self._similar = None, {}, None, ()
        layout.clear(self._notes)
        while (old := self._area.currentWidget()) is not None:
            self._area.removeWidget(old)
            old.deleteLater()

    def _put_back(self) -> None:
        held = self._held
        if held is None or self.case is None:
            return
        self._held = None
        for name, draft in held.get("stages", {}).items():
            if name in set(StageName) and self.stage_open(name):
                stage = self._stages.get(StageName(name)) or self._make(StageName(name))
                stage.show_case(self.case)
                stage.restore_draft(draft)
        if not self._wanted:
            self.go_to(str(held.get(_STAGE, self._shown.value)))

    def _tell_story(self, case: CaseFacts) -> None:
        folder = self.desk.vault.folder

        def show(story: tuple[Happened, ...]) -> None:
            self.desk.dialogs.show(StoryBox(case.number, story))

        self.desk.jobs.read(
            lambda session: whole_story(session, case.request, folder),
            done=guarded(self, show),
            failed=guarded(self, self.desk.say.trouble),
        )

    def _act(self, name: str) -> None:
        match name:
            case "back":
                self.desk.go.back()
            case "lock":
                self.desk.lock()
            case "letters":
                self.desk.go.to("request_letters", request_id=self._request_id)
            case "clocks":
                self.go_to(StageName.RECEIVED.value)
            case _ if self.case is not None:
                self._act_on(name, self.case)

    def _act_on(self, name: str, case: CaseFacts) -> None:
        match name:
            case "pupil" if case.pupil is not None:
                self.desk.go.to("pupil", pupil_id=case.pupil.id)
            case "story":
                self._tell_story(case)
            case "time":
                ask_time(self.desk, case)
            case "complaint":
                whose, which = case.request.pupil_id, case.request.id
                about = {"request_kind": "access_request", "request_id": which, "ask": True}
                self.desk.go.to("complaints", pupil_id=whose, **about)
            case "close":
                ask_close(self.desk, case)
            case "reopen":
                ask_reopen(self.desk, case)
            case "longer":
                kind = LetterKind.EXTENSION.value
                self.desk.go.to("request_letters", request_id=case.request.id, kind=kind)
            case "pause" if case.open_pause is not None:
                questions.ask_answer(self.desk, case.open_pause)
            case "pause":
                questions.ask_pause(self.desk, case)


def _beside(note: Note) -> QWidget:
    """A note with the edges of a stage round it."""
    holder = QWidget()
    layout.column(holder, space=0, margins=(24, 12, 24, 0)).addWidget(note)
    return holder


def _outermost(widget: QWidget, stack: QStackedWidget) -> QWidget:
    """The page of the stack that a stage stands in."""
    places = (stack.widget(place) for place in range(stack.count()))
    return next(
        page
        for page in places
        if page is widget or (isinstance(page, QScrollArea) and page.isAncestorOf(widget))
    )
