"""The Programmes tab of a pupil's record: what is planned, under way and ended."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator_app.programmes.page import list_reading
from coordinator_app.programmes.page.list_reading import ProgrammeRow, TabShown
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.in_turn import InTurn
from coordinator_app.ui.labels import heading
from coordinator_app.ui.notes import Note
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.tab_content import TabContent


class ProgrammesTab(QWidget):
    """Made with (services, pupil_id)."""

    def __init__(self, services: Services, pupil_id: str) -> None:
        super().__init__()
        self._turns = InTurn(self)
        self.services, self.pupil_id = services, pupil_id
        self.setAccessibleName("Programmes")
        self.setProperty("noRing", True)
        content = TabContent()
        self._lines = layout.column(content, space=12, margins=(24, 20, 24, 20))
        layout.column(self, space=0).addWidget(layout.scrolling(content, "Programmes of this pupil"))
        self.refresh()

    def refresh(self) -> None:
        """Read the programmes again."""
        came, failed = self._turns.ask(self._show, self.services.say.trouble)
        self.services.jobs.read(
            lambda session: list_reading.read_tab(session, self.pupil_id), done=came, failed=failed
        )

    def first_focus(self) -> None:
        """The tab itself."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, shown: TabShown) -> None:
        layout.clear(self._lines)
        if not shown.gate.is_open:
            self._lines.addWidget(self._shut(shown))
        self._lines.addLayout(self._head(shown))
        rows = CardList()
        for one in shown.rows:
            rows.add(self._row(one))
        if shown.rows:
            self._lines.addWidget(rows)
        else:
            text = "It starts once the referral, the statement and the consent are in place."
            self._lines.addWidget(EmptyState("calendar-check", "No programme yet", text))
        self._lines.addStretch(1)

    def _head(self, shown: TabShown) -> layout.QHBoxLayout:
        head = layout.row(space=12)
        head.addWidget(heading("Programmes"), 1)
        if shown.gate.is_open:
            words = "Go on with the plan" if shown.has_plan else "Plan a programme"
            plan = button(words, icon="pen-line" if shown.has_plan else "plus", small=True)
            plan.clicked.connect(lambda: self.services.go.to("programme", pupil_id=self.pupil_id))
            head.addWidget(plan)
        return head

    def _shut(self, shown: TabShown) -> Note:
        text = " ".join(reason.sentence() for reason in shown.gate.reasons)
        opens = button("Record the referral", small=True)
        opens.clicked.connect(lambda: self.services.go.to("referral", pupil_id=self.pupil_id))
        return Note("neutral", "No programme can be kept yet.", text, opens, icon="lock")

    def _row(self, row: ProgrammeRow) -> TwoLineRow:
        act = button("Open", small=True, accessible=f"Open {row.title}")
        go = partial(self._go, row.id)
        act.clicked.connect(go)
        chip = StatusChip(cast("Set", row.tone), None, row.chip)
        line = TwoLineRow(
            row.title, row.second, icon="calendar-check", chip=chip, buttons=(act,), clickable=True
        )
        line.opened.connect(go)
        return line

    def _go(self, programme_id: str, *_signal: object) -> None:
        self.services.go.to("programme", programme_id=programme_id)
