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
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.one_case_page import OneCasePage, writing

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_HOW = "For example, by letter, or by telephone to herself."


class ComplaintPage(OneCasePage):
    """Opened with (complaint_id); `box` opens one again that was being typed, by the names of `_boxes`."""

    name: ClassVar[str] = "complaint"
    title: ClassVar[str] = "Complaint"
    parameter: ClassVar[str] = "complaint_id"
    kinds: ClassVar[frozenset[str]] = frozenset({"complaint", "complaint_step", "complaint_letter", "pupil"})

    def __init__(self, services: Services) -> None:
        self.parts = ComplaintParts()
        self.shown: Shown | None = None
        super().__init__(services, self.parts, self.parts.reveal)
        self._boxes: dict[str, Callable[[], None]] = {
            "change": self.change,
            "acknowledge": self.acknowledge,
            "step": self.step,
            "find": self.decide,
            "told": self.told,
            "ico": self.ico,
        }
        self._wire()

    # what the shell asks

    def open(self, complaint_id: str = "", box: str = "", **_more: Any) -> None:
        """Show one."""
        self.show_one(complaint_id, box)

    def seen(self) -> Shown | None:
        """What is shown now."""
        return self.shown

    def forget(self) -> None:
        """Nothing of this one stays."""
        self.shown = None
        self.parts.forget()

    def reads(self, case_id: str) -> Callable[[Session, bool], Shown]:
        """One complaint."""
        return lambda session, fresh: view.read(session, case_id, guarded_words=fresh)

    # the look

    def _wire(self) -> None:
        parts = self.parts
        parts.all_of_them.clicked.connect(lambda: self.desk.go.to("complaints"))
        parts.pupil.clicked.connect(self._to_pupil)
        for name, one in parts.asking.items():
            one.clicked.connect(self._boxes[name])
        parts.acknowledgement.clicked.connect(partial(self._letter, ComplaintLetter.ACKNOWLEDGEMENT))
        parts.outcome.clicked.connect(partial(self._letter, ComplaintLetter.OUTCOME))
        parts.close_it.clicked.connect(self.close_it)
        parts.again.clicked.connect(self.open_again)

    def show_case(self, shown: Shown) -> Complaint | None:
        """Show it; who looked at one that lies apart is noted."""
        self.shown = shown
        self.parts.show_complaint(shown)
        return shown.complaint if shown.complaint.is_guarded else None

    def reopen(self, box: str) -> None:
        """By the names of `_boxes`."""
        if box in self._boxes:
            self._boxes[box]()

    def _to_pupil(self) -> None:
        if self.shown is not None and self.shown.complaint.pupil_id:
            self.desk.go.to("pupil", pupil_id=self.shown.complaint.pupil_id)

    def _letter(self, letter: ComplaintLetter, *_signal: object) -> None:
        self.desk.go.to("complaint_letter", complaint_id=self.case_id, letter=letter.value)

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
        """That they were told that we have it, by our letter or otherwise."""
        if self.shown is None:
            return
        one = self.shown.complaint
        day, how = ("acknowledged_on", "Told on"), ("acknowledged_how", "How?", _HOW)
        box = DayBox("They were told that we have it", "Note it", self.desk.clock, day, how)
        self._ask(
            box,
            "acknowledge",
            lambda: writing(actions.acknowledge, one, box.day(), box.words()),
            "Noted: they know that we have it",
        )

    def step(self) -> None:
        """Something was done."""
        if self.shown is None:
            return
        one = self.shown.complaint
        box = StepBox(self.desk.clock, one.handler)
        self._ask(box, "step", lambda: writing(actions.add_step, one, box.step()), "Written down")

    def decide(self) -> None:
        """What was found."""
        if self.shown is None:
            return
        one = self.shown.complaint
        box = FindingBox(one, self.desk.clock, is_child=self.shown.is_child)
        self._ask(box, "find", lambda: writing(actions.decide, one, box.finding()), "Recorded")

    def ico(self) -> None:
        """They went to the Information Commissioner."""
        if self.shown is None:
            return
        one = self.shown.complaint
        day, words = (
            ("taken_to_ico_on", "On"),
            ("ico_reference", "Reference of the ICO", "If there is one yet."),
        )
        box = DayBox("They went to the ICO", "Note it", self.desk.clock, day, words, optional=True)
        if one.taken_to_ico_on is not None:  # noted before: the box mends it, and never begins anew
            box.form.set_values({"taken_to_ico_on": one.taken_to_ico_on, "ico_reference": one.ico_reference})
        self._ask(box, "ico", lambda: writing(actions.went_to_ico, one, box.day(), box.words()), "Noted")

    def told(self) -> None:
        """They were told what was found."""
        if self.shown is None:
            return
        one = self.shown.complaint
        day, how = ("told_on", "Told on"), ("told_how", "How?", _HOW)
        box = DayBox("They were told what was found", "Record it", self.desk.clock, day, how)
        self._ask(box, "told", lambda: writing(actions.told, one, box.day(), box.words()), "Recorded")

    def close_it(self) -> None:
        """Nothing more is to be done."""
        self._at_once(self.parts.close_it, lambda one: writing(actions.close, one), "Closed")

    def open_again(self) -> None:
        """Something new came."""
        self._at_once(self.parts.again, lambda one: writing(actions.open_again, one), "Open again")

    def _at_once(self, pressed: QWidget, write: Callable[[Complaint], Any], words: str) -> None:
        if self.shown is not None:
            self.at_once(pressed, write(self.shown.complaint), words)

    def _ask(
        self,
        box: FormBox,
        name: str,
        write: Callable[[], Any],
        words: str,
        side: Compartment | None = None,
    ) -> None:
        assert self.shown is not None  # every box is asked of one that is shown
        lies = side or complaint_compartment(self.shown.complaint)
        self.show_box(box, write, words, DraftOf(f"complaint_{name}", self.case_id, lies), name)


def _changing(one: Complaint, values: dict[str, Any]) -> Callable[[Session], Any]:
    return lambda session: actions.change(session, one, **values)
