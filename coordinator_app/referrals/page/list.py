"""All referrals and first talks: where each stands, how old it is, what it lacks and what comes next.

It has a line of its own in the menu, between Pupils and Reviews: a first talk is no pupil yet (003-7.2), so it cannot
stand on the pupils' list, and what waits for a school must be found without a name.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from coordinator_app.core.errors import Trouble
from coordinator_app.core.export_table import Table
from coordinator_app.referrals.discussions import remove_for_good, take_back
from coordinator_app.referrals.model import InitialDiscussion
from coordinator_app.referrals.page import list_reading
from coordinator_app.referrals.page.list_reading import OF_TALKS, WORDS, ListRow, ListRows, Wanted, Which
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.dialogs import Confirm
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.export_list import export_button
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.page import Page
from coordinator_app.ui.shortcuts import KeyLine

if TYPE_CHECKING:
    from coordinator_app.store.paging import PageMark
    from coordinator_app.store.session import Session
    from coordinator_app.ui.chips import Set

_CHIPS_BESIDE, _ONE_LINE = 760, 700  # px of the design
_GONE = Confirm(
    title="Remove these notes for good?",
    facts=(
        ("trash-2", "Every wording of the notes goes, and of the talks that followed"),
        ("hard-drive", "Backups made before keep them until they are thinned out"),
        ("history", "The audit log says that notes were removed, never what they said"),
    ),
    tick="No referral is coming, and nobody needs these notes.",
    act="Remove for good",
    undo="This cannot be taken back.",
    danger=True,
)


class ReferralsPage(Page):
    """Down goes from the find box to the list, Enter opens."""

    name: ClassVar[str] = "referrals"
    title: ClassVar[str] = "Referrals"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"referral", "initial_discussion", "later_talk", "pupil", "school", "setting"}
    )
    keys: ClassVar[tuple[KeyLine, ...]] = (
        KeyLine("down", ("Down",), "From the find box to the list", own=True),
        KeyLine("open", ("Enter",), "Open the referral or the first talk", own=True),
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self._round = 0
        self._shown: dict[str, ListRow] = {}
        self.which = ChoiceList([(one, WORDS[one]) for one in Which], none=None, width=260)
        self.school = ChoiceList([], none="All schools", width=220)
        self.filter = TextInput(hint="Type part of a name or initials", longest=100)
        self.filter.setAccessibleName("Find by name or initials")
        self.new = button("&New referral", "primary", "plus")
        self.export = export_button(services, self.title, chosen=self._table)
        self.list = TwoLineList("Referrals")
        self._card = list_card(self.list)
        self._empty = layout.column(space=0)
        self._lay_out()
        self._wire()

    def open(self, which: str = "", **_more: Any) -> None:
        """`which` chooses what is shown ("talks" for first talks)."""
        if which in {one.value for one in Which}:
            self.which.set_value(Which(which))
        self.refresh()

    def refresh(self) -> None:
        """Read schools and rows from the top."""
        self.desk.jobs.read(
            list_reading.read_schools, done=guarded(self, self._schools), failed=guarded(self, self._failed)
        )
        self._fill()

    def first_focus(self) -> None:
        """The find box."""
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    # the look

    def _lay_out(self) -> None:
        head = layout.row(space=12)
        layout.add_all(head, heading("Referrals", 1), None, self.export, self.new)
        self.body.addLayout(head)
        self.body.addLayout(self._filters())
        self.body.addLayout(self._empty)
        self.body.addWidget(self._card, 1)
        self.body.addStretch(0)
        layout.tab_order([self.filter, self.which, self.school, self.list, self.export, self.new])

    def _filters(self) -> QHBoxLayout:
        self._line, chosen = layout.row(space=12), layout.row(space=12)
        for box, name in ((self.which, "Show"), (self.school, "School")):
            box.setAccessibleName(name)
            spoken = label(name)
            spoken.setParent(self.content)
            spoken.setBuddy(box)
            spoken.hide()
        layout.add_all(chosen, self.which, self.school)
        chosen.addStretch(0)
        self._line.addWidget(self.filter, 1)
        self._line.addLayout(chosen)
        return self._line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The filters go below the find box in a narrow window, chips below the words."""
        super().resizeEvent(event)
        self._fold()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._fold()

    def _fold(self) -> None:
        room = self.width() / theme.current().scale
        way = QBoxLayout.Direction.LeftToRight if room >= _ONE_LINE else QBoxLayout.Direction.TopToBottom
        self._line.setDirection(way)
        self.list.wrap_chips(room < _CHIPS_BESIDE)

    def _wire(self) -> None:
        self.filter.textChanged.connect(lambda _text: self._fill())
        for box in (self.which, self.school):
            box.edited.connect(self._fill)
        self.new.clicked.connect(lambda: self.desk.go.to("referral"))
        self.list.opened.connect(lambda key: self._opened(str(key)))
        self.list.menu_chosen.connect(lambda key, _name: self._remove(str(key)))

    # reading

    def wanted(self) -> Wanted:
        """What is chosen above the list."""
        which = self.which.value()
        return Wanted(
            which if isinstance(which, Which) else Which.OPEN,
            str(self.school.value() or ""),
            self.filter.value(),
        )

    def _table(self) -> Callable[[Session], Table]:
        return partial(_to_leave, self.wanted())

    def _schools(self, schools: tuple[tuple[str, str], ...]) -> None:
        self.school.offer(schools)

    def _fill(self) -> None:
        self._round += 1
        self._shown.clear()
        self._card.show()
        layout.clear(self._empty)
        self.list.start(partial(self._load, self._round, self.wanted()))

    def _load(self, asked_in: int, wanted: Wanted, after: object, limit: int) -> None:
        mark = cast("PageMark | None", after)
        self.desk.jobs.read(
            lambda session: list_reading.read_rows(session, wanted, mark, min(limit, list_reading.AT_A_TIME)),
            done=guarded(self, partial(self._show, asked_in, wanted)),
            failed=guarded(self, self._failed),
        )

    def _show(self, asked_in: int, wanted: Wanted, rows: ListRows) -> None:
        if asked_in != self._round:
            return  # something else was asked for meanwhile
        self.show_content()
        self._shown |= {one.key: one for one in rows.rows}
        self.list.add_rows([_row(one, wanted.which) for one in rows.rows], rows.next)
        if not self.list.rows():
            self._card.hide()
            self._empty.addWidget(self._nothing(wanted, rows.hidden))
        found = len(self.list.rows())
        announce(self.list, "1 line" if found == 1 else f"{found} lines")

    def _nothing(self, wanted: Wanted, hidden: tuple[tuple[Which, int], ...]) -> EmptyState:
        not_shown = list_reading.hidden_words(hidden)
        if wanted.typed or wanted.school_id:
            clear = button("Clear filters")
            clear.clicked.connect(self.clear_filters)
            return EmptyState("filter", "Nothing matches these filters", not_shown, clear)
        title, text = _EMPTY[wanted.which]
        if hidden and wanted.which is not Which.DELETED:
            which = hidden[0][0]
            show = button(f"Show {WORDS[which][:1].lower()}{WORDS[which][1:]}")
            show.clicked.connect(lambda: self._choose(which))
            return EmptyState("filter", title, f"{text} {not_shown}", show)
        start = button("Start a referral", "primary")
        start.clicked.connect(lambda: self.desk.go.to("referral"))
        return EmptyState(
            "user-plus", title, text, start if wanted.which in {Which.OPEN, Which.TALKS} else None
        )

    def _choose(self, which: Which) -> None:
        self.which.set_value(which)
        self._fill()
        self.first_focus()

    def clear_filters(self) -> None:
        """Show every school and every name again."""
        self.school.set_value(None)
        self.filter.clear()
        self._fill()
        self.first_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the find box to the list."""
        if event.key() == Qt.Key.Key_Down and self.filter.hasFocus():
            if self.list.current_key() is None:
                self.list.step(1)
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    # what a row does

    def _opened(self, key: str) -> None:
        row = self._shown.get(key)
        if row is None:
            return
        if self.wanted().which is Which.DELETED:
            self._write_about(key, take_back, "Notes of the first talk are back")
        elif row.talk_id:
            self.desk.go.to("referral", discussion_id=row.talk_id)
        else:
            self.desk.go.to("referral", pupil_id=row.pupil_id)

    def _remove(self, key: str) -> None:
        sure = guarded(self, lambda: self._write_about(key, remove_for_good, "Notes removed for good"))
        self.desk.dialogs.confirm(_GONE, sure)

    def _write_about(self, key: str, act: Callable[[Session, InitialDiscussion], Any], words: str) -> None:
        def work(session: Session) -> Any:
            return act(session, session.get(InitialDiscussion, key))

        def done(saved: Any) -> None:
            self.desk.say.toast(words, saved.change_id if saved is not None else None)
            self._fill()

        self.desk.jobs.write(work, done=guarded(self, done), failed=guarded(self, self._failed))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)


_EMPTY = {
    Which.OPEN: ("No referral waits", "A referral that is begun, sent or incomplete stands here."),
    Which.TALKS: ("No first talk is open", "Notes of talks before a referral stand here, by initials."),
    Which.ACCEPTED: ("No referral is accepted yet", "An accepted referral opens the pupil's record."),
    Which.ENDED: ("None was declined or withdrawn", "What ended stays here and can be read."),
    Which.DELETED: ("No notes were deleted", "Deleted notes stand here until they go for good."),
}


def _to_leave(wanted: Wanted, session: Session) -> Table:
    return list_reading.read_table(session, wanted)


def _row(one: ListRow, which: Which) -> Row:
    return Row(
        one.key,
        one.title,
        one.second,
        "message-square" if which in OF_TALKS else "user",
        chip_text=one.chip,
        chip_kind=cast("Set", one.tone),
        action=one.action,
        menu=(("remove", "Remove for good"),) if which is Which.DELETED else (),
    )
