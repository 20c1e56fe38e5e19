"""A focus screen of steps: header, steps down the left, one short page at a time, and a fixed bar (design.md 8.5)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.labels import ElidedLabel, IconLabel, heading, label
from coordinator_app.ui.side_panel import ActionBar
from coordinator_app.ui.stepper import Step, Stepper
from coordinator_app.ui.theme import Theme

_LOW = QSizePolicy.Policy.Maximum
_STEPS_BESIDE = 720  # px of the design: narrower, and the bar below has no room for its words; the caption says which step it is


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step: a stable name, the words in the list of steps, its caption there, and the question it asks."""

    name: str
    title: str
    caption: str
    question: str


class StepHeader(QFrame):
    """Title, who it is about, a chip, that the draft is kept, Close and the lock."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("bar", True)
        self.setAccessibleName("This task")
        self.title = heading(title, 1, small=True)
        self.title.setWordWrap(False)
        self.about = ElidedLabel("", "body", "text-2")
        self.chip = StatusChip("neutral", None, "")
        self.chip.hide()
        self._kept_mark = IconLabel("circle-check", "safe-fg", 16)
        self._kept = label("", "small", "text-2")
        self.close_screen = button("Close", accessible="Close: what you typed is kept")
        self.lock = icon_button("lock", "Lock the vault")
        line = layout.row(self, space=12, margins=(24, 10, 20, 10))
        line.addWidget(self.title)
        line.addWidget(self.about, 1)
        layout.add_all(line, self.chip, self._kept_mark, self._kept, self.close_screen, self.lock)
        self.say_kept("")

    def say_kept(self, words: str) -> None:
        """Say when the draft was kept; "" says nothing."""
        self._kept.setText(words)
        self._kept.setVisible(bool(words))
        self._kept_mark.setVisible(bool(words))


class StepScreen(QWidget):
    """Emits `onward`, `back` and `later` from the bar, `chosen(name)` from the steps, `closing` and `locking`.

    `add_step` gives the column for that step's content. Ctrl+Enter is `onward`, Alt+Left is `back`.
    """

    chosen = Signal(str)
    onward = Signal()
    back = Signal()
    later = Signal()
    closing = Signal()
    locking = Signal()

    def __init__(self, title: str, steps: tuple[StepPage, ...]) -> None:
        super().__init__()
        self.steps = steps
        self.header = StepHeader(title)
        self.stepper = Stepper(vertical=True)
        self._pages = QStackedWidget()
        self._columns: dict[str, QVBoxLayout] = {}
        self._questions: dict[str, QLabel] = {}
        self.current = steps[0].name
        self.bar = ActionBar()
        self.go_back = button("Back", icon="chevron-left")
        self.finish_later = button("Save and finish later", "quiet")
        self.go_on = button("Continue", "primary")
        for place, step in enumerate(steps, 1):
            self._add(step, place)
        self._lay_out()
        self._wire()
        self.show_step(self.current, reached=(self.current,))

    def column(self, name: str) -> QVBoxLayout:
        """Where the content of a step goes."""
        return self._columns[name]

    def set_panel(self, panel: QWidget) -> None:
        """Put a panel on the right, below the header."""
        self._across.addWidget(panel)

    def show_step(self, name: str, *, reached: tuple[str, ...], done: tuple[str, ...] = ()) -> None:
        """Show a step; `reached` can be gone to, `done` carry a tick."""
        self.current = name
        place = [step.name for step in self.steps].index(name)
        self._pages.setCurrentIndex(place)
        self.stepper.show_steps([self._step(one, reached, done) for one in self.steps])
        self.go_back.setEnabled(place > 0)

    def show_only_header(self, only: bool) -> None:
        """Take the steps away once they are done, so that something else may stand below the header."""
        self._middle.setVisible(not only)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, _LOW if only else QSizePolicy.Policy.Preferred)

    def first_focus(self) -> None:
        """Put the focus on the question, without a Tab stop, and say the step."""
        self._questions[self.current].setFocus(Qt.FocusReason.OtherFocusReason)
        place = [step.name for step in self.steps].index(self.current)
        announce(self, f"Step {place + 1} of {len(self.steps)}, {self.steps[place].question}")

    def neighbour(self, by: int) -> str:
        """The name of the step after (1) or before (-1) this one, or this one at either end."""
        names = [step.name for step in self.steps]
        return names[max(0, min(names.index(self.current) + by, len(names) - 1))]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter goes on, Alt+Left goes back."""
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if ctrl and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.onward.emit()
        elif alt and event.key() == Qt.Key.Key_Left:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The steps give way where there is no room."""
        super().resizeEvent(event)
        self._arrange()

    def retheme(self, _theme: Theme) -> None:
        """Another text size leaves another room."""
        self._arrange()

    def _add(self, step: StepPage, place: int) -> None:
        content = QWidget()
        lines = layout.column(content, space=16, margins=(28, 20, 28, 24))
        lines.addWidget(label(f"Step {place} of {len(self.steps)}", "small", "text-2"))
        question = heading(step.question)
        question.setFont(theme.current().font("h1-small"))
        question.setProperty("textRole", "h1-small")
        question.setProperty("noRing", True)
        lines.addWidget(question)
        column = layout.column(space=18)
        lines.addLayout(column)
        lines.addStretch(1)
        self._columns[step.name], self._questions[step.name] = column, question
        self._pages.addWidget(layout.scrolling(content, step.question))

    def _step(self, step: StepPage, reached: tuple[str, ...], done: tuple[str, ...]) -> Step:
        if step.name == self.current:
            return Step(step.name, step.title, "current", step.caption)
        if step.name in done:
            return Step(step.name, step.title, "done", step.caption)
        return Step(step.name, step.title, "open" if step.name in reached else "later", step.caption)

    def _lay_out(self) -> None:
        lines = layout.column(self, space=0)
        middle = self._across = layout.row(space=0)
        self._left = QFrame()
        self._left.setAccessibleName("Steps")
        layout.size(self._left, width=256)
        left = layout.column(self._left, space=0, margins=(16, 16, 12, 16))
        left.addWidget(self.stepper)
        left.addStretch(1)
        centre = layout.column(space=0)
        centre.addWidget(self._pages, 1)
        centre.addWidget(self.bar)
        layout.add_all(self.bar.line, self.go_back, None, self.finish_later, self.go_on)
        self._rule = QFrame()
        self._rule.setProperty("separator", True)
        self._rule.setFixedWidth(1)
        layout.add_all(middle, self._left, self._rule)
        middle.addLayout(centre, 1)
        self._middle = QWidget()
        self._middle.setLayout(middle)
        lines.addWidget(self.header)
        lines.addWidget(self._middle, 1)

    def _wire(self) -> None:
        self.stepper.chosen.connect(self.chosen)
        self.go_on.clicked.connect(self.onward)
        self.go_back.clicked.connect(self.back)
        self.finish_later.clicked.connect(self.later)
        self.header.close_screen.clicked.connect(self.closing)
        self.header.lock.clicked.connect(self.locking)

    def _arrange(self) -> None:
        room = self.width() / theme.current().scale
        for one in (self._left, self._rule):
            one.setVisible(room >= _STEPS_BESIDE)
