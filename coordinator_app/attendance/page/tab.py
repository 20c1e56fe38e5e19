"""The Attendance tab of a pupil's record: numbers, a chart, and a grid of weeks for each school and provider."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coordinator_app.attendance.actions import WeekKey
from coordinator_app.attendance.drafts import SCREEN
from coordinator_app.attendance.model import AttendanceWeek, Place, monday_of
from coordinator_app.attendance.page import tab_reading
from coordinator_app.attendance.page.codes_menu import CodesFold
from coordinator_app.attendance.page.grid import MarkGrid
from coordinator_app.attendance.page.keeper import MarkKeeper
from coordinator_app.attendance.page.place_part import PlacePart
from coordinator_app.attendance.page.tab_reading import FIRST_WEEKS, MORE_WEEKS, Late, TabShown
from coordinator_app.attendance.page.totals import TotalsPart
from coordinator_app.core.attendance import AFTERNOON, MORNING
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.changes import ChangeSet
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.box_draft import BOX
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.carry_on import Openers
from coordinator_app.ui.draft_keeper import PARAMS
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.in_turn import InTurn
from coordinator_app.ui.labels import heading
from coordinator_app.ui.notes import Note
from coordinator_app.ui.tab_content import TabContent
from coordinator_app.ui.theme import Theme

_BESIDE = 1080  # px of the design
_NAMED = 3  # weeks named in one note
KIND = record_type(AttendanceWeek).kind
BACK_AGAIN = "Marks that were typed before are back. They are kept when you leave the row, or by Ctrl+S."


class AttendanceTab(QWidget):
    """Made with (services, pupil_id)."""

    def __init__(self, services: Services, pupil_id: str) -> None:
        super().__init__()
        self._turns = InTurn(self)
        self.services, self.pupil_id = services, pupil_id
        self.setAccessibleName("Attendance")
        self.setProperty("noRing", True)
        self._weeks = FIRST_WEEKS
        self._sought: WeekKey | None = None
        self._reading = True
        self.parts: dict[Place, PlacePart] = {}
        self.totals, self.codes = TotalsPart(), CodesFold()
        self.week = button("Fill in one week of a provider", icon="list-checks", small=True)
        self.more = button("Show earlier weeks", "quiet", icon="history", small=True)
        self.keeper = MarkKeeper(
            services, lambda: [one.grid.sheet for one in self.parts.values()], self._back, self
        )
        self._lay_out()
        self.week.clicked.connect(self._to_week)
        self.more.clicked.connect(self._earlier)
        self.keeper.shown_anew.connect(self._shown_anew)
        self._stale = False
        # a kept row is no reason to read the whole record again, so the tab hears of it by itself
        self.destroyed.connect(services.jobs.listen(guarded(self, self._heard)))
        self.refresh()

    def _lay_out(self) -> None:
        content = TabContent()
        lines = layout.column(content, space=12, margins=(24, 20, 24, 20))
        self.head = layout.row(space=12)
        layout.add_all(self.head, heading("Attendance"), None, self.week)
        self._notes, self._places = layout.column(space=12), layout.column(space=16)
        lines.addLayout(self.head)
        lines.addLayout(self._notes)
        grids = layout.column(space=12)
        grids.addLayout(self._places)
        grids.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        grids.addWidget(self.codes)
        grids.addStretch(1)
        self._across: QBoxLayout = layout.row(space=16)
        self._across.addLayout(grids, 5)
        self._across.addWidget(self.totals, 3)
        lines.addLayout(self._across)
        lines.addStretch(1)
        for one in (self.totals, self.more, self.codes):
            one.hide()
        layout.column(self, space=0).addWidget(layout.scrolling(content, "Attendance of this pupil"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers beside the grids, or below them."""
        super().resizeEvent(event)
        self.retheme(theme.current())

    def retheme(self, now: Theme) -> None:
        """Another text size leaves another room."""
        beside = self.width() / now.scale >= _BESIDE
        self._across.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )

    # what the record page asks

    def refresh(self) -> None:
        """Read again; what is typed and not kept stays."""
        came, failed = self._turns.ask(self._show, self.services.say.trouble)
        pupil_id, weeks = self.pupil_id, self._weeks
        self.services.jobs.read(
            lambda session: tab_reading.read_tab(session, pupil_id, weeks), done=came, failed=failed
        )

    def _heard(self, changes: ChangeSet) -> None:
        """Marks of this pupil were kept, undone or brought in."""
        if KIND not in changes.kinds or self.pupil_id not in changes.subjects:
            return
        self._stale = not self.isVisible()
        if not self._stale:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """What has changed meanwhile is read."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def save(self) -> None:
        """Keep what is typed (Ctrl+S)."""
        self.keeper.save()

    def help_name(self) -> str:
        """The grid and its codes are explained with the page of one week."""
        return "attendance_week"

    def first_focus(self) -> None:
        """The first grid, else the tab itself."""
        grid = next((one.grid for one in self.parts.values()), None)
        (grid or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab, another page or another child: what is typed is kept."""
        super().hideEvent(event)
        self.keeper.save()

    def event(self, event: QEvent) -> bool:
        """The keys that mark a day are the grid's on the whole tab, and no way to the finder."""
        pressed = event if isinstance(event, QKeyEvent) else None
        if pressed is not None and event.type() == QEvent.Type.ShortcutOverride and self._is_mark(pressed):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A mark typed outside the grid goes into no cell that was not seen to be chosen: the cursor goes there."""
        if not self._is_mark(event):
            super().keyPressEvent(event)
        elif self._reading:
            self.services.say.hint("One moment: the weeks are being read.")
        else:
            self.first_focus()
            self.services.say.hint("The cursor is in the grid now. Type the mark again.")

    def _is_mark(self, event: QKeyEvent) -> bool:
        return event.text() in {MORNING, AFTERNOON} and (self._reading or bool(self.parts))

    # showing

    def _show(self, shown: TabShown) -> None:
        self._reading = False
        before = {row.key for part in self.parts.values() for row in part.grid.sheet.rows}
        self._show_notes(shown)
        self._show_places(shown)
        known = any(one.numbers.together.possible or one.numbers.places for one in shown.spans)
        self.totals.setVisible(known)
        self.totals.show_numbers(shown.spans, shown.chart)
        self.more.setVisible(shown.has_more and shown.gate.is_open)
        self.codes.setVisible(bool(self.parts))
        # only into rows that are new: a reading may be older than what was kept of the others since
        if self.keeper.put_back(one for one in shown.waiting if one.key not in before):
            self._shown_anew()
            self.services.say.hint(BACK_AGAIN)
        if self._sought is not None:
            self._go_to(self._sought)
            self._sought = None

    def _go_to(self, key: WeekKey) -> None:
        part = self.parts.get(key[1])
        if part is not None:
            part.grid.go_to(key)

    def _show_notes(self, shown: TabShown) -> None:
        layout.clear(self._notes)
        if not shown.gate.is_open:
            self._notes.addWidget(self._shut(shown))
        elif shown.dates_missing:
            add = button("Add term dates", small=True)
            add.clicked.connect(lambda: self.services.go.to("settings", section="Term dates"))
            text = "Until they are there, no day of it is shown as closed."
            lead = f"The term dates of {shown.dates_missing} are not known."
            self._notes.addWidget(Note("soon", lead, text, add, icon="calendar"))
        if shown.late:
            self._notes.addWidget(self._unsaved(shown.late))
        if not shown.places and shown.gate.is_open:
            text = "Name the school on roll in “People and details”, or plan a programme at a provider."
            self._notes.addWidget(EmptyState("calendar", "No school and no provider yet", text))

    def _unsaved(self, late: Sequence[Late]) -> Note:
        """Marks wait in a week that does not stand here: which, and the way to it."""
        weeks = "a week" if len(late) == 1 else f"{len(late)} weeks"
        show = button("Show it" if len(late) == 1 else "Show the newest", small=True)
        show.clicked.connect(lambda: self._seek(late[0].key))
        lead = f"Marks typed before wait in {weeks} that is not shown here, and are not saved."
        lead = lead if len(late) == 1 else lead.replace(" is ", " are ", 1)
        return Note("soon", lead, f"{'; '.join(one.words for one in late[:_NAMED])}.", show, icon="calendar")

    def _seek(self, key: WeekKey) -> None:
        """Show weeks until that one is there; at a place that does not stand here, the week of that place."""
        if key[1] in self.parts:
            self._weeks = max(self._weeks, tab_reading.weeks_to(key[2], self.services.clock.today()))
            self._sought = key
            self.refresh()
        else:
            self._to_place(key[1], key[2])

    def _shut(self, shown: TabShown) -> Note:
        text = " ".join(reason.sentence() for reason in shown.gate.reasons)
        opens = button("Record the referral", small=True)
        opens.clicked.connect(lambda: self.services.go.to("referral", pupil_id=self.pupil_id))
        return Note("neutral", "No attendance can be kept yet.", text, opens, icon="lock")

    def _show_places(self, shown: TabShown) -> None:
        wanted = {one.place for one in shown.places}
        for place in [
            one for one, part in self.parts.items() if one not in wanted and not part.grid.sheet.typed
        ]:
            part = self.parts.pop(place)
            self._places.removeWidget(part)
            part.hide()
            part.deleteLater()
        for number, one in enumerate(shown.places):
            part = self.parts.get(one.place) or self._new_part(one.place, one.name)
            if self._places.indexOf(part) != number:
                self._places.insertWidget(number, part)
            part.show_rows(one.rows)
        grids = [self.parts[one.place].grid for one in shown.places]
        layout.tab_order([self.week, *grids, self.more, self.codes.button])

    def _new_part(self, place: Place, name: str) -> PlacePart:
        part = self.parts[place] = PlacePart(name)
        grid: MarkGrid = part.grid
        grid.typed.connect(self.keeper.edited)
        grid.row_left.connect(lambda: self.keeper.save(grid.current_key()))
        grid.left.connect(self.keeper.save)
        grid.save_wanted.connect(self._save_now)
        return part

    def _save_now(self) -> None:
        if self.keeper.unsaved:
            self.keeper.save()
        else:
            self.services.say.hint("Everything here is saved")

    def _shown_anew(self) -> None:
        for part in self.parts.values():
            part.grid.refresh_typed()

    # going

    def _earlier(self) -> None:
        self._weeks += MORE_WEEKS
        announce(self, "Earlier weeks are being shown")
        self.refresh()

    def _to_week(self) -> None:
        place = next((one for one in self.parts if not one.is_school), None) or next(
            iter(self.parts), Place()
        )
        self._to_place(place, monday_of(self.services.clock.today()))

    def _to_place(self, place: Place, monday: date) -> None:
        self.services.go.to(
            "attendance_week",
            school_id=place.school_id,
            provider_id=place.provider_id,
            week=monday.isoformat(),
        )

    def reopens(self) -> Openers:
        """Marks are typed in the grid itself, which puts them back."""
        return {SCREEN: lambda _left: True}

    def _back(self) -> dict[str, Any]:
        """What leads back here from a draft."""
        return {
            PARAMS: {"pupil_id": self.pupil_id, "tab": "attendance"},
            BOX: {"page": "pupil", "title": "Attendance"},
        }
