"""The Reviews tab of a pupil's record: planned and held reviews with their targets."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut
from coordinator_app.reviews import actions
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.page import list_reading
from coordinator_app.reviews.page.list_reading import ReviewRow, TabShown
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.in_turn import InTurn
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.tab_content import TabContent

if TYPE_CHECKING:
    from coordinator_app.store.session import Session
    from coordinator_app.ui.chips import Set

_PLAN = "Plan the next review"


class ReviewsTab(QWidget):
    """Made with (services, pupil_id)."""

    def __init__(self, services: Services, pupil_id: str) -> None:
        super().__init__()
        self._turns = InTurn(self)
        self.services, self.pupil_id = services, pupil_id
        self.setAccessibleName("Reviews")
        self.setProperty("noRing", True)
        content = TabContent()
        self._lines = layout.column(content, space=12, margins=(24, 20, 24, 20))
        layout.column(self, space=0).addWidget(layout.scrolling(content, "Reviews of this pupil"))
        self.refresh()

    def refresh(self) -> None:
        """Read the reviews again."""
        came, failed = self._turns.ask(self._show, self.services.say.trouble)
        self.services.jobs.read(
            lambda session: list_reading.read_tab(session, self.pupil_id), done=came, failed=failed
        )

    def first_focus(self) -> None:
        """The tab itself."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def plan(self) -> None:
        """Plan a review six weeks from today."""
        pupil_id = self.pupil_id

        def write(session: Session) -> Saved[Review]:
            return actions.plan_review(session, pupil_id, session.clock.today())

        self.services.jobs.write(
            write, done=guarded(self, self._planned), failed=guarded(self, self._refused)
        )

    def _planned(self, saved: Saved[Review]) -> None:
        day = say(saved.record.due_on) if saved.record.due_on else ""
        self.services.say.toast(f"Review planned for {day}", saved.change_id)
        self.refresh()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, GateShut):
            self._lines.insertWidget(
                0, Note("neutral", "No review can be planned yet.", " ".join(error.reasons))
            )
        else:
            self.services.say.trouble(error)

    def _show(self, shown: TabShown) -> None:
        layout.clear(self._lines)
        if not shown.gate.is_open:
            self._lines.addWidget(self._shut(shown))
        if shown.unshared and shown.gate.is_open:
            self._lines.addWidget(_unshared(shown.unshared))
        self._lines.addLayout(self._head(shown))
        if shown.ahead:
            self._lines.addWidget(label(_ahead_words(shown.ahead), "small", "text-2", wrap=True))
        for row, targets in shown.rows:
            self._lines.addWidget(self._card(row, targets))
        if not shown.rows:
            text = "The first review is six weeks after the programme starts. It is moved off holidays."
            self._lines.addWidget(EmptyState("clipboard-check", "No review yet", text))
        self._lines.addStretch(1)

    def _head(self, shown: TabShown) -> layout.QHBoxLayout:
        head = layout.row(space=12)
        head.addWidget(heading("Reviews"), 1)
        if shown.may_plan and shown.gate.is_open:
            plan = button(_PLAN, icon="plus", small=True)
            plan.clicked.connect(self.plan)
            head.addWidget(plan)
        return head

    def _shut(self, shown: TabShown) -> Note:
        text = " ".join(reason.sentence() for reason in shown.gate.reasons)
        opens = button("Record the referral", small=True)
        opens.clicked.connect(lambda: self.services.go.to("referral", pupil_id=self.pupil_id))
        return Note("neutral", "No reviews can be kept yet.", text, opens, icon="lock")

    def _go(self, review_id: str, *_signal: object) -> None:
        self.services.go.to("review", review_id=review_id)

    def _card(self, row: ReviewRow, targets: tuple[str, ...]) -> Card:
        card = Card(padding=1, space=0)
        act = button(row.action, small=True, accessible=f"{row.action}, {row.title}")
        go = partial(self._go, row.id)
        act.clicked.connect(go)
        chip = StatusChip(cast("Set", row.tone), None, row.chip)
        line = TwoLineRow(
            row.title, row.second, icon="clipboard-check", chip=chip, buttons=(act,), clickable=True
        )
        line.opened.connect(go)
        card.body.addWidget(line)
        if targets:
            words = layout.column(space=4, margins=(60, 0, 16, 12))
            for one in targets:
                words.addWidget(label(one, "small", "text-2", wrap=True))
            card.body.addLayout(words)
        return card


def _ahead_words(days: tuple[date, ...]) -> str:
    told = [say(day) for day in days]
    joined = " and ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else told[0]
    what = "the one after it falls" if len(told) == 1 else "those after it fall"
    return f"Six-weekly, on school days: {what} on {joined}."


def _unshared(number: int) -> Note:
    things = "1 entry has" if number == 1 else f"{number} entries have"
    return Note(
        "soon",
        f"{things} not been shared with the family yet.",
        "Go through them at the next review.",
        icon="eye-off",
    )
