"""Today: know in five seconds what matters (design 8.2). Few rows, so each is a real widget with a real button."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget

from coordinator_app.core.dates import say_day
from coordinator_app.services import Services
from coordinator_app.today.actions import TodayFacts, read_today
from coordinator_app.today.model import DueItem, summary
from coordinator_app.today.page import blocks
from coordinator_app.ui import layout, sizing, theme
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page import Page
from coordinator_app.ui.reflow import Reflow

MOST_CLOCKS = 3


class TodayPage(Page):
    """The first screen after unlocking. It shows every kind of record, so any change refreshes it."""

    name = "today"
    title = "Today"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self._holder = QWidget()
        self._lines = layout.column(self._holder, space=16, margins=(24, 20, 24, 20))
        self._head = heading("", 1)
        self._summary = label("", "body", "text-2", wrap=True)
        self._build_frame()
        self._reflow = Reflow(self)
        self._reflow.changed.connect(self._arrange)
        self._arrange(self._reflow.shape)

    def _build_frame(self) -> None:
        lines = layout.column(space=4)
        layout.add_all(lines, self._head, self._summary)
        self._lines.addLayout(lines)
        self._clocks = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        sizing.keep_spacing(self._clocks, 16, (0, 0, 0, 0), theme.current().px)
        self._lines.addLayout(self._clocks)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        sizing.keep_spacing(self._columns, 24, (0, 0, 0, 0), theme.current().px)
        self._left, self._right = layout.column(space=16), layout.column(space=16)
        self._columns.addLayout(self._left, 7)
        self._columns.addLayout(self._right, 3)
        self._lines.addLayout(self._columns)
        self._lines.addStretch(1)
        sizing.keep_spacing(self.body, 0, (0, 0, 0, 0), theme.current().px)
        self.body.addWidget(layout.scrolling(self._holder, "Today"))

    def _arrange(self, shape: str) -> None:
        narrow = shape in {"drawer", "single"}
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._clocks.setDirection(way)
        self._columns.setDirection(way)

    def records_changed(self, kinds: frozenset[str]) -> None:
        """Any record may bring or settle an item."""
        del kinds
        self.stale = not self.isVisible()
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read every capability's items again."""
        hooks = tuple((one.name, one.due_items) for one in self.desk.capabilities if one.due_items)
        came, failed = self.in_turn(self._show, self.desk.say.trouble)
        self.desk.jobs.read(lambda session: read_today(session, hooks), done=came, failed=failed)

    def _show(self, facts: TodayFacts) -> None:
        self._head.setText(say_day(facts.today))
        self._summary.setText(summary(facts.everything))
        for part in (self._clocks, self._left, self._right):
            layout.clear(part)
        self._show_clocks(facts)
        self._show_mine(facts)
        if facts.others:
            waiting = blocks.waiting(facts.others, self._open)
            self._right.addWidget(blocks.section("Waiting for someone else", 0, waiting))
        vault = blocks.vault_card(self._vault_lines(facts.idle_minutes))
        self._right.addWidget(blocks.section("Vault", 0, vault))
        self._left.addStretch(1)
        self._right.addStretch(1)

    def _show_clocks(self, facts: TodayFacts) -> None:
        for place, item in enumerate(facts.clocks[:MOST_CLOCKS]):
            self._clocks.addWidget(blocks.clock_card(item, self._open, primary=place == 0), 1)
        for _ in range(MOST_CLOCKS - min(len(facts.clocks), MOST_CLOCKS)):
            self._clocks.addStretch(1 if facts.clocks else 0)
        more = len(facts.clocks) - MOST_CLOCKS
        if more > 0:
            words = "1 more clock runs" if more == 1 else f"{more} more clocks run"
            self._left.addWidget(label(f"{words}: see Access requests.", "small", "text-2"))

    def _show_mine(self, facts: TodayFacts) -> None:
        for name in facts.failed:
            lead = f"What {name.replace('_', ' ')} has for today could not be read."
            self._left.addWidget(Note("over", lead, "Your vault is safe. Open that screen to see more."))
        if facts.mine:
            card = blocks.needs_you(facts.mine, self._open)
            self._left.addWidget(blocks.section("Needs you", len(facts.mine), card))
        elif not facts.clocks:
            rest = "When a review, a form or a request needs you, it stands here."
            self._left.addWidget(EmptyState("circle-check", "Nothing needs you today.", rest))

    def _vault_lines(self, minutes: int) -> list[tuple[str, str, str]]:
        return [
            ("shield-check", "safe-solid", "Everything is encrypted on this laptop."),
            ("lock", "text-3", f"Locks itself after {minutes} minutes without use."),
        ]

    def _open(self, item: DueItem) -> None:
        self.desk.go.to(item.page, **dict(item.params))
