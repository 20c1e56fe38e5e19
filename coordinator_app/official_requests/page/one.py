"""One official request: what is asked by which power, the checks, the decision, what was given (domain 2.1; 003-6.4)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from coordinator_app.core.privacy import Compartment
from coordinator_app.official_requests import actions, changes, view
from coordinator_app.official_requests.model import OfficialRequest
from coordinator_app.official_requests.page.boxes import (
    ChangeBox,
    ChecksBox,
    DecideBox,
    FamilyBox,
    GiveBox,
    OfficialBox,
    RefusedBox,
)
from coordinator_app.official_requests.page.copy_box import ask_copy
from coordinator_app.official_requests.page.parts import OfficialParts
from coordinator_app.official_requests.view import Item, Shown
from coordinator_app.services import Services
from coordinator_app.ui.box_back import show_with_way
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.one_case_page import OneCasePage, writing

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.store.session import Session


_COPY = "A copy of what an official was given is about to leave the vault."


class OfficialRequestPage(OneCasePage):
    """Opened with (official_id), or with (pupil_id) to log a new one; `box` opens one that was being typed."""

    name: ClassVar[str] = "official_request"
    title: ClassVar[str] = "Official request"
    parameter: ClassVar[str] = "official_id"
    why: ClassVar[str] = "This is about safeguarding."
    kinds: ClassVar[frozenset[str]] = frozenset({"official_request", "official_notice", "pupil"})

    def __init__(self, services: Services) -> None:
        self.parts = OfficialParts()
        self.shown: Shown | None = None
        self.pupil_id = ""
        super().__init__(services, self.parts, self.parts.reveal)
        self._boxes: dict[str, Callable[[], None]] = {
            "change": self.change,
            "check": self.check,
            "decide": self.decide,
            "family": self.family,
            "give": self.give,
            "refuse": self.refuse,
        }
        self._wire()

    # what the shell asks

    def open(self, official_id: str = "", pupil_id: str = "", box: str = "", **_more: Any) -> None:
        """Show one, or ask for a new one about a pupil."""
        self.pupil_id = pupil_id
        if official_id:
            self.show_one(official_id, box)
            return
        self.new_visit()
        self.forget()
        self.case_id = ""
        self._log()

    def where(self) -> dict[str, Any] | None:
        """Which; Back opens no box once more."""
        return super().where() if self.case_id else {"pupil_id": self.pupil_id}

    def seen(self) -> Shown | None:
        """What is shown now."""
        return self.shown

    def forget(self) -> None:
        """Nothing of this one stays."""
        self.shown = None
        self.parts.forget()

    def reads(self, case_id: str) -> Callable[[Session, bool], Shown]:
        """One request."""
        return lambda session, fresh: view.read(session, case_id, guarded_words=fresh)

    # the look

    def _wire(self) -> None:
        parts = self.parts
        parts.all_of_them.clicked.connect(lambda: self.desk.go.to("official_requests"))
        parts.pupil.clicked.connect(self._to_pupil)
        for name, one in parts.asking.items():
            one.clicked.connect(self._boxes[name])
        parts.telling.connect(self.tell)
        parts.copying.connect(self.save_copy)
        parts.writing.connect(
            lambda cause: self.desk.go.to("official_letter", official_id=self.case_id, cause_id=cause)
        )

    def show_case(self, shown: Shown) -> OfficialRequest:
        """Show it; who looked at it is noted."""
        self.shown = shown
        self.parts.show_request(shown)
        return shown.request

    def reopen(self, box: str) -> None:
        """By the names of `_boxes`."""
        if box in self._boxes:
            self._boxes[box]()
        elif box:
            self.tell(box)

    def _to_pupil(self) -> None:
        if self.shown is not None:
            self.desk.go.to("pupil", pupil_id=self.shown.request.pupil_id)

    # writing

    def _log(self) -> None:
        """A new one: nothing stands on the page yet. Read about whom, then ask."""
        self.parts.show_shut("What an official asks", "Log it in the box. Nothing is kept yet.")
        pupil_id = self.pupil_id
        self.desk.jobs.read(
            lambda session: view.name_of(session, pupil_id) if pupil_id else "",
            done=self.of_visit(self._ask_new),
            failed=self.of_visit(self.desk.say.trouble),
        )

    def _ask_new(self, name: str) -> None:
        if not self.in_front():
            return
        new = OfficialRequest(pupil_id=self.pupil_id)
        box = OfficialBox(new, self.desk.clock)
        box.belongs_to(name)

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
            self._ask(box, "decide", lambda: writing(actions.decide, one, box.deciding()), "Recorded")

    def family(self) -> None:
        """Whether the family was told, also after it was answered."""
        if self.shown is not None:
            one = self.shown.request
            box = FamilyBox(one)
            self._ask(
                box,
                "family",
                lambda: writing(actions.tell_family, one, box.told(), box.because()),
                "Recorded",
            )

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
        words = "Recorded. It stands in the disclosure ledger, apart from what everyone reads."
        self._ask(box, "give", lambda: _giving(one, box), words)

    def refuse(self) -> None:
        """They were told that nothing is given."""
        if self.shown is not None:
            one = self.shown.request
            box = RefusedBox(self.desk.clock)
            self._ask(box, "refuse", lambda: writing(actions.refuse_it, one, box.on()), "Recorded")

    def tell(self, cause_id: str) -> None:
        """Whether they were told of one change."""
        shown = self.shown
        change = next((one for one in shown.changes if one.cause_id == cause_id), None) if shown else None
        if shown is None or change is None:
            return
        one, box = shown.request, ChangeBox(change, self.desk.clock)
        # the box is named by what changed: each has words of its own, and is opened again by that
        self._ask(box, cause_id, lambda: writing(changes.tell, one, cause_id, **box.told()), "Noted")

    def save_copy(self, line_id: str) -> None:
        """The very file that they were given, once more: with the passphrase, a purpose and a line in the audit."""
        self.desk.confirm(self.of_visit(partial(ask_copy, self.desk, self, line_id)), _COPY)

    def _ask(self, box: FormBox, name: str, write: Callable[[], Any], words: str) -> None:
        place = DraftOf(f"official_{name}", self.case_id, Compartment.GUARDED)
        self.show_box(box, write, words, place, name)


def _changing(one: OfficialRequest, values: dict[str, Any]) -> Callable[[Session], Any]:
    return lambda session: actions.change(session, one, **values)


def _giving(one: OfficialRequest, box: GiveBox) -> Callable[[Session], Any]:
    what, how, on, chosen = box.what(), box.how(), box.on(), box.chosen()

    def write(session: Session) -> Saved[OfficialRequest]:
        return actions.give(session, one, actions.Giving(what, how, on, view.given_items(session, chosen)))

    return write
