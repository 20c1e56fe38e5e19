"""The pupils list: find a child fast while on the telephone (design 8.3)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy, QWidget

from coordinator_app.core.errors import Cancelled, Trouble
from coordinator_app.pupils.page import list_reading
from coordinator_app.pupils.page.index_reading import KEEPER
from coordinator_app.pupils.page.list_reading import CONSENT, STAGES, Filters, Index, Peek, PupilRow, Rows
from coordinator_app.pupils.page.peek import PeekPanel
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.export_list import export_button
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.page import Page
from coordinator_app.ui.shortcuts import KeyLine

if TYPE_CHECKING:
    from coordinator_app.core.export_table import Table
    from coordinator_app.jobs.job import Job
    from coordinator_app.pupils.store import Mark
    from coordinator_app.store.session import Session


_ONE_LINE, _CHIPS_BESIDE, _LISTS_BESIDE = 1060, 760, 860  # px of the design


class PupilsPage(Page):
    """Type to find, Down to the list, Enter opens, Space peeks, Ctrl+E adds an entry."""

    name: ClassVar[str] = "pupils"
    title: ClassVar[str] = "Pupils"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"pupil", "pupil_name", "consent", "referral", "programme", "review", "school", "carer"}
    )
    keys: ClassVar[tuple[KeyLine, ...]] = (
        KeyLine("down", ("Down",), "From the filter box to the list", own=True),
        KeyLine("open", ("Enter",), "Open the pupil", own=True),
        KeyLine("peek", ("Space",), "Show telephone numbers, consent and next step", own=True),
    )
    services: Services

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._index = Index((), (), ())
        self._round, self._peeked = 0, 0
        self._asked: Job[Rows] | None = None
        self.heading = heading("Pupils", 1)
        self.filter = TextInput(hint="Type part of a name", longest=100)
        self.filter.setAccessibleName("Find a pupil by name")
        self.school = ChoiceList([], none="All schools", width=190)
        self.year = ChoiceList([], none="All years", width=128)
        self.consent = ChoiceList(CONSENT, none="Any consent", width=176)
        self.stage = ChoiceList(STAGES, none="Any stage", width=176)
        self.closed = TickBox("Include closed")
        for box, name in zip(self._lists(), ("School", "Year", "Consent", "Stage"), strict=True):
            box.setAccessibleName(name)
        self.export = export_button(services, "Pupils", chosen=self._to_export)
        self.new = button("&New referral", "primary", "plus")
        self.list = TwoLineList("Pupils")
        self.peek = PeekPanel()
        self._lay_out()
        self._name_filters()
        self._wire()

    # what the shell asks

    def refresh(self) -> None:
        """Read rows and names again: the rows are waited for, and among many pupils the names take longer."""
        self._fill()
        self._read_index()

    def first_focus(self) -> None:
        """The filter box."""
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_entry(self) -> None:
        """Add an entry to the pupil in hand (Ctrl+E)."""
        key = self.list.current_key()
        if key is not None:
            self.services.go.to("pupil", pupil_id=str(key), tab="chronology", add=True)

    # the look

    def _lists(self) -> tuple[ChoiceList, ...]:
        return (self.school, self.year, self.consent, self.stage)

    def _lay_out(self) -> None:
        lines = layout.column(self.content, space=0)
        across = layout.row(space=0)
        main = QWidget()
        inside = layout.column(main, space=16, margins=(24, 20, 24, 20))
        head = layout.row(space=12)
        layout.add_all(head, self.heading, None, self.export, self.new)
        inside.addLayout(head)
        inside.addWidget(self._filters())
        self._empty = layout.column(space=0)
        inside.addLayout(self._empty)
        self._card = list_card(self.list)
        inside.addWidget(self._card, 1)
        inside.addStretch(0)
        across.addWidget(main, 1)
        across.addWidget(self.peek)
        self.peek.hide()
        lines.addLayout(across, 1)
        layout.tab_order([self.filter, *self._lists(), self.closed, self.list, self.export, self.new])

    def _name_filters(self) -> None:
        """Qt speaks a list by its entry; what it is comes from a label beside it, which here need not be seen."""
        for box in self._lists():
            spoken = label(box.accessibleName())
            spoken.setParent(box.parentWidget())
            spoken.setBuddy(box)
            spoken.hide()

    def _filters(self) -> QWidget:
        holder = QWidget()
        # what would stand in one line must not keep the page as wide as that
        holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._filter_line, self._chosen = layout.row(holder, space=12), layout.row(space=12)
        first, then = layout.row(space=12), layout.row(space=12)
        layout.add_all(first, self.school, self.year)
        layout.add_all(then, self.consent, self.stage, self.closed)
        for part in (first, then):
            part.addStretch(0)
            self._chosen.addLayout(part)
        then.setAlignment(self.closed, Qt.AlignmentFlag.AlignVCenter)
        self._filter_line.addWidget(self.filter, 1)
        self._filter_line.addLayout(self._chosen)
        return holder

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The filters go below the filter box in a narrow window."""
        super().resizeEvent(event)
        self._fold()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._fold()

    def _fold(self) -> None:
        beside = self.peek.width() if self.peek.isVisibleTo(self) else 0
        room = (self.width() - beside) / theme.current().scale
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._filter_line.setDirection(across if room >= _ONE_LINE else down)
        self._chosen.setDirection(across if room >= _LISTS_BESIDE else down)
        self.list.wrap_chips(room < _CHIPS_BESIDE)

    def _wire(self) -> None:
        self.filter.textChanged.connect(lambda _text: self._fill())
        for box in self._lists():
            box.edited.connect(self._fill)
        self.closed.edited.connect(self._fill)
        self.new.clicked.connect(lambda: self.services.go.to("referral"))
        self.list.opened.connect(lambda key: self.services.go.to("pupil", pupil_id=str(key)))
        self.list.peeked.connect(self._peek)
        self.list.current_changed.connect(self._follow)
        self.list.menu_chosen.connect(self._menu)
        self.peek.opened.connect(lambda key: self.services.go.to("pupil", pupil_id=str(key)))
        self.peek.closed.connect(self._close_peek)

    # reading

    def _read_index(self) -> None:
        self.services.jobs.read(
            KEEPER.read, done=guarded(self, self._indexed), failed=guarded(self, self._failed)
        )

    def _indexed(self, index: Index) -> None:
        self._index = index
        self.heading.setText(f"Pupils ({index.listed})" if index.names else "Pupils")
        self.heading.setAccessibleName(f"Pupils, {index.listed}")
        self.school.offer([(one, name) for one, name in index.schools])
        self.year.offer([(year, f"Year {year}" if year else "Reception") for year in index.years])
        if self.filter.value():
            self._fill()

    def _fill(self) -> None:
        self._round += 1
        if self._asked is not None:
            self._asked.cancel()  # else rows that nobody sees would be read for every letter typed
        typed, filters = self.filter.value(), self.filters()
        if typed:
            self._ask(partial(_found, filters, self._index.find(typed, filters), typed), start=True)
        else:
            self.list.start(self._load)

    def _load(self, after: object, limit: int) -> None:
        self._ask(partial(_page, self.filters(), after, min(limit, list_reading.AT_A_TIME)), start=False)

    def filters(self) -> Filters:
        """What is chosen beside the filter box."""
        school, year, consent, stage = (box.value() for box in self._lists())
        return Filters(
            str(school or ""),
            year if isinstance(year, int) else None,
            str(consent or ""),
            str(stage or ""),
            self.closed.value(),
        )

    def _to_export(self) -> Callable[[Session], Table]:
        typed, filters = self.filter.value(), self.filters()
        return partial(_table, filters, self._index.find(typed, filters) if typed else None)

    def _ask(self, work: partial[Rows], *, start: bool) -> None:
        asked_in = self._round
        self._asked = self.services.jobs.read(
            work,
            done=guarded(self, lambda rows: self._show(rows, asked_in, start=start)),
            failed=guarded(self, self._failed),
        )

    def _show(self, rows: Rows, asked_in: int, *, start: bool) -> None:
        if asked_in != self._round:
            return  # the user has typed on
        shown = [_row(one) for one in rows.rows]
        if start:
            self.list.show_rows(shown)
        else:
            self.list.add_rows(shown, rows.next)
        self._say_empty()
        if start:
            announce(self.list, "1 pupil" if len(shown) == 1 else f"{len(shown)} pupils")

    def _say_empty(self) -> None:
        layout.clear(self._empty)
        nothing = not self.list.rows()
        self._card.setVisible(not nothing)
        if nothing:
            self._empty.addWidget(self._nothing())

    def _nothing(self) -> EmptyState:
        if self.filter.value() or self.filters().are_set:
            clear = button("Clear filters")
            clear.clicked.connect(self.clear_filters)
            return EmptyState("filter", "Nothing matches these filters", "", clear)
        start = button("Start a referral", "primary")
        start.clicked.connect(lambda: self.services.go.to("referral"))
        return EmptyState("users", "No pupils yet", "A pupil comes onto the list with a referral.", start)

    def clear_filters(self) -> None:
        """Show everyone again."""
        for box in self._lists():
            box.set_value(None)
        self.filter.clear()
        self._fill()
        self.first_focus()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return  # by the next letter
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.services.say.trouble(error)

    # keys and the peek

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the filter to the list, Enter there opens the first row; Esc closes the peek."""
        in_filter = isinstance(self.focusWidget(), QLineEdit) and self.filter.hasFocus()
        if in_filter and event.key() == Qt.Key.Key_Down:
            self._to_list()
        elif (
            in_filter and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and len(self.list.rows()) == 1
        ):
            self.services.go.to("pupil", pupil_id=str(self.list.rows()[0].key))
        elif event.key() == Qt.Key.Key_Escape and self.peek.isVisibleTo(self):
            self._close_peek()
        else:
            super().keyPressEvent(event)

    def _to_list(self) -> None:
        if self.list.current_key() is None:
            self.list.step(1)
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _menu(self, key: object, name: str) -> None:
        if name == "entry":
            self.services.go.to("pupil", pupil_id=str(key), tab="chronology", add=True)
        else:
            self._peek(key)

    def _peek(self, key: object) -> None:
        if self.peek.isVisibleTo(self) and self.peek.key == key:
            self._close_peek()
            return
        self._read_peek(key)

    def _follow(self, key: object) -> None:
        if self.peek.isVisibleTo(self):
            self._read_peek(key)

    def _read_peek(self, key: object) -> None:
        self._peeked += 1
        asked = self._peeked
        self.services.jobs.read(
            partial(_peek_of, str(key)),
            done=guarded(self, lambda shown: self._show_peek(key, shown, asked)),
            failed=guarded(self, self._failed),
        )

    def _show_peek(self, key: object, shown: Peek, asked: int) -> None:
        if asked != self._peeked:
            return  # another pupil was gone to, or it was closed: these are not his numbers
        self.peek.show_peek(key, shown)
        self.peek.show()
        self._fold()

    def _close_peek(self) -> None:
        self._peeked += 1
        self.peek.hide()
        self._fold()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _found(filters: Filters, ids: list[str], typed: str, session: Session) -> Rows:
    return list_reading.read_found(session, filters, ids, typed)


def _page(filters: Filters, after: object, limit: int, session: Session) -> Rows:
    return list_reading.read_page(session, filters, cast("Mark | None", after), limit)


def _table(filters: Filters, ids: list[str] | None, session: Session) -> Table:
    return list_reading.read_table(session, filters, ids)


def _peek_of(pupil_id: str, session: Session) -> Peek:
    return list_reading.read_peek(session, pupil_id)


def _row(one: PupilRow) -> Row:
    return Row(
        one.id,
        one.name,
        one.second,
        "user",
        "neutral",
        chip_text=one.chip,
        chip_kind=one.tone,
        chip_icon=one.icon,
        menu=(("entry", "Add an entry"), ("peek", "Show telephone numbers")),
    )
