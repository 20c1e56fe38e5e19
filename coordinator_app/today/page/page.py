"""Today: know in five seconds what matters (design 8.2). Few rows, so each is a real widget with a real button."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from coordinator_app.core.dates import say_day
from coordinator_app.services import Services
from coordinator_app.today.actions import TodayFacts, facts_of
from coordinator_app.today.model import DueItem, summary
from coordinator_app.today.page import blocks
from coordinator_app.today.page.gathering import Gathering
from coordinator_app.ui import layout, sizing, theme
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page import Page
from coordinator_app.ui.reflow import Reflow

MOST_CLOCKS = 3
FIRST_ROWS, MORE_ROWS = 30, 30
READING = "What needs you is being read."


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
        self._most = FIRST_ROWS
        self._rows: CardList | None = None
        self._shown: object = None
        hooks = tuple((one.name, one.due_items) for one in self.desk.capabilities if one.due_items)
        self._gathering = Gathering(self.desk.jobs, hooks, self._show, self.desk.say.trouble, self)
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

    def open(self, **params: object) -> None:
        """Show the first rows again with what came while the user was elsewhere, and read."""
        self._most = FIRST_ROWS
        if self._gathering.parts:
            self._show()
        super().open(**params)

    def refresh(self) -> None:
        """Read every capability's items again."""
        self._gathering.read()

    def _show(self) -> None:
        """Show what is known; what is shown already stays as it stands, and the focus with it.

        What comes after the user has gone elsewhere would hold up that page for a screen that nobody sees.
        """
        if not self.in_front():
            return
        facts = facts_of(self._gathering.parts, self.desk.clock.today(), self._gathering.minutes)
        shown = (facts, self._gathering.missing, self._most)
        if shown == self._shown:
            return
        self._shown = shown
        self._head.setText(say_day(facts.today))
        self._summary.setText(READING if self._gathering.missing else summary(facts.everything))
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
            words = "1 more clock" if more == 1 else f"{more} more clocks"  # one of them may be paused
            self._left.addWidget(label(f"{words}: see Access requests.", "small", "text-2"))

    def _show_mine(self, facts: TodayFacts) -> None:
        for name in facts.failed:
            lead = f"What {name.replace('_', ' ')} has for today could not be read."
            self._left.addWidget(Note("over", lead, "Your vault is safe. Open that screen to see more."))
        if facts.mine:
            self._left.addWidget(self._mine(facts))
        elif not facts.clocks and not self._gathering.missing:
            rest = "When a review, a form or a request needs you, it stands here."
            self._left.addWidget(EmptyState("circle-check", "Nothing needs you today.", rest))

    def _mine(self, facts: TodayFacts) -> QWidget:
        """The most urgent rows; each is a real widget, so that hundreds would hold up the window."""
        self._rows = blocks.needs_you(facts.mine[: self._most], self._open)
        holder = blocks.section("Needs you", len(facts.mine), self._rows)
        left = len(facts.mine) - self._most
        if left > 0:
            more = button(f"Show {min(left, MORE_ROWS)} more", small=True)
            more.setAccessibleDescription(f"{left} are not shown")
            more.clicked.connect(self._show_more)
            line = layout.row(space=12)
            layout.add_all(
                line, more, label(f"{left} less urgent ones are not shown.", "small", "text-2"), None
            )
            cast("QVBoxLayout", holder.layout()).addLayout(line)
        return holder

    def _show_more(self) -> None:
        """Show more rows, and go to the first of them: the button that was pressed has gone."""
        first, self._most = self._most, self._most + MORE_ROWS
        self._show()
        rows = self._rows.rows() if self._rows is not None else []
        if first < len(rows):
            rows[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def _vault_lines(self, minutes: int) -> list[tuple[str, str, str]]:
        return [
            ("shield-check", "safe-solid", "Everything is encrypted on this laptop."),
            ("lock", "text-3", f"Locks itself after {minutes} minutes without use."),
        ]

    def _open(self, item: DueItem) -> None:
        self.desk.go.to(item.page, **dict(item.params))
