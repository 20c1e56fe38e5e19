"""A pupil's record: the whole picture of one child, with consent always in sight (design 8.4)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.hooks import resolve
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.pupils.page import record_reading
from coordinator_app.pupils.page.closing import ask_close, reopen
from coordinator_app.pupils.page.header import RecordContent, RecordHeader
from coordinator_app.pupils.page.in_tab import InTab
from coordinator_app.pupils.page.name_on_top import NameOnTop
from coordinator_app.pupils.page.overview import Overview
from coordinator_app.pupils.page.record_again import openers
from coordinator_app.pupils.page.record_boxes import ask_details, ask_person
from coordinator_app.pupils.page.record_reading import Record
from coordinator_app.pupils.page.record_writing import (
    viewed,
)
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.page import Page
from coordinator_app.ui.shortcuts import KeyLine
from coordinator_app.ui.tabs import Tabs

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.registry import PupilTab

OVERVIEW, CHRONOLOGY = "overview", "chronology"
_ACTS = (
    ("call", "Record a safeguarding call"),
    ("search", "Search in this record"),
    ("details", "Change details"),
    ("person", "Add a parent, carer or contact"),
    ("pack", "Print the family’s forms now"),
    ("print", "Print forms"),
    ("consent", "Record consent"),
    ("request", "Log an access request"),
    ("merge", "Merge with another record"),
    ("looked", "Who looked at this record"),
    ("wrong", "Something is wrong in this record"),
    ("corrections", "Corrections asked for"),
    ("rights", "Erase, restrict, stop"),
    ("complaints", "Complaints"),
    ("close", "Close this record"),
    ("reopen", "Open this record again"),
)
_PAGES = {
    "search": "search", "print": "print_forms", "consent": "record_consent", "request": "log_request", "merge": "merge_pupils",
    "corrections": "corrections", "wrong": "corrections", "pack": "print_forms", "looked": "audit_log",
    "rights": "rights", "complaints": "complaints",
}  # fmt: skip
_TOLD: dict[str, dict[str, Any]] = {
    "wrong": {"ask": True}, "pack": {"at_once": True}, "looked": {"deed": "looked"},
}  # fmt: skip

_SHOWS = frozenset(
    {
        "pupil", "carer", "referral", "consent", "printed_form", "review", "review_target", "chronology_entry",
        "document", "disclosure", "access_request", "request_pause", "school", "court_order", "sibling", "pupil_name",
        "school_on_roll", "pupil_need", "medical_note", "care_plan", "pupil_merge", "different_children",
        "programme", "programme_day", "start_override",
        "entry_action", "entry_seen", "suspension", "correction_claim", "correction_notice",
    }
)  # fmt: skip
"""The kinds of record that it shows: when one changes, it is read again."""

_KEYS = (
    KeyLine("save_entry", ("Ctrl+Return",), "Save the entry that is typed", own=True),
    KeyLine("find_words", ("Ctrl+F",), "Find words in the document shown", own=True),
    KeyLine(
        "next_place", ("F3", "Shift+F3"), "The next place found in the document, or the one before", own=True
    ),
    KeyLine("paste_files", ("Ctrl+V",), "Add copied files to the documents", own=True),
)


class PupilPage(Page):
    """Opened with (pupil_id, tab="overview", add=False). Tabs come from the registry and are made when first opened."""

    name: ClassVar[str] = "pupil"
    title: ClassVar[str] = "Pupil"
    kinds: ClassVar[frozenset[str]] = _SHOWS
    opens_once: ClassVar[frozenset[str]] = frozenset({"add", "edit", "correct", "files"})
    keys: ClassVar[tuple[KeyLine, ...]] = _KEYS
    services: Services

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.pupil_id = ""
        self.record: Record | None = None
        self._tabs_of = sorted(
            (tab for each in services.capabilities for tab in each.pupil_tabs), key=lambda tab: tab.order
        )
        self._made: dict[str, QWidget] = {}
        self._stale_tabs: set[str] = set()
        self._pending: dict[str, Any] | None = None
        self._wanted: tuple[str, bool] = (OVERVIEW, False)
        self._editing, self._then = False, ""
        self._in_tab = InTab()
        self.header, self.overview = RecordHeader(_ACTS), Overview()
        self.tabs = Tabs("Tabs of this pupil's record")
        self.reopens = partial(openers, self)
        self._lay_out()
        self._wire()

    # what the shell asks

    def open(self, pupil_id: str = "", tab: str = OVERVIEW, **more: Any) -> None:
        """Show a pupil's record; it is noted in the audit that it was looked at.

        With the tab "documents", `document` says which of them is shown, `page` from 1 on which page, and `marked`
        which words are marked in it. With the tab "chronology", `entry` is the entry to be brought into sight.
        """
        if pupil_id != self.pupil_id:
            self._forget()
        self.pupil_id = pupil_id
        self._wanted = (tab, bool(more.get("add", False)))
        self._editing = bool(more.get("edit", False))
        self._in_tab = InTab.of(more)
        self._then = ""  # pressed on an earlier visit, which did not wait for it
        self.services.jobs.write(partial(viewed, pupil_id), failed=lambda _error: None)
        self.refresh()

    def where(self) -> dict[str, Any] | None:
        """The tab that is open and what narrows its list, so that Back returns to it."""
        tab = self.tabs.current()
        more: dict[str, Any] = self._ask_tab(tab, "where") or {}
        return None if self.record is None else {"pupil_id": self.pupil_id, "tab": tab, **more}

    def whose(self) -> str:
        """The pupil."""
        return self.record.pupil.called if self.record is not None else ""

    def refresh(self) -> None:
        """Read the record again, and the tab that is open."""
        pupil_id = self.pupil_id
        hooks = tuple(each.due_items for each in self.services.capabilities if each.due_items)
        counters = tuple((tab.name, tab.count) for tab in self._tabs_of if tab.count)
        came, failed = self.in_turn(self._show, self._failed)
        self.services.jobs.read(
            lambda session: record_reading.read(session, pupil_id, hooks, counters), done=came, failed=failed
        )
        self._stale_tabs = set(self._made)
        self._refresh_tab()

    def first_focus(self) -> None:
        """The entry being typed, else the pupil's name."""
        if self.tabs.current() == CHRONOLOGY and self._ask_tab(CHRONOLOGY, "is_adding"):
            self._ask_tab(CHRONOLOGY, "first_focus")
        else:
            super().first_focus()

    def add_entry(self) -> None:
        """Open the chronology's box (Ctrl+E); at once, or when it is known whose chronology it is."""
        if self.record is None:
            self._wanted = (CHRONOLOGY, True)
            return
        self._go_tab(CHRONOLOGY)
        self._ask_tab(CHRONOLOGY, "add_entry")
        self._into_sight()

    def save_now(self) -> None:
        """Keep what is typed in the tab that is open: the entry, or marks (Ctrl+S)."""
        self._ask_tab(self.tabs.current(), "save")

    def help_name(self) -> str:
        """The help of the open tab, if it has one of its own."""
        return str(self._ask_tab(self.tabs.current(), "help_name") or "")

    @property
    def draft_record(self) -> str:
        """Drafts belong to the pupil."""
        return self.pupil_id

    @property
    def draft_compartment(self) -> Compartment:
        """Where the entry being typed will lie; one that waits for its tab may be about anything."""
        found = self._ask_tab(CHRONOLOGY, "draft_compartment")
        if isinstance(found, Compartment):
            return found
        guards = self._pending is not None and self.services.vault.holds(Compartment.GUARDED)
        return Compartment.GUARDED if guards else Compartment.GENERAL

    @property
    def draft_at(self) -> dict[str, object]:
        """Whoever carries on with an entry is led to its tab, whichever was open when it was left."""
        return {"tab": CHRONOLOGY}

    @property
    def draft_in_flight(self) -> bool:
        """Whether the entry is being kept."""
        return bool(self._ask_tab(CHRONOLOGY, "is_saving"))

    def save_draft(self) -> dict[str, Any] | None:
        """The entry that is typed and not saved."""
        if self._pending is not None:
            return self._pending
        draft: dict[str, Any] | None = self._ask_tab(CHRONOLOGY, "draft")
        return draft

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put the entry back: at once, or when its tab is opened."""
        if CHRONOLOGY in self._made:
            self._ask_tab(CHRONOLOGY, "restore", draft)
        else:
            self._pending = draft

    def restore_beside(self, draft: dict[str, Any]) -> bool:
        """An entry that was begun before is another than the one that is typed by now."""
        return bool(self._ask_tab(CHRONOLOGY, "restore_beside", draft))

    def keeps_beside(self) -> Callable[[Any, dict[str, Any]], None] | None:
        """The same on the writer."""
        keeps: Callable[[Any, dict[str, Any]], None] | None = self._ask_tab(CHRONOLOGY, "keeps_beside")
        return keeps

    def _into_sight(self) -> None:
        """In a low window the whole page scrolls: bring what has the focus into sight."""
        focus = self.focusWidget()
        if focus is not None:
            self._area.ensureWidgetVisible(focus)

    # the look

    def _lay_out(self) -> None:
        self.header.lines.addWidget(self.tabs.bar)
        outer = layout.column(self.content, space=0)
        self._area = layout.scrolling(RecordContent(self.header, self.tabs), "Pupil's record")
        self.on_top = NameOnTop(self._area, self.header.heading)
        layout.add_all(outer, self.on_top, self._area)
        self.tabs.add(OVERVIEW, "Overview", self.overview)
        for tab in self._tabs_of:
            holder = QWidget()
            layout.column(holder, space=0)
            self.tabs.add(tab.name, tab.title, holder)

    def _wire(self) -> None:
        self.header.adding.connect(self.add_entry)
        self.header.chosen.connect(self._act)
        self.header.followed.connect(lambda page: self.services.go.to(page, pupil_id=self.pupil_id))
        self.tabs.changed.connect(lambda _name: self._turned())
        self.overview.go.connect(lambda page, params: self.services.go.to(page, **params))
        self.overview.tab.connect(self._go_tab)
        self.overview.unshared.connect(self._show_unshared)
        self.overview.edit_person.connect(self.edit_person)
        self.overview.add_person.connect(lambda: self._act("person"))

    # showing

    def _forget(self) -> None:
        """Nothing of one child stays when another's record is opened."""
        self.new_visit()
        self.header.forget()
        self.on_top.show_name("")
        self.overview.forget()
        for tab in self._tabs_of:
            holder = self.tabs.page(tab.name).layout()
            if holder is not None:
                layout.clear(holder)
            self.tabs.set_count(tab.name, None)
        self._made, self._pending, self.record, self._then = {}, None, None, ""

    def _show(self, record: Record) -> None:
        self.pupil_id = record.pupil.id  # what was asked for may have been merged into this one
        self.record = record
        self.show_content()
        self.header.show_record(record)
        self.on_top.show_name(record.pupil.called)
        self.overview.show_record(record)
        for name, number in record.counts.items():
            self.tabs.set_count(name, number)
        tab, adding = self._wanted
        if tab:
            self._wanted = ("", False)
            self._go_tab(tab)
        in_tab, self._in_tab = self._in_tab, InTab()
        in_tab.tell(self.tabs.current(), self._ask_tab)
        self._do_what_waited(record, adding=adding)

    def _do_what_waited(self, record: Record, *, adding: bool) -> None:
        """What was wanted before the record came; nothing once the user has gone on to another page."""
        editing, then = self._editing, self._then
        self._editing, self._then = False, ""
        if not self.in_front():
            return
        if adding:
            self.add_entry()
        if editing:
            self.edit_details(record)
        if then:
            self._act(then)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.services.say.trouble(error)

    def _go_tab(self, name: str) -> None:
        known = {OVERVIEW, *(tab.name for tab in self._tabs_of)}
        self.tabs.open(name if name in known else OVERVIEW)
        self._turned()

    def _turned(self) -> None:
        name = self.tabs.current()
        if self.record is None:
            self._wanted = (name, False)  # made as soon as it is known whose record it is
        wanted = next((tab for tab in self._tabs_of if tab.name == name), None)
        if wanted is not None and name not in self._made and self.record is not None:
            self._make(wanted)
        self._refresh_tab()

    def _make(self, tab: PupilTab) -> None:
        made: QWidget = resolve(tab.widget)(self.services, self.pupil_id)
        holder = self.tabs.page(tab.name).layout()
        assert holder is not None
        holder.addWidget(made)
        made.show()  # the layout does so a turn later, too late for the key that comes next
        self._made[tab.name] = made
        typed = getattr(made, "typed", None)
        if isinstance(typed, SignalInstance):
            typed.connect(self.typed)
        if tab.name == CHRONOLOGY and self._pending is not None:
            draft, self._pending = self._pending, None
            self._ask_tab(CHRONOLOGY, "restore", draft)

    def _refresh_tab(self) -> None:
        name = self.tabs.current()
        if name in self._stale_tabs:
            self._stale_tabs.discard(name)
            self._ask_tab(name, "refresh")

    def _ask_tab(self, name: str, what: str, *more: Any) -> Any:
        """Call what a tab can do, if it is made and can."""
        act = getattr(self._made.get(name), what, None)
        return act(*more) if callable(act) else None

    def _show_unshared(self) -> None:
        self._go_tab(CHRONOLOGY)
        self._ask_tab(CHRONOLOGY, "show_unshared")

    # acts

    def _act(self, name: str) -> None:
        if self.record is None:
            self._then = name  # what is pressed early is done as soon as the record has come
            return
        if name == "call":
            self._go_tab(CHRONOLOGY)
            self._ask_tab(CHRONOLOGY, "record_call")
        elif name == "details":
            self.edit_details(self.record)
        elif name == "person":
            self.edit_person(Carer(pupil_id=self.pupil_id))
        elif name == "close":
            self.close_record(self.record.pupil)
        elif name == "reopen":
            reopen(self.services, self, self.record.pupil, partial(self._saved, words="Record opened again"))
        else:
            self.services.go.to(_PAGES[name], pupil_id=self.pupil_id, **_TOLD.get(name, {}))

    def edit_details(self, record: Record) -> None:
        """Change the pupil's own details."""
        ask_details(self.services, self, record, partial(self._saved, words="Details saved"))

    def close_record(self, pupil: Pupil) -> None:
        """Ask why, then take the record off the list."""
        ask_close(self.services, self, pupil, partial(self._saved, words="Record closed"))

    def edit_person(self, carer: Carer) -> None:
        """Change or add a parent, carer or contact."""
        ask_person(self.services, carer, partial(self._saved, words="Person saved"))

    def _saved(self, saved: Saved[Any], words: str) -> None:
        self.services.say.toast(words, saved.change_id)
        self.refresh()
