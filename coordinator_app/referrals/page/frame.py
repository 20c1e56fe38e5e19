"""How the referral screen is laid out: header, steps on the left, one group of questions, panel, action bar."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from coordinator_app.referrals.page.panel import KeepPanel
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import separator
from coordinator_app.ui.drawer import WithPanel
from coordinator_app.ui.focus_header import FocusHeader
from coordinator_app.ui.labels import IconLabel, heading, label
from coordinator_app.ui.side_panel import ActionBar
from coordinator_app.ui.stepper import Stepper


class Frame:
    """The parts of the screen, laid out in `content`; the page fills and wires them."""

    def __init__(self, content: QWidget, *steps: QWidget) -> None:
        self.header = FocusHeader("New referral", back=False)
        self.saved = QWidget()
        self.saved_words = label("", "small", "text-2")
        self.stepper = Stepper(vertical=True)
        self.caption = label("", "caption", "text-2")
        self.question = heading("", 1, small=True)
        self.notes: QVBoxLayout = layout.column(space=8)
        self.panel = KeepPanel()
        self.back = button("Back", icon="chevron-left")
        self.later = button("Save and finish later", "quiet")
        self.on = button("Continue", "primary")
        self._left = self._make_left()
        self._area = layout.scrolling(self._questions(steps), "Questions")
        self.split = WithPanel(self._middle(), self.panel)
        lines = layout.column(content, space=0)
        self._dress_header()
        layout.add_all(lines, self.header, separator(), self.split)
        lines.setStretch(2, 1)

    def show_shape(self, shape: str) -> None:
        """In a narrow window the steps make room; the caption still says where one is."""
        self._left.setVisible(shape in {"wide", "rail"})
        self.saved.setVisible(shape in {"wide", "rail"} and bool(self.saved_words.text()))
        self.split.show_shape(shape)  # type: ignore[arg-type]  # the signal carries a plain str

    def say_saved(self, words: str) -> None:
        """The line "Draft saved 9:38am, encrypted"; nothing hides it."""
        self.saved_words.setText(words)
        self.saved.setVisible(bool(words) and not self._left.isHidden())

    def wait(self) -> None:
        """Whose referral it is has to be read yet: say nothing of the one before, and let nobody go on with it."""
        for words in (self.header.about, self.question):
            words.setText("")
        self.caption.setText("The referral is being read.")
        layout.clear(self.notes)
        self.stepper.show_steps([])
        self._let_go(False)

    def ready(self) -> None:
        """There is something to go on with."""
        self._let_go(True)

    def _let_go(self, on: bool) -> None:
        for act in (self.back, self.later, self.on):
            act.setEnabled(on)

    def to_top(self) -> None:
        """Another group of questions is shown from its beginning."""
        self._area.verticalScrollBar().setValue(0)

    def show_focus(self) -> None:
        """Scroll to what has the focus: the first answer that needs another look."""
        focus = self._area.window().focusWidget()
        if focus is not None and self._area.isAncestorOf(focus):
            self._area.ensureWidgetVisible(focus)

    def _dress_header(self) -> None:
        line = layout.row(self.saved, space=6)
        line.addWidget(IconLabel("circle-check", "safe-solid", 16))
        line.addWidget(self.saved_words)
        self.saved.hide()
        layout.add_all(self.header.right, self.saved, self.split.opener)

    def _make_left(self) -> QFrame:
        holder = QFrame()
        holder.setAccessibleName("Steps")
        layout.size(holder, width=256)
        layout.column(holder, space=0, margins=(16, 20, 12, 16)).addWidget(self.stepper)
        return holder

    def _middle(self) -> QWidget:
        holder = QWidget()
        line = layout.row(holder, space=0)
        line.addWidget(self._left)
        line.addWidget(_upright())
        centre = layout.column(space=0)
        centre.addWidget(self._area, 1)
        bar = ActionBar()
        layout.add_all(bar.line, self.back, None, self.later, self.on)
        centre.addWidget(bar)
        line.addLayout(centre, 1)
        return holder

    def _questions(self, steps: tuple[QWidget, ...]) -> QWidget:
        holder = QWidget()
        lines = layout.column(holder, space=12, margins=(28, 18, 28, 20))
        head = layout.column(space=2)
        layout.add_all(head, self.caption, self.question)
        lines.addLayout(head)
        lines.addLayout(self.notes)
        for step in steps:
            step.hide()
            lines.addWidget(step)
        lines.addStretch(1)
        return holder


def _upright() -> QFrame:
    line = QFrame()
    line.setProperty("separator", True)
    line.setFixedWidth(1)
    return line
