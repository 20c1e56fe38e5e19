"""The Sharing tab of a pupil's record: the ledger of everything given to someone, for reading (design 8.4)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator_app.core.gates import Decision
from coordinator_app.services import Services
from coordinator_app.sharing import view
from coordinator_app.ui import layout
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.in_turn import InTurn
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.rows import Tile
from coordinator_app.ui.tab_content import TabContent


class SharingTab(QWidget):
    """Made with (services, pupil_id)."""

    def __init__(self, services: Services, pupil_id: str) -> None:
        super().__init__()
        self.services, self.pupil_id = services, pupil_id
        self.setAccessibleName("Sharing")
        self._turns = InTurn(self)
        content = TabContent()
        self._lines = layout.column(content, space=12, margins=(24, 20, 24, 20))
        outer = layout.column(self, space=0)
        outer.addWidget(layout.scrolling(content, "What was shared"))
        self.refresh()

    def refresh(self) -> None:
        """Read the ledger again."""
        came, failed = self._turns.ask(self._show, self.services.say.trouble)
        self.services.jobs.read(lambda session: view.read(session, self.pupil_id), done=came, failed=failed)

    def _show(self, shown: view.Shown) -> None:
        layout.clear(self._lines)
        self._lines.addWidget(_gate_note(shown.gate))
        if shown.given:
            self._lines.addWidget(heading("Who was given what"))
            rows = CardList()
            for one in shown.given:
                rows.add(GivenRow(one))
            self._lines.addWidget(rows)
        else:
            text = "What you share at a review or in answer to a request stands here."
            self._lines.addWidget(EmptyState("share-2", "Nothing has been shared yet", text))
        self._lines.addStretch(1)


class GivenRow(QWidget):
    """One line of the ledger: to whom and when, what, why and how."""

    def __init__(self, one: view.Given) -> None:
        super().__init__()
        self.setAccessibleName(
            f"{one.to}, {one.who}, {one.day}. {one.what}. {one.why.rstrip('.')}. {one.how}"
        )
        line = layout.row(self, space=12, margins=(16, 12, 16, 12))
        tile = Tile("shield-alert", "over") if one.in_error else Tile("share-2", "info")
        line.addWidget(tile, 0, Qt.AlignmentFlag.AlignTop)
        words = layout.column(space=2)
        words.addWidget(label(one.to, "body-strong", wrap=True))
        words.addWidget(label(one.what, "body", "text", wrap=True))
        words.addWidget(
            label(
                ". ".join(part.rstrip(".") for part in (one.who, one.why, one.how) if part),
                "small",
                "text-2",
                wrap=True,
            )
        )
        line.addLayout(words, 1)
        line.addWidget(_chip(one), 0, Qt.AlignmentFlag.AlignTop)


def _chip(one: view.Given) -> StatusChip:
    if one.in_error:
        return StatusChip("over", "shield-alert", f"In error {one.day}")
    return StatusChip("info", "share-2", f"Shared {one.day}")


def _gate_note(gate: Decision) -> Note:
    if gate.is_open:
        return Note("safe", "Sharing with providers and agencies is open.", "Consent is in place.")
    text = " ".join(reason.sentence() for reason in gate.reasons)
    safe = "To keep a child safe you may share at any time: record a safeguarding call."
    return Note(
        "soon", "Nothing can be shared with providers and agencies yet.", f"{text} {safe}", icon="lock"
    )
