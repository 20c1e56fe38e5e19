"""What the family has not been given yet: tick what is covered today, say why not for the rest (003-5.3b)."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.reviews.actions import Told
from coordinator_app.reviews.page.review_reading import Unshared
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card, separator
from coordinator_app.ui.choices import TickBox
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import IconLabel, label
from coordinator_app.ui.marking import SETTLED, into_sight
from coordinator_app.ui.notes import Note

_AT_ONCE = 15  # rows made in one turn of the event loop
_NAMED = 3  # entries named where several are missing
_FIRST = 40  # letters by which one is told from others


class ShareRow(QWidget):
    """One record: its tick, its words, and why not while it is not ticked. Emits `edited`."""

    edited = Signal()

    def __init__(self, line: Unshared) -> None:
        super().__init__()
        self.line = line
        self.rule = separator()  # above it, and gone with it
        self.tick = TickBox(line.called)
        self.tick.setAccessibleDescription(line.words)  # of nine entries of one day each is told by its words
        self.why = TextInput(longest=300, hint="Why not?")
        self.why.setAccessibleName(f"Why {line.title} of {line.day}{_first_words(line)} is not shared")
        self.why.setAccessibleDescription(line.words)
        self._open = label(_OPEN, "small", "over-fg", wrap=True)
        self._open.hide()
        around = layout.column(self, space=0)
        around.addWidget(self.rule)
        lines = layout.column(space=4, margins=(0, 8, 0, 8))
        around.addLayout(lines)
        lines.addWidget(self.tick)
        lines.addWidget(label(line.words, "small", "text-2", wrap=True))
        if line.guarded:
            mark = layout.row(space=6)
            mark.addWidget(IconLabel("lock", "text-2", 14))
            mark.addWidget(label("Restricted: stays off the printout", "caption", "text-2", wrap=True), 1)
            lines.addLayout(mark)
        for words in _remarks(line):
            lines.addWidget(label(words, "caption", "text-2", wrap=True))
        self.tick.setEnabled(not line.kept_back)
        lines.addWidget(self.why)
        lines.addWidget(self._open)
        self.tick.edited.connect(self._ticked)
        self.why.edited.connect(self._explained)

    def told(self) -> Told:
        """What was decided."""
        shared = self.tick.value()
        return Told(self.line.record, shared, "" if shared else self.why.value())

    def decide(self, *, shared: bool, why_not: str) -> None:
        """Put a decision back."""
        shared = shared and not self.line.kept_back
        self.tick.set_value(shared)
        self.why.set_value(why_not)
        self.why.setVisible(not shared)
        self._look_again()

    @property
    def is_open(self) -> bool:
        """Whether it is neither ticked nor explained."""
        return not self.tick.value() and not self.why.value()

    def mark(self, *, missing: bool) -> None:
        """Say here that it is still to be decided, until it is."""
        self._open.setVisible(missing)
        self.why.set_invalid(missing)

    def _ticked(self) -> None:
        self.why.setVisible(not self.tick.value())
        self._explained()

    def _explained(self) -> None:
        self._look_again()
        self.edited.emit()

    def _look_again(self) -> None:
        if not self.is_open:
            self.mark(missing=False)


_OPEN = "Tick it if it was shared, or say why not."


def _remarks(line: Unshared) -> tuple[str, ...]:
    soft = "Soft information: for the family, the school and services that help only." if line.soft else ""
    return tuple(words for words in (line.kept_back, soft) if words)


class ShareList(QWidget):
    """All of them. Emits `edited`; `told()` is every decision, in order."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ShareRow] = []
        self._held: dict[str, list[object]] = {}
        self._waiting: list[Unshared] = []
        self._until: date | None = None
        self._shown: tuple[Unshared, ...] | None = None
        lines = layout.column(self, space=8)
        self._notes = layout.column(space=8)
        self._words = label("", "small", "text-2", wrap=True)
        self._later = label("", "small", "text-2", wrap=True)
        self.all = button("Tick all that are not restricted", small=True)
        self.rest = TextInput(longest=300, hint="One reason for all the others")
        self.rest.setAccessibleName("One reason for all that are not ticked and have none")
        self._rows = layout.column(space=0)
        self._absent = Note("soon", "Nobody of the family is ticked as there.", _ABSENT)
        self._absent.hide()
        self._is_absent = False
        lines.addLayout(self._notes)
        lines.addWidget(self._absent)
        layout.add_all(lines, self._words, self._later, self.all)
        lines.addLayout(self._rows)
        lines.addWidget(self.rest)
        lines.addStretch(1)
        self.all.clicked.connect(self.tick_all)
        self.rest.edited.connect(self._explained)

    def show_lines(self, found: tuple[Unshared, ...]) -> None:
        """Show what is not shared; decisions made on the screen stay, and the same list is left as it is typed into."""
        if found == self._shown:
            return
        self._shown = found
        self._held = self.draft() | {"": [False, self.rest.value()]}
        layout.clear(self._rows)
        self.rows, self._waiting = [], list(found)
        self._count()
        self._more()

    def show_until(self, day: date | None) -> None:
        """Ask only about what the family can have been told on the day of the review; None is not known yet.

        What came after it is left out of the list with its tick and reason, which are there again with another day.
        """
        if day == self._until:
            return
        self._until = day
        for row in self.rows:
            row.setVisible(self._asks(row.line))
        self._count()
        if self._later.text():
            announce(self, self._later.text())

    def _asks(self, line: Unshared) -> bool:
        return self._until is None or line.on is None or line.on <= self._until

    def _asked(self) -> list[ShareRow]:
        return [row for row in self.rows if self._asks(row.line)]

    def _count(self) -> None:
        """Say how many it is about, and how many are left for the next review."""
        every = self._shown or ()
        found = tuple(line for line in every if self._asks(line))
        self._words.setText(_words(found, later=len(every) - len(found)))
        self._later.setText(_later_words(len(every) - len(found)))
        self._later.setVisible(bool(self._later.text()))
        for one in (self.all, self.rest):
            one.setVisible(bool(found))
        self._say_absent()

    def say_absent(self, *, absent: bool) -> None:
        """Say, where there is something to tick, when it counts as told if nobody of the family came."""
        self._is_absent = absent
        self._say_absent()

    def _say_absent(self) -> None:
        self._absent.setVisible(self._is_absent and any(self._asks(line) for line in self._shown or ()))

    def forget(self) -> None:
        """Another review: no tick and no reason may stay."""
        layout.clear(self._rows)
        self.rows, self._waiting, self._held, self._shown, self._until = [], [], {}, None, None
        self.rest.set_value("")
        self.say("", "")

    def tick_all(self) -> None:
        """Everything that is not restricted was covered."""
        self.finish()
        for row in self._asked():
            if not row.line.guarded and not row.line.kept_back:
                row.decide(shared=True, why_not="")
        self.edited.emit()

    def told(self) -> tuple[Told, ...]:
        """What was decided about each that was asked about."""
        self.finish()
        reason = self.rest.value()
        found = (row.told() for row in self._asked())
        return tuple(one if one.shared or one.why_not else Told(one.record, False, reason) for one in found)

    def point_out(self) -> bool:
        """Say which are undecided, mark them, and go to the first; False if none is."""
        self.finish()
        open_rows = [] if self.rest.value() else [row for row in self._asked() if row.is_open]
        self.say("", "")
        for row in self.rows:
            row.mark(missing=row in open_rows)
        if open_rows:
            self._say_open([row.line for row in open_rows])
            self._go_to(open_rows[0])
        return bool(open_rows)

    def _say_open(self, lines: list[Unshared]) -> None:
        things = "1 entry is" if len(lines) == 1 else f"{len(lines)} entries are"
        lead, which = f"{things} neither ticked nor explained.", "; ".join(map(_which, lines[:_NAMED]))
        more = len(lines) - _NAMED
        which += f"; and {more} more" if more > 0 else ""
        self.say(lead, f"{which}. Tick what was shared, or say why not.")
        announce(self, f"{lead} {which}.", assertive=True)

    def _go_to(self, row: ShareRow) -> None:
        """The cursor stands where it can be put right, and the row is seen, once what was said has its room."""
        target = row.why if row.why.isEnabled() else row.tick
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(SETTLED, row, partial(into_sight, row))

    def _explained(self) -> None:
        """One reason for all the others: nothing is missing any more."""
        if self.rest.value():
            for row in self.rows:
                row.mark(missing=False)
        self.edited.emit()

    def say(self, lead: str, text: str) -> None:
        """Say at the list, in plain words, what keeps the review from being finished; "" takes it away."""
        layout.clear(self._notes)
        if lead:
            self._notes.addWidget(Note("over", lead, text))

    def draft(self) -> dict[str, list[object]]:
        """Ticks and reasons by the record's id."""
        made = {row.line.record.id: [row.tick.value(), row.why.value()] for row in self.rows}
        kept = {name: held for name, held in made.items() if any(held)}
        if self.rest.value():
            kept[""] = [False, self.rest.value()]
        return kept

    def put_back(self, draft: dict[str, list[object]]) -> None:
        """A draft again."""
        self.finish()
        self.rest.set_value(draft.get("", [False, ""])[1])
        for row in self.rows:
            held = draft.get(row.line.record.id)
            if held is not None:
                row.decide(shared=bool(held[0]), why_not=str(held[1]))

    def finish(self) -> None:
        """Make the rows that wait for the next turn."""
        while self._waiting:
            self._make()

    def _more(self) -> None:
        self._make()
        if self._waiting:
            QTimer.singleShot(0, self, self._more)

    def _make(self) -> None:
        now, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        for line in now:
            row = ShareRow(line)
            row.rule.setVisible(bool(self.rows))
            held = self._held.get(line.record.id)
            if held is not None:
                row.decide(shared=bool(held[0]), why_not=str(held[1]))
            row.edited.connect(partial(self.edited.emit))
            self.rows.append(row)
            self._rows.addWidget(row)
            row.setVisible(self._asks(line))


