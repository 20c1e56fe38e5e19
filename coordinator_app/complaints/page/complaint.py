"""One complaint: what was said, the 30 days, who looks into it, what was found, what they were told (section 164A)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QWidget

from coordinator_app.complaints import actions, view
from coordinator_app.complaints.model import Complaint, ComplaintLetter, complaint_compartment
from coordinator_app.complaints.page.boxes import ComplaintBox, DayBox, FindingBox, StepBox
from coordinator_app.complaints.page.complaint_parts import ComplaintParts
from coordinator_app.complaints.view import Asked, Shown
from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Compartment
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
_HOW = "For example, by letter, or by telephone to herself."


class ComplaintPage(Page):
    """Opened with (complaint_id); `box` opens one again that was being typed, by the names of `_boxes`."""

    name: ClassVar[str] = "complaint"
    title: ClassVar[str] = "Complaint"
    opens_once: ClassVar[frozenset[str]] = frozenset({"box"})
    kinds: ClassVar[frozenset[str]] = frozenset({"complaint", "complaint_step", "complaint_letter", "pupil"})

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.complaint_id = ""
        self.shown: Shown | None = None
        self._box = self._looked_at = ""
        content = QWidget()
        lines = layout.column(content, space=16, margins=(24, 20, 24, 20))
        self.parts = ComplaintParts()
        lines.addWidget(self.parts)
        lines.addStretch(1)
        layout.column(self.content, space=0).addWidget(layout.scrolling(content, self.title))
        self._boxes: dict[str, Callable[[], None]] = {
            "change": self.change,
            "acknowledge": self.acknowledge,
            "step": self.step,
            "find": self.decide,
            "ico": self.ico,
        }
        self._wire()

    # what the shell asks

    def open(self, complaint_id: str = "", box: str = "", **_more: Any) -> None:
        """Show one."""
        if complaint_id != self.complaint_id:
            self.new_visit()
            self.shown = None
            self.parts.forget()
        self.complaint_id, self._box, self._looked_at = complaint_id, box, ""
        self.refresh()

    def where(self) -> dict[str, Any] | None:
        """Which; Back opens no box once more."""
        return {"complaint_id": self.complaint_id}

    def whose(self) -> str:
        """The pupil."""
        return self.shown.name if self.shown is not None else ""

    def refresh(self) -> None:
        """Read it again."""
        if not self.complaint_id:
            return
        complaint_id, fresh = self.complaint_id, self.desk.confirm.fresh
        came, failed = self.in_turn(self._show, self._failed)
        self.desk.jobs.read(
            lambda session: view.read(session, complaint_id, guarded_words=fresh), done=came, failed=failed
        )

    # the look

    def _wire(self) -> None:
        parts = self.parts
        parts.reveal.clicked.connect(lambda: self.desk.confirm(self.of_visit(self.refresh), _WHY))
        parts.all_of_them.clicked.connect(lambda: self.desk.go.to("complaints"))
        parts.pupil.clicked.connect(self._to_pupil)
        for name, one in parts.asking.items():
            one.clicked.connect(self._boxes[name])
        parts.acknowledgement.clicked.connect(partial(self._letter, ComplaintLetter.ACKNOWLEDGEMENT))
        parts.outcome.clicked.connect(partial(self._letter, ComplaintLetter.OUTCOME))
        parts.told.clicked.connect(self.told)
        parts.close_it.clicked.connect(self.close_it)
        parts.again.clicked.connect(self.open_again)

    def _show(self, shown: Shown) -> None:
        self.show_content()
        self.shown = shown
        self.parts.show_complaint(shown)
        self._note_the_look(shown)
        box, self._box = self._box, ""
        if box in self._boxes and not shown.is_closed and self.in_front():
            self._boxes[box]()

    def _note_the_look(self, shown: Shown) -> None:
        """Who looked at what lies apart stands in the audit, once for each visit."""
        one = shown.complaint
        if one.is_guarded and not shown.is_closed and self._looked_at != one.id:
            self._looked_at = one.id
            self.desk.jobs.write(lambda session: session.viewed(one), failed=only_faults(self.desk.say))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble) and self.shown is None:
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)

    def _to_pupil(self) -> None:
        if self.shown is not None and self.shown.complaint.pupil_id:
            self.desk.go.to("pupil", pupil_id=self.shown.complaint.pupil_id)

    def _letter(self, letter: ComplaintLetter, *_signal: object) -> None:
        self.desk.go.to("complaint_letter", complaint_id=self.complaint_id, letter=letter.value)

    # writing

    def change(self) -> None:
        """Put right what was typed."""
        if self.shown is None:
            return
        one = self.shown.complaint
        guards = self.desk.vault.holds(Compartment.GUARDED)
        box = ComplaintBox(one, Asked(one.pupil_id, self.shown.name), self.desk.clock, guards=guards)
        side = Compartment.GUARDED if guards else Compartment.GENERAL
        self._ask(box, "change", lambda: _changing(one, box.typed()), "Changed", side)

    def acknowledge(self) -> None:
        """That they were told that we have it, otherwise than by our letter."""
        if self.shown is None:
            return
        one = self.shown.complaint
        day, how = ("acknowledged_on", "Told on"), ("acknowledged_how", "How?", _HOW)
        box = DayBox("They were told that we have it", "Note it", self.desk.clock, day, how)
        self._ask(
            box,
            "acknowledge",
            lambda: _writing(actions.acknowledge, one, box.day(), box.words()),
            "Noted: they know that we have it",
        )

    def step(self) -> None:
        """Something was done."""
        if self.shown is None:
            return
        one = self.shown.complaint
        box = StepBox(self.desk.clock, one.handler)
        self._ask(box, "step", lambda: _writing(actions.add_step, one, box.step()), "Written down")

    def decide(self) -> None:
        """What was found."""
        if self.shown is None:
            return
        one = self.shown.complaint
        box = FindingBox(one, self.desk.clock)
        self._ask(box, "find", lambda: _writing(actions.decide, one, box.finding()), "Recorded")

    def ico(self) -> None:
        """They went to the Information Commissioner."""
        if self.shown is None:
            return
        one = self.shown.complaint
        day, words = (
            ("taken_to_ico_on", "On"),
            ("ico_reference", "Reference of the ICO", "If there is one yet."),
        )
        box = DayBox("They went to the ICO", "Note it", self.desk.clock, day, words)
        self._ask(box, "ico", lambda: _writing(actions.went_to_ico, one, box.day(), box.words()), "Noted")

    def told(self) -> None:
        """They were told today what was found."""
        self._at_once(
            self.parts.told, lambda one: _writing(actions.told, one, self.desk.clock.today()), "Noted"
        )

    def close_it(self) -> None:
        """Nothing more is to be done."""
        self._at_once(self.parts.close_it, lambda one: _writing(actions.close, one), "Closed")

    def open_again(self) -> None:
        """Something new came."""
        self._at_once(self.parts.again, lambda one: _writing(actions.open_again, one), "Open again")

    def _at_once(self, pressed: QWidget, write: Callable[[Complaint], Any], words: str) -> None:
        if self.shown is None:
            return
        pressed.setEnabled(False)

        def failed(error: Exception) -> None:
            pressed.setEnabled(True)
            self.desk.say.trouble(error)

        def saved(answer: Saved[Any]) -> None:
            pressed.setEnabled(True)
            self._saved(words, answer)

        self.desk.jobs.write(
            write(self.shown.complaint),
            done=self.of_visit(saved, partial(self._say, words)),
            failed=self.of_visit(failed, self.desk.say.trouble),
        )

    def _ask(
        self,
        box: FormBox,
        name: str,
        write: Callable[[], Any],
        words: str,
        side: Compartment | None = None,
    ) -> None:
        assert self.shown is not None  # every box is asked of one that is shown
        box.saves(lambda done, failed: self.desk.jobs.write(write(), done=done, failed=failed))
        box.saved.connect(self.of_visit(partial(self._saved, words), partial(self._say, words)))
        place = DraftOf(
            f"complaint_{name}", self.complaint_id, side or complaint_compartment(self.shown.complaint)
        )
        way = {"complaint_id": self.complaint_id, "box": name}
        show_with_way(self.desk, box, place, self.name, way)

    def _say(self, words: str, saved: Saved[Any]) -> None:
        self.desk.say.toast(words, saved.change_id or None)

    def _saved(self, words: str, saved: Saved[Any]) -> None:
        self._say(words, saved)
        self.refresh()


def _writing(action: Callable[..., Any], *answers: Any) -> Callable[[Session], Any]:
    """The write as it was asked for at the press."""
    return lambda session: action(session, *answers)


def _changing(one: Complaint, values: dict[str, Any]) -> Callable[[Session], Any]:
    return lambda session: actions.change(session, one, **values)
