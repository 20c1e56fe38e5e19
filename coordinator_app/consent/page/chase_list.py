"""The chase list: forms that are out, not whole, not agreed, run out or for an older statement (003-4.2, 4.3, 7.3)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coordinator_app.consent.chase_words import WORDS, Act
from coordinator_app.consent.chasing import ChaseReason, Narrow
from coordinator_app.consent.page.boxes import ChaseBox, SettleBox
from coordinator_app.consent.page.chase_panel import ChasePanel
from coordinator_app.consent.page.chase_reading import (
    ChaseFacts,
    ChaseRow,
    ChaseRows,
    name_of,
    read_one,
    read_rows,
    read_table,
)
from coordinator_app.core.errors import Cancelled, Trouble
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.drawer import WithPanel
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.export_list import export_button
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.page import Page
from coordinator_app.ui.reflow import Reflow
from coordinator_app.ui.shortcuts import KeyLine

if TYPE_CHECKING:
    from coordinator_app.consent.chasing import ChaseMark
    from coordinator_app.core.export_table import Table
    from coordinator_app.store.session import Session
    from coordinator_app.ui.chips import Set

_SETTLED = "This has been settled meanwhile."
_ONE_LINE, _CHIPS_BESIDE = 700, 900  # px of the design: the acts have long words


class ChaseListPage(Page):
    """Enter does the act of the row; the panel beside it has the others and what was asked before."""

    name: ClassVar[str] = "chase_list"
    title: ClassVar[str] = "Chase list"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {
            "consent",
            "consent_answer",
            "consent_resolution",
            "consent_chase",
            "printed_form",
            "referral",
            "carer",
            "pupil",
            "form_wording",
        }
    )
    keys: ClassVar[tuple[KeyLine, ...]] = (
        KeyLine("open", ("Enter",), "Do what the row asks for", own=True),
        KeyLine("peek", ("Space",), "Show what is wrong and what else can be done", own=True),
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self._round, self._asks = 0, False
        self._found: dict[str, ChaseRow] = {}
        self.heading = heading("Chase list", 1)
        self.which = ChoiceBoxes([(False, "To ask now"), (True, "Asked, waiting")])
        self.which.set_value(False)
        self.which.setAccessibleName("Which forms")
        self.reason = ChoiceList([], none="Everything", width=280)
        self.reason.setAccessibleName("What is wrong")
        self.export = export_button(services, "Chase list", chosen=self._table)
        self.list = TwoLineList("Forms to chase", click_opens=False)
        self.panel = ChasePanel()
        self._lay_out()
        self._wire()

    def refresh(self) -> None:
        """Read from the top."""
        self._round += 1
        self._card.show()
        layout.clear(self._empty)
        self.list.start(partial(self._load, self._round))

    def first_focus(self) -> None:
        """The list if there is one."""
        (self.list if self.list.rows() else self.which.target()).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chips go below the words in a narrow window."""
        super().resizeEvent(event)
        self._fold()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._fold()

    def _fold(self) -> None:
        beside = 0 if self.split.is_drawer else self.panel.width()
        room = (self.width() - beside) / theme.current().scale
        way = QBoxLayout.Direction.LeftToRight if room >= _ONE_LINE else QBoxLayout.Direction.TopToBottom
        self._filters.setDirection(way)
        self.list.wrap_chips(room < _CHIPS_BESIDE)

    def _lay_out(self) -> None:
        main = QWidget()
        inside = layout.column(main, space=16, margins=(24, 20, 24, 20))
        self.split = WithPanel(main, self.panel)
        head = layout.row(space=12)
        layout.add_all(head, self.heading, None, self.split.opener, self.export)
        inside.addLayout(head)
        self._filters = layout.row(space=12)
        layout.add_all(self._filters, self.which, self.reason)
        self._filters.addStretch(1)
        inside.addLayout(self._filters)
        spoken = label("What is wrong")
        spoken.setParent(main)
        spoken.setBuddy(self.reason)
        spoken.hide()
        self._empty = layout.column(space=0)
        inside.addLayout(self._empty)
        self._card = list_card(self.list)
        inside.addWidget(self._card, 1)
        inside.addStretch(0)
        layout.column(self.content, space=0).addWidget(self.split)
        self._reflow = Reflow(self)
        self._reflow.changed.connect(self.split.show_shape)
        self._reflow.changed.connect(lambda _shape: self._fold())
        self.split.show_shape(self._reflow.shape)

    def _wire(self) -> None:
        self.which.edited.connect(self._other_tab)
        self.reason.edited.connect(self.refresh)
        self.list.opened.connect(self._act_of_row)
        self.list.peeked.connect(lambda _key: self.split.open())
        self.list.current_changed.connect(self._read_one)
        self.list.menu_chosen.connect(lambda key, name: self._do(str(key), Act(name)))
        self.panel.chosen.connect(self._do_in_hand)

    def _other_tab(self) -> None:
        self.reason.set_value(None)
        self.refresh()

    # reading

    def _narrow(self) -> Narrow:
        reason = self.reason.value()
        one = (reason,) if isinstance(reason, ChaseReason) else None
        return Narrow(waiting=self.which.value() is True, reasons=one)

    def _table(self) -> Any:
        narrow = self._narrow()

        def load(session: Session) -> Table:
            return read_table(session, narrow)

        return load

    def _load(self, asked_in: int, after: object, limit: int) -> None:
        narrow, mark = self._narrow(), cast("ChaseMark | None", after)

        def read(session: Session) -> ChaseRows:
            return read_rows(session, narrow, mark, limit)

        self.desk.jobs.read(
            read,
            done=guarded(self, partial(self._show, asked_in, mark is None)),
            failed=guarded(self, self._failed),
        )

    def _show(self, asked_in: int, first: bool, rows: ChaseRows) -> None:
        if asked_in != self._round:
            return  # another list was asked for meanwhile
        if first:
            self._found.clear()
            self._show_counts(rows)
        self._found |= {one.key: one for one in rows.rows}
        self.list.add_rows([_row(one) for one in rows.rows], rows.next)
        if not self.list.rows():
            self._card.hide()
            self._empty.addWidget(self._nothing())
            self.panel.show_nothing()
        elif self.list.current_key() is None:
            self.list.step(1)
        elif first:
            self._read_one(self.list.current_key())

    def _show_counts(self, rows: ChaseRows) -> None:
        boxes = self.which.boxes
        for box, words, number in zip(
            boxes, ("To ask now", "Asked, waiting"), (rows.to_ask, rows.waiting), strict=True
        ):
            box.setText(f"{words} ({number})" if number else words)
            box.setAccessibleName(box.text())
        chosen = self.reason.value()
        # the last of the chosen reason is dealt with: the filter still stands, and says so
        counts = rows.counts | (
            {chosen: 0} if isinstance(chosen, ChaseReason) and chosen not in rows.counts else {}
        )
        self.reason.offer([(reason, f"{reason.label} ({number})") for reason, number in counts.items()])
        total = sum(rows.counts.values())
        announce(self.list, "1 form" if total == 1 else f"{total} forms")

    def _nothing(self) -> EmptyState:
        if self.reason.value() is not None:
            return EmptyState("filter", "Nothing matches this filter", "Choose “Everything” to see the rest.")
        if self.which.value() is True:
            text = (
                "When you note that you asked, and when to ask again, the pupil stands here until that day."
            )
            return EmptyState("hourglass", "Nobody was asked and is waited for", text)
        text = "Forms stand here when they are late, not whole, not agreed, run out or signed for an older statement."
        return EmptyState("circle-check", "No form needs chasing", text)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)

    def _read_one(self, key: object) -> None:
        self.desk.jobs.read(
            lambda session: read_one(session, str(key)),
            done=guarded(self, partial(self._show_one, key)),
            failed=guarded(self, self.desk.say.trouble),
        )

    def _show_one(self, key: object, facts: ChaseFacts | None) -> None:
        if key != self.list.current_key():
            return  # another row was gone to: the acts beside it must not be those of this one
        if facts is None:
            self.panel.show_nothing()
        else:
            self.panel.show_facts(facts)

    # acting

    def _act_of_row(self, key: object) -> None:
        row = self._found.get(str(key))
        if row is not None:
            self._do(row.key, WORDS[row.found.reason].act)

    def _do_in_hand(self, act: object) -> None:
        if self.panel.facts is not None and isinstance(act, Act):
            self._do(self.panel.facts.row.key, act)

    def _do(self, key: str, act: Act) -> None:
        row = self._found.get(key)
        if row is None:
            self.desk.say.hint(_SETTLED)
            return
        pupil_id, reason = row.found.pupil_id, row.found.reason
        go = self.desk.go
        acts = {
            Act.LETTER: lambda: go.to("chase_letter", pupil_id=pupil_id, reason=str(reason)),
            Act.PRINT: lambda: go.to("print_forms", pupil_id=pupil_id),
            Act.RECORD: lambda: go.to("record_consent", pupil_id=pupil_id),
            Act.CONSENT: lambda: go.to("consent", pupil_id=pupil_id),
            Act.REFERRAL: lambda: go.to("referral", pupil_id=pupil_id),
            Act.SETTLE: lambda: self._ask_settle(pupil_id, row.title),
            Act.CALL: lambda: self._note_call(key),
        }
        acts[act]()

    def reopens(self) -> Openers:
        """The boxes over the list that are opened again."""
        calls = {f"chase_{one}": partial(self._call_again, one) for one in ChaseReason}
        return {"settle_consent": self._settle_again, **calls}

    def _settle_again(self, left: Left) -> bool:
        self.desk.jobs.read(
            lambda session: name_of(session, left.record_id),
            done=guarded(self, partial(self._ask_settle, left.record_id)),
            failed=guarded(self, self.desk.say.trouble),
        )
        return True

    def _ask_settle(self, pupil_id: str, name: str) -> None:
        box = SettleBox(self.desk, pupil_id, self.refresh)
        box.belongs_to(name)
        box.ask(self)

    def _call_again(self, reason: ChaseReason, left: Left) -> bool:
        self._note_call(f"{left.record_id} {reason}")
        return True

    def _note_call(self, key: str) -> None:
        """The names of whom one may have asked are read first; pressed twice, it asks once."""
        if self._asks:
            return
        self._asks = True

        def failed(error: Exception) -> None:
            self._asks = False
            self.desk.say.trouble(error)

        self.desk.jobs.read(
            lambda session: read_one(session, key),
            done=guarded(self, self._ask_call),
            failed=guarded(self, failed),
        )

    def _ask_call(self, facts: ChaseFacts | None) -> None:
        self._asks = False
        if facts is None:
            self.desk.say.hint(_SETTLED)
            return
        found = facts.row.found
        box = ChaseBox(self.desk, found.pupil_id, found.reason, facts.names, self.refresh, facts.again)
        box.belongs_to(facts.row.title)
        box.ask(self)


def _row(one: ChaseRow) -> Row:
    words = WORDS[one.found.reason]
    return Row(
        one.key,
        one.title,
        one.second,
        words.icon,
        "neutral",
        chip_text=words.chip,
        chip_kind=cast("Set", words.tone),
        action=words.act.label,
        menu=tuple((act.value, act.label) for act in words.others),
    )
