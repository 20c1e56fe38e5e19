"""What the plan's screen does: keep, start, start all the same, risk assessment, delete, and where a line leads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.programmes import actions, running
from coordinator_app.programmes.gate import CONSENT, PROVIDER, RISK, Check, Override, missing
from coordinator_app.programmes.model import Programme
from coordinator_app.programmes.page import programme_reading as reading
from coordinator_app.programmes.page.boxes import OverrideBox, RiskBox
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.doubts import Doubts
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.notes import Note

if TYPE_CHECKING:
    from coordinator_app.programmes.page.programme import ProgrammePage
    from coordinator_app.reviews.closing import Proposal
    from coordinator_app.store.session import Session

Write = Callable[["Session"], Saved[Programme]]
Said = Callable[[Programme], str]
Here = Callable[[Saved[Programme]], None]


class PlanActs:
    """Acts for one page. While one write of a plan runs, a second press on it does nothing.

    An answer of the writer is said whenever it comes; it touches the page only while that still shows the same pupil.
    """

    def __init__(self, page: ProgrammePage) -> None:
        self._page, self._desk = page, page.desk
        self._doubts = Doubts()
        self._running, self._edits = False, 0
        # the second of two presses has nothing to be told: the toast with Undo stays
        self._just_started = False
        frame = page.frame
        frame.back.clicked.connect(page.go_back)
        frame.keep.clicked.connect(self.keep)
        frame.start.clicked.connect(self.start)
        frame.drop.clicked.connect(self.drop)
        frame.checklist.override.connect(self.ask_override)
        frame.checklist.wanted.connect(self.follow)
        frame.form.day_wanted.connect(self.begin_on)
        frame.stepper.chosen.connect(lambda _name: self.follow(""))

    # keeping

    def keep(self) -> None:
        """Keep the plan, or what has changed, and show it."""
        self._if_right(lambda: self._write(self._saving(), _saved_words, self._kept))

    def start(self) -> None:
        """Start, through the gate."""
        self._if_right(lambda: self._write(self._starting(None), _started_words, self._started))

    def drop(self) -> None:
        """Put a plan that was never started in the trash."""
        shown = self._page.shown
        if shown is None or not shown.programme.id:
            return
        plan, pupil_id = shown.programme, shown.pupil.id

        def gone(_saved: Saved[Programme]) -> None:
            self._page.touched = False
            if self._page.in_front():
                self._desk.go.to("pupil", pupil_id=pupil_id)

        self._write(lambda session: actions.drop_plan(session, plan), lambda _saved: "Plan deleted", gone)

    def anew(self) -> None:
        """Another record is shown: what is still being written of the one before keeps nobody from pressing."""
        self._running = self._just_started = False

    def _kept(self, saved: Saved[Programme]) -> None:
        self._page.kept(saved.record.id, typed_on=self._page.edits != self._edits)

    def _started(self, saved: Saved[Programme]) -> None:
        self._just_started = True
        self._page.kept(saved.record.id, started=True)

    def _if_right(self, then: Callable[[], None]) -> None:
        page, shown = self._page, self._page.shown
        if shown is None and self._just_started:
            return
        if shown is None:
            self._desk.say.hint("One moment: the plan is being read.")
            return
        self._just_started = False
        if not page.form.check():
            page.frame.show_focus()
            return
        found = shown.doubts(page.form.programme(shown.programme), page.form.days())
        sure = page.of_visit(lambda _nothing=None: then())
        self._doubts.ask(self._desk.dialogs, page.form, found, sure)

    def _saving(self) -> Write:
        programme, days, targets = self._typed()
        return lambda session: actions.save_plan(session, programme, days, targets)

    def _starting(self, override: Override | None) -> Write:
        programme, days, targets = self._typed()
        review = self._page.form.first_review_on()
        return lambda session: actions.start(
            session, programme, days, targets, override=override, first_review_on=review
        )

    def _typed(self) -> tuple[Programme, Any, Any]:
        form, shown = self._page.form, self._page.shown
        assert shown is not None  # nothing can be pressed before it is shown
        return form.programme(shown.programme), form.days(), form.targets(shown.targets)

    def _write(self, work: Write, said: Said, here: Here) -> None:
        if self._running:
            return
        self._running, self._edits = True, self._page.edits

        def fail(error: Exception) -> None:
            self._running = False
            self._refused(error)

        refused = self._page.of_visit(fail, otherwise=self._desk.say.trouble)
        self._desk.jobs.write(work, done=self._once_kept(said, here), failed=refused)

    def _once_kept(self, said: Said, here: Here) -> Here:
        """Says that it is kept, and goes on `here` unless another record is shown by then."""

        def go_on(saved: Saved[Programme]) -> None:
            self._running = False
            here(saved)

        shown = self._page.of_visit(go_on)

        def done(saved: Saved[Programme]) -> None:
            self._desk.say.toast(said(saved.record), saved.change_id)
            shown(saved)

        return guarded(self._page, done)

    def _refused(self, error: Exception) -> None:
        page = self._page
        if isinstance(error, InvalidInput):
            found = {one.field: one.message for one in error.problems if one.field in page.form.rows()}
            page.form.errors(found)
            rest = " ".join(one.message for one in error.problems if one.field not in found)
            page.frame.say(*([Note("over", rest)] if rest else []))
            page.frame.show_focus()
        elif isinstance(error, GateShut):
            page.frame.say(self._shut(error))
        else:
            page.trouble(error)

    def _shut(self, error: GateShut) -> Note:
        """Every reason, and the way to start all the same where there is one."""
        checklist = self._page.frame.checklist
        act = None
        if not checklist.anyway.isHidden():
            act = button("Say why it cannot wait", small=True)
            act.clicked.connect(self.ask_override)
        started = self._page.shown is not None and self._page.shown.programme.is_under_way
        lead = "This cannot be changed like that." if started else "It cannot start yet."
        return Note("over", lead, "\n".join(error.reasons), act, icon="lock")

    # carried on

    def reopens(self) -> Openers:
        """The boxes that are opened again."""
        return {"start_all_the_same": self._override_again, "risk_assessment": self._risk_again}

    def _override_again(self, left: Left) -> bool:
        """Only over the plan as it was typed: it may have to be put back first."""
        shown = self._page.shown
        if shown is None or left.record_id not in {shown.programme.id, shown.pupil.id} or not self._lacking():
            return False
        self._open_override()
        return True

    def _risk_again(self, left: Left) -> bool:
        shown = self._page.shown
        if shown is None or shown.programme.id != left.record_id:
            return False
        self.ask_risk(left.record_id)
        return True

    def _lacking(self) -> tuple[Check, ...]:
        """What may be passed over at the start; nothing where something else is in the way."""
        shown = self._page.shown
        if shown is None:
            return ()
        programme, days, _targets = self._typed()
        lacking = missing(shown.checks(programme, days))
        return tuple(lacking) if all(check.waivable for check in lacking) else ()

    # all the same

    def ask_override(self) -> None:
        """Ask why it cannot wait, and when it is looked at again."""
        self._if_right(self._open_override)

    def _open_override(self) -> None:
        shown = self._page.shown
        if shown is None:
            return
        programme, lacking = self._typed()[0], self._lacking()
        if not lacking:
            return
        box = OverrideBox(self._desk.clock, lacking)
        box.saves(
            lambda done, failed: self._desk.jobs.write(
                self._starting(box.override()), done=done, failed=failed
            )
        )
        box.saved.connect(self._once_kept(_started_words, self._started))
        show_kept(self._desk, box, DraftOf("start_all_the_same", programme.id or shown.pupil.id))

    # where a line of the checklist leads

    def follow(self, code: str) -> None:
        """Go to what opens this line; what is typed stays as a draft."""
        shown = self._page.shown
        if shown is None:
            return
        if code == RISK:
            self.record_risk()
        elif code == CONSENT:
            self._desk.go.to("record_consent", pupil_id=shown.pupil.id)
        elif code == PROVIDER:
            provider = self._page.form.programme(shown.programme).provider_id
            self._desk.go.to("registers", register="providers", record_id=provider)
        else:
            self._desk.go.to("referral", pupil_id=shown.pupil.id)

    def record_risk(self) -> None:
        """Keep the plan first, which the assessment belongs to, then ask."""
        shown = self._page.shown
        if shown is not None and shown.programme.id and not self._page.touched:
            self.ask_risk(shown.programme.id)
            return

        def then(saved: Saved[Programme]) -> None:
            self._kept(saved)
            self.ask_risk(saved.record.id)

        self._if_right(lambda: self._write(self._saving(), _saved_words, then))

    def ask_risk(self, programme_id: str) -> None:
        """Ask who assessed the risks and what was found."""
        box = RiskBox(self._desk.clock, programme_id)
        box.saves(
            lambda done, failed: self._desk.jobs.write(
                partial(_record, box.assessment(), box.words()), done=done, failed=failed
            )
        )

        read = self._page.of_visit(self._page.read)

        def recorded(saved: Saved[Any]) -> None:
            self._desk.say.toast("Risk assessment recorded", saved.change_id)
            read()

        box.saved.connect(guarded(self._page, recorded))
        show_kept(self._desk, box, DraftOf("risk_assessment", programme_id, Compartment.GUARDED))

    # the first day, and the first review

    def begin_on(self, day: date) -> None:
        """Take the first day that is offered in place of one that cannot be."""
        page = self._page
        page.form.row("start_on").input.set_value(day)
        page.touched = True
        page.form.row("start_on").input.setFocus(Qt.FocusReason.OtherFocusReason)
        self.propose()

    def propose(self) -> None:
        """Say when the first review is, and offer providers as of the first day."""
        page, shown = self._page, self._page.shown
        if shown is None:
            return
        page.form.offer(shown)
        page.judge()
        start, pupil_id = page.form.row("start_on").value(), shown.pupil.id
        if not isinstance(start, date) or shown.programme.is_under_way:
            page.form.why_review.setText("")
            return
        self._desk.jobs.read(
            lambda session: reading.read_proposal(session, pupil_id, start),
            done=page.of_visit(lambda proposal: self._proposed(start, proposal)),
            failed=page.of_visit(self._desk.say.trouble),
        )

    def _proposed(self, start: date, proposal: Proposal) -> None:
        form = self._page.form
        if form.row("start_on").value() == start:  # else another first day is typed by now
            form.propose(proposal)


def _record(assessment: Any, words: Any, session: Session) -> Saved[Any]:
    return running.record_risk(session, assessment, words)


def _saved_words(kept: Programme) -> str:
    return "Changes saved" if kept.is_under_way else "Plan saved"


def _started_words(kept: Programme) -> str:
    return f"Programme started, from {say(kept.start_on) if kept.start_on else ''}"