_ABSENT = (
    "What you tick counts as told once you note that they got the summary. Send the entries with it, or tell them by "
    "telephone."
)


def _which(line: Unshared) -> str:
    """One of the list, told from others of its kind and day by its first words."""
    return f"{line.called}{_first_words(line)}"


def _first_words(line: Unshared) -> str:
    """As " (“Came late to…”)"; nothing of what is kept apart."""
    if line.guarded or not line.words:
        return ""
    first = line.words if len(line.words) <= _FIRST else f"{line.words[: _FIRST - 1].rstrip()}…"
    return f" (“{first}”)"


def _later_words(number: int) -> str:
    if not number:
        return ""
    if number == 1:
        return "1 entry is dated after the day of the review: it is for the next one."
    return f"{number} entries are dated after the day of the review: they are for the next one."


def _words(found: tuple[Unshared, ...], *, later: int) -> str:
    number = len(found)
    if not number and later:
        return "Everything from up to the day of the review has been shared with the family."
    if not number:
        return "Everything you hold has been shared with the family."
    things = "1 entry has" if number == 1 else f"{number} entries have"
    told = f"{things} not been given to the family."
    if any(one.guarded for one in found):
        told += " Restricted ones are counted in this list and nowhere else."
    return f"{told} Tick what you went through; say why not for the rest."


def in_card(rows: ShareList) -> Card:
    """The list in a card, for a window without room for a panel."""
    card = Card()
    card.body.addWidget(rows)
    return card
