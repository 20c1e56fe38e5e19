"""How the plan's screen is laid out: steps of the referral on the left, the questions, the checklist, action bar."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from coordinator_app.programmes.gate import CONSENT, REFERRAL, STATEMENT, Check
from coordinator_app.programmes.page.checklist import Checklist
from coordinator_app.programmes.page.plan_form import PlanForm
from coordinator_app.ui import layout
from coordinator_app.ui.at_left import at_left
from coordinator_app.ui.buttons import button
from coordinator_app.ui.drawer import WithPanel
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.side_panel import ActionBar
from coordinator_app.ui.stepper import Step, Stepper

_STEPS = (
    ("discussion", "Initial discussion", "Notes only"),
    ("form", "Formal referral", "Form and acknowledgement"),
    ("consent", "Parental consent", "Print, sign, record"),
)


class PlanFrame(QWidget):
    """The page fills and wires the parts."""

    def __init__(self, form: PlanForm) -> None:
        super().__init__()
        self.form = form
        self.stepper = Stepper(vertical=True)
        self.caption = label("Step 4 of 4", "caption", "text-2")
        self.question = heading("Which programme, when and where?", 1, small=True)
        self.notes: QVBoxLayout = layout.column(space=8)
        self.checklist = Checklist()
        self.back = button("Back", icon="chevron-left")
        self.drop = button("Delete this plan", "quiet")
        self.keep = button("Save the plan")
        self.start = button("Start the programme", "primary")
        self._left = self._make_left()
        self._area = layout.scrolling(self._questions(), "Questions")
        self.split = WithPanel(self._middle(), self.checklist)
        layout.column(self, space=0).addWidget(self.split)

    def show_shape(self, shape: str) -> None:
        """In a narrow window the steps make room; the caption still says where one is."""
        self._left.setVisible(shape == "wide")
        self.split.show_shape(shape)  # type: ignore[arg-type]  # the signal carries a plain str

    def show_steps(self, checks: tuple[Check, ...]) -> None:
        """The three steps before this one: done, or to be gone back to."""
        met = {check.code: check.is_met for check in checks}
        done = {
            "discussion": True,
            "form": met.get(REFERRAL, True) and met.get(STATEMENT, True),
            "consent": met.get(CONSENT, True),
        }
        steps = [
            Step(name, title, "done" if done[name] else "open", caption) for name, title, caption in _STEPS
        ]
        self.stepper.show_steps([*steps, Step("programme", "Programme", "current", "Provider, days, start")])

    def say(self, *notes: QWidget) -> None:
        """Show these notes above the questions and no others, and go to the top for them."""
        layout.clear(self.notes)
        for note in notes:
            self.notes.addWidget(note)
        if notes:
            self._area.verticalScrollBar().setValue(0)

    def to_top(self) -> None:
        """Show the first question."""
        self._area.verticalScrollBar().setValue(0)

    def show_focus(self) -> None:
        """Scroll to what has the focus: the first answer that needs another look."""
        focus = self._area.window().focusWidget()
        if focus is not None and self._area.isAncestorOf(focus):
            self._area.ensureWidgetVisible(focus)

    def _make_left(self) -> QFrame:
        holder = QFrame()
        holder.setAccessibleName("Steps")
        layout.size(holder, width=236)
        layout.column(holder, space=0, margins=(16, 20, 12, 16)).addWidget(self.stepper)
        return holder

    def _middle(self) -> QWidget:
        holder = QWidget()
        line = layout.row(holder, space=0)
        line.addWidget(self._left)
        centre = layout.column(space=0)
        centre.addWidget(self._area, 1)
        bar = ActionBar()
        layout.add_all(bar.line, self.back, None, self.drop, self.keep, self.start)
        centre.addWidget(bar)
        line.addLayout(centre, 1)
        return holder

    def _questions(self) -> QWidget:
        holder = QWidget()
        lines = layout.column(holder, space=12, margins=(28, 18, 28, 20))
        head = layout.column(space=2)
        layout.add_all(head, self.caption, self.question)
        lines.addLayout(head)
        lines.addLayout(self.notes)
        lines.addWidget(at_left(self.form))
        lines.addStretch(1)
        return holder
