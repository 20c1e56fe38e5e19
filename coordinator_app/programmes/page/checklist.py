"""The right side of a plan: what must be in place before it starts, each line ticked or locked with its clause."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.programmes.gate import CONSENT, PROVIDER, REFERRAL, RISK, STATEMENT, Check
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import IconLabel, label, link
from coordinator_app.ui.notes import Note
from coordinator_app.ui.side_panel import SidePanel

TITLE = "What must be in place"
ANYWAY = "Start before all is in place"
_ANYWAY_DOES = (
    "You are asked why it cannot wait, and when you look at it again. Nothing starts before you answer."
)
_ACTS = {
    REFERRAL: "Open the referral",
    STATEMENT: "Open the referral",
    CONSENT: "Record consent",
    RISK: "Record a risk assessment",
    PROVIDER: "Open the provider's checks",
}


class Checklist(SidePanel):
    """`wanted(code)` when a line's own act is pressed, `override` for starting before everything is in place."""

    wanted = Signal(str)
    override = Signal()

    def __init__(self) -> None:
        super().__init__(TITLE, width=316)
        self._lines = layout.column(space=14)
        self.body.addLayout(self._lines)
        self._warned = layout.column(space=8)
        self.body.addLayout(self._warned)
        self.anyway = QWidget()
        early = layout.column(self.anyway, space=4)
        act = button(ANYWAY, small=True)
        act.clicked.connect(self.override)
        early.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)
        early.addWidget(label(_ANYWAY_DOES, "small", "text-2", wrap=True))
        self.body.addWidget(self.anyway)
        self.end()
        self._said = -1

    def show_checks(
        self,
        checks: Sequence[Check],
        warnings: Sequence[str],
        *,
        opens_guarded: bool,
        kept: bool,
    ) -> None:
        """Show the list as it stands; `kept` is False while nothing may be kept of the pupil."""
        layout.clear(self._lines)
        layout.clear(self._warned)
        for check in checks:
            self._lines.addWidget(self._line(check, opens_guarded=opens_guarded, kept=kept))
        for words in warnings:
            self._warned.addWidget(Note("soon", words))
        lacking = [check for check in checks if not check.is_met]
        self.anyway.setVisible(bool(lacking) and all(check.waivable for check in lacking))
        self._tell(len(lacking))

    def _line(self, check: Check, *, opens_guarded: bool, kept: bool) -> QWidget:
        holder = QWidget()
        state = "In place" if check.is_met else "Not in place"
        whys = " ".join(reason.sentence() for reason in check.reasons)
        holder.setAccessibleName(f"{state}: {check.words}, policy {check.clause}. {whys}".strip())
        line = layout.row(holder, space=10)
        mark = ("circle-check", "safe-solid") if check.is_met else ("lock", "soon-fg")
        line.addWidget(IconLabel(*mark, 18), 0, Qt.AlignmentFlag.AlignTop)
        words = layout.column(space=2)
        words.addWidget(label(check.words, "body-strong", wrap=True))
        for reason in check.reasons:
            words.addWidget(label(reason.sentence(), "small", "text-2", wrap=True))
        foot = layout.row(space=8)
        layout.add_all(
            foot, label(state, "caption", "text-3"), None, label(check.clause, "caption", "text-3")
        )
        words.addLayout(foot)
        self._add_act(words, check, opens_guarded=opens_guarded, kept=kept)
        line.addLayout(words, 1)
        return holder

    def _add_act(self, words: layout.QVBoxLayout, check: Check, *, opens_guarded: bool, kept: bool) -> None:
        act = _ACTS.get(check.code)
        if act is None or (check.is_met and check.code != RISK) or (check.code == CONSENT and not kept):
            return
        if check.code == RISK and not opens_guarded:
            text = "Your passphrase does not open what a risk assessment says. Ask your safeguarding lead."
            words.addWidget(label(text, "small", "text-2", wrap=True))
            return
        go = link(act if not check.is_met else "Record a new one", "small-medium")
        go.clicked.connect(lambda: self.wanted.emit(check.code))
        words.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)

    def _tell(self, lacking: int) -> None:
        """Say a change of the number to a screen reader; not what it was opened with."""
        if self._said >= 0 and lacking != self._said:
            things = "1 thing is" if lacking == 1 else f"{lacking} things are"
            announce(self, f"{things} not in place." if lacking else "Everything is in place.")
        self._said = lacking
