"""A safeguarding call about a child who was not known yet: read it, find the child, put it on the record (003-6.4)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import Trouble
from coordinator_app.referrals.page import unplaced_reading
from coordinator_app.referrals.page.boxes import AskBox, ask
from coordinator_app.referrals.page.one_write import OneWrite
from coordinator_app.referrals.page.unplaced_boxes import BeginBox, CloseBox, CorrectBox
from coordinator_app.referrals.page.unplaced_reading import CallFacts, Meant
from coordinator_app.referrals.unplaced_calls import place_call
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page import Page
from coordinator_app.ui.tidying import only_faults

_NOBODY = "Nobody on the list has a name like this. If it is a child of ours, begin a record."
_BESIDE, _ROW = 760, 58  # px of the design


class UnplacedCallPage(Page):
    """Once the call is on a record, that record is opened."""

    name: ClassVar[str] = "safeguarding_call"
    title: ClassVar[str] = "Safeguarding call"
    kinds: ClassVar[frozenset[str]] = frozenset({"unplaced_call", "pupil"})

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.call_id = ""
        self.facts: CallFacts | None = None
        self._round, self._goes_to, self._looked_at = 0, "", ""
        self.child = TextInput(longest=100, hint="Type part of a name, or the UPN")
        self.list = TwoLineList("Pupils found", compact=True, click_opens=False)
        self.place = button("&Put it on this record", "primary")
        self.begin = button("&Begin a record", icon="user-plus")
        self.correct = button("&Correct", small=True)
        self.close_it = button("C&lose without a record")
        self._writing = OneWrite(services, self, self._placed)
        self._lay_out()
        self._wire()

    def open(self, call_id: str = "", **_more: Any) -> None:
        """Show a call."""
        if call_id != self.call_id:
            self.new_visit()
            self.facts, self._looked_at = None, ""
            self.child.set_value("")
        self.call_id = call_id
        self.refresh()

    def where(self) -> dict[str, Any] | None:
        """The call."""
        return {"call_id": self.call_id}

    def whose(self) -> str:
        """The pupil."""
        return self.facts.call.called if self.facts is not None else ""

    def refresh(self) -> None:
        """Read the call anew."""
        call_id = self.call_id
        done, failed = self.in_turn(self._show, self._failed)
        self.desk.jobs.read(
            lambda session: unplaced_reading.read_call(session, call_id), done=done, failed=failed
        )

    def first_focus(self) -> None:
        """Where the child is looked for."""
        self.child.setFocus(Qt.FocusReason.OtherFocusReason)

    # the look

    def _lay_out(self) -> None:
        self.body.addWidget(heading("Safeguarding call", 1))
        holder = QWidget()
        # room for the focus ring, which is drawn outside its widget
        below = layout.column(holder, space=16, margins=(4, 4, 12, 4))
        self.body.addWidget(layout.scrolling(holder, "The call, and whose it is"), 1)
        self._said = layout.column(space=12)
        below.addLayout(self._said)
        self._card = Card()
        self._lines = layout.column(space=10)
        self._card.body.addLayout(self._lines)
        line = layout.row()
        layout.add_all(line, self.correct, None)
        self._card.body.addLayout(line)
        below.addWidget(self._card)
        self._whose = QWidget()
        self._whose.setAccessibleName("Whose call is it?")
        whose = layout.column(self._whose, space=12)
        self._says = label("", "small", "text-2", wrap=True)
        self._found = list_card(self.list)
        whose.addWidget(heading("Whose call is it?"))
        whose.addWidget(FormRow("Find the child", "", self.child, printed=False))
        for widget in (self._found, self._says):
            whose.addWidget(widget)
        self._acts = layout.row(space=12)
        layout.add_all(self._acts, self.place, self.begin, self.close_it, None)
        whose.addLayout(self._acts)
        below.addWidget(self._whose)
        below.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window, or at large text, the buttons stand one under another."""
        super().resizeEvent(event)
        beside = self.width() >= theme.current().px(_BESIDE)
        self._acts.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )

    def _wire(self) -> None:
        self.child.edited.connect(self._find)
        self.list.current_changed.connect(lambda _key: self._ready())
        self.list.opened.connect(lambda _key: self._put())
        self.place.clicked.connect(self._put)
        self.begin.clicked.connect(self._begin)
        self.correct.clicked.connect(self._correct)
        self.close_it.clicked.connect(self._close)
        self._ready()

    # what is shown

    def _show(self, facts: CallFacts) -> None:
        first = self.facts is None
        self.facts = facts
        self._writing.shown()
        self.show_content()
        layout.clear(self._lines)
        for name, words in facts.lines:
            pair = layout.column(space=2)
            layout.add_all(pair, label(name, "small", "text-2"), label(words, "body", wrap=True))
            self._lines.addLayout(pair)
        layout.clear(self._said)
        if facts.settled:
            self._said.addWidget(Note("info", facts.settled, ""))
        self._whose.setVisible(not facts.settled)
        self.correct.setVisible(not facts.settled)
        if first and not self.child.value():
            self._offer(facts.meant)
        self._note_the_look(facts)
        self._ready()

    def _note_the_look(self, facts: CallFacts) -> None:
        """Who looked at the call stands in the audit, once for each visit."""
        call = facts.call
        if self._looked_at != call.id:
            self._looked_at = call.id
            self.desk.jobs.write(lambda session: session.viewed(call), failed=only_faults(self.desk.say))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Trouble):
            raise error
        self.show_trouble(error)

    def _find(self) -> None:
        self._round += 1
        asked, typed = self._round, self.child.value()
        self.desk.jobs.read(
            lambda session: unplaced_reading.find_meant(session, typed),
            done=self.of_visit(lambda found: self._came(asked, typed, found)),
            failed=self.of_visit(self.desk.say.trouble),
        )

    def _came(self, asked: int, typed: str, found: tuple[Meant, ...]) -> None:
        if asked == self._round:
            self._offer(found, typed)

    def _offer(self, found: tuple[Meant, ...], typed: str = "") -> None:
        self.list.show_rows([Row(one.pupil_id, one.name, one.detail, "user") for one in found])
        self._found.setVisible(bool(found))
        layout.size(self._found, height=min(3, len(found)) * _ROW + 2)
        self._says.setText(_NOBODY if typed and not found else "")
        self._says.setVisible(bool(self._says.text()))
        if typed:
            announce(self, self._says.text() or f"{len(found)} found")
        self._ready()

    def _ready(self) -> None:
        """Nobody is chosen for the user: the wrong child’s record would hold what another child said."""
        known = self.facts is not None and not self.facts.settled
        self.place.setEnabled(known and bool(self.list.current_key()))
        for one in (self.begin, self.close_it, self.correct):
            one.setEnabled(known)

    # what is done

    def _put(self) -> None:
        facts, pupil_id = self.facts, str(self.list.current_key() or "")
        if facts is None or not pupil_id or not self.place.isEnabled():
            return
        self._goes_to = pupil_id
        self._writing.do(
            lambda session: place_call(session, facts.call, pupil_id), "Safeguarding call put on the record"
        )

    def _placed(self) -> None:
        self._to(self._goes_to)

    def reopens(self) -> Openers:
        """The boxes over a call that are opened again."""
        acts = {"begin_record": self._begin, "correct_call": self._correct, "close_call": self._close}
        return {kind: partial(self._again, act) for kind, act in acts.items()}

    def _again(self, act: Callable[[], None], left: Left) -> bool:
        if self.facts is None or self.facts.call.id != left.record_id:
            return False
        act()
        return True

    def _begin(self) -> None:
        if self.facts is not None:
            ask(self.desk, BeginBox(self.facts, self.desk.clock), guarded(self, self._begun))

    def _correct(self) -> None:
        if self.facts is not None:
            self._ask(CorrectBox(self.facts.call, self.desk.clock))

    def _close(self) -> None:
        if self.facts is not None:
            self._ask(CloseBox(self.facts.call))

    def _ask(self, box: AskBox) -> None:
        ask(self.desk, box, guarded(self, lambda _saved: self.refresh()))

    def _begun(self, saved: Saved[Any]) -> None:
        self._to(saved.record.pupil_id)

    def _to(self, pupil_id: str) -> None:
        """To the record that the call stands on now, unless the user has gone elsewhere."""
        if self.in_front():
            self.desk.go.to("pupil", pupil_id=pupil_id, tab="chronology")
        self.refresh()
