"""One official request: what is asked by which power, the checks, the decision, what was given (domain 2.1; 003-6.4)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QWidget

from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.official_requests import actions, view
from coordinator_app.official_requests.model import OfficialRequest
from coordinator_app.official_requests.page.boxes import (
    ChecksBox,
    DecideBox,
    GiveBox,
    OfficialBox,
    RefusedBox,
)
from coordinator_app.official_requests.page.parts import OfficialParts
from coordinator_app.official_requests.view import Item, Shown
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.box_back import show_with_way
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.page import Page
from coordinator_app.ui.tidying import only_faults

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.store.session import Session

_WHY = "This is about safeguarding."


class OfficialRequestPage(Page):
    """Opened with (official_id), or with (pupil_id) to log a new one; `box` opens one that was being typed."""

    name: ClassVar[str] = "official_request"
    title: ClassVar[str] = "Official request"
    opens_once: ClassVar[frozenset[str]] = frozenset({"box"})
    kinds: ClassVar[frozenset[str]] = frozenset({"official_request", "pupil"})

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.official_id = self.pupil_id = ""
        self.shown: Shown | None = None
        self._box = self._looked_at = ""
        content = QWidget()
        lines = layout.column(content, space=16, margins=(24, 20, 24, 20))
        self.parts = OfficialParts()
        lines.addWidget(self.parts)
        lines.addStretch(1)
        layout.column(self.content, space=0).addWidget(layout.scrolling(content, self.title))
        self._boxes: dict[str, Callable[[], None]] = {
            "change": self.change,
            "check": self.check,
            "decide": self.decide,
            "give": self.give,
            "refuse": self.refuse,
        }
        self._wire()

    # what the shell asks

    def open(self, official_id: str = "", pupil_id: str = "", box: str = "", **_more: Any) -> None:
        """Show one, or ask for a new one about a pupil."""
        if official_id != self.official_id or not official_id:
            self.new_visit()
            self.shown = None
            self.parts.forget()
        self.official_id, self.pupil_id, self._box, self._looked_at = official_id, pupil_id, box, ""
        if official_id:
            self.refresh()
        else:
            self._log()

    def where(self) -> dict[str, Any] | None:
        """Which; Back opens no box once more."""
        return {"official_id": self.official_id} if self.official_id else {"pupil_id": self.pupil_id}

    def whose(self) -> str:
        """The pupil."""
        return self.shown.name if self.shown is not None else ""

    def refresh(self) -> None:
        """Read it again."""
        if not self.official_id:
            return
        official_id, fresh = self.official_id, self.desk.confirm.fresh
        came, failed = self.in_turn(self._show, self._failed)
        self.desk.jobs.read(
            lambda session: view.read(session, official_id, guarded_words=fresh), done=came, failed=failed
        )

    # the look

    def _wire(self) -> None:
        parts = self.parts
        parts.reveal.clicked.connect(lambda: self.desk.confirm(self.of_visit(self.refresh), _WHY))
        parts.all_of_them.clicked.connect(lambda: self.desk.go.to("official_requests"))
        parts.pupil.clicked.connect(self._to_pupil)
        for name, one in parts.asking.items():
            one.clicked.connect(self._boxes[name])

    def _show(self, shown: Shown) -> None:
        self.show_content()
        self.shown = shown
        self.parts.show_request(shown)
        self._note_the_look(shown)
        box, self._box = self._box, ""
        if box in self._boxes and not shown.is_closed and self.in_front():
            self._boxes[box]()

    def _note_the_look(self, shown: Shown) -> None:
        """Who looked at it stands in the audit, once for each visit."""
        one = shown.request
        if not shown.is_closed and self._looked_at != one.id:
            self._looked_at = one.id
            self.desk.jobs.write(lambda session: session.viewed(one), failed=only_faults(self.desk.say))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble) and self.shown is None:
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)

    def _to_pupil(self) -> None:
        if self.shown is not None:
            self.desk.go.to("pupil", pupil_id=self.shown.request.pupil_id)

    # writing

    def _log(self) -> None:
        """A new one: nothing stands on the page yet."""
        new = OfficialRequest(pupil_id=self.pupil_id)
        self.parts.show_shut("What an official asks", "Log it in the box. Nothing is kept yet.")
        box = OfficialBox(new, self.desk.clock)

        def write(session: Session) -> Saved[OfficialRequest]:
            return actions.log(session, OfficialRequest(pupil_id=new.pupil_id, **typed))

        typed: dict[str, Any] = {}

        def save(done: Any, failed: Any) -> object:
            typed.clear()
            typed.update(box.typed())
            return self.desk.jobs.write(write, done=done, failed=failed)

        box.saves(save)
        box.saved.connect(self.of_visit(self._logged, partial(self._say, "Logged")))
        place = DraftOf("log_official", self.pupil_id or "new", Compartment.GUARDED)
        show_with_way(self.desk, box, place, self.name, {"pupil_id": self.pupil_id})

    def _logged(self, saved: Saved[OfficialRequest]) -> None:
        self._say("Logged. Check who they are before anything is said.", saved)
        if self.in_front():
            self.desk.go.to("official_request", official_id=saved.record.id)

    def change(self) -> None:
        """Put right what was typed."""
        if self.shown is not None:
            one = self.shown.request
            box = OfficialBox(one, self.desk.clock)
            self._ask(box, "change", lambda: _changing(one, box.typed()), "Changed")

    def check(self) -> None:
        """That they are who they say."""
        if self.shown is not None:
            one = self.shown.request
            box = ChecksBox(one, self.desk.clock)
            self._ask(box, "check", lambda: _changing(one, box.typed()), "Recorded")

    def decide(self) -> None:
        """What is necessary, and whether it is given."""
        if self.shown is not None:
            one = self.shown.request
            box = DecideBox(one, self.desk.clock, one.checked_by)
            self._ask(box, "decide", lambda: _writing(actions.decide, one, box.deciding()), "Recorded")

    def give(self) -> None:
        """Read what can be ticked, then ask what was given."""
        if self.shown is None:
            return
        pupil_id = self.shown.request.pupil_id
        self.desk.jobs.read(
            lambda session: view.can_be_given(session, pupil_id),
            done=self.of_visit(self._ask_given),
            failed=self.of_visit(self.desk.say.trouble),
        )

    def _ask_given(self, items: tuple[Item, ...]) -> None:
        if self.shown is None or not self.in_front():
            return
        one = self.shown.request
        box = GiveBox(one, items, self.desk.clock)
        words = "Recorded. It stands in the disclosure ledger."
        self._ask(box, "give", lambda: _giving(one, box), words)

    def refuse(self) -> None:
        """They were told that nothing is given."""
        if self.shown is not None:
            one = self.shown.request
            box = RefusedBox(self.desk.clock)
            self._ask(box, "refuse", lambda: _writing(actions.refuse_it, one, box.on()), "Recorded")

    def _ask(self, box: FormBox, name: str, write: Callable[[], Any], words: str) -> None:
        box.saves(lambda done, failed: self.desk.jobs.write(write(), done=done, failed=failed))
        box.saved.connect(self.of_visit(partial(self._saved, words), partial(self._say, words)))
        place = DraftOf(f"official_{name}", self.official_id, Compartment.GUARDED)
        show_with_way(self.desk, box, place, self.name, {"official_id": self.official_id, "box": name})

    def _say(self, words: str, saved: Saved[Any]) -> None:
        self.desk.say.toast(words, saved.change_id or None)

    def _saved(self, words: str, saved: Saved[Any]) -> None:
        self._say(words, saved)
        self.refresh()


def _writing(action: Callable[..., Any], *answers: Any) -> Callable[[Session], Any]:
    """The write as it was asked for at the press."""
    return lambda session: action(session, *answers)


def _changing(one: OfficialRequest, values: dict[str, Any]) -> Callable[[Session], Any]:
    return lambda session: actions.change(session, one, **values)


def _giving(one: OfficialRequest, box: GiveBox) -> Callable[[Session], Any]:
    what, how, on, chosen = box.what(), box.how(), box.on(), box.chosen()

    def write(session: Session) -> Saved[OfficialRequest]:
        return actions.give(session, one, actions.Giving(what, how, on, view.given_items(session, chosen)))

    return write
