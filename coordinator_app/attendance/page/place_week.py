"""One week of a provider or school: all its pupils below each other, in the same grid as on a pupil's record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from coordinator_app.attendance.actions import WeekKey
from coordinator_app.attendance.drafts import SCREEN
from coordinator_app.attendance.model import Place, monday_of
from coordinator_app.attendance.page import week_reading
from coordinator_app.attendance.page.codes_menu import CodesFold
from coordinator_app.attendance.page.grid import KEYS, MarkGrid
from coordinator_app.attendance.page.keeper import MarkKeeper
from coordinator_app.attendance.page.place_part import RefusalLine
from coordinator_app.attendance.page.tab import BACK_AGAIN
from coordinator_app.attendance.page.week_reading import Choice, WeekShown
from coordinator_app.attendance.sheet import Sheet
from coordinator_app.core.dates import say, say_range
from coordinator_app.core.errors import Trouble
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.box_draft import BOX
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.carry_on import Openers
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.draft_keeper import PARAMS
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.page import Page
from coordinator_app.ui.shortcuts import KeyLine

_WEEK = timedelta(days=7)
_BESIDE = 860  # px of the design
_NOBODY = "No pupil of this place in this week"
_WHY_NOBODY = "Pupils stand here in the weeks of a programme that has started, and at their school on roll."


class WeekPage(Page):
    """Opened with (provider_id or school_id, week="2026-11-16"); without a place it shows the first provider."""

    name: ClassVar[str] = "attendance_week"
    title: ClassVar[str] = "Attendance for one week"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"attendance_week", "programme", "programme_day", "pupil", "referral", "provider", "school", "term_block",
         "term_exception"}
    )  # fmt: skip
    keys: ClassVar[tuple[KeyLine, ...]] = KEYS
    services: Services

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.place, self.monday = Place(), monday_of(services.clock.today())
        self._shown: WeekShown | None = None
        self.choice = ChoiceList([], none="Choose a provider or school", width=300)
        self.before = icon_button("chevron-left", "The week before", small=True)
        self.after = icon_button("chevron-right", "The week after", small=True)
        self.week = label("", "body-strong")
        self.filled = label("", "small", "text-2")
        self.says, self.codes = RefusalLine(), CodesFold()
        self.grid = MarkGrid("Attendance for one week, a pupil in each row", one_week=True, fits=False)
        self._filled: set[WeekKey] = set()
        self._sheets: dict[
            tuple[Place, date], Sheet
        ] = {}  # the one shown, and those that are still being kept
        self.keeper = MarkKeeper(services, lambda: tuple(self._sheets.values()), self._back, self)
        self.bring = button("Bring in a file", icon="upload", accessible="Bring in attendance from a file")
        self._lay_out()
        self._wire()

    # what the shell asks

    def open(self, *, provider_id: str = "", school_id: str = "", week: str = "", **_more: Any) -> None:
        """Show one week of a place; what is typed into the one before is kept."""
        self.keeper.save()
        place = Place("" if provider_id else school_id, provider_id)
        self._turn(place if place.id else None, _read_week(week, self.monday))
        self.refresh()

    def where(self) -> dict[str, Any] | None:
        """The place and the week that are shown."""
        place = self.place
        return {
            "provider_id": place.provider_id, "school_id": place.school_id, "week": self.monday.isoformat(),
        }  # fmt: skip

    def refresh(self) -> None:
        """Read the places and the week again; what is typed and not kept stays."""
        came, failed = self.in_turn(self._show_choices, self._failed)
        self.services.jobs.read(week_reading.choices, done=came, failed=failed)
        if self.place.id:
            self._read()

    def first_focus(self) -> None:
        """The grid if there is a row, else the choice of the place."""
        target: QWidget = self.grid if self.grid.sheet.rows else self.choice
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page: what is typed is kept."""
        super().hideEvent(event)
        self.keeper.save()

    # the look

    def _lay_out(self) -> None:
        self.setMinimumWidth(1)
        inside = QWidget()
        lines = layout.column(inside, space=16, margins=(24, 20, 24, 20))
        layout.column(self.content, space=0).addWidget(layout.scrolling(inside, self.title))
        self.head = layout.row(space=12)
        layout.add_all(self.head, heading("Attendance for one week", 1), None, self.bring)
        lines.addLayout(self.head)
        lines.addLayout(self._what_and_when())
        self._empty = layout.column(space=0)
        lines.addLayout(self._empty)
        self._card = Card(space=8)
        for one in (self.says, self.grid, self.filled):
            self._card.body.addWidget(one)
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        lines.addWidget(self._card, 100)
        lines.addWidget(self.codes)
        lines.addStretch(1)
        self._card.hide()
        self._tell_week()

    def _what_and_when(self) -> QBoxLayout:
        spoken = label("Provider or school", "body-strong")
        spoken.setBuddy(self.choice)
        where, when = layout.row(space=12), layout.row(space=8)
        layout.add_all(where, spoken, self.choice, None)
        layout.add_all(when, self.before, self.week, self.after, None)
        self._line = layout.row(space=16)
        self._line.addLayout(where)
        self._line.addLayout(when, 1)
        return self._line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The week beside the place, or below it."""
        super().resizeEvent(event)
        self.retheme(theme.current())

    def retheme(self, now: theme.Theme) -> None:
        """Another text size leaves another room."""
        beside = self.width() / now.scale >= _BESIDE
        self._line.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )

    def _wire(self) -> None:
        self.choice.edited.connect(self._chosen)
        self.before.clicked.connect(lambda: self._go_week(-1))
        self.bring.clicked.connect(
            lambda: self.services.go.to(
                "bring_in_attendance", school_id=self.place.school_id, provider_id=self.place.provider_id
            )
        )
        self.after.clicked.connect(lambda: self._go_week(1))
        self.grid.refused.connect(self.says.tell)
        self.grid.typed.connect(self._typed)
        self.grid.row_left.connect(lambda: self.keeper.save(self.grid.current_key()))
        self.grid.left.connect(self.keeper.save)
        self.grid.save_wanted.connect(self._save_now)
        self.keeper.shown_anew.connect(self._shown_anew)

    # showing

    def _read(self) -> None:
        place, monday = self.place, self.monday
        came, failed = self.in_turn(self._show, self._failed)
        self.services.jobs.read(
            lambda session: week_reading.read_week(session, place, monday), done=came, failed=failed
        )

    def _show_choices(self, found: tuple[Choice, ...]) -> None:
        self.choice.offer([(one.place, one.name) for one in found])
        if not self.place.id and found:
            self._turn(found[0].place)
            self._read()
        elif not found:
            self._show_empty("No provider and no school yet", "Add them in Registers.")
        self.choice.set_value(self.place)

    def _show(self, shown: WeekShown) -> None:
        self.show_content()
        self.grid.setAccessibleName(f"Attendance at {shown.name} in the week of {say(shown.monday)}")
        had_rows = bool(self.grid.sheet.rows)
        self.grid.show_rows(shown.rows)
        self.says.show_rows(shown.rows)
        self._card.setVisible(bool(self.grid.sheet.rows))
        layout.clear(self._empty)
        if not self.grid.sheet.rows:
            self._show_empty(_NOBODY, self._left_out(shown) or _WHY_NOBODY)
        if self._shown is None and self.keeper.put_back(shown.waiting):
            self.grid.refresh_typed()
            self.services.say.hint(BACK_AGAIN)
        self._shown = shown
        self._count_filled()
        if not had_rows and self.grid.sheet.rows and self.in_front() and self.isVisible():
            self.first_focus()

    def _show_empty(self, title: str, text: str) -> None:
        layout.clear(self._empty)
        self._empty.addWidget(EmptyState("calendar", title, text))
        self._card.hide()

    def _count_filled(self) -> None:
        sheet = self.grid.sheet
        self._filled = {row.key for place, row in enumerate(sheet.rows) if sheet.is_filled(place)}
        self._tell_filled()

    def _tell_filled(self) -> None:
        sheet, number = self.grid.sheet, len(self._filled)
        pupils = "1 pupil" if len(sheet.rows) == 1 else f"{len(sheet.rows)} pupils"
        left_out = self._left_out(self._shown) if self._shown is not None else ""
        self.filled.setText(" ".join(part for part in (f"{number} of {pupils} filled in.", left_out) if part))

    @staticmethod
    def _left_out(shown: WeekShown) -> str:
        if not shown.left_out:
            return ""
        who = "1 pupil is" if shown.left_out == 1 else f"{shown.left_out} pupils are"
        return f"{who} left out: the school has not referred them yet."

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.services.say.trouble(error)

    def _tell_week(self) -> None:
        self.week.setText(f"Week of {say_range(self.monday, self.monday + timedelta(days=4))}")
        self.after.setEnabled(self.monday < monday_of(self.services.clock.today()))

    # acts

    def _typed(self) -> None:
        self.keeper.edited()
        sheet, place = self.grid.sheet, self.grid.currentIndex().row()
        if sheet.is_filled(place):  # of hundreds of rows only the one that was typed in is looked at
            self._filled.add(sheet.rows[place].key)
        else:
            self._filled.discard(sheet.rows[place].key)
        self._tell_filled()

    def _save_now(self) -> None:
        if self.keeper.unsaved:
            self.keeper.save()
        else:
            self.services.say.hint("Everything here is saved")

    def _shown_anew(self) -> None:
        self.grid.refresh_typed()
        self._count_filled()

    def _chosen(self) -> None:
        found = self.choice.value()
        if isinstance(found, Place) and found != self.place:
            self.keeper.save()
            self._turn(found)
            self._read()

    def _go_week(self, by: int) -> None:
        self.keeper.save()
        self._turn(monday=self.monday + by * _WEEK)
        if self.place.id:
            self._read()

    def _turn(self, place: Place | None = None, monday: date | None = None) -> None:
        """Go to another place or week; no week still to come."""
        before = (self.place, self.monday)
        self.place = place or self.place
        self.monday = min(monday_of(monday or self.monday), monday_of(self.services.clock.today()))
        if (self.place, self.monday) != before:
            self._other()
        self._tell_week()

    def _other(self) -> None:
        """Another place or week: what is read of the one before is told to nobody; what was typed there is being kept."""
        self.new_visit()
        self._shown = None
        here = (self.place, self.monday)
        self._sheets = {which: one for which, one in self._sheets.items() if one.typed or which == here}
        self.grid.show_sheet(self._sheets.setdefault(here, Sheet()))

    def reopens(self) -> Openers:
        """Marks are typed in the grid itself, which puts them back."""
        return {SCREEN: lambda _left: True}

    def _back(self) -> dict[str, Any]:
        """What leads back here from a draft."""
        return {PARAMS: self.where() or {}, BOX: {"page": self.name, "title": self.title}}


def _read_week(typed: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return otherwise
