"""The three clocks of a request as cards; each explains itself day by day."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from coordinator_app.access_requests.actions import moving
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.moved import Move
from coordinator_app.access_requests.page.clock_words import ClockLine, clock_lines
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.page.run_bar import RunBar
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.dialog_boxes import Box
from coordinator_app.ui.labels import heading, label, link
from coordinator_app.ui.notes import Note
from coordinator_app.ui.tables import Column, Table
from coordinator_app.ui.theme import Theme

_SETS: dict[str, Set] = {
    "over": "over", "soon": "soon", "safe": "safe", "pause": "pause", "info": "info", "neutral": "neutral",
}  # fmt: skip
_HEADS = {1: "One date", 2: "Two dates", 3: "Three dates"}
_BESIDE = 720  # px of the design: narrower, and the cards stack


def tone_set(tone: str) -> Set:
    """A tone of the rules as a set of the theme."""
    return _SETS.get(tone, "neutral")


class StepsDialog(Box):
    """How a date was worked out, a day to a row."""

    def __init__(self, line: ClockLine) -> None:
        super().__init__("How this date was worked out")
        layout.size(self, width=640)
        self.body.addWidget(
            label(
                f"{line.title}, {line.figure}. {line.standing} {line.more}".strip(),
                "body",
                "text-2",
                wrap=True,
            )
        )
        columns = (Column("Day", width=254), Column("What happens"), Column("Count", figures=True, width=70))
        self.table = Table(columns, "Every day that was looked at")
        self.table.rows.show_rows(line.steps)
        now = theme.current()
        # room for the words above and the button below, whatever the text size
        free = self.screen().availableGeometry().height() - now.px(260)
        self.table.setFixedHeight(max(now.px(110), min(now.px(40 + 33 * len(line.steps)), now.px(400), free)))
        card = Card(padding=1, space=0)
        card.body.addWidget(self.table)
        self.body.addWidget(card)
        self.body.addWidget(label(line.source, "caption", "text-3", wrap=True))
        close = button("Close")
        close.clicked.connect(self.accept)
        self.buttons(close)
        self.first = self.table


class ClockDateCard(Card):
    """One clock: its name, its date, how it stands, law or policy. `explained` when its steps are asked for."""

    explained = Signal()

    def __init__(self, line: ClockLine) -> None:
        super().__init__(space=6)
        self.line = line
        self.body.addWidget(label(line.title, "body-strong", "text", wrap=True))
        self.body.addWidget(label(line.figure, "h1-small", "text", wrap=True))
        chip = StatusChip(tone_set(line.remains.state.tone), None, line.remains.short)
        self.body.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        for words, colour in ((line.standing, "text-2"), (line.more, "text-2")):
            if words:
                self.body.addWidget(label(words, "small", colour, wrap=True))
        self.body.addWidget(label(line.source, "caption", "text-3", wrap=True))
        self.body.addStretch(1)
        self.how = link("How was this worked out?", "small-medium")
        self.how.setAccessibleName(f"How was this worked out? {line.title}")
        self.how.clicked.connect(self.explained)
        self.body.addWidget(self.how, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(f"{line.title}, {line.figure}, {line.remains.text}")


class ClocksPanel(QWidget):
    """All three clocks side by side, one below another where there is no room; the earliest is named above."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._lines: tuple[ClockLine, ...] = ()
        self.cards: list[ClockDateCard] = []
        self._moves: tuple[int, tuple[Move, ...]] = (0, ())
        column = layout.column(self, space=8)
        self._head = heading("Three dates")
        self._earliest = label("", "body", "text-2", wrap=True)
        self._grid = layout.grid(space=16)
        self._moved = layout.column(space=8)
        self._bar = RunBar()
        layout.add_all(column, self._head, self._earliest, self._moved, self._grid, self._bar)

    def show_case(self, case: CaseFacts) -> None:
        """Show the clocks of a request, and what moved of them."""
        self._bar.show_case(case)
        self._show_moved(case)
        lines = clock_lines(case)
        if lines == self._lines:
            return
        self._lines = lines
        self._head.setText(_HEADS[len(lines)])
        self._earliest.setText(_earliest(case, lines))
        layout.clear(self._grid)
        self.cards = [ClockDateCard(line) for line in lines]
        for card in self.cards:
            card.explained.connect(partial(self._explain, card.line))
        self._arrange()

    def _show_moved(self, case: CaseFacts) -> None:
        if self._moves == (case.request.version, case.moves):
            return
        self._moves = (case.request.version, case.moves)
        layout.clear(self._moved)
        if not case.moves:
            return
        self.seen = button("Got it", small=True, accessible="Got it: the dates that moved are seen")
        self.seen.clicked.connect(partial(self._got_it, case.request))
        lead = "A date moved." if len(case.moves) == 1 else "Dates moved."
        self._moved.addWidget(Note("info", lead, " ".join(one.sentence for one in case.moves), self.seen))

    def _got_it(self, request: AccessRequest) -> None:
        """Seen: from now on these dates are the ones that were last shown."""
        self.seen.setEnabled(False)
        services = self._services
        services.jobs.write(
            lambda session: moving.got_it(session, request),
            done=guarded(self, lambda saved: services.say.toast("The new dates are noted", saved.change_id)),
            failed=guarded(self, self._not_noted),
        )

    def _not_noted(self, error: Exception) -> None:
        self.seen.setEnabled(True)
        self._services.say.trouble(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the cards where they cannot stand beside each other."""
        super().resizeEvent(event)
        self._arrange()

    def retheme(self, _theme: Theme) -> None:
        """Another text size leaves another room."""
        self._arrange()

    def _arrange(self) -> None:
        across = len(self.cards) or 1 if self.width() / theme.current().scale >= _BESIDE else 1
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // across, place % across)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def _explain(self, line: ClockLine) -> None:
        self._services.dialogs.show(StepsDialog(line))


def _earliest(case: CaseFacts, lines: tuple[ClockLine, ...]) -> str:
    if case.request.sent_on is not None:
        return "The pack was sent. The clocks have stopped."
    if case.is_closed or case.told is not None:
        return "It has ended. The clocks have stopped."
    first = next((line for line in lines if line.is_first), None)
    if first is None:
        return "No date is known yet. The cards say what each clock waits for."
    return f"Work to the earliest: {first.title}, {first.figure}."
