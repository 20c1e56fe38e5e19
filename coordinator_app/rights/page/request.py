"""One request to erase, restrict or stop: checks, decision, what is done, who is told (UK GDPR articles 12, 17 to 21)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QPushButton, QWidget

from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.rights import actions, erasing, lasting, view
from coordinator_app.rights.model import RightsLetter, RightsRequest, rights_compartment
from coordinator_app.rights.page.boxes import (
    ChecksBox,
    DecisionBox,
    EraseBox,
    ItemBox,
    LiftBox,
    NoticeBox,
    RequestBox,
    UseBox,
)
from coordinator_app.rights.page.request_parts import RequestParts
from coordinator_app.rights.view import Choosable, Shown
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

_WHY = "This is about safeguarding or health."
_ERASE = "Records are about to be erased for good."


class RightsRequestPage(Page):
    """Opened with (request_id); `box` opens one again that was being typed: a name of `_boxes`, or a notice's id."""

    name: ClassVar[str] = "rights_request"
    title: ClassVar[str] = "Request to erase, restrict or stop"
    opens_once: ClassVar[frozenset[str]] = frozenset({"box"})
    kinds: ClassVar[frozenset[str]] = frozenset(
        {
            "rights_request",
            "rights_item",
            "rights_check",
            "rights_notice",
            "restricted_use",
            "rights_letter",
            "pupil",
        }
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.request_id = ""
        self.shown: Shown | None = None
        self._box = self._looked_at = ""
        content = QWidget()
        lines = layout.column(content, space=16, margins=(24, 20, 24, 20))
        self.parts = RequestParts()
        lines.addWidget(self.parts)
        lines.addStretch(1)
        layout.column(self.content, space=0).addWidget(layout.scrolling(content, self.title))
        self._boxes: dict[str, Callable[[Shown], None]] = {
            "change": self._change,
            "check": self._check,
            "item": self._item,
            "decide": self._decide,
            "use": self._use,
            "lift": self._lift,
            "erase": self._erase,
        }
        self._wire()

    # what the shell asks

    def open(self, request_id: str = "", box: str = "", **_more: Any) -> None:
        """Show one."""
        if request_id != self.request_id:
            self.new_visit()
            self.shown = None
            self.parts.forget()
        self.request_id, self._box, self._looked_at = request_id, box, ""
        self.refresh()

    def where(self) -> dict[str, Any] | None:
        """Which; Back opens no box once more."""
        return {"request_id": self.request_id}

    def whose(self) -> str:
        """The pupil."""
        return self.shown.name if self.shown is not None else ""

    def refresh(self) -> None:
        """Read it again."""
        if not self.request_id:
            return
        request_id, fresh = self.request_id, self.desk.confirm.fresh
        came, failed = self.in_turn(self._show, self._failed)
        self.desk.jobs.read(
            lambda session: view.read(session, request_id, guarded_words=fresh), done=came, failed=failed
        )

    # the look

    def _wire(self) -> None:
        parts, go = self.parts, self.desk.go
        parts.reveal.clicked.connect(lambda: self.desk.confirm(self.of_visit(self.refresh), _WHY))
        parts.all_of_them.clicked.connect(lambda: self._to_pupil("rights"))
        parts.pupil.clicked.connect(lambda: self._to_pupil("pupil"))
        for name, one in parts.asking.items():
            one.clicked.connect(partial(self.ask, name))
        parts.answer.clicked.connect(lambda: go.to("rights_letter", request_id=self.request_id))
        parts.lifting.clicked.connect(
            lambda: go.to("rights_letter", request_id=self.request_id, letter=RightsLetter.LIFTING.value)
        )
        parts.writing.connect(lambda notice_id: go.to("rights_letter", notice_id=notice_id))
        parts.telling.connect(self.tell)
        parts.leaving_out.connect(self.leave_out)
        today = self.desk.clock.today
        self._at_once(parts.told, lambda one: _writing(actions.told, one, today()), "Told today, and noted")
        self._at_once(
            parts.names,
            lambda one: _writing(actions.wants_to_know, one, today()),
            "Noted: the answer names them",
        )
        self._at_once(parts.end, lambda one: _writing(lasting.lift, one), "The restriction has ended")

    def _show(self, shown: Shown) -> None:
        self.show_content()
        self.shown = shown
        self.parts.show_request(shown)
        self._note_the_look(shown)
        box, self._box = self._box, ""
        if not box or shown.is_closed or not self.in_front():
            return
        if box in self._boxes:
            self.ask(box)
        else:
            self.tell(box)

    def _note_the_look(self, shown: Shown) -> None:
        """Who looked at what lies apart stands in the audit, once for each visit."""
        one = shown.request
        if one.is_guarded and not shown.is_closed and self._looked_at != one.id:
            self._looked_at = one.id
            self.desk.jobs.write(lambda session: session.viewed(one), failed=only_faults(self.desk.say))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble) and self.shown is None:
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)

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
        box = NoticeBox(notice, self.desk.clock)
        self._open(
            box,
            notice_id,
            lambda: partial(_telling, notice=notice, answers=box.answers()),
            "Noted",
        )

    def leave_out(self, item_id: str) -> None:
        """Take a record off the list."""
        shown = self.shown
        item = next((one for one in shown.items if one.id == item_id), None) if shown else None
        if item is not None:
            self.desk.jobs.write(
                _writing(erasing.leave_out, item),
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
        self._open(
            box, "check", lambda: _writing(actions.check, shown.request, box.answers()), "Answers kept"
        )

    def _item(self, shown: Shown) -> None:
        request_id, fresh = self.request_id, self.desk.confirm.fresh
        self.desk.jobs.read(
            lambda session: view.to_choose(session, request_id, guarded_words=fresh),
            done=self.of_visit(partial(self._choose, shown)),
            failed=self.of_visit(self.desk.say.trouble),
        )

    def _choose(self, shown: Shown, offered: Choosable) -> None:
        if not self.in_front():
            return
        box = ItemBox(offered, shown.items, guards=self.desk.vault.holds(Compartment.GUARDED))
        self._open(box, "item", lambda: _writing(erasing.choose, shown.request, *box.item()), "On the list")

    def _decide(self, shown: Shown) -> None:
        box = DecisionBox(shown.request, shown.against, self.desk.clock, shown.stays)
        self._open(
            box,
            "decide",
            lambda: _writing(actions.decide, shown.request, box.decision()),
            "Decision recorded",
        )

    def _use(self, shown: Shown) -> None:
        box = UseBox()
        self._open(
            box, "use", lambda: _writing(lasting.use, shown.request, box.use()), "Open for today, and noted"
        )

    def _lift(self, shown: Shown) -> None:
        box = LiftBox(shown.request, self.desk.clock)
        self._open(
            box,
            "lift",
            lambda: _writing(lasting.tell_of_lifting, shown.request, box.told_on(), box.reason()),
            "Noted",
        )

    def _erase(self, shown: Shown) -> None:
        def asked() -> None:
            box = EraseBox(shown.items, shown.stays)
            self._open(
                box,
                "erase",
                lambda: _writing(erasing.erase, shown.request, box.agreement()),
                "Erased for good",
            )

        self.desk.confirm(self.of_visit(asked), _ERASE)

    # writing

    def _at_once(self, pressed: QPushButton, write: Callable[[RightsRequest], Any], words: str) -> None:
        """What a button does without a box."""

        def press() -> None:
            if self.shown is None:
                return
            pressed.setEnabled(False)
            self.desk.jobs.write(
                write(self.shown.request),
                done=self.of_visit(partial(self._done, pressed, words), partial(self._say, words)),
                failed=self.of_visit(partial(self._refused, pressed), self.desk.say.trouble),
            )

        pressed.clicked.connect(press)

    def _done(self, pressed: QWidget, words: str, saved: Saved[Any]) -> None:
        pressed.setEnabled(True)
        self._saved(words, saved)

    def _refused(self, pressed: QWidget, error: Exception) -> None:
        pressed.setEnabled(True)
        self.desk.say.trouble(error)

    def _open(
        self, box: FormBox, way: str, write: Callable[[], Any], words: str, side: Compartment | None = None
    ) -> None:
        assert self.shown is not None  # every box is asked of one that is shown
        box.saves(lambda done, failed: self.desk.jobs.write(write(), done=done, failed=failed))
        box.saved.connect(self.of_visit(partial(self._saved, words), partial(self._say, words)))
        kind = way if way in self._boxes else "told"
        about = self.request_id if way in self._boxes else way
        place = DraftOf(f"rights_{kind}", about, side or rights_compartment(self.shown.request))
        show_with_way(self.desk, box, place, self.name, {"request_id": self.request_id, "box": way})

    def _say(self, words: str, saved: Saved[Any]) -> None:
        self.desk.say.toast(words, saved.change_id or None)

    def _saved(self, words: str, saved: Saved[Any]) -> None:
        self._say(words, saved)
        self.refresh()


def _writing(action: Callable[..., Any], *answers: Any) -> Callable[[Session], Any]:
    """The write as it was asked for at the press."""
    return lambda session: action(session, *answers)


def _changing(session: Session, one: RightsRequest, values: dict[str, Any]) -> Any:
    return actions.change(session, one, **values)


def _telling(session: Session, notice: Any, answers: dict[str, Any]) -> Any:
    return actions.tell(session, notice, **answers)
