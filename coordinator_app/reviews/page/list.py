"""All reviews: to hold, held, by day, and what was never shared with a family (design 8.8)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from coordinator_app.core.errors import Trouble
from coordinator_app.core.export_table import Table
from coordinator_app.reviews.never_shared import Standing
from coordinator_app.reviews.page import list_reading
from coordinator_app.reviews.page.calendar_out import CalendarOut
from coordinator_app.reviews.page.list_reading import ReviewRow, Rows, View, Wanted, When
from coordinator_app.reviews.page.table_reading import read_table
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.export_list import export_button
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.page import Page

if TYPE_CHECKING:
    from coordinator_app.store.paging import PageMark
    from coordinator_app.store.session import Session
    from coordinator_app.ui.chips import Set

_CHIPS_BESIDE = 760  # px of the design
_ONE_LINE = 940
_EMPTY = {
    View.TO_HOLD: ("No review is planned", "Plan a review on a pupil's record, on the Reviews tab."),
    View.HELD: ("No review has been held yet", "Those you finish stand here."),
    View.CALENDAR: ("No review is planned", "Plan a review on a pupil's record, on the Reviews tab."),
    View.NEVER_SHARED: (
        "Every entry and document has been shared",
        "What is written from now on stands here until then.",
    ),
}
_FILTERED = ("Nothing fits these filters", "Choose all schools and any day to see the rest.")


class ReviewsPage(Page):
    """Enter opens a review, or the pupil; the list is read a page at a time."""

    name: ClassVar[str] = "reviews"
    title: ClassVar[str] = "Reviews"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"review", "pupil", "chronology_entry", "document", "disclosure", "school"}
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self._round = 0
        self.which = ChoiceBoxes([(one, one.label) for one in View])
        self.which.set_value(View.TO_HOLD)
        self.which.setAccessibleName("Which reviews")
        for one in self.which.boxes:
            one.setAccessibleName(f"Reviews: {one.text()}")
        self.when = ChoiceList([(one, one.label) for one in When], none="Any day", width=220)
        self.school = ChoiceList([], none="All schools", width=190)
        self.standing = label("", "small", "text-2", wrap=True)
        self.list = TwoLineList("Reviews")
        self._card = list_card(self.list)
        self.export = export_button(services, self.title, chosen=self._table)
        self.calendar = button("Calendar file", icon="calendar", accessible="Calendar file without names")
        self._out = CalendarOut(services, self.calendar)
        self._empty = layout.column(space=0)
        self._lay_out()
        for box in (self.when, self.school):
            box.edited.connect(self._fill)
        self.which.edited.connect(self._fill)
        self.list.opened.connect(self._go)

    # what the shell asks

    def open(self, *, view: str = "", **_more: Any) -> None:
        """Show a view by its name, or the one that was shown last."""
        if view in set(View):
            self.which.set_value(View(view))
        self.refresh()

    def where(self) -> dict[str, Any] | None:
        """The view, so that Back comes to it again."""
        return {"view": self._view().value}

    def refresh(self) -> None:
        """Read from the top, and the partnership's number with it."""
        came, failed = self.in_turn(self._say_standing, self._failed)
        self.desk.jobs.read(list_reading.read_standing, done=came, failed=failed)
        self.desk.jobs.read(
            list_reading.read_schools,
            done=guarded(self, lambda found: self.school.offer(list(found))),
            failed=guarded(self, self._failed),
        )
        self._fill()

    def first_focus(self) -> None:
        """The list if there is one."""
        (self.list if self.list.rows() else self.which.target()).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chips go below the words in a narrow window."""
        super().resizeEvent(event)
        self._fold()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._fold()

    # the look

    def _fold(self) -> None:
        room = self.width() / theme.current().scale
        self.list.wrap_chips(room < _CHIPS_BESIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(across if room >= _ONE_LINE else down)

    def _lay_out(self) -> None:
        head = layout.row(space=12)
        layout.add_all(head, heading("Reviews", 1), None, self.calendar, self.export)
        self.body.addLayout(head)
        holder = QWidget()
        # what would stand in one line must not keep the page as wide as that
        holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._line = layout.row(holder, space=12)
        self._line.addWidget(self.which)
        filters = layout.row(space=12)
        layout.add_all(filters, self.when, self.school, None)
        self._line.addLayout(filters, 1)
        self.body.addWidget(holder)
        self.body.addWidget(self.standing)
        self.body.addLayout(self._empty)
        self.body.addWidget(self._card, 1)
        self.body.addStretch(0)
        for box, words in ((self.when, "When they are due"), (self.school, "School")):
            box.setAccessibleName(words)
            spoken = label(
                words
            )  # Qt speaks a list by its entry; what it is comes from a label, which need not be seen
            spoken.setParent(self)
            spoken.setBuddy(box)
            spoken.hide()

    # reading

    def _view(self) -> View:
        found = self.which.value()
        return found if isinstance(found, View) else View.TO_HOLD

    def wanted(self) -> Wanted:
        """What is asked for."""
        when = self.when.value()
        return Wanted(self._view(), when if isinstance(when, When) else None, str(self.school.value() or ""))

    def _table(self) -> Callable[[Session], Table]:
        return partial(read_table, wanted=self.wanted())

    def _fill(self) -> None:
        self._round += 1
        planned = self._view() in {View.TO_HOLD, View.CALENDAR}
        self.when.setVisible(planned)
        self.calendar.setVisible(planned)
        self._card.show()
        layout.clear(self._empty)
        self.list.start(partial(self._load, self._round))

    def _load(self, asked_in: int, after: object, limit: int) -> None:
        wanted, mark = self.wanted(), cast("PageMark | int | None", after)

        def read(session: Session) -> Rows:
            return list_reading.read_page(session, wanted, mark, limit)

        self.desk.jobs.read(
            read, done=guarded(self, partial(self._show, asked_in)), failed=guarded(self, self._failed)
        )

    def _show(self, asked_in: int, rows: Rows) -> None:
        if asked_in != self._round:
            return  # another list was asked for meanwhile
        self.list.add_rows([_row(one) for one in rows.rows], rows.next)
        if not self.list.rows():
            self._card.hide()
            self._empty.addWidget(self._nothing())

    def _nothing(self) -> EmptyState:
        wanted = self.wanted()
        planned = wanted.view in {View.TO_HOLD, View.CALENDAR}
        if wanted.school_id or (wanted.when is not None and planned):
            return EmptyState("filter", *_FILTERED)
        if not planned:
            return EmptyState("clipboard-check", *_EMPTY[wanted.view])
        to_pupils = button("Open pupils")
        to_pupils.clicked.connect(lambda: self.desk.go.to("pupils"))
        return EmptyState("clipboard-check", *_EMPTY[wanted.view], to_pupils)

    def _say_standing(self, found: Standing) -> None:
        self.standing.setText(_standing_words(found))

    def _go(self, key: object) -> None:
        if self._view() is View.NEVER_SHARED:
            self.desk.go.to("pupil", pupil_id=str(key), tab="chronology")
        else:
            self.desk.go.to("review", review_id=str(key))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)


def _standing_words(found: Standing) -> str:
    if not found.of:
        return ""
    if not found.number:
        return f"All {found.of:,} entries and documents have been shared with the families."
    share = f"{found.number:,} of {found.of:,} entries and documents ({found.per_cent} per cent)"
    return f"Held but never shared with the family: {share}. Restricted entries are not counted."


def _row(one: ReviewRow) -> Row:
    return Row(
        one.id,
        one.title,
        one.second,
        "clipboard-check",
        chip_text=one.chip,
        chip_kind=cast("Set", one.tone),
        action=one.action,
    )
