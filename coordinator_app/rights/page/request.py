"""One request to erase, restrict or stop: checks, decision, what is done, who is told (UK GDPR articles 12, 17 to 21)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QPushButton

from coordinator_app.access_requests.model import Channel
from coordinator_app.core.privacy import Compartment
from coordinator_app.rights import actions, erasing, lasting, taking_back, view
from coordinator_app.rights.end_notices import tell_end
from coordinator_app.rights.model import RightsLetter, RightsRequest, rights_compartment
from coordinator_app.rights.page.boxes import (
    AnsweredBox,
    ChecksBox,
    DecisionBox,
    EraseBox,
    ItemBox,
    NoticeBox,
    RequestBox,
    UseBox,
)
from coordinator_app.rights.page.ending_boxes import EndBox, EndNoticeBox, LiftBox
from coordinator_app.rights.page.request_parts import RequestParts
from coordinator_app.rights.timing import TIMING
from coordinator_app.rights.view import Choosable, Shown
from coordinator_app.services import Services
from coordinator_app.ui.answer_time_acts import AnswerTimeActs, TimedCase
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.for_a_child import FOR_A_CHILD
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.one_case_page import OneCasePage, writing

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_ERASE = "Records are about to be erased for good."


class RightsRequestPage(OneCasePage):
    """Opened with (request_id); `box` opens one again that was being typed: a name of `_boxes`, or a notice's id."""

    name: ClassVar[str] = "rights_request"
    title: ClassVar[str] = "Request to erase, restrict or stop"
    parameter: ClassVar[str] = "request_id"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {
            "rights_request",
            "rights_item",
            "rights_check",
            "rights_notice",
            "rights_question",
            "restricted_use",
            "rights_letter",
            "pupil",
        }
    )

    def __init__(self, services: Services) -> None:
        self.parts = RequestParts()
        self.shown: Shown | None = None
        super().__init__(services, self.parts, self.parts.reveal)
        self._boxes: dict[str, Callable[[Shown], None]] = {
            "change": self._change,
            "check": self._check,
            "item": self._item,
            "decide": self._decide,
            "use": self._use,
            "lift": self._lift,
            "end": self._end,
            "answered": self._answered,
            "erase": self._erase,
        }
        self._wire()
        self.times = AnswerTimeActs(
            self,
            self.parts.time,
            TIMING,
            self._timed,
            self._to_letter,
            screen="rights",
            ways=((one, one.label) for one in Channel),
        )

    def _timed(self) -> TimedCase | None:
        shown = self.shown
        if shown is None:
            return None
        note = FOR_A_CHILD if shown.is_child else ("", "")
        return TimedCase(shown.request, rights_compartment(shown.request), shown.time, shown.questions, note)

    def _to_letter(self, letter: str) -> None:
        which = RightsLetter.QUESTION if letter == "question" else RightsLetter.LONGER
        self.desk.go.to("rights_letter", request_id=self.case_id, letter=which.value)

    # what the shell asks

    def open(self, request_id: str = "", box: str = "", **_more: Any) -> None:
        """Show one."""
        self.show_one(request_id, box)

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
        parts, go = self.parts, self.desk.go
        parts.all_of_them.clicked.connect(lambda: self._to_pupil("rights"))
        parts.pupil.clicked.connect(lambda: self._to_pupil("pupil"))
        for name, one in parts.asking.items():
            one.clicked.connect(partial(self.ask, name))
        parts.answer.clicked.connect(lambda: go.to("rights_letter", request_id=self.case_id))
        parts.lifting.clicked.connect(
            lambda: go.to("rights_letter", request_id=self.case_id, letter=RightsLetter.LIFTING.value)
        )
        parts.writing.connect(lambda notice_id: go.to("rights_letter", notice_id=notice_id))
        parts.telling.connect(self.tell)
        parts.leaving_out.connect(self.leave_out)
        today = self.desk.clock.today
        self._on_press(
            parts.names,
            lambda one: writing(actions.wants_to_know, one, today()),
            "Noted: the answer names them",
        )
        self._on_press(
            parts.back, lambda one: writing(taking_back.take_back, one), "Taken back: nothing is decided"
        )
        self._on_press(
            parts.end_back,
            lambda one: writing(lasting.take_back_end, one),
            "Taken back: it is restricted again",
        )

    def show_case(self, shown: Shown) -> RightsRequest | None:
        """Show it; who looked at one that lies apart is noted."""
        self.shown = shown
        self.parts.show_request(shown)
        return shown.request if shown.request.is_guarded else None

    def reopen(self, box: str) -> None:
        """By the names of `_boxes`, or that of a notice."""
        if box in self._boxes:
            self.ask(box)
        elif not self.times.open(box):
            self.tell(box)

    def _to_pupil(self, page: str) -> None:
        if self.shown is not None:
            self.desk.go.to(page, pupil_id=self.shown.request.pupil_id)

    # asking

    def ask(self, name: str, *_pressed: object) -> None:
        """Open the box of this name about the request that is shown."""
        if self.shown is not None:
            self._boxes[name](self.shown)

    def tell(self, notice_id: str) -> None:
        """Note when one of them was told."""
        shown = self.shown
        notice = next((one for one in shown.notices if one.id == notice_id), None) if shown else None
        if notice is None:
            return
        ended = shown is not None and shown.request.lifted_on is not None
        box = EndNoticeBox(notice, self.desk.clock) if ended else NoticeBox(notice, self.desk.clock)
        note = tell_end if ended else actions.tell
        self._open(
            box,
            notice_id,
            lambda: partial(_telling, note=note, notice=notice, answers=box.answers()),
            "Noted",
        )

    def leave_out(self, item_id: str) -> None:
        """Take a record off the list."""
        shown = self.shown
        item = next((one for one in shown.items if one.id == item_id), None) if shown else None
        if shown is not None and item is not None:
            # pressed twice before it is read again: the second press finds nothing to leave out
            self.shown = replace(shown, items=tuple(one for one in shown.items if one.id != item_id))
            self.desk.jobs.write(
                writing(erasing.leave_out, item),
                done=self.of_visit(partial(self._saved, "Left out"), partial(self._say, "Left out")),
                failed=self.of_visit(self.desk.say.trouble),
            )

    def _change(self, shown: Shown) -> None:
        guards = self.desk.vault.holds(Compartment.GUARDED)
        box = RequestBox(shown.request, self.desk.clock, guards=guards)
        side = Compartment.GUARDED if guards else Compartment.GENERAL
        self._open(
            box, "change", lambda: partial(_changing, one=shown.request, values=box.typed()), "Changed", side
        )

    def _check(self, shown: Shown) -> None:
        box = ChecksBox(shown.asked)
        self._open(box, "check", lambda: writing(actions.check, shown.request, box.answers()), "Answers kept")

    def _item(self, shown: Shown) -> None:
        request_id, fresh = self.case_id, self.desk.confirm.fresh
        self.desk.jobs.read(
            lambda session: view.to_choose(session, request_id, guarded_words=fresh),
            done=self.of_visit(partial(self._choose, shown)),
            failed=self.of_visit(self.desk.say.trouble),
        )

    def _choose(self, shown: Shown, offered: Choosable) -> None:
        if not self.in_front():
            return
        box = ItemBox(
            shown.request.kind_asked, offered, shown.items, guards=self.desk.vault.holds(Compartment.GUARDED)
        )
        self._open(box, "item", lambda: writing(erasing.choose, shown.request, *box.item()), "On the list")

    def _decide(self, shown: Shown) -> None:
        box = DecisionBox(
            shown.request,
            shown.against,
            self.desk.clock,
            shown.stays,
            len(shown.items),
            is_child=shown.is_child,
        )
        self._open(
            box,
            "decide",
            lambda: writing(actions.decide, shown.request, box.decision()),
            "Decision recorded",
        )

    def _use(self, shown: Shown) -> None:
        box = UseBox()
        self._open(
            box, "use", lambda: writing(lasting.use, shown.request, box.use()), "Open for today, and noted"
        )

    def _lift(self, shown: Shown) -> None:
        box = LiftBox(shown.request, self.desk.clock, is_child=shown.is_child)
        self._open(
            box,
            "lift",
            lambda: writing(lasting.tell_of_lifting, shown.request, box.told_on(), box.reason(), box.how()),
            "Noted",
        )

    def _end(self, shown: Shown) -> None:
        box = EndBox(shown.request, len(shown.items))
        self._open(
            box,
            "end",
            lambda: writing(lasting.lift, shown.request, box.reason()),
            "The restriction has ended",
        )

    def _answered(self, shown: Shown) -> None:
        box = AnsweredBox(self.desk.clock)
        self._open(
            box,
            "answered",
            lambda: writing(actions.told, shown.request, *box.answers()),
            "Recorded: they were told",
        )

    def _erase(self, shown: Shown) -> None:
        def asked() -> None:
            box = EraseBox(shown.items, shown.stays)
            self._open(
                box,
                "erase",
                lambda: writing(erasing.erase, shown.request, box.agreement()),
                "Erased for good",
            )

        self.desk.confirm(self.of_visit(asked), _ERASE)

    # writing

    def _on_press(self, pressed: QPushButton, write: Callable[[RightsRequest], Any], words: str) -> None:
        """What a button does without a box."""

        def press() -> None:
            if self.shown is not None:
                self.at_once(pressed, write(self.shown.request), words)

        pressed.clicked.connect(press)

    def _open(
        self, box: FormBox, way: str, write: Callable[[], Any], words: str, side: Compartment | None = None
    ) -> None:
        assert self.shown is not None  # every box is asked of one that is shown
        kind = way if way in self._boxes else "told"
        about = self.case_id if way in self._boxes else way
        lies = side or rights_compartment(self.shown.request)
        self.show_box(box, write, words, DraftOf(f"rights_{kind}", about, lies), way)


def _changing(session: Session, one: RightsRequest, values: dict[str, Any]) -> Any:
    return actions.change(session, one, **values)


def _telling(session: Session, note: Callable[..., Any], notice: Any, answers: dict[str, Any]) -> Any:
    return note(session, notice, **answers)
