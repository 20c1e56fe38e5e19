"""The header of one access request: who it is about, the earliest clock, Pause, More, lock, and the seven steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from coordinator_app.access_requests.model import Stage
from coordinator_app.access_requests.page import steps
from coordinator_app.access_requests.page.clock_words import chip_words, history_words
from coordinator_app.access_requests.page.clocks_panel import tone_set
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.ui import layout, theme
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.labels import ElidedLabel, IconLabel, heading
from coordinator_app.ui.stepper import Stepper
from coordinator_app.ui.theme import Theme

_WIDE, _STEPS = 1080, 760  # px of the design: what the chip beside the name, and seven steps in a row, need


class RequestHeader(QFrame):
    """Emits `chosen(stage)` from the steps, `refused(stage)` from one that is shut, `acted(name)` from buttons and menu."""

    chosen = Signal(str)
    refused = Signal(str)
    acted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("head", True)
        self.setAccessibleName("This request")
        layout.size(self, min_width=320)  # seven steps must not keep the window wide: they give way
        self._case: CaseFacts | None = None
        self._shown = Stage.RECEIVED
        self.back = icon_button("chevron-left", "Back")
        self.name = heading("", 1, small=True)
        self.name.setWordWrap(False)
        self.subtitle = ElidedLabel("", "body", "text-2")
        self.chip = StatusChip("neutral", None, "")
        self.pause = button("Pause", icon="pause")
        self.more = icon_button("ellipsis", "More for this request")
        self.lock = icon_button("lock", "Lock the vault")
        self.stepper = Stepper(explains=True)
        self.stage = button("", icon="chevron-down", small=True)
        self._mark = IconLabel("history", "text-3", 16)
        self.history = ElidedLabel("", "small", "text-2")
        self.history.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self._wire()

    def show_case(self, case: CaseFacts, shown: Stage) -> None:
        """Show the request, and which stage is on the screen."""
        self._case, self._shown = case, shown
        self.name.setText(case.subject.called)
        self.name.setAccessibleName(case.subject.called)
        self.subtitle.setText(f"Access request {case.number}, asked for by {case.request.requester}")
        tone, words = chip_words(case)
        self.chip.show_state(tone_set(tone), None, words)
        self.pause.setText("Record the answer" if case.open_pause else "Pause")
        self.pause.setAccessibleName("Record the answer" if case.open_pause else "Pause the clock")
        self.pause.setVisible(not case.is_closed and case.told is None)
        self.stepper.show_steps(steps.steps(case, shown))
        place = list(Stage).index(shown) + 1
        self.stage.setText(f"Stage {place} of 7, {shown.label}")
        self.stage.setAccessibleName(f"Stage {place} of 7, {shown.label}. Go to another stage")
        words = history_words(case)
        self.history.setText(words)
        self._arrange()

    def stage_menu(self) -> QMenu:
        """The stages that can be gone to, for a window too narrow for seven steps."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for stage in Stage:
            if self._case is not None and steps.is_open(self._case, stage):
                made.addAction(stage.label).triggered.connect(
                    lambda _on=False, name=stage.value: self.chosen.emit(name)
                )
        return made

    def more_menu(self) -> QMenu:
        """What is done seldom."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, words in _more(self._case):
            made.addAction(words).triggered.connect(lambda _on=False, name=name: self.acted.emit(name))
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way as the room shrinks."""
        super().resizeEvent(event)
        self._arrange()

    def retheme(self, _theme: Theme) -> None:
        """Another text size leaves another room."""
        self._arrange()

    def _lay_out(self) -> None:
        lines = layout.column(self, space=10, margins=(20, 10, 20, 10))
        first, second = layout.row(space=12), layout.row(space=8)
        self._first, self._second, self._below = first, second, layout.row(space=12)
        layout.add_all(first, self.back, self.name)
        first.addWidget(self.subtitle, 1)
        layout.add_all(first, self.chip, self.pause, self.more, self.lock)
        layout.add_all(second, self.stepper, self.stage)
        self._below.addStretch(1)
        layout.add_all(second, None, self._mark, self.history)
        layout.add_all(lines, first, self._below, second)

    def _wire(self) -> None:
        self.stepper.chosen.connect(self.chosen)
        self.stepper.refused.connect(self.refused)
        for name, one in (("back", self.back), ("pause", self.pause), ("lock", self.lock)):
            one.clicked.connect(lambda _on=False, name=name: self.acted.emit(name))
        self.more.clicked.connect(
            lambda: self.more_menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        self.stage.clicked.connect(
            lambda: self.stage_menu().popup(self.stage.mapToGlobal(self.stage.rect().bottomLeft()))
        )

    def _arrange(self) -> None:
        """Chip and legal limit beside the name and the steps, or on a line of their own; there the stage joins them."""
        room = self.width() / theme.current().scale
        beside, wide = room >= _WIDE, room >= _STEPS
        self._put(self.chip, self._first if beside else self._below, 3 if beside else 0)
        self._put(self.stage, self._second if wide else self._below, 1)
        for one in (self._mark, self.history):
            self._put(one, self._second if beside else self._below, -1)
            one.setVisible(wide and bool(self.history.text()))
        self.stepper.setVisible(wide)
        self.stage.setVisible(not wide)

    def _put(self, widget: QWidget, row: QHBoxLayout, place: int) -> None:
        if row.indexOf(widget) >= 0:
            return
        for other in (self._first, self._second, self._below):
            other.removeWidget(widget)
        row.insertWidget(place, widget)


def _more(case: CaseFacts | None) -> list[tuple[str, str]]:
    """What the menu of more offers now: (name, words)."""
    names = [
        ("clocks", "Show the dates"),
        ("letters", "Letters of this request"),
        ("story", "What happened so far"),
    ]
    if case is None:
        return names
    if case.pupil is not None:
        names.append(("pupil", "Open the pupil's record"))
    names += [("time", "Note time spent"), ("complaint", "Log a complaint about it")]
    if not case.is_closed:
        names += [("longer", "Take longer: two months more"), ("close", "Close without a pack")]
    elif case.request.sent_on is None:
        names.append(("reopen", "Open the request again"))
    return names
