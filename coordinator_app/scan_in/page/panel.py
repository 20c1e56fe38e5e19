"""The scan in hand: whose it is and how sure that is, what has to be looked at, and its pages to turn and sort."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from coordinator_app.core.errors import Trouble
from coordinator_app.scan_in.matching import Match
from coordinator_app.scan_in.model import ScanBatch, ScannedPage, ScanState
from coordinator_app.scan_in.page.check_lines import CheckLines
from coordinator_app.scan_in.page.find_pupil import FindPupil
from coordinator_app.scan_in.page.source import ScanSource
from coordinator_app.scan_in.page.tray_reading import Line
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page_preview import PagePreview

Act = Literal["offer", "find", "details", "tick", "untick", "delete", "join", "referral", "look", "apart"]
KEEP_APART = ("apart", "Keep it apart")
CHIPS: dict[Match, tuple[Set, str]] = {
    Match.CODE: ("safe", "circle-check"),
    Match.CHOSEN: ("info", "user"),
    Match.LIKELY: ("soon", "circle-alert"),
    Match.NONE: ("neutral", "circle-dashed"),
}
_HIGH, _LOW = 260, 200  # px of the design
_OVER = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)


class ScanPanel(QWidget):
    """`acted(name)` for what is done to the scan, `page_acted(name)` to the page in view, `file_acted(name)` to a file.

    `finder` finds the pupil; the page puts it beside. `finding(bool)` when that begins and ends.
    """

    acted = Signal(str)
    file_acted = Signal(object, str)
    finding = Signal(bool)
    page_acted = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._desk = services
        self.setAccessibleName("The scan in hand")
        self.line: Line | None = None
        self.finder = FindPupil(services)
        self.finder.hide()
        self.preview = PagePreview("Scan")
        self._source = ScanSource(services.jobs, self.preview.view, self._cannot_show)
        self.turn = icon_button("rotate-cw", "Turn this page to the right (R)", small=True)
        self.up = icon_button("chevron-up", "Move this page forward", small=True)
        self.down = icon_button("chevron-down", "Move this page back", small=True)
        self.split = icon_button("split", "Make a scan of its own from this page on", small=True)
        self.leave = icon_button("eye-off", "Leave this page out", small=True)
        self._state = label("", "small", "soon-fg")
        self._lay_out()
        self.preview.view.page_changed.connect(lambda _page: self._page_state())

    def show_line(self, line: Line) -> None:
        """Show a scan; another one than before ends the search for its pupil."""
        if line == self.line:
            return
        if self.line is None or self.line.form.id != line.form.id:
            self.stop_looking()
        self.line = line
        self.preview.show()
        self._title.setText(line.title)
        layout.clear(self._chips)
        kind, icon = CHIPS[line.matched.match]
        if line.form.kept_apart:
            self._chips.addWidget(StatusChip("pause", "lock", "Kept apart"))
        self._chips.addWidget(StatusChip(kind, icon, line.matched.match.label))
        self._why.setText(line.matched.why)
        layout.clear(self._notes)
        self._say_notes(line)
        layout.clear(self._acts)
        layout.clear(self._aside)
        if not line.form.kept_apart:  # beside the words: the line of buttons is full where the text is large
            self._aside.addWidget(self._act(*KEEP_APART, "quiet", small=True))
        self._offer_acts(line)
        self._source.show(line.pages)
        self._page_state()

    def forget(self) -> None:
        """Nothing is in hand: no picture stays in memory."""
        self.line = None
        self.stop_looking()
        self._source.forget()

    def show_file(self, batch: ScanBatch) -> None:
        """Show a file in which nothing, or not all, could be read: why, and what can be done."""
        self.forget()
        self.preview.hide()
        self._title.setText(batch.given_name)
        layout.clear(self._chips)
        layout.clear(self._notes)
        layout.clear(self._acts)
        layout.clear(self._aside)
        failed = batch.state is ScanState.FAILED
        kind: Set = "over" if failed else "pause"
        words = "Cannot be read" if failed else "Being read"
        self._chips.addWidget(StatusChip(kind, "octagon-alert" if failed else "hourglass", words))
        self._why.setText(batch.problem or "It is kept in the vault and will be read.")
        acts = [("again", "Try again"), ("away", "Delete")] if failed else []
        acts += [] if batch.kept_apart else [KEEP_APART]
        for name, act in acts:
            made = button(act, "quiet" if name == "away" else "secondary")
            made.clicked.connect(lambda _on=False, name=name: self.file_acted.emit(batch, name))
            self._acts.addWidget(made)
        self._acts.addStretch(1)

    def page(self) -> ScannedPage | None:
        """The page in view."""
        pages = self.line.pages if self.line else ()
        at = self.preview.view.page
        return pages[at] if at < len(pages) else None

    def look_for(self) -> None:
        """Find whose it is, with the page beside."""
        if self.line is not None:
            self.finder.show()
            self.finding.emit(True)
            self.finder.start(self.line.matched.offers)

    def stop_looking(self) -> None:
        """The pupil is found, or not looked for any more."""
        if not self.finder.isHidden():
            self.finder.hide()
            self.finding.emit(False)

    # what is said and offered

    def _say_notes(self, line: Line) -> None:
        if not line.gate.is_open:
            opens = self._act("referral", "Record the referral", small=True)
            words = " ".join(reason.sentence() for reason in line.gate.reasons)
            self._notes.addWidget(Note("soon", "This scan waits here for the referral.", words, opens))
        if line.checks:
            checks = CheckLines(line.checks)
            checks.look.connect(lambda at: self._look_at(at, line))
            self._notes.addWidget(checks)
        if line.behind is not None:
            join = self._act("join", "Put them together", small=True)
            words = f"In the file these pages come behind {line.behind_words}."
            self._notes.addWidget(Note("info", "Do they belong to it?", words, join))

    def _offer_acts(self, line: Line) -> None:
        match = line.matched.match
        if match is Match.LIKELY:
            self._acts.addWidget(
                self._act("offer", f"Yes, it is {line.matched.offers[0].pupil.called}", "primary")
            )
        words = "Find the pupil" if match in {Match.LIKELY, Match.NONE} else "Another pupil"
        kind: Literal["primary", "secondary"] = "primary" if match is Match.NONE else "secondary"
        self._acts.addWidget(self._act("find", words, kind))
        if match is Match.NONE:
            self._acts.addWidget(self._act("referral", "It is a new referral"))
        if line.matched.pupil is not None:
            self._acts.addWidget(self._act("details", "What it is"))
        if line.can_be_filed:
            doubts = any(check.doubt for check in line.checks)
            file_it = "File it all the same" if doubts else "File it too"
            name, words = ("untick", "Not yet") if line.ticked else ("tick", file_it)
            self._acts.addWidget(self._act(name, words))
        self._acts.addStretch(1)
        self._acts.addWidget(self._act("delete", "Delete", "quiet"))

    def _act(
        self,
        name: str,
        words: str,
        kind: Literal["primary", "secondary", "quiet"] = "secondary",
        *,
        small: bool = False,
    ) -> QPushButton:
        made = button(words, kind, small=small)
        made.clicked.connect(lambda _on=False: self.acted.emit(name))
        return made

    def _look_at(self, at: int, line: Line) -> None:
        if at < len(line.pages):
            self.preview.view.turn_to(at)
        self.preview.view.setFocus()
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:  # where the text is large the page lies below what is seen
            above.ensureWidgetVisible(self.preview, 0, 0)

    def _page_state(self) -> None:
        page, at = self.page(), self.preview.view.page
        count = len(self.line.pages) if self.line else 0
        out = page is not None and page.left_out
        self._state.setText("" if not out else "Blank, left out" if page and page.is_blank else "Left out")
        words = "Take this page in again" if out else "Leave this page out"
        self.leave.setToolTip(words)
        self.leave.setAccessibleName(words)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(at < count - 1)
        self.split.setEnabled(at > 0)

    def _cannot_show(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.preview.view.wait_for(error.happened)
        else:
            self._desk.say.trouble(error)

    # the look

    def _lay_out(self) -> None:
        lines = layout.column(self, space=10)
        head: QHBoxLayout = layout.row(space=12)
        self._title = heading("")
        self._chips: QHBoxLayout = layout.row(space=8)
        head.addWidget(self._title, 1)
        head.addLayout(self._chips)
        self._why = label("", "small", "text-2", wrap=True)
        reason: QHBoxLayout = layout.row(space=12)
        self._aside: QHBoxLayout = layout.row()
        reason.addWidget(self._why, 1)
        reason.addLayout(self._aside)
        self._notes: QVBoxLayout = layout.column(space=6)
        self._acts: QHBoxLayout = layout.row(space=8)
        for tool in (self.turn, self.up, self.down, self.split, self.leave):
            self.preview.tools.addWidget(tool)
        self.preview.tools.addWidget(self._state)
        names = {
            "turn": self.turn,
            "up": self.up,
            "down": self.down,
            "split": self.split,
            "leave": self.leave,
        }
        for name, tool in names.items():
            tool.clicked.connect(lambda _on=False, name=name: self.page_acted.emit(name))
        self.preview.setSizePolicy(_OVER)
        layout.size(self.preview, min_height=_HIGH)
        layout.add_all(lines, head, reason, self._notes, self._acts)
        lines.addWidget(self.preview, 1)
        lines.addStretch(0)

    def lie_low(self, *, low: bool) -> None:
        """Below the queue, where the text is large, the page is no higher than what is seen of it at once."""
        layout.size(self.preview, min_height=_LOW if low else _HIGH)

    def sizeHint(self) -> QSize:
        """No higher than there is room: the pages scroll by themselves."""
        return super().sizeHint().boundedTo(QSize(10_000, 400))
