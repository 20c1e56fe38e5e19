"""One programme: its plan with the start checklist (step 4 of a referral), and what became of it (design 8.5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from coordinator_app.core.errors import Cancelled
from coordinator_app.programmes.page import programme_reading as reading
from coordinator_app.programmes.page.look import LookView
from coordinator_app.programmes.page.look_acts import LookActs
from coordinator_app.programmes.page.plan_acts import PlanActs
from coordinator_app.programmes.page.plan_form import PlanForm
from coordinator_app.programmes.page.plan_frame import PlanFrame
from coordinator_app.programmes.page.programme_reading import ProgrammeShown
from coordinator_app.programmes.page.summary import SummaryView
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.cards import separator
from coordinator_app.ui.carry_on import Openers
from coordinator_app.ui.focus_header import FocusHeader
from coordinator_app.ui.form_draft import put_back, typed
from coordinator_app.ui.labels import label
from coordinator_app.ui.page import Page
from coordinator_app.ui.reflow import Reflow
from coordinator_app.ui.troubles import as_trouble

NEW = "Which programme, when and where?"
CHANGE = "What has changed?"


class ProgrammePage(Page):
    """`open(pupil_id=…)` goes on with the pupil's plan or begins one; `open(programme_id=…)` shows a programme."""

    name: ClassVar[str] = "programme"
    title: ClassVar[str] = "Programme"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {
            *(
                "programme",
                "programme_day",
                "programme_target",
                "risk_assessment",
                "start_override",
                "review",
            ),
            *(
                "referral",
                "consent",
                "carer",
                "court_order",
                "provider",
                "provider_check",
                "disclosure",
                "pupil",
            ),
        }
    )
    focus_screen: ClassVar[bool] = True
    draft_moves: ClassVar[bool] = True

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.shown: ProgrammeShown | None = None
        self._pupil_id, self._programme_id = "", ""
        self._changing, self.just_started, self.touched = False, False, False
        self.edits = 0
        self._held: dict[str, Any] | None = None
        self.header = FocusHeader(self.title, back=True)
        self.form = PlanForm(services.clock)
        self.frame = PlanFrame(self.form)
        self.look = LookView()
        self.summary = SummaryView(services)
        self.plan_acts, self.look_acts = PlanActs(self), LookActs(self)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.setMinimumWidth(1)
        self.views = QStackedWidget()
        self.waiting = QWidget()
        lines = layout.column(self.waiting, margins=(28, 20, 28, 20))
        layout.add_all(lines, label("The programme is being read.", "body", "text-2"), None)
        for view in (self.waiting, self.frame, self.look, self.summary):
            self.views.addWidget(view)
        self.header.right.addWidget(self.frame.split.opener)
        whole = layout.column(self.content, space=0)
        layout.add_all(whole, self.header, separator(), self.views)
        whole.setStretch(2, 1)

    def _wire(self) -> None:
        self.header.left.connect(self.go_back)
        self.header.locked.connect(self.desk.lock)
        self.summary.left.connect(lambda: self._view(self.look))
        self.form.edited.connect(self._edited)
        for name in ("start_on", "programme_type"):
            self.form.row(name).left.connect(self.plan_acts.propose)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._main_act)
        self._reflow = Reflow(self)
        self._reflow.changed.connect(self.frame.show_shape)
        self.frame.show_shape(self._reflow.shape)

    # what the shell asks

    def open(self, *, pupil_id: str = "", programme_id: str = "", **_more: Any) -> None:
        """Show a programme, or the plan of a pupil."""
        self.new_visit()
        self.plan_acts.anew()
        self._pupil_id, self._programme_id = pupil_id, programme_id
        self.shown, self._held = None, None
        self._changing, self.just_started, self.touched = False, False, False
        self.frame.say()
        self._view(self.waiting)  # no form of nobody, and nothing of the one before
        self.read()

    def where(self) -> dict[str, Any] | None:
        """A new plan is that programme once it is kept."""
        return {"programme_id": self._programme_id} if self._programme_id else None

    def reopens(self) -> Openers:
        """The boxes over a plan and over a programme that are opened again."""
        return {**self.plan_acts.reopens(), **self.look_acts.reopens()}

    def whose(self) -> str:
        """The pupil."""
        return self.shown.pupil.called if self.shown is not None else ""

    def refresh(self) -> None:
        """Read again; what is typed stays."""
        self.read()

    def first_focus(self) -> None:
        """The first question of a plan, the title of a programme."""
        if self.views.currentWidget() is self.frame:
            self.form.first_focus()
        elif self.views.currentWidget() is self.look and self.shown is not None:
            self.look.title.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def draft_record(self) -> str:
        """Whose draft it is."""
        return self._programme_id or self._pupil_id

    def save_draft(self) -> dict[str, Any] | None:
        """What is typed in a plan; never while nothing may be kept of the pupil (decision 22)."""
        if self._held is not None:
            return self._held
        shown = self.shown
        if shown is None or not self.touched or not shown.papers.keeping.is_open:
            return None
        return typed(self.form)

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put back what was typed; it may come before the programme itself, and then waits for it."""
        self._held = draft if self.shown is None else None
        if self.shown is None or self.views.currentWidget() is not self.frame:
            return
        put_back(self.form, draft)
        self.form.reveal()
        self.touched = True
        self.judge()
        self.plan_acts.propose()

    # reading

    def read(self, then: Callable[[], None] | None = None) -> None:
        """Read what is shown, then go on."""
        pupil_id, programme_id = self._pupil_id, self._programme_id

        def done(shown: ProgrammeShown) -> None:
            self._show(shown)
            if then is not None:
                then()

        came, failed = self.in_turn(done, self.trouble)
        self.desk.jobs.read(
            lambda session: reading.read(session, pupil_id, programme_id), done=came, failed=failed
        )

    def _show(self, shown: ProgrammeShown) -> None:
        self.show_content()
        first, self.shown = self.shown is None, shown
        self._pupil_id, self._programme_id = shown.pupil.id, shown.programme.id
        self.header.about.setText(", ".join(part for part in (shown.pupil.called, shown.where) if part))
        if shown.programme.is_under_way or shown.programme.ended_on:
            self.look.show_programme(shown, just_started=self.just_started)
        types = self.touched
        if self._plans():
            self._show_plan(shown, fill=not self.touched)
        elif self.views.currentWidget() is self.summary and not first:
            self.summary.show_again(shown.programme)
        else:
            self._view(self.look)
        if first and not types:  # whoever types on keeps the focus
            self.frame.to_top()
            self.first_focus()

    def _plans(self) -> bool:
        programme = self.shown.programme if self.shown else None
        started = programme is not None and (programme.is_under_way or programme.ended_on is not None)
        return self._changing or not started

    def _show_plan(self, shown: ProgrammeShown, *, fill: bool) -> None:
        self._view(self.frame)
        if fill:
            self.form.fill(shown)
        else:
            self.form.offer(shown)
        frame, kept = self.frame, bool(shown.programme.id)
        frame.caption.setVisible(not self._changing)
        frame.question.setText(CHANGE if self._changing else NEW)
        frame.question.setAccessibleName(frame.question.text())
        frame.keep.setText("Save changes" if self._changing else "Save the plan")
        frame.keep.set_kind("primary" if self._changing else "secondary")
        frame.start.setVisible(not self._changing)
        frame.drop.setVisible(kept and not self._changing)
        if self._held is not None:
            self.restore_draft(self._held)
        self.judge()
        self.plan_acts.propose()

    def _view(self, view: QWidget) -> None:
        self.views.setCurrentWidget(view)
        shape = self._reflow.shape
        self.frame.split.opener.setVisible(view is self.frame and shape in {"drawer", "single"})

    # judging what is typed

    def _edited(self) -> None:
        self.touched = True
        self.edits += 1
        self.judge()

    def judge(self) -> None:
        """Show the checklist for what is typed now."""
        shown = self.shown
        if shown is None:
            return
        programme, days = self.form.programme(shown.programme), self.form.days()
        checks = shown.checks(programme, days)
        self.frame.checklist.show_checks(
            checks,
            shown.warnings(programme, days),
            opens_guarded=shown.opens_guarded,
            kept=shown.papers.keeping.is_open,
        )
        self.form.show_odd(shown.odd_start(programme, days))
        if self._changing:
            self.frame.checklist.anyway.hide()
        self.frame.show_steps(checks)

    # going on

    def kept(self, programme_id: str, *, started: bool = False, typed_on: bool = False) -> None:
        """The plan was kept or started: what is typed is a record now, but for what was `typed_on` meanwhile."""
        self.new_visit()  # what is still being read is the plan from before it
        self._programme_id = programme_id
        self.touched, self._changing = typed_on, self._changing and typed_on
        self.just_started = started or self.just_started
        self.shown = None
        self.frame.say()
        self.read()

    def change(self) -> None:
        """Change a programme that is under way."""
        self._changing = True
        if self.shown is not None:
            self._show_plan(self.shown, fill=True)
            self.frame.to_top()
            self.form.first_focus()

    def print_summary(self) -> None:
        """Show the summary on paper."""
        if self.shown is not None:
            self.summary.show_summary(self.shown.programme)
            self._view(self.summary)

    def go_back(self) -> None:
        """From a change or the summary back to the programme, else to where one came from."""
        here = self.views.currentWidget()
        if here is self.summary:
            self._view(self.look)
        elif self._changing and self.shown is not None:
            self._changing, self.touched = False, False
            self._view(self.look)
        else:
            self.desk.go.back()

    def _main_act(self) -> None:
        if self.views.currentWidget() is not self.frame:
            return
        if self._changing:
            self.plan_acts.keep()
        else:
            self.plan_acts.start()

    def trouble(self, error: Exception) -> None:
        """Before anything is shown a trouble takes the page's place; later it is told beside what is typed."""
        if self.shown is None and not isinstance(error, Cancelled):
            self.header.about.setText("")
            self.show_trouble(as_trouble(error))
        else:
            self.desk.say.trouble(error)
