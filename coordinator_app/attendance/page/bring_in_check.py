"""The fourth step: what becomes of every row, before anything is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from coordinator_app.attendance.bringing_in.plan import Outcome, Plan, RowOutcome
from coordinator_app.attendance.page import bring_in_reading
from coordinator_app.core.dates import say
from coordinator_app.core.export_table import Table
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.export_list import Load, export_button
from coordinator_app.ui.labels import label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.notes import Note

if TYPE_CHECKING:
    from coordinator_app.store.session import Session
    from coordinator_app.ui.chips import Set

_CHIPS_BESIDE = 620  # px of the design
_LIST_HEIGHT = 400
_CHIPS: dict[Outcome, tuple[Set, str]] = {
    Outcome.NEW: ("safe", "plus"),
    Outcome.SAME: ("neutral", "check"),
    Outcome.CHANGES: ("soon", "pen-line"),
    Outcome.REFUSED: ("over", "octagon-alert"),
}
_ORDER = (Outcome.NEW, Outcome.CHANGES, Outcome.REFUSED, Outcome.SAME)


class CheckStep(QWidget):
    """The list of a plan, all rows or those of one outcome."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.plan: Plan | None = None
        self._shown: tuple[RowOutcome, ...] = ()
        self._head = layout.column(space=12)
        self.which = ChoiceList((), none=None, width=260)
        self.export = export_button(services, "Rows of a register", chosen=self._what_is_shown)
        self.list = TwoLineList("Rows of the register", click_opens=False)
        self._lay_out()
        self.which.edited.connect(self._filter)

    def forget(self) -> None:
        """No plan."""
        self.plan, self._shown = None, ()
        layout.clear(self._head)
        self.list.show_rows([])
        self._below.hide()

    def show_plan(self, plan: Plan) -> None:
        """A check has come."""
        self.forget()
        self.plan = plan
        self._say(plan)
        some = [(one.value, f"{one.label} ({plan.counts[one]:,})") for one in _ORDER if plan.counts[one]]
        self.which.set_options([("", f"All rows ({len(plan.outcomes):,})"), *some])
        self.which.set_value("")
        self._below.show()
        self._filter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chips go below the words in a narrow window."""
        super().resizeEvent(event)
        self.list.wrap_chips(self.width() / theme.current().scale < _CHIPS_BESIDE)

    def _lay_out(self) -> None:
        lines = layout.column(self, space=14)
        lines.addLayout(self._head)
        self._below = QWidget()
        below = layout.column(self._below, space=12)
        line = layout.row(space=10)
        words = label("Show", "body-strong")
        words.setBuddy(self.which)
        layout.add_all(line, words, self.which, None, self.export)
        below.addLayout(line)
        card = list_card(self.list)
        layout.size(card, min_height=_LIST_HEIGHT)
        below.addWidget(card, 1)
        lines.addWidget(self._below, 1)
        self._below.hide()

    def _say(self, plan: Plan) -> None:
        kind: Set = "info" if plan.weeks else "soon"
        lead = would_words(plan) if plan.weeks else "Nothing in this file is new."
        left_out = plan.counts[Outcome.REFUSED]
        rest = "Nothing is kept yet."
        if left_out:
            rest = f"{rows_words(left_out)} cannot be taken and stay out. The reasons stand in the list."
        self._head.addWidget(Note(kind, lead, rest))
        for words in plan.notes:
            self._head.addWidget(Note("soon", words))

    def _filter(self) -> None:
        if self.plan is None:
            return
        self._shown = bring_in_reading.shown_outcomes(self.plan, str(self.which.value() or ""))
        self.list.start(self._load)

    def _load(self, after: object, limit: int) -> None:
        begin = cast("int", after or 0)
        rows = [
            _row(place, self._shown[place]) for place in range(begin, min(begin + limit, len(self._shown)))
        ]
        following = begin + limit
        self.list.add_rows(rows, following if following < len(self._shown) else None)

    def _what_is_shown(self) -> Load:
        plan, only = self.plan, str(self.which.value() or "")

        def load(session: Session) -> Table:
            return bring_in_reading.table(session, plan, only)

        return load


def would_words(plan: Plan) -> str:
    """As "12 weeks of 4 pupils would be new, and 3 would change."."""
    pupils = f"{plan.pupils:,} {'pupil' if plan.pupils == 1 else 'pupils'}"
    new, changed = plan.new_weeks, plan.changed_weeks
    weeks = f"{new:,} {'week' if new == 1 else 'weeks'}"
    if not changed:
        return f"{weeks} of {pupils} would be new."
    more = f"{changed:,} {'week' if changed == 1 else 'weeks'} would change"
    return f"{weeks} would be new and {more}, of {pupils}." if new else f"{more}, of {pupils}."


def rows_words(count: int) -> str:
    """As "1 row" or "12 rows"."""
    return f"{count:,} {'row' if count == 1 else 'rows'}"


def _row(place: int, one: RowOutcome) -> Row:
    kind, icon = _CHIPS[one.outcome]
    week = f", week of {say(one.monday)}" if one.monday else ""
    return Row(
        place,
        one.who or "Nobody is named",
        f"Row {one.row:,}{week}. {one.words}",
        "user",
        chip_text=one.outcome.label,
        chip_kind=kind,
        chip_icon=icon,
    )
