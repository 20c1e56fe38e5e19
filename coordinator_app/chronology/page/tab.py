"""The Chronology tab of a pupil's record: the add box on top, then what happened, newest first (design 8.4, 4.10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from coordinator_app.chronology import view
from coordinator_app.chronology.editor import EntryBox
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.page.entries import EntryList
from coordinator_app.chronology.page.keeping import Typed, keep
from coordinator_app.chronology.page.wordings import Wordings
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import either, guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.draft_keeper import PARAMS
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.tab_content import TabContent

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.store.paging import PageMark

_BESIDE = 760  # px of the design: under this the questions of the box stand under each other
_LOW = 430  # px of the design: under this the add box scrolls with the entries
_OPEN = tuple(one for one in Category if not one.is_guarded)
APART = "Safeguarding and health entries are kept apart."
ASK_LEAD = "Speak to the safeguarding lead."
WHY = "Safeguarding and health entries are about to be shown."


class ChronologyTab(QWidget):
    """Made with (services, pupil_id); `refresh` reads again, `add_entry` opens the box."""

    def __init__(self, services: Services, pupil_id: str) -> None:
        super().__init__()
        self.services, self.pupil_id = services, pupil_id
        self.setAccessibleName("Chronology")
        self._gate_open, self._sees_guarded = True, services.vault.holds(Compartment.GUARDED)
        self._next: PageMark | None = None
        self._round = 0
        self._box_open = self._pinned = self._saving = False
        self._sent: Mapping[str, object] = {}  # the answers of the entry that is being kept
        self.box = EntryBox(services.clock)
        self.opener = button("Add entry", icon="plus")
        self.call = button("Record a safeguarding call", "quiet", icon="life-buoy")
        self.category = ChoiceList([(one, one.label) for one in Category], none="All categories", width=220)
        self.unshared = TickBox("Not shared yet only")
        self.entries = EntryList()
        self._lay_out()
        self._wire()
        self._offer()
        self.refresh()

    # what the record page asks

    def refresh(self) -> None:
        """Read again from the newest entry."""
        self._round += 1
        self._read(None)

    def add_entry(self, category: Category | None = None) -> None:
        """Open the box, for safeguarding if asked."""
        if category is Category.SAFEGUARDING and not self._sees_guarded:
            self._no_guarded_key()
            return
        if not self._gate_open and category is None:
            category = Category.SAFEGUARDING if self._sees_guarded else None
            if category is None:
                self.call.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self._open_box(opened=True)
        if category is not None:
            self.box.choose(category)
        self.box.first_focus()

    def is_adding(self) -> bool:
        """Whether the box is open."""
        return self._box_open

    def record_call(self) -> None:
        """Record a safeguarding call: open in every state of consent (003-6.4)."""
        self.add_entry(Category.SAFEGUARDING)

    def show_unshared(self) -> None:
        """Only what the family has not had yet."""
        self.unshared.set_value(True)
        self.refresh()

    def draft(self) -> dict[str, Any] | None:
        """What is typed and not yet saved."""
        return self.box.draft()

    def restore(self, draft: dict[str, Any]) -> None:
        """Put a draft back and open the box."""
        self.box.restore(draft)
        self._open_box(opened=True)

    def draft_compartment(self) -> Compartment:
        """Guarded unless an ordinary category is chosen: a worry may be typed before its category is."""
        category = self.box.category()
        ordinary = category is not None and not category.is_guarded
        return Compartment.GENERAL if ordinary or not self._sees_guarded else Compartment.GUARDED

    def first_focus(self) -> None:
        """The box if it is open, else its button."""
        if self._box_open:
            self.box.first_focus()
        else:
            self.opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Keep the entry that is typed."""
        if self._saving or not self.box.check():
            return  # once is enough: Ctrl+Enter is pressed twice by many a hand
        entry, body, answers = self.box.entry(self.pupil_id), self.box.draft(), self.box.answers()
        typed = Typed(self._with_way_back(body), self.draft_compartment()) if body is not None else None
        self._sent = answers
        self._let_save(allowed=False)
        self.services.jobs.write(
            lambda session: keep(session, entry, typed),
            done=either(self, partial(self._saved, answers), self._saved_elsewhere),
            failed=either(self, self._not_saved, self.services.say.trouble),
        )

    def is_saving(self) -> bool:
        """Whether all that is typed is being kept as an entry; what is typed behind it is a draft of its own."""
        return self._saving and self.box.has_the_words_of(self._sent)

    def _let_save(self, *, allowed: bool) -> None:
        self._saving = not allowed
        self.box.save.setEnabled(allowed)

    def _with_way_back(self, body: dict[str, Any]) -> dict[str, Any]:
        return {**body, PARAMS: {"pupil_id": self.pupil_id, "tab": "chronology"}}

    # the look

    def _lay_out(self) -> None:
        outer = layout.column(self, space=0)
        self._fixed = layout.column(space=12, margins=(24, 16, 24, 0))
        outer.addLayout(self._fixed)
        content = TabContent()
        self._body = layout.column(content, space=12, margins=(24, 12, 24, 20))
        self._scrolling = layout.column(space=12)
        self._body.addLayout(self._scrolling)
        self._notes = layout.column(space=8)
        self._body.addLayout(self._notes)
        self._bar = self._make_bar()
        self._scrolling.addWidget(self._bar)
        self._scrolling.addWidget(self.box)
        self.box.hide()
        self._empty = layout.column(space=0)
        self._body.addLayout(self._empty)
        self._body.addWidget(self.entries)
        self._body.addStretch(1)
        self._area = layout.scrolling(content, "Entries")
        outer.addWidget(self._area, 1)

    def _make_bar(self) -> QWidget:
        holder = QWidget()
        lines = layout.column(holder, space=8)
        acts, filters = layout.row(space=8), layout.row(space=16)
        layout.add_all(acts, self.opener, self.call, None)
        shown = label("Show", "body-strong")
        shown.setBuddy(self.category)
        layout.add_all(filters, shown, self.category, self.unshared, None)
        layout.add_all(lines, acts, filters)
        return holder

    def _wire(self) -> None:
        self.opener.clicked.connect(lambda _on=False: self.add_entry())
        self.call.clicked.connect(self.record_call)
        self.box.saving.connect(self.save)
        self.box.closed.connect(lambda: self._open_box(opened=False))
        self.category.edited.connect(self.refresh)
        self.unshared.edited.connect(self.refresh)
        self.entries.more.connect(lambda: self._read(self._next))
        self.wordings = Wordings(self.services, self.entries)
        self.entries.correct.connect(partial(self._once_confirmed, self.wordings.correct))
        self.entries.changes.connect(partial(self._once_confirmed, self.wordings.show_changes))
        self.entries.opening.connect(lambda _key: self.services.confirm(guarded(self, self.refresh), WHY))

    def _once_confirmed(self, act: Callable[[object], None], entry_id: object) -> None:
        """Guarded words are shown only to whoever typed the passphrase a short while ago (decision 20)."""
        line = self.entries.line(entry_id)
        if line is not None and view.is_guarded(line.entry):
            self.services.confirm(guarded(self.entries, partial(act, entry_id)), WHY)
        else:
            act(entry_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The box is pinned while there is room for entries below it."""
        super().resizeEvent(event)
        self._place_box()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._place_box()

    def _place_box(self) -> None:
        self.box.fold(wide=self.width() / theme.current().scale >= _BESIDE)
        pinned = self.height() / theme.current().scale >= _LOW
        if pinned == self._pinned:
            return
        self._pinned = pinned
        old, new = (self._scrolling, self._fixed) if pinned else (self._fixed, self._scrolling)
        for widget in (self._bar, self.box):
            old.removeWidget(widget)
            new.addWidget(widget)
            # a new parent has the style sheet applied anew, which forgets fonts set by code
            for inside in (widget, *widget.findChildren(QWidget)):
                theme.refresh(inside, theme.current())
        QTimer.singleShot(0, self, self._let_them_paint)

    def _let_them_paint(self) -> None:
        """What was moved while the stack of tabs held back painting would be held back for ever."""
        for widget in (self._bar, self.box):
            widget.setUpdatesEnabled(True)

    def _open_box(self, *, opened: bool) -> None:
        self._box_open = opened
        self.box.setVisible(opened)
        self._bar.setVisible(not opened)  # room for the entries while one types
        self.opener.setVisible(not opened and self._gate_open)
        if not opened:
            self.first_focus()

    def _offer(self) -> None:
        offered = tuple(Category) if self._sees_guarded else _OPEN
        if not self._gate_open:
            offered = (Category.SAFEGUARDING,) if self._sees_guarded else ()
        self.box.offer(offered)
        self.opener.setVisible(self._gate_open and not self._box_open)
        self.category.offer([(one, one.label) for one in (Category if self._sees_guarded else _OPEN)])

    # reading

    def _filters(self) -> view.Filters:
        chosen = self.category.value()
        return view.Filters(chosen if isinstance(chosen, Category) else None, self.unshared.value())

    def _read(self, after: PageMark | None) -> None:
        wanted, now, confirmed = self._filters(), self._round, self.services.confirm.fresh
        self.services.jobs.read(
            lambda session: view.read(session, self.pupil_id, wanted, after, guarded_words=confirmed),
            done=guarded(self, lambda shown: self._show(shown, now, after)),
            failed=guarded(self, self.services.say.trouble),
        )

    def _show(self, shown: view.Shown, asked_in: int, after: PageMark | None) -> None:
        if asked_in != self._round or (after is not None and after != self._next):
            return  # an answer to an older question, or one asked twice
        self._next = shown.next
        if after is None:
            self._begin(shown)
        self.entries.add(shown.lines, more=shown.next is not None)

    def _begin(self, shown: view.Shown) -> None:
        self._gate_open, self._sees_guarded = shown.gate.is_open, shown.sees_guarded
        self._offer()
        self.entries.begin()
        layout.clear(self._empty)
        layout.clear(self._notes)
        self._say_gate(shown)
        if not shown.lines:
            self._empty.addWidget(self._empty_state())

    def _say_gate(self, shown: view.Shown) -> None:
        if not shown.gate.is_open:
            opens = button("Record the referral", small=True)
            opens.clicked.connect(lambda: self.services.go.to("referral", pupil_id=self.pupil_id))
            text = " ".join(reason.sentence() for reason in shown.gate.reasons)
            safe = "A safeguarding call can be recorded at any time."
            self._notes.addWidget(Note("neutral", "Only a first discussion so far.", f"{text} {safe}", opens))
        if not shown.sees_guarded:
            self._notes.addWidget(Note("info", APART, ASK_LEAD, icon="lock"))

    def _empty_state(self) -> EmptyState:
        if self._filters() != view.Filters():
            clear = button("Clear filters")
            clear.clicked.connect(self._clear_filters)
            return EmptyState("filter", "Nothing matches these filters", "", clear)
        text = "Add the first one, or attach a report under Documents."
        if not self._gate_open:
            text = "Entries can be added once the school's referral is recorded."
        return EmptyState("scroll-text", "No entries yet", text)

    def _clear_filters(self) -> None:
        self.category.set_value(None)
        self.unshared.set_value(False)
        self.refresh()

    # writing

    def _saved(self, answers: Mapping[str, object], saved: Saved[ChronologyEntry]) -> None:
        self._let_save(allowed=True)
        went_on = self.box.answers() != answers
        self.box.clear(answers)
        self._offer()
        self._saved_elsewhere(saved)
        if not went_on:  # the next entry is being typed already: nothing moves the cursor
            self.box.first_focus()
        self.refresh()

    def _saved_elsewhere(self, saved: Saved[ChronologyEntry]) -> None:
        """Kept, whichever record is shown by now."""
        self.services.say.toast("Entry saved", saved.change_id)

    def _not_saved(self, error: Exception) -> None:
        self._let_save(allowed=True)
        if isinstance(error, InvalidInput):
            self.box.show_errors({one.field: one.message for one in error.problems})
        elif isinstance(error, GateShut):
            announce(self, " ".join(error.reasons), assertive=True)
            self.refresh()
        else:
            self.services.say.trouble(error)

    def _no_guarded_key(self) -> None:
        self.services.dialogs.tell(
            "Tell the safeguarding lead now",
            "Your passphrase does not open safeguarding entries. Ring the safeguarding lead, who writes the call down. "
            "If a child may be in danger, ring 999 first.",
        )
