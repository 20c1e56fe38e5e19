"""The box that adds an entry: category, date, source, words, fact or opinion; saved by Ctrl+Enter (design 8.4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from coordinator_app.chronology.model import Category, ChronologyEntry, Standing
from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import read_date
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.past_date import PastDate

_FIELDS = ("category", "happened_on", "source", "words", "standing")


def past_date(clock: Clock) -> DateInput:
    """A date that lies behind us, read as one types it."""
    return DateInput(
        lambda typed: read_date(typed, clock.today(), future=True).value, today=clock.today, width=None
    )


class EntryBox(Card):
    """Emits `saving` when the user wants to keep what is typed, `edited` on every change, `left` when closed.

    `offer` says which categories there are: all, the open ones, or safeguarding alone while the gate is shut.
    """

    saving = Signal()
    edited = Signal()
    closed = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__(space=12)
        self._clock = clock
        self.setAccessibleName("Add an entry")
        self._title = heading("Record a safeguarding call")
        self.rows: dict[str, FormRow] = {
            "category": FormRow("Category", "", ChoiceList([])),
            "happened_on": FormRow("Date it happened", "", past_date(clock)),
            "source": FormRow("Who says so", "", TextInput(longest=200), optional=True),
            "words": FormRow("What happened", "", LongText(lines=2)),
            "standing": FormRow(
                "Fact or opinion", "", ChoiceBoxes([(one, one.label) for one in Standing], plain=False)
            ),
        }
        self.body.addWidget(self._title)
        self._lay_out()
        for row in self.rows.values():
            row.edited.connect(self.edited)
        self.clear()

    def offer(self, categories: tuple[Category, ...]) -> None:
        """The categories to choose from; one alone is chosen at once."""
        box = self.rows["category"].input
        assert isinstance(box, ChoiceList)
        box.offer([(one, one.label) for one in categories])
        only_safeguarding = categories == (Category.SAFEGUARDING,)
        if only_safeguarding and box.value() is None:
            box.set_value(Category.SAFEGUARDING)
        self._title.setVisible(only_safeguarding)

    def entry(self, pupil_id: str) -> ChronologyEntry:
        """What is typed, as a record not yet kept."""
        answers: dict[str, Any] = {name: row.value() for name, row in self.rows.items()}
        return ChronologyEntry(pupil_id=pupil_id, **answers)

    def category(self) -> Category | None:
        """The category chosen."""
        chosen = self.rows["category"].value()
        return chosen if isinstance(chosen, Category) else None

    def choose(self, category: Category) -> None:
        """Choose a category for the user."""
        self.rows["category"].input.set_value(category)

    def is_empty(self) -> bool:
        """Whether nothing worth keeping is typed."""
        return not (self.rows["words"].value() or self.rows["source"].value())

    def check(self) -> bool:
        """Show what cannot be read; True when everything can."""
        wrong = [row for row in self.rows.values() if not row.check()]
        if wrong:
            wrong[0].focus()
        return not wrong

    def show_errors(self, problems: Mapping[str, str]) -> None:
        """Show these problems at their fields and go to the first."""
        first = next((name for name in _FIELDS if name in problems), None)
        if first is not None:
            self.rows[first].focus()  # before the errors: leaving a field takes its error away
        for name, row in self.rows.items():
            row.set_error(problems.get(name, ""))

    def answers(self) -> dict[str, object]:
        """What is typed and chosen, by row."""
        return {name: row.value() for name, row in self.rows.items()}

    def has_the_words_of(self, answers: Mapping[str, object]) -> bool:
        """Whether the words typed are those of these answers; what is chosen beside them is no words of anybody's."""
        return all(self.rows[name].value() == answers.get(name) for name in ("words", "source"))

    def clear(self, kept: Mapping[str, object] | None = None) -> None:
        """Empty the box for the next entry, today and a fact unless told otherwise.

        Of what was `kept` as an entry only that goes: an answer that was changed since stays, and words that were
        typed behind the old ones stay without them.
        """
        self.show_errors({})
        fresh = {"category": None, "happened_on": self._clock.today(), "standing": Standing.FACT}
        for name, row in self.rows.items():
            if kept is None or row.value() == kept[name]:
                row.input.set_value(fresh.get(name, ""))
        if kept is not None and str(kept["words"]):
            self._cut_off(str(kept["words"]))

    def _cut_off(self, kept: str) -> None:
        words = self.rows["words"].input
        assert isinstance(words, LongText)
        text = words.toPlainText()
        if text.startswith(kept):
            cursor = words.textCursor()  # by cursor, so that the one who types stays where he is
            cursor.setPosition(0)
            after = len(text) - len(text[len(kept) :].lstrip())
            cursor.setPosition(after, cursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()

    def first_focus(self) -> None:
        """The first question that has no answer yet."""
        self.rows["category" if self.category() is None else "words"].focus()

    def draft(self) -> dict[str, Any] | None:
        """What is typed as plain values, or None if there is nothing to keep."""
        if self.is_empty():
            return None
        day = self.rows["happened_on"].value()
        category, standing = self.category(), self.rows["standing"].value()
        return {
            "category": category.value if category else "",
            "happened_on": day.isoformat() if isinstance(day, date) else "",
            "source": self.rows["source"].value(),
            "words": self.rows["words"].value(),
            "standing": str(standing or ""),
        }

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put a draft back."""
        category = draft.get("category")
        self.rows["category"].input.set_value(Category(category) if category else None)
        self.rows["happened_on"].input.set_value(draft.get("happened_on"))
        for name in ("source", "words"):
            self.rows[name].input.set_value(draft.get(name))
        standing = draft.get("standing")
        self.rows["standing"].input.set_value(Standing(standing) if standing else None)

    def fold(self, *, wide: bool) -> None:
        """Questions stand beside each other, or under each other where there is no room."""
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        for line in self._folding:
            line.setDirection(way)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves from anywhere in the box; Esc closes it while nothing is typed."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.saving.emit()
        elif event.key() == Qt.Key.Key_Escape and self.is_empty():
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._folding = [first := layout.row(space=16)]
        for name, share in (("category", 3), ("happened_on", 3), ("source", 4)):
            first.addWidget(self.rows[name], share, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(first)
        self.body.addWidget(self.rows["words"])
        self.under_words = layout.column(space=8)  # what is offered for the words: see `page/hanging.py`
        self.body.addLayout(self.under_words)
        self._folding.append(last := layout.row(space=16))
        last.addWidget(self.rows["standing"], 1, Qt.AlignmentFlag.AlignTop)
        last.addWidget(self._foot(), 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(last)

    def _foot(self) -> QWidget:
        holder = QFrame()
        line = layout.row(holder, space=12)
        self.cancel = button("Close", "quiet", accessible="Close the box; what is typed is kept")
        self.save = button("&Save entry", "primary")
        self.cancel.clicked.connect(self.closed)
        self.save.clicked.connect(self.saving)
        layout.add_all(line, label("Ctrl+Enter", "caption", "text-3"), self.cancel, self.save)
        return holder


class CorrectBox(FormBox):
    """Asks what is right of an entry, and why it is corrected; what it said before stays in its history (003-5.4).

    Without `sees_guarded` no category is offered that the user could not open again.
    """

    def __init__(self, entry: ChronologyEntry, clock: Clock, *, sees_guarded: bool) -> None:
        super().__init__("Correct this entry", "Save correction")
        self.entry = entry
        offered = [(one, one.label) for one in Category if sees_guarded or not one.is_guarded]
        when = PastDate(clock, width=None)
        when.set_value(entry.happened_on)
        category = ChoiceList(offered)
        category.set_value(entry.category)
        standing = ChoiceBoxes([(one, one.label) for one in Standing], plain=False)
        standing.set_value(entry.standing)
        kept = 'What it said before stays behind "See what changed".'
        self.form.add("words", FormRow("What happened", kept, LongText(entry.words, lines=4)))
        self.form.add_beside(
            {
                "happened_on": FormRow("Date it happened", "", when),
                "category": FormRow("Category", "", category),
            }
        )
        source = TextInput(entry.source, longest=200)
        self.form.add("source", FormRow("Who says so", "", source, optional=True))
        self.form.add("standing", FormRow("Fact or opinion", "", standing))
        example = "For example, the date was misread, or the provider corrected it."
        self.form.add("why", FormRow("Why is it corrected?", example, TextInput(longest=200)))

    def corrected(self) -> dict[str, Any]:
        """The answers by the names of the entry's fields."""
        answers = self.form.values()
        return {name: answers[name] for name in _FIELDS}

    def why(self) -> str:
        """The reason."""
        return str(self.form.row("why").value())
