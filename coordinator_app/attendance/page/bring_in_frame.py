"""The frame of the page for files of attendance: its five steps, which of them can be gone to, and what the button does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QLabel

from coordinator_app.attendance.page.bring_in_check import CheckStep
from coordinator_app.attendance.page.bring_in_columns import ColumnsStep
from coordinator_app.attendance.page.bring_in_done import DoneStep
from coordinator_app.attendance.page.bring_in_file import FileStep
from coordinator_app.attendance.page.bring_in_look import LookStep
from coordinator_app.attendance.page.bring_in_waits import Waits
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.drop_anywhere import files_in
from coordinator_app.ui.page import Page
from coordinator_app.ui.step_screen import StepPage, StepScreen

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from coordinator_app.attendance.bringing_in.asked import FileSeen

STEPS = (
    StepPage("file", "The file", "Whose register, and which file", "Which register is it?"),
    StepPage("look", "How it looks", "Letters and first rows", "Does the file look right?"),
    StepPage("columns", "Columns", "What each one holds", "What do the columns hold?"),
    StepPage("check", "Check", "Every row, before it counts", "What would change?"),
    StepPage("done", "Done", "What was kept", "The register is brought in"),
)
_ONWARD = {"file": "Continue", "look": "Continue to the columns", "columns": "Check every row",
           "check": "Bring it in", "done": "Bring in another file"}  # fmt: skip
_NAMES = tuple(one.name for one in STEPS)


class BringInFrame(Page):
    """The steps and the way between them; what they do is the page's."""

    name: ClassVar[str] = "bring_in_attendance"
    title: ClassVar[str] = "Bring in attendance"
    kinds: ClassVar[frozenset[str]] = frozenset({"attendance_file", "school", "provider"})
    focus_screen: ClassVar[bool] = True

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.frame = StepScreen(self.title, STEPS)
        self.file, self.look, self.columns = FileStep(services), LookStep(), ColumnsStep()
        self.check, self.done = CheckStep(services), DoneStep()
        self.waits = Waits(self)
        self.seen: FileSeen | None = None
        self._writing = self._wants_place = False
        self._lay_out()

    def take(self, path: Path) -> None:
        """A file was dropped or chosen."""
        raise NotImplementedError

    def first_focus(self) -> None:
        """The first thing to answer."""
        target = {"look": self.look.focus(), "columns": self.columns.focus()}.get(self.frame.current)
        if self.frame.current == "file":
            target = self.file.choose if self.file.where() else self.file.place
        self._wants_place = target is self.file.place and not self.file.place.isEnabled()
        if target is not None and not self._wants_place:
            target.setFocus()
        else:
            self.frame.first_focus()

    def show_places(self, found: Sequence[tuple[str, str]], wanted: str) -> None:
        """The schools and providers have come; whoever has not gone on meanwhile is asked for one."""
        self.file.show_places(found, wanted)
        if self._wants_place and isinstance(self.focusWidget(), QLabel):
            self.first_focus()
        self._wants_place = False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A register may be dropped anywhere on the page."""
        if files_in(event.mimeData()) and not self._writing:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first of what was dropped: one register at a time."""
        event.acceptProposedAction()
        self.take(files_in(event.mimeData())[0])

    def _lay_out(self) -> None:
        self.setMinimumWidth(1)
        self.setAcceptDrops(True)
        self.setProperty("takes_files", True)  # what is dropped here is a register, no scan
        self.frame.finish_later.hide()
        column = layout.column(self.content, space=0)
        column.addWidget(self.frame, 1)
        self._above = {name: layout.column(space=0) for name in _NAMES}
        parts = (self.file, self.look, self.columns, self.check, self.done)
        for name, part in zip(_NAMES, parts, strict=True):
            self.frame.column(name).addLayout(self._above[name])
            self.frame.column(name).addWidget(part)

    def _reached(self) -> tuple[str, ...]:
        """The steps that can be gone to now."""
        if self.frame.current == "done":
            return ("done",)
        have = self.seen is not None and bool(self.seen.heading)
        place = bool(self.file.where())
        ways = {"file": True, "look": self.seen is not None and place, "columns": have and place,
                "check": self.check.plan is not None}  # fmt: skip
        return tuple(name for name, is_open in ways.items() if is_open)

    def _show(self, step: str) -> None:
        self.frame.current = step
        reached = self._reached()
        done = () if step == "done" else reached[: _NAMES.index(step)]
        self.frame.show_step(step, reached=reached, done=done)
        self._say_onward()

    def _say_onward(self) -> None:
        """What the button does, and whether it can."""
        step, plan = self.frame.current, self.check.plan
        words = _ONWARD[step]
        can = {"file": "look" in self._reached(), "look": "columns" in self._reached(),
               "check": plan is not None and bool(plan.weeks)}.get(step, True)  # fmt: skip
        self.frame.go_on.setText(words)
        self.frame.go_on.setAccessibleName(words)
        self.frame.go_on.setEnabled(can and not self.waits.busy)
        self.frame.go_back.setEnabled(step not in {"file", "done"} and not self.waits.busy)
