"""Scan in: paper in, filed in seconds (design 8.7). The queue on the left, the scan in hand on the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from coordinator_app.core.errors import Trouble
from coordinator_app.jobs.job import Progress
from coordinator_app.scan_in.page import queue, tray_reading
from coordinator_app.scan_in.page.after import After
from coordinator_app.scan_in.page.deeds import Deeds
from coordinator_app.scan_in.page.drop_area import DropArea
from coordinator_app.scan_in.page.filer import Filer
from coordinator_app.scan_in.page.foot import Foot
from coordinator_app.scan_in.page.intake import Intake
from coordinator_app.scan_in.page.panel import ScanPanel
from coordinator_app.scan_in.page.taking import Taking
from coordinator_app.scan_in.page.tray_reading import FiledLine, Line, Tray
from coordinator_app.scan_in.restricted import FiledRestricted
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import heading
from coordinator_app.ui.lists import TwoLineList, list_card
from coordinator_app.ui.page import Page
from coordinator_app.ui.progress import ProgressCard
from coordinator_app.ui.shortcuts import KeyLine
from coordinator_app.ui.tab_content import TabContent

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.scan_in.model import ScanBatch, ScannedForm

_SIDE_BY_SIDE = 760  # px of the design
_KEYS = (
    KeyLine("next", ("J",), "The next scan", single=True, own=True),
    KeyLine("previous", ("K",), "The scan before", single=True, own=True),
    KeyLine("confirm", ("Enter",), "Confirm the scan in hand", own=True),
    KeyLine("find", ("F",), "Find the pupil", single=True, own=True),
    KeyLine("turn", ("R",), "Turn the page to the right", single=True, own=True),
    KeyLine("tick", ("Space",), "Tick or untick the scan in hand", own=True),
    KeyLine("file", ("Ctrl+Enter",), "File what is ticked", own=True),
    KeyLine(
        "apart", ("A",), "Keep what is dropped next apart: safeguarding or health", single=True, own=True
    ),
)


_SHOWS = frozenset(
    {"scan_batch", "scanned_form", "scanned_page", "printed_form", "consent", "referral", "pupil"}
)
"""The kinds of record that it shows: when one changes, it is read again."""


class ScanInPage(Page):
    """`open(paths=...)` takes what was dropped on the window; `apart=True` if it was said to be about safeguarding or health."""

    name: ClassVar[str] = "scan_in"
    title: ClassVar[str] = "Scan in"
    kinds: ClassVar[frozenset[str]] = _SHOWS
    keys = _KEYS

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.tray = Tray((), (), (), ())
        self._lines: dict[object, Line] = {}
        self._filed: dict[object, FiledLine] = {}
        self._files: dict[object, ScanBatch] = {}
        self._has_rows, self._is_filed, self._asked_for = False, False, ""
        self._progress: ProgressCard | None = None
        self.drop = DropArea()
        self.which = ChoiceBoxes([(False, "To file"), (True, "Filed")])
        self.list = TwoLineList("Scans", click_opens=False)
        self.panel = ScanPanel(services)
        self.foot = Foot()
        self.file, self.back = self.foot.file, self.foot.back
        self.intake = Intake(services, self)
        self.filer = Filer(services, self)
        self.deeds = Deeds(services, self.panel, self.list, self)
        self._lay_out()
        self.after = After(services, self, self._after)
        parts = self.drop, self.intake, self.after
        self.taking = Taking(services, self, parts, lambda: self.tray.guards)
        self._wire()

    # what the window asks

    def open(
        self, paths: list[Path] | None = None, scan_id: str = "", *, apart: bool = False, **_more: Any
    ) -> None:
        """Show the tray; take in what was dropped, or show one scan of it."""
        self.after.clear()
        self._asked_for = scan_id
        self.which.set_value(False)
        self.refresh()
        if paths:
            self.taking.take(list(paths), apart=apart)
        else:
            self.intake.go_on()

    def where(self) -> dict[str, object]:
        """Coming back drops nothing a second time."""
        return {}

    def refresh(self) -> None:
        """Read again; the scan in hand stays in hand."""
        came, failed = self.in_turn(self._show, self._failed)
        self.desk.jobs.read(tray_reading.read_tray, done=came, failed=failed)

    def first_focus(self) -> None:
        """The queue if there is one."""
        (self.list if self.list.rows() else self.drop.choose).setFocus(Qt.FocusReason.OtherFocusReason)

    # taking in

    def _tell(self, progress: Progress) -> None:
        if self._progress is None:
            self._progress = ProgressCard("Reading the scan")
            self._progress.cancelled.connect(self.intake.stop)
            self._above.addWidget(self._progress)
        total = progress.total or 1
        self._progress.show_progress(progress.done, total, progress.words, progress.seconds_left)

    def _rest(self) -> None:
        self._progress = None
        layout.clear(self._above)
        if self.drop.choose.hasFocus() and self.list.rows():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    # showing

    def _show(self, tray: Tray) -> None:
        self.show_content()
        self.tray = tray
        self.deeds.guards = tray.guards
        self.drop.show_key(tray.guards)
        self._lines = {line.form.id: line for line in tray.lines}
        self._filed = {f"{queue.FILED}{line.form.id}": line for line in tray.filed}
        self._files = {f"{queue.FILE}{one.id}": one for one in (*tray.unread, *tray.failed)}
        filed = self.which.value() is True
        rows = self._filed_rows() if filed else self._rows()
        self.list.show_rows(rows)
        self._has_rows, self._is_filed = bool(rows), filed
        self._make_room()
        self.drop.set_tall(tall=not rows)
        layout.clear(self._nothing)
        if filed and not rows:
            self._nothing.addWidget(
                EmptyState("file-check", "Nothing has been filed yet", "What you file stands here.")
            )
        if self._asked_for in self._lines:
            self.list.choose(self._asked_for)
            self._asked_for = ""
        if rows and self.list.current_key() is None:
            first = next((row for row in rows if row.key in self._lines), rows[0])
            self.list.choose(first.key)
        self._in_hand(self.list.current_key())
        self.foot.show_ticked(len(self._ticked()), works=self.filer.works)
        self.foot.show_for(filed=filed, has_rows=bool(rows if filed else self._lines))
        self._fit()

    def _rows(self) -> list[Any]:
        return [
            *(queue.failed_row(one) for one in self.tray.failed),
            *(queue.unread_row(one) for one in self.tray.unread),
            *(queue.row_of(line) for line in self.tray.lines),
        ]

    def _filed_rows(self) -> list[Any]:
        return [queue.filed_row(line) for line in self.tray.filed]

    def _in_hand(self, key: object) -> None:
        line, file = self._lines.get(key), self._files.get(key)
        self.panel.setVisible(line is not None or file is not None)
        self.foot.show_filed(self._filed.get(key))
        if line is not None:
            self.panel.show_line(line)
        elif file is not None:
            self.panel.show_file(file)
        else:
            self.panel.forget()

    def _bring_back(self) -> None:
        filed = self._filed.get(self.list.current_key())
        if filed is not None:
            self.deeds.bring_back(filed.form)

    def _make_room(self, _finding: object = None) -> None:
        """While the pupil is looked for, that takes the place of the queue: the page stays in view beside it."""
        finds = not self.panel.finder.isHidden()
        self._card.setVisible(self._has_rows and not finds)
        self.drop.setVisible(not self._is_filed and not finds)

    def _ticked(self) -> list[Line]:
        return [line for line in self.tray.lines if line.ticked]

    # deciding

    def confirm(self, key: object) -> None:
        """Enter on a row."""
        if key in self._filed:
            self._open_filed(self._filed[key])
        elif key in self._files:
            self.deeds.file_act(self._files[key], "again")
        elif key in self._lines:
            self.deeds.confirm(self._lines[key])

    def _tick(self, key: object) -> None:
        if key in self._lines:
            self.deeds.tick(self._lines[key])

    def _menu(self, key: object, name: str) -> None:
        if key in self._files:
            self.deeds.file_act(self._files[key], name)
        elif key in self._filed and name == "look":
            self._look_at(self._filed[key])
        elif key in self._filed:
            self.deeds.bring_back(self._filed[key].form)
        elif self.list.choose(key):
            self.deeds.act(name)

    # filing

    def file_now(self) -> None:
        """File everything that is ticked; by the keys too only while the button may be pressed."""
        if not self.file.isEnabled():
            return
        self.filer.file([line.form for line in self._ticked()])
        self.file.setEnabled(False)

    def _stays(self, form: ScannedForm, error: Exception) -> None:
        line = self._lines.get(form.id)
        if isinstance(error, Trouble):
            self.after.stays(line.title if line else "a scan", error)
        else:
            self.desk.say.trouble(error)

    def _over(self, filed: list[Saved[ScannedForm]]) -> None:
        if filed:
            words = "Document filed" if len(filed) == 1 else f"{len(filed)} documents filed"
            undo = filed[0].change_id if len(filed) == 1 else ""
            self.desk.say.toast(words, undo or None)
        came, failed = self.in_turn(lambda tray: self._after_filing(tray, filed), self._failed)
        self.desk.jobs.read(tray_reading.read_tray, done=came, failed=failed)

    def _after_filing(self, tray: Tray, filed: list[Saved[ScannedForm]]) -> None:
        self._show(tray)
        ids = {one.record.id for one in filed}
        if ids:
            called = [batch for one in filed if isinstance(one, FiledRestricted) for batch in one.originals]
            lines = [line for line in tray.filed if line.form.id in ids]
            self.after.filed(lines, self._record, called)

    def _record(self, line: FiledLine) -> None:
        form = line.form
        self.desk.go.to(
            line.record_page,
            pupil_id=form.pupil_id,
            form_reference=line.reference,
            document_id=form.document_id,
        )

    def _open_filed(self, line: FiledLine) -> None:
        (self._record if line.record_page else self._look_at)(line)

    def _look_at(self, line: FiledLine) -> None:
        form = line.form
        self.desk.go.to("pupil", pupil_id=form.pupil_id, tab="documents", document_id=form.document_id)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)

    # the look

    def _wire(self) -> None:
        self.drop.choose.clicked.connect(self.taking.choose)
        self.which.edited.connect(lambda: self._show(self.tray))
        self.list.current_changed.connect(self._in_hand)
        self.panel.finding.connect(self._make_room)
        self.list.opened.connect(self.confirm)
        self.list.peeked.connect(self._tick)
        self.list.menu_chosen.connect(self._menu)
        self.deeds.again.connect(self.refresh)
        self.deeds.filed.connect(lambda saved: self._over([saved]))
        self.deeds.read_on.connect(self.intake.go_on)
        self.file.clicked.connect(self.file_now)
        self.back.clicked.connect(self._bring_back)
        self.intake.progressed.connect(self._tell)
        self.intake.rested.connect(self._rest)
        self.intake.refused.connect(self.after.refused)
        self.filer.told.connect(self.foot.show_filing)
        self.filer.failed.connect(self._stays)
        self.filer.over.connect(self._over)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.file_now)
        if self.desk.settings.single_letters:
            _letters(self)

    def _lay_out(self) -> None:
        whole = layout.column(self.content, space=0)
        top = layout.column(space=12, margins=(24, 20, 24, 0))
        head = layout.row(space=12)
        head.addWidget(heading("Scan in", 1))
        head.addStretch(1)
        self.which.set_value(False)
        self.which.setAccessibleName("Which scans")
        head.addWidget(self.which)
        top.addLayout(head)
        self._after = layout.column(space=8)
        self._above = layout.column(space=8)
        whole.addLayout(top)
        inside = TabContent()
        lines = layout.column(inside, space=12, margins=(24, 12, 24, 16))
        self._panes = layout.row(space=20)
        layout.add_all(lines, self._after, self._above)
        lines.addLayout(self._panes, 1)
        self._left = QWidget()
        left = layout.column(self._left, space=12)
        self._card = list_card(self.list)
        self._nothing = layout.column(space=0)
        left.addWidget(self.drop)
        left.addWidget(self.panel.finder)
        left.addLayout(self._nothing)
        left.addWidget(self._card, 1)
        left.addStretch(0)
        layout.size(self._left, min_width=280)
        self._panes.addWidget(self._left, 2)
        self._panes.addWidget(self.panel, 3)
        whole.addWidget(layout.scrolling(inside, "The queue and the scan in hand"), 1)
        whole.addWidget(self.foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The scan stands beside the queue, or below it in a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._fit()

    def _fit(self) -> None:
        room = self.width() / theme.current().scale
        wide = room >= _SIDE_BY_SIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._panes.direction() != way:
            self._panes.setDirection(way)
        self.list.wrap_chips(not self._is_filed)
        self.panel.lie_low(low=not wide)
        layout.size(self._card, min_height=120 if wide else 180)


def _letters(page: ScanInPage) -> None:
    """The keys of one letter; a field that is typed in takes them first."""
    acts: dict[str, Callable[[], object]] = {
        "J": lambda: page.list.step(1),
        "K": lambda: page.list.step(-1),
        "F": page.panel.look_for,
        "R": lambda: page.deeds.page_act("turn"),
        "A": page.drop.apart.click,
    }
    here = Qt.ShortcutContext.WidgetWithChildrenShortcut
    for keys, act in acts.items():
        QShortcut(QKeySequence(keys), page, context=here).activated.connect(act)
