"""The box that adds an entry: a letter for the category, Tab, the words, Ctrl+Enter; all else can be added (design 8.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from coordinator_app.chronology.model import Category, ChronologyEntry, MayBeTold, Standing
from coordinator_app.chronology.page.category_list import CategoryList, letters_told
from coordinator_app.chronology.page.goes import Goes
from coordinator_app.chronology.page.more_about import MoreAbout
from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import read_date
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.free_spot import READ_TO_TYPE
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.labels import heading, label

_WORDS = ("words", "source", "written_by", "soft_purpose", "others")
_EMPTY: dict[str, object] = {"may_be_told": None, "is_soft": False, "for_others": False, "others": ()}
_CODED: dict[str, type[Any]] = {"category": Category, "standing": Standing, "may_be_told": MayBeTold}
_TYPED_DAY = "day_typed"  # what cannot be read as a date yet
UNSAVED = "This entry is not saved yet. Ctrl+Enter saves it and begins the next."


def past_date(clock: Clock) -> DateInput:
    """A date that lies behind us, read as one types it."""
    return DateInput(
        lambda typed: read_date(typed, clock.today(), future=True).value, today=clock.today, width=None
    )


class EntryBox(Card):
    """Emits `saving` when the user wants to keep what is typed, `edited` on every change, `closed` when closed.

    `offer` says which categories there are: all, the open ones, or safeguarding alone while the gate is shut. What
    hangs under the words is put into `under_words`; `categorised(Category | None)` tells it of every other category.
    """

    saving = Signal()
    edited = Signal()
    closed = Signal()
    categorised = Signal(object)

    def __init__(self, clock: Clock) -> None:
        super().__init__(space=12)
        self._clock = clock
        self.setAccessibleName("Add an entry")
        self._title = heading("Record a safeguarding call")
        self._offered: tuple[Category, ...] = ()
        self._told: Category | None = None
        self._fresh: dict[str, object] = {}
        self.categories, self.more = CategoryList(), MoreAbout()
        standing = ChoiceBoxes([(one, one.label) for one in Standing], plain=False)
        self.rows: dict[str, FormRow] = {
            "category": FormRow("Category", "", self.categories),
            "words": FormRow("What happened", "", LongText(lines=2)),
            "happened_on": FormRow("Date it happened", "", past_date(clock)),
            "standing": FormRow("Fact or opinion", "", standing),
            **self.more.rows,
        }
        self.goes, self.letters = Goes(), label("", "small", "text-3", wrap=True)
        self.letters.setProperty(READ_TO_TYPE, True)
        self.unsaved = label(UNSAVED, "small-medium", "text", wrap=True)
        self.under_words = layout.column(space=8)  # what is offered for the words: see `page/hanging.py`
        self._lay_out()
        self._wire()
        self.clear()

    def offer(self, categories: tuple[Category, ...]) -> None:
        """The categories to choose from; one alone is chosen at once."""
        self._offered = categories
        self.categories.offer([(one, one.label) for one in categories])
        fresh = self.is_fresh()
        self._take_the_only_category()
        if fresh:
            self._fresh = self.answers()
        self._title.setVisible(categories == (Category.SAFEGUARDING,))
        self.letters.setText(f"One letter chooses: {letters_told(categories)}.")
        self._settle()

    def entry(self, pupil_id: str) -> ChronologyEntry:
        """What is typed, as a record not yet kept; `others()` are the other pupils of the incident."""
        answers: dict[str, Any] = self.answers()
        del answers["others"]
        if not answers["is_soft"]:
            answers["soft_purpose"] = ""
        return ChronologyEntry(pupil_id=pupil_id, **answers)

    def others(self) -> tuple[str, ...]:
        """The other pupils of the same incident."""
        return self.more.others.value()

    def category(self) -> Category | None:
        """The category chosen."""
        chosen = self.rows["category"].value()
        return chosen if isinstance(chosen, Category) else None

    def choose(self, category: Category) -> None:
        """Choose a category for the user."""
        self.rows["category"].input.set_value(category)
        self._settle()

    def put_words(self, words: str) -> None:
        """Offer words to go on from: below what is typed already, the cursor at their first gap, else at their end."""
        text = self.rows["words"].input
        assert isinstance(text, LongText)
        before = text.toPlainText().rstrip()
        start = len(before) + 1 if before else 0
        cursor = text.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(f"{before}\n{words}" if before else words)
        gap, end = words.find("["), words.find("]")
        if 0 <= gap < end:
            cursor.setPosition(start + gap)
            cursor.setPosition(start + end + 1, cursor.MoveMode.KeepAnchor)
        text.setTextCursor(cursor)
        text.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_empty(self) -> bool:
        """Whether nothing worth keeping is typed."""
        return not any(self.rows[name].value() for name in _WORDS)

    def check(self) -> bool:
        """Show what cannot be read; True when everything can."""
        wrong = [row for name, row in self.rows.items() if self._asked(name) and not row.check()]
        if wrong:
            self._into_sight(wrong[0])
        return not wrong

    def show_errors(self, problems: Mapping[str, str]) -> None:
        """Show these problems at their fields and go to the first."""
        first = next((row for name, row in self.rows.items() if name in problems), None)
        if first is not None:
            self._into_sight(first)  # before the errors: leaving a field takes its error away
        for name, row in self.rows.items():
            row.set_error(problems.get(name, ""))

    def answers(self) -> dict[str, object]:
        """What is typed and chosen, by row."""
        return {name: row.value() for name, row in self.rows.items()}

    def is_fresh(self) -> bool:
        """Whether nothing has been typed or chosen since the box was emptied."""
        return self.answers() == self._fresh

    def clear(self) -> None:
        """Empty the box for the next entry, today and a fact unless told otherwise."""
        self.show_errors({})
        fresh = {"category": None, "happened_on": self._clock.today(), "standing": Standing.FACT, **_EMPTY}
        for name, row in self.rows.items():
            row.input.set_value(fresh.get(name, ""))
        self._take_the_only_category()
        self._fresh = self.answers()
        self.unsaved.hide()
        self.more.show_more(shown=self.more.is_filled())
        self._settle()

    def begin(self) -> None:
        """Go to the letters of the categories, so that none lands in the words; what is typed already stays, and says so."""
        typed = not self.is_empty()
        if typed and self.unsaved.isHidden():
            announce(self.categories, self.unsaved.text())
        self.unsaved.setVisible(typed)
        self._settle()
        self.rows["category" if typed or len(self._offered) > 1 else "words"].focus()

    def go_on(self) -> None:
        """Put the cursor behind the last letter of what was typed before."""
        words = self.rows["words"]
        if not words.value():
            self.first_focus()
            return
        words.focus()
        assert isinstance(words.input, LongText)
        words.input.moveCursor(QTextCursor.MoveOperation.End)

    def first_focus(self) -> None:
        """The first question that has no answer yet."""
        self.rows["category" if self.category() is None else "words"].focus()

    def draft(self) -> dict[str, Any] | None:
        """What is typed as plain values, or None if there is nothing to keep."""
        if self.is_empty():
            return None
        found = {name: _plain(value) for name, value in self.answers().items()}
        day = self.rows["happened_on"].input
        if isinstance(day, DateInput) and not found["happened_on"] and day.typed():
            found[_TYPED_DAY] = day.typed()
        return found

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put a draft back; whoever types in the words already stays where he is in them."""
        words = self.rows["words"].input
        assert isinstance(words, LongText)
        before, behind = words.toPlainText(), _letters_behind(words)
        for name, row in self.rows.items():
            kept = draft.get(name, _EMPTY.get(name))
            row.input.set_value(_CODED[name](kept) if name in _CODED and kept else kept)
        day = self.rows["happened_on"].input
        if isinstance(day, DateInput) and draft.get(_TYPED_DAY):
            day.line.set_value(draft[_TYPED_DAY])
        if words.toPlainText() != before:
            _put_cursor(words, behind if words.toPlainText().endswith(before) else 0)
        self.more.settle()
        self._settle()

    def fold(self, *, wide: bool) -> None:
        """Questions stand beside each other, or under each other where there is no room."""
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        for line in self._folding:
            line.setDirection(way)
        self.more.fold(wide=wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves from anywhere in the box; Esc closes it while nothing is typed."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.saving.emit()
        elif event.key() == Qt.Key.Key_Escape and self.is_empty():
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _take_the_only_category(self) -> None:
        if self._offered == (Category.SAFEGUARDING,) and self.category() is None:
            self.categories.set_value(Category.SAFEGUARDING)

    def _asked(self, name: str) -> bool:
        return not self.rows[name].isHidden()

    def _into_sight(self, row: FormRow) -> None:
        if row in self.more.rows.values():
            self.more.show_more(shown=True)
        row.focus()

    def _settle(self) -> None:
        """Say where an entry of the category goes; the letters help only until one is chosen."""
        category = self.category()
        self.goes.show_category(category)
        self.more.usually(category)
        chooses = category is None or not self.unsaved.isHidden()
        self.letters.setVisible(chooses and len(self._offered) > 1)
        if category is not self._told:
            self._told = category
            self.categorised.emit(category)

    def _edited(self) -> None:
        if self.is_empty():
            self.unsaved.hide()
        self.edited.emit()

    def _category_edited(self) -> None:
        before = self._told
        self._settle()
        if before is not self._told:
            announce(self.categories, self.goes.text())

    def _refused(self, category: Category) -> None:
        self.goes.refuse(category)
        announce(self.categories, self.goes.text(), assertive=True)

    def _wire(self) -> None:
        for row in self.rows.values():
            row.edited.connect(self._edited)
        self.rows["category"].edited.connect(self._category_edited)
        self.categories.refused.connect(self._refused)

    def _lay_out(self) -> None:
        self._folding = [first := layout.row(space=16), second := layout.row(space=16)]
        first.addWidget(self.rows["category"], 3, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self.goes, 5, Qt.AlignmentFlag.AlignBottom)
        second.addWidget(self.rows["happened_on"], 3, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self.rows["standing"], 5, Qt.AlignmentFlag.AlignTop)
        layout.add_all(self.body, self._title, self.unsaved)
        layout.add_all(
            self.body, first, self.letters, self.rows["words"], self.under_words, second, self.more
        )
        self.body.addWidget(self._foot())
        layout.tab_order(self._in_order())

    def _in_order(self) -> Iterator[QWidget]:
        """Everything that takes the focus, as it stands from the top; what is offered under the words comes between."""
        for row in self.rows.values():
            yield from row.input.boxes if isinstance(row.input, ChoiceBoxes) else (row.input.target(),)
            if isinstance(row.input, DateInput):
                yield row.input.button
        yield from (self.more.button, self.cancel, self.save)

    def _foot(self) -> QWidget:
        holder = QFrame()
        line = layout.row(holder, space=12)
        self.cancel = button("Close", "quiet", accessible="Close the box; what is typed is kept")
        self.save = button("&Save entry", "primary")
        self.cancel.clicked.connect(self.closed)
        self.save.clicked.connect(self.saving)
        keys = label("Ctrl+Enter", "caption", "text-3")
        layout.add_all(line, self.more.button, None, keys, self.cancel, self.save)
        return holder


def _letters_behind(words: LongText) -> int:
    """How many letters stand behind the cursor."""
    return len(words.toPlainText()) - words.textCursor().position()


def _put_cursor(words: LongText, behind: int) -> None:
    cursor = words.textCursor()
    cursor.setPosition(len(words.toPlainText()) - behind)
    words.setTextCursor(cursor)


def _plain(value: object) -> object:
    """An answer as a draft keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, bool) else str(value or "")
