"""Every request by how much it presses: overdue, due soon, on time, paused, and the closed ones folded (design 8.9)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from coordinator_app.access_requests.page.blocks import Entry, head_row
from coordinator_app.access_requests.page.clocks_panel import tone_set
from coordinator_app.access_requests.page.reading import (
    ClosedLine,
    ClosedPage,
    ListFacts,
    read_closed,
    read_list,
)
from coordinator_app.access_requests.page.table_reading import read_table
from coordinator_app.access_requests.standing import Group, Standing
from coordinator_app.core.errors import Trouble
from coordinator_app.core.export_table import Table
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.export_list import export_button
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.page import Page
from coordinator_app.ui.reflow import Reflow
from coordinator_app.ui.rows import TwoLineRow

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_EMPTY = "When someone asks to see what you hold, log it the same day so that the clock is right."
_CLOSED_HEIGHT = 320


class AccessRequestsPage(Page):
    """Open requests are few, so each is a real row; closed ones are a list that is fetched when unfolded."""

    name = "access_requests"
    title = "Access requests"
    kinds = frozenset(
        {
            "access_request",
            "request_pause",
            "request_consultation",
            "request_letter",
            "request_item",
            "pack",
            "pupil",
            "request_mishap",
        }
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.log = button("Log a request", "primary", icon="plus")
        self.log.clicked.connect(self._log)
        self.officials = button("Police, courts and inspectors", icon="shield-alert", small=True)
        self.officials.clicked.connect(lambda: services.go.to("official_requests"))
        self.figures = button(
            "Figures", icon="chart-column", small=True, accessible="Figures of access requests"
        )
        self.figures.clicked.connect(lambda: services.go.to("request_figures"))
        self.calendar = button("Calendar", icon="calendar")
        self.calendar.clicked.connect(lambda: services.go.to("request_calendar"))
        self.export = export_button(services, self.title, chosen=self._table)
        self._summary = label("", "body", "text-2", wrap=True)
        self._groups = layout.column(space=20)
        self.fold = button("", "quiet", icon="chevron-right")
        self.closed = TwoLineList("Closed requests")
        self.closed.opened.connect(self._open)
        self._closed_card = list_card(self.closed)
        layout.size(self._closed_card, height=_CLOSED_HEIGHT)
        self._facts = ListFacts((), 0)
        self._lay_out()
        self._reflow = Reflow(self)
        self._reflow.changed.connect(self._reshape)
        self.fold.clicked.connect(self._turn_fold)

    def refresh(self) -> None:
        """Read the requests again."""
        self.desk.jobs.read(read_list, done=guarded(self, self._show), failed=guarded(self, self._failed))

    def _lay_out(self) -> None:
        content = QWidget()
        lines = layout.column(content, space=16, margins=(24, 20, 24, 24))
        head = layout.row(space=12)
        words = layout.column(space=4)
        layout.add_all(words, heading(self.title, 1), self._summary)
        head.addLayout(words, 1)
        layout.add_all(head, self.calendar, self.export, self.log)
        officials = layout.row(space=8)
        layout.add_all(officials, self.officials, self.figures, None)
        layout.add_all(lines, head, officials, self._groups, self.fold, self._closed_card, None)
        layout.size(content, max_width=1440)
        layout.column(self.content, space=0).addWidget(layout.scrolling(content, self.title))
        self.fold.hide()
        self._closed_card.hide()

    def _reshape(self, shape: str) -> None:
        self.closed.wrap_chips(shape == "single")
        if self._facts.standings:
            self._show(self._facts)

    def _show(self, facts: ListFacts) -> None:
        self._facts = facts
        self._summary.setText(_summary(facts))
        layout.clear(self._groups)
        for group in Group:
            found = [one for one in facts.standings if one.group is group]
            if found:
                self._groups.addWidget(self._group(group, found))
        if not facts.standings:
            start = button("Log a request", "primary")
            start.clicked.connect(self._log)
            self._groups.addWidget(EmptyState("inbox", "No open access requests", _EMPTY, start))
        self.log.setVisible(bool(facts.standings))
        self.export.setVisible(bool(facts.standings or facts.closed))
        self.fold.setVisible(facts.closed > 0)
        self.fold.setText(f"Closed ({facts.closed})")
        self.fold.setAccessibleName(f"Closed requests, {facts.closed}")
        if not self._closed_card.isHidden():
            self._read_closed()

    def _group(self, group: Group, found: list[Standing]) -> QWidget:
        holder = QWidget()
        lines = layout.column(holder, space=8)
        rows = CardList()
        rows.setAccessibleName(group.value)
        for one in found:
            rows.add(self._row(one))
        layout.add_all(lines, head_row(f"{group.value} ({len(found)})"), rows)
        return holder

    def _row(self, one: Standing) -> QWidget:
        remains = one.remains
        tone = tone_set(remains.state.tone)
        go = button("Continue", small=True, accessible=f"Continue, {one.subject.called}")
        go.clicked.connect(partial(self._open, one.request.id))
        if self._reflow.shape in {"drawer", "single"}:
            return Entry(one.subject.called, one.second_line, StatusChip(tone, None, remains.short), go)
        row = TwoLineRow(
            one.subject.called,
            one.second_line,
            icon="file-search",
            kind="neutral" if tone == "safe" else tone,
            chip=StatusChip(tone, None, remains.short),
            buttons=(go,),
            clickable=True,
        )
        row.opened.connect(partial(self._open, one.request.id))
        return row

    def _turn_fold(self) -> None:
        unfold = self._closed_card.isHidden()
        self._closed_card.setVisible(unfold)
        self.fold.set_icon("chevron-down" if unfold else "chevron-right")
        self.fold.setAccessibleDescription("Unfolded" if unfold else "Folded")
        if unfold:
            self._read_closed()

    def _table(self) -> Callable[[Session], Table]:
        return partial(read_table, with_closed=not self._closed_card.isHidden() or not self._facts.standings)

    def _read_closed(self) -> None:
        self.closed.start(self._load_closed)

    def _load_closed(self, after: Any, limit: int) -> None:
        self.desk.jobs.read(
            lambda session: read_closed(session, after, limit),
            done=guarded(self, self._add_closed),
            failed=guarded(self, self._failed),
        )

    def _add_closed(self, page: ClosedPage) -> None:
        self.closed.add_rows([_closed_row(line) for line in page.lines], page.next)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)

    def _open(self, request_id: object) -> None:
        self.desk.go.to("access_request", request_id=str(request_id))

    def _log(self) -> None:
        self.desk.go.to("log_request")


def _summary(facts: ListFacts) -> str:
    late = sum(one.group is Group.OVERDUE for one in facts.standings)
    count = len(facts.standings)
    if not count:
        return ""
    said = "1 request is open." if count == 1 else f"{count} requests are open."
    return f"{said} {late} overdue." if late else f"{said} None is overdue."


def _closed_row(line: ClosedLine) -> Row:
    icon, kind, mark = _look(line)
    return Row(
        key=line.request_id,
        title=line.title,
        subtitle=". ".join(
            filter(None, (f"Request {line.number}, {line.requester}", line.wrong.rstrip(".")))
        ),
        icon=icon,
        chip_text=", ".join(filter(None, (line.ended, line.in_error))),
        chip_kind=kind,
        chip_icon=mark,
    )


def _look(line: ClosedLine) -> tuple[str, Set, str]:
    """Icon, colours and mark: green only for what was sent as it should be."""
    if line.in_error:
        return "shield-alert", "soon" if line.had_answer else "over", "shield-alert"
    return ("file-check", "safe", "send") if line.was_sent else ("archive", "neutral", "archive")
