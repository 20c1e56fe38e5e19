"""The Chronology tab of a pupil's record: the add box on top, then what happened, newest first (design 8.4, 4.10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from coordinator_app.chronology import view
from coordinator_app.chronology.filters import NOTHING_CHOSEN, Typed, read_plain
from coordinator_app.chronology.model import Category
from coordinator_app.chronology.page import tab_notes
from coordinator_app.chronology.page.adding import Adding
from coordinator_app.chronology.page.choosing import Choosing
from coordinator_app.chronology.page.entries import EntryList
from coordinator_app.chronology.page.filter_bar import FilterBar
from coordinator_app.chronology.page.finding import Finding
from coordinator_app.chronology.page.hanging import ABOVE, UNDER_WORDS
from coordinator_app.chronology.page.line_acts import LineActs
from coordinator_app.chronology.page.looks import Looks
from coordinator_app.chronology.page.pinning import PinnedTab, Pinning, into_sight
from coordinator_app.chronology.page.place import Place
from coordinator_app.chronology.page.print_entries import PrintEntries
from coordinator_app.chronology.page.reopening import Reopening
from coordinator_app.chronology.page.staying import Staying
from coordinator_app.chronology.to_print import Chosen
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.carry_on import Openers
from coordinator_app.ui.tab_content import TabContent

if TYPE_CHECKING:
    from coordinator_app.store.paging import PageMark

_BESIDE = 760  # px of the design: under this the questions of the box stand under each other
_RING = (
    "Your passphrase does not open safeguarding entries. Ring the safeguarding lead, who writes the call down. "
    "If a child may be in danger, ring 999 first."
)


class ChronologyTab(PinnedTab):
    """Made with (services, pupil_id); `refresh` reads again, `add_entry` opens the box. `typed` after every key in it."""

    typed = Signal()

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
        self.filters = FilterBar(services.clock)
        self.entries = EntryList(self.place)
        self._looks = Looks(services)
        self._finding = Finding(self.entries)
        self._staying = Staying(self.entries, self._finding.is_looking)
        self.choosing = Choosing(services, pupil_id, self.entries)
        self.print = button("Print", "quiet", icon="printer", accessible="Print these entries")
        self.print.setToolTip("Print these entries")
        self.printing = PrintEntries(services, self)
        self._lay_out()
        self._wire()
        self._reopening = Reopening(self.place, self.wordings.delete, self.choosing.ask_given)
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
        else:
            self.box.begin()
        into_sight(self.box)

    def is_adding(self) -> bool:
        """Whether the box is open."""
        return self._box_open

    def record_call(self) -> None:
        """Record a safeguarding call: open in every state of consent (003-6.4)."""
        self.add_entry(Category.SAFEGUARDING)

    def show_entry(self, entry_id: str) -> None:
        """Bring one entry into sight, however old and whatever narrows the list: a search has led here."""
        if self.filters.filters() != NOTHING_CHOSEN:
            self.filters.show_filters(NOTHING_CHOSEN)
            self.refresh()
        self._finding.show(entry_id)

    def show_unshared(self) -> None:
        """Only what the family has not had yet."""
        self.filters.show_filters(view.Filters(only_unshared=True))
        self.refresh()

    def where(self) -> dict[str, object]:
        """The list that is shown, for the way back; what was typed to find entries is remembered in the window only."""
        now = self.filters.filters()
        found: dict[str, object] = {"shown": now.plain()}
        if now.words or now.source:
            found["found"] = Typed(now.source, now.words)
        return found

    def show_again(self, shown: str, found: object = None) -> None:
        """The list as `where` told it."""
        typed = found if isinstance(found, Typed) else Typed()
        wanted = read_plain(shown, typed)
        if wanted != self.filters.filters():
            self.filters.show_filters(wanted)
            self.refresh()

    def correct_entry(self, entry_id: str) -> None:
        """Open the box in which an entry is corrected, wherever it stands in the list."""
        self.acts.correct(entry_id)

    def reopens(self) -> Openers:
        """The boxes that are opened again over a chronology."""
        return {**self._reopening.openers(), **self.printing.openers()}

    def draft(self) -> dict[str, Any] | None:
        """What is typed and not yet saved."""
        return self.adding.draft()

    def restore(self, draft: dict[str, Any]) -> None:
        """Put a draft back and open the box, the cursor behind the last letter; whoever is elsewhere by now stays there."""
        focus = QApplication.focusWidget()
        self.adding.restore(draft)
        self._open_box(opened=True)
        has_gone_on = focus is not None and bool(focus.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if self.isVisible() and not has_gone_on:
            self.box.go_on()
        into_sight(self.box)

    def restore_beside(self, draft: dict[str, Any]) -> bool:
        """An entry that was begun before comes back while another is typed: it lies aside, and is said."""
        self.adding.set_aside(draft)
        return True

    def keeps_beside(self) -> Callable[[Any, dict[str, Any]], None]:
        """What does the same on the writer alone."""
        return self.adding.keeps_beside()

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
        self._content = content = TabContent()
        self._body = layout.column(content, space=12, margins=(24, 12, 24, 20))
        scrolling = layout.column(space=12)
        self._body.addLayout(scrolling)
        self._notes = layout.column(space=8)
        self._body.addLayout(self._notes)
        self._bar = self._make_bar()
        self.pinning = Pinning(self, fixed, scrolling, (self._bar, self.choosing, self.adding.note, self.box))
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
        acts = layout.row(space=8)
        layout.add_all(acts, self.opener, self.call, self.choosing.start, self.print, None)
        layout.add_all(lines, acts, self.filters)
        return holder

    def _wire(self) -> None:
        self.opener.clicked.connect(lambda _on=False: self.add_entry())
        self.call.clicked.connect(self.record_call)
        self.print.clicked.connect(lambda _on=False: self._print(()))
        self.choosing.print.clicked.connect(lambda _on=False: self._print(self.choosing.ids()))
        self.adding.kept.connect(self._kept)
        self.adding.refused.connect(self.refresh)
        self.adding.returned.connect(lambda: self._open_box(opened=True))
        self.box.closed.connect(lambda: self._open_box(opened=False))
        self.box.more.folded.connect(self._box_folded)
        self.box.edited.connect(self.typed)
        self.filters.changed.connect(self.refresh)
        self.entries.more.connect(lambda: self._read(self._next))
        self.acts = LineActs(self.services, self, self.entries, self.refresh)
        self.wordings = self.acts.wordings

    def _print(self, entry_ids: tuple[str, ...]) -> None:
        self.printing.ask(Chosen(self.pupil_id, self.filters.filters(), entry_ids))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The box is pinned while there is room for entries below it."""
        super().resizeEvent(event)
        self._place_box()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._place_box()
        into_sight(self.box)

    def _place_box(self) -> None:
        wide = self.width() / theme.current().scale >= _BESIDE
        self.box.fold(wide=wide)
        self.filters.fold(wide=wide)
        self.print.setText("Print" if wide else "")  # the icon alone leaves the others their words
        self.pinning.settle(self.size())

    def _box_folded(self) -> None:
        self._place_box()
        into_sight(self.box)

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
        sees = self.adding.sees_guarded
        self.filters.offer(tuple(one for one in Category if sees or not one.is_guarded))

    # reading

    def _read(self, after: PageMark | None) -> None:
        wanted, now, confirmed = self.filters.filters(), self._round, self.services.confirm.fresh
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
        self._looks.note(shown.lines)
        self.choosing.refreshed()

    def _begin(self, shown: view.Shown) -> None:
        self.adding.gate_open, self.adding.sees_guarded = shown.gate.is_open, shown.sees_guarded
        self._offer()
        self.entries.begin(anew=not self._staying.begin(self.filters.filters()))
        layout.clear(self._empty)
        layout.clear(self._notes)
        for note in tab_notes.notes(self.services, self.pupil_id, shown):
            self._notes.addWidget(note)
        if not shown.lines:
            clear = self.filters.clear.click if self.filters.filters() != NOTHING_CHOSEN else None
            self._empty.addWidget(tab_notes.empty(clear, may_add=self.adding.gate_open))

    # writing

    def _kept(self) -> None:
        self.opener.setVisible(self.adding.gate_open and not self._box_open)
        self._area.verticalScrollBar().setValue(0)  # what is new stands on top
        into_sight(self.box)  # whoever types the next one goes on seeing what he types
        self.refresh()

    def _no_guarded_key(self) -> None:
        self.services.dialogs.tell("Tell the safeguarding lead now", _RING)
