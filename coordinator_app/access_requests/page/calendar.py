"""The dates of all open requests, a month at a time; and as a file for another calendar, without names."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator_app.access_requests.calendar_file import TASK, DatesOut, FileOut
from coordinator_app.access_requests.dates import (
    DatesFacts,
    RequestDate,
    dates_out,
    read_dates,
    save_dates,
)
from coordinator_app.access_requests.page.clocks_panel import tone_set
from coordinator_app.access_requests.page.month_grid import MonthGrid, month_before
from coordinator_app.core.answers import Answered, read_answer
from coordinator_app.core.dates import say_day
from coordinator_app.core.errors import Trouble
from coordinator_app.core.months import month_n
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.dialogs import kinds
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.page import Page
from coordinator_app.ui.rows import TwoLineRow

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_WHY = "The dates of open requests are about to leave the vault. Nobody is named: a date is called “Request 14: target”."
_NONE = "Nothing is due on this day."


class RequestCalendarPage(Page):
    """A month above, what is due on the chosen day and what has no date below."""

    name: ClassVar[str] = "request_calendar"
    title: ClassVar[str] = "Dates of requests"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"access_request", "request_pause", "pupil", "school", "term_block", "term_exception", "setting"}
        | {"rights_request", "rights_question", "correction_claim", "correction_question"}
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.facts: DatesFacts | None = None
        self.month = heading("", 2)
        self.before = icon_button("chevron-left", "The month before")
        self.after = icon_button("chevron-right", "The next month")
        self.today = button("Today", small=True)
        self.save = button("Save for another calendar", icon="download")
        self.grid = MonthGrid()
        self._day = heading("", 2)
        self._due, self._none = CardList(), label(_NONE, "body", "text-2", wrap=True)
        self._without_head = heading("Without a date", 2)
        self._without = CardList()
        self._lay_out()
        self._wire()

    # what the shell asks

    def refresh(self) -> None:
        """Read the dates again; the month and the day stay."""
        came, failed = self.in_turn(self._show, self._failed)
        self.desk.jobs.read(read_dates, done=came, failed=failed)

    def first_focus(self) -> None:
        """The day that is chosen."""
        if self.facts is not None:
            self.grid.cell_of(self.grid.day).setFocus(Qt.FocusReason.OtherFocusReason)

    # the look

    def _lay_out(self) -> None:
        content = QWidget()
        lines = layout.column(content, space=12, margins=(24, 20, 24, 24))
        head = layout.row(space=12)
        head.addWidget(heading(self.title, 1), 1)
        head.addWidget(self.save)
        bar = layout.row(space=8)
        layout.add_all(bar, self.before, self.after, self.today)
        bar.addWidget(self.month, 1)
        layout.add_all(lines, head, bar, self.grid, self._day, self._none, self._due)
        layout.add_all(lines, self._without_head, self._without, None)
        layout.size(content, max_width=1280)
        layout.column(self.content, space=0).addWidget(layout.scrolling(content, self.title))
        for one in (self.save, self.before, self.after, self.today):
            one.setEnabled(False)  # until it is known what there is

    def _wire(self) -> None:
        self.before.clicked.connect(lambda: self.grid.go_to(month_before(self.grid.day), focus=False))
        self.after.clicked.connect(lambda: self.grid.go_to(month_n(self.grid.day, 1), focus=False))
        self.today.clicked.connect(self._to_today)
        self.grid.chosen.connect(self._chosen)
        self.save.clicked.connect(self._save)

    def _show(self, facts: DatesFacts) -> None:
        self.show_content()
        first, self.facts = self.facts is None, facts
        self.grid.show_facts(facts, facts.today if first else self.grid.day)
        for one in (self.save, self.before, self.after, self.today):
            one.setEnabled(True)
        self._show_day(self.grid.day)
        self._without.clear()
        for clock in facts.without:
            self._without.add(self._row(clock, clock.remains.text))
        self._without_head.setVisible(bool(facts.without))
        self._without.setVisible(bool(facts.without))
        if first:
            self.first_focus()

    def _show_day(self, day: date) -> None:
        assert self.facts is not None
        self.month.setText(f"{day:%B} {day.year}")
        self._day.setText(say_day(day))
        due = self.facts.on(day)
        self._due.clear()
        for one in due:
            self._due.add(self._row(one, one.rule.label))
        self._due.setVisible(bool(due))
        self._none.setVisible(not due)

    def _row(self, one: RequestDate, second: str) -> TwoLineRow:
        opens = button("Open", small=True, accessible=f"Open: {one.title}, {one.rule.label}")
        opens.clicked.connect(partial(self._open, one))
        second = second if one.on else f"{one.rule.label}: {second}"
        second = f"{second}. Work to this: it is the earliest." if one.is_first else second
        chip = StatusChip(tone_set(one.remains.state.tone), None, one.remains.short if one.on else "No date")
        row = TwoLineRow(one.title, second, icon="file-search", chip=chip, buttons=(opens,))
        row.opened.connect(partial(self._open, one))
        return row

    def _open(self, one: RequestDate) -> None:
        self.desk.go.to(one.page, **{one.parameter: one.request_id})

    def _to_today(self) -> None:
        if self.facts is not None:
            self.grid.go_to(self.facts.today)

    def _chosen(self, day: object) -> None:
        if self.facts is None or not isinstance(day, date):
            return
        self._show_day(day)
        count = len(self.facts.on(day))
        said = "nothing is due" if not count else "1 date" if count == 1 else f"{count} dates"
        announce(self, f"{say_day(day)}, {said}")

    # the file

    def _save(self) -> None:
        self.save.setEnabled(False)
        self.desk.jobs.read(dates_out, done=guarded(self, self._read_out), failed=guarded(self, self._failed))

    def _read_out(self, out: DatesOut) -> None:
        if not out.dates:
            self.save.setEnabled(True)
            self.desk.say.hint("No request has a date: nothing to save")
            return
        self.desk.jobs.child(
            TASK, out, done=guarded(self, partial(self._made, out)), failed=guarded(self, self._failed)
        )

    def _made(self, out: DatesOut, answer: Answered) -> None:
        self.save.setEnabled(True)
        made = read_answer(FileOut, answer)
        self.desk.confirm(guarded(self, partial(self._ask_where, out, made)), _WHY)

    def _ask_where(self, out: DatesOut, made: FileOut) -> None:
        self.desk.dialogs.save_file(
            "Save the dates for another calendar",
            "requests.ics",
            kinds("Calendar", "ics"),
            guarded(self, partial(self._write, out, made)),
        )

    def _write(self, out: DatesOut, made: FileOut, place: Path) -> None:
        count = len(out.dates)

        def write(session: Session) -> Path:
            return save_dates(session, place, made.content, count)

        words = "1 date" if count == 1 else f"{count} dates"
        self.desk.jobs.write(
            write,
            done=guarded(self, lambda kept: self.desk.say.toast(f"Saved {words} as {kept.name}")),
            failed=guarded(self, self._failed),
        )

    def _failed(self, error: Exception) -> None:
        self.save.setEnabled(self.facts is not None)
        if self.facts is None and isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)
