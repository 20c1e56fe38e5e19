"""The Chronology tab of a pupil's record: the add box on top, then what happened, newest first (design 8.4, 4.10)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from coordinator_app.chronology import view
from coordinator_app.chronology.model import Category
from coordinator_app.chronology.page.adding import Adding
from coordinator_app.chronology.page.entries import EntryList
from coordinator_app.chronology.page.hanging import ABOVE, UNDER_WORDS
from coordinator_app.chronology.page.pinning import Pinning, into_sight
from coordinator_app.chronology.page.place import Place
from coordinator_app.chronology.page.wordings import Wordings
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.tab_content import TabContent

if TYPE_CHECKING:
    from coordinator_app.store.paging import PageMark

_BESIDE = 760  # px of the design: under this the questions of the box stand under each other
APART = "Safeguarding and health entries are kept apart."
ASK_LEAD = "Speak to the safeguarding lead."
WHY = "Safeguarding and health entries are about to be shown."


class ChronologyTab(QWidget):
    """Made with (services, pupil_id); `refresh` reads again, `add_entry` opens the box."""

    def __init__(self, services: Services, pupil_id: str) -> None:
        super().__init__()
        self.services, self.pupil_id = services, pupil_id
        self.setAccessibleName("Chronology")
        self._next: PageMark | None = None
        self._round = 0
        self._box_open = False
        self.place = Place(services, pupil_id, self.refresh, self)
        self.adding = Adding(services, pupil_id, self)
        self.box = self.adding.box
        self.opener = button("Add entry", icon="plus")
        self.call = button("Record a safeguarding call", "quiet", icon="life-buoy")
        self.category = ChoiceList([(one, one.label) for one in Category], none="All categories", width=220)
        self.unshared = TickBox("Not shared yet only")
        self.entries = EntryList(self.place)
        self._lay_out()
        self._wire()
        self._offer()
        self.refresh()

    # what the record page asks

    def refresh(self) -> None:
        """Read again from the newest entry."""
        self._round += 1
        self._read(None)
        for strip in self._strips:
            strip.refresh()

    def add_entry(self, category: Category | None = None) -> None:
        """Open the box, for safeguarding if asked."""
        sees_guarded = self.adding.sees_guarded
        if category is Category.SAFEGUARDING and not sees_guarded:
            self._no_guarded_key()
            return
        if not self.adding.gate_open and category is None:
            category = Category.SAFEGUARDING if sees_guarded else None
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
        """Where the draft of what is typed lies."""
        return self.adding.compartment()

    def first_focus(self) -> None:
        """The box if it is open, else its button."""
        if self._box_open:
            self.box.first_focus()
        else:
            self.opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Keep the entry that is typed."""
        self.adding.save()

    def is_saving(self) -> bool:
        """Whether all that is typed is being kept as an entry."""
        return self.adding.is_saving()

    # the look

    def _lay_out(self) -> None:
        outer = layout.column(self, space=0)
        fixed = layout.column(space=12, margins=(24, 16, 24, 0))
        outer.addLayout(fixed)
        content = TabContent()
        self._body = layout.column(content, space=12, margins=(24, 12, 24, 20))
        scrolling = layout.column(space=12)
        self._body.addLayout(scrolling)
        self._notes = layout.column(space=8)
        self._body.addLayout(self._notes)
        self._bar = self._make_bar()
        self.pinning = Pinning(self, fixed, scrolling, (self._bar, self.box))
        self.box.hide()
        self._hang()
        self._empty = layout.column(space=0)
        self._body.addLayout(self._empty)
        self._body.addWidget(self.entries)
        self._body.addStretch(1)
        self._area = layout.scrolling(content, "Entries")
        outer.addWidget(self._area, 1)

    def _hang(self) -> None:
        self._strips: list[Any] = [make(self.place) for make in ABOVE]
        for strip in self._strips:
            self._body.addWidget(strip)
        for offer in UNDER_WORDS:
            offered = offer(self.place, self.box)
            self.box.under_words.addWidget(offered)
            QWidget.setTabOrder(self.box.rows["words"].input.target(), offered)

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
        self.adding.kept.connect(self._kept)
        self.adding.refused.connect(self.refresh)
        self.box.closed.connect(lambda: self._open_box(opened=False))
        self.box.more.folded.connect(self._box_folded)
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
        self.pinning.settle(self.size())

    def _box_folded(self) -> None:
        self._place_box()
        into_sight(self._area)

    def _open_box(self, *, opened: bool) -> None:
        self._box_open = opened
        self.box.setVisible(opened)
        self._bar.setVisible(not opened)  # room for the entries while one types
        self.opener.setVisible(not opened and self.adding.gate_open)
        self._place_box()
        if not opened:
            self.first_focus()

    def _offer(self) -> None:
        self.adding.offer()
        self.opener.setVisible(self.adding.gate_open and not self._box_open)
        known = [one for one in Category if self.adding.sees_guarded or not one.is_guarded]
        self.category.offer([(one, one.label) for one in known])

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
        self.adding.gate_open, self.adding.sees_guarded = shown.gate.is_open, shown.sees_guarded
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
        if not self.adding.gate_open:
            text = "Entries can be added once the school's referral is recorded."
        return EmptyState("scroll-text", "No entries yet", text)

    def _clear_filters(self) -> None:
        self.category.set_value(None)
        self.unshared.set_value(False)
        self.refresh()

    # writing

    def _kept(self) -> None:
        self.opener.setVisible(self.adding.gate_open and not self._box_open)
        self.refresh()

    def _no_guarded_key(self) -> None:
        self.services.dialogs.tell(
            "Tell the safeguarding lead now",
            "Your passphrase does not open safeguarding entries. Ring the safeguarding lead, who writes the call down. "
            "If a child may be in danger, ring 999 first.",
        )
