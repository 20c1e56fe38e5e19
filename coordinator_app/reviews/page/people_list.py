"""Who came to a review: tick those whom the record knows, or type a name; each tick is kept at once (003-5.3)."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.dates import say
from coordinator_app.reviews.page.review_reading import PersonLine
from coordinator_app.reviews.parts import ReviewRole
from coordinator_app.reviews.people import Somebody
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import heading, label

Mark = tuple[str, str]


class PersonRow(QWidget):
    """One person: the tick, and below it since when they are asked or what is to be read first."""

    ticked = Signal(bool)

    def __init__(self, line: PersonLine) -> None:
        super().__init__()
        self.line = line
        self.tick = TickBox(_called(line.who))
        self._below = label("", "small", "text-2", wrap=True)
        lines = layout.column(self, space=2)
        lines.addWidget(self.tick)
        lines.addWidget(self._below)
        self.tick.edited.connect(lambda: self.ticked.emit(self.tick.value()))
        self.show_line(line, keep_tick=False)

    def show_line(self, line: PersonLine, *, keep_tick: bool) -> None:
        """The same person as kept by now; a tick that is still on its way stays as it was pressed."""
        self.line = line
        if not keep_tick:
            self.tick.set_value(line.came)
        asked = f"Asked on {say(line.asked_on)}." if line.asked_on else ""
        words = " ".join(part for part in (asked, line.who.warning) if part)
        self._below.setText(words)
        self._below.setVisible(bool(words))
        self.tick.setAccessibleDescription(words)


class PeopleList(QWidget):
    """Emits `ticked(Somebody, came)`, to be kept, and `edited` while a name is typed that is not added yet."""

    ticked = Signal(object, bool)
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout.size(self, max_width=640)
        self.rows: dict[Mark, PersonRow] = {}
        self._waiting: Counter[Mark] = Counter()
        self._further: dict[str, Somebody] = {}
        lines = layout.column(self, space=12)
        lines.addWidget(heading("Who was there?"))
        lines.addWidget(label("Tick each who came. It is kept at once.", "small", "text-2", wrap=True))
        self._lines = layout.column(space=8)
        lines.addLayout(self._lines)
        lines.addWidget(self._somebody_else())

    def _somebody_else(self) -> Card:
        card = Card(space=12)
        self.known = ChoiceList([], none="Officers and other agencies")
        self.name = TextInput(longest=200)
        self.role = ChoiceList([(one, one.label) for one in ReviewRole], none="Choose what they are")
        self.add = button("Add", small=True, accessible="Add this person to the review")
        self._known_row = FormRow("Somebody you know of", "", self.known, optional=True)
        self._name_row, self._role_row = (
            FormRow("Somebody else’s name", "", self.name, optional=True),
            FormRow("As what", "", self.role, optional=True),
        )
        beside = layout.row(space=12)
        beside.addWidget(self._name_row, 1)
        beside.addWidget(self._role_row, 1)
        card.body.addWidget(self._known_row)
        card.body.addLayout(beside)
        card.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.known.edited.connect(self._fill_in)
        for one in (self.name, self.role):
            one.edited.connect(self.edited)
        self.name.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        return card

    def show_people(self, people: tuple[PersonLine, ...], further: tuple[Somebody, ...]) -> None:
        """Show these; a list of the same people is only brought up to date, so that the focus stays."""
        self._further = {f"{role} {name}": one for one in further for role, name in (one.mark,)}
        self.known.offer([(mark, _called(one)) for mark, one in self._further.items()])
        self._known_row.setVisible(bool(further))
        if tuple(self.rows) != tuple(line.who.mark for line in people):
            self._make(people)
            return
        for line in people:
            mark = line.who.mark
            self.rows[mark].show_line(line, keep_tick=bool(self._waiting[mark]))

    def _make(self, people: tuple[PersonLine, ...]) -> None:
        held = next((mark for mark, row in self.rows.items() if row.tick.hasFocus()), None)
        pressed = {mark: row.tick.value() for mark, row in self.rows.items() if self._waiting[mark]}
        layout.clear(self._lines)
        self.rows = {}
        for line in people:
            row = PersonRow(line)
            mark = line.who.mark
            if mark in pressed:
                row.tick.set_value(pressed[mark])
            row.ticked.connect(partial(self._press, row))
            self._lines.addWidget(row)
            self.rows[mark] = row
        if held is not None:
            target = self.rows[held].tick if held in self.rows else self.name
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Another review: nobody of the last one stays, nor what was typed."""
        layout.clear(self._lines)
        self.rows, self._waiting = {}, Counter()
        self.put_back({})

    def came(self) -> int:
        """How many are ticked."""
        return sum(row.tick.value() for row in self.rows.values())

    def kept(self, who: Somebody) -> None:
        """A press has been answered."""
        self._waiting[who.mark] -= 1

    def refused(self, who: Somebody, *, came: bool) -> None:
        """A press came to nothing: the tick goes back."""
        self.kept(who)
        if who.mark in self.rows and not self._waiting[who.mark]:
            self.rows[who.mark].tick.set_value(not came)

    def _press(self, row: PersonRow, came: bool) -> None:
        self._ask(row.line.who, came=came)

    def _ask(self, who: Somebody, *, came: bool) -> None:
        self._waiting[who.mark] += 1
        self.ticked.emit(who, came)

    def _fill_in(self) -> None:
        chosen = self._further.get(str(self.known.value()))
        if chosen is not None:
            self.name.set_value(_called(chosen))
            self.role.set_value(chosen.role)
            self.edited.emit()
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        name, role = self.name.value(), self.role.value()
        self._name_row.set_error("" if name else "Type the name.")
        self._role_row.set_error("" if role else "Choose what they are.")
        if not name or not isinstance(role, ReviewRole):
            (self._role_row if name else self._name_row).focus()
            return
        self.put_back({})
        self.edited.emit()
        self._ask(Somebody(name, role), came=True)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> bool:
        """Whether a name stands there that was not added."""
        return bool(self.name.value())

    def point_to_typed(self) -> bool:
        """A name that is typed and not added would be lost: say so and go there; False if none is."""
        if not self.typed():
            return False
        self._name_row.set_error("Press Add, or empty this field.")
        self._name_row.focus()
        return True

    def point_out(self) -> None:
        """Somebody has to be named before the review is finished."""
        self._name_row.set_error("Tick who came, or type a name and press Add.")
        first = next(iter(self.rows.values()), None)
        (first.tick if first is not None else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def draft(self) -> dict[str, str]:
        """The name that is typed and not added yet."""
        role = self.role.value()
        kept = {"name": self.name.value(), "role": role.value if isinstance(role, ReviewRole) else ""}
        return kept if kept["name"] else {}

    def put_back(self, draft: dict[str, str]) -> None:
        """A draft again, or nothing."""
        self.name.set_value(draft.get("name", ""))
        role = draft.get("role", "")
        self.role.set_value(ReviewRole(role) if role in set(ReviewRole) else None)
        self.known.set_value(None)
        for row in (self._name_row, self._role_row):
            row.set_error("")


def _called(who: Somebody) -> str:
    return f"{who.name}, {who.about}" if who.about else who.name
