"""All reviews: those to hold, the most overdue first, and those that were held (design 8.8)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from coordinator_app.core.errors import Trouble
from coordinator_app.core.export_table import Table
from coordinator_app.reviews.page import list_reading
from coordinator_app.reviews.page.list_reading import ReviewRow, Rows
from coordinator_app.reviews.page.table_reading import read_table
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.export_list import export_button
from coordinator_app.ui.labels import heading
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.page import Page

if TYPE_CHECKING:
    from coordinator_app.store.paging import PageMark
    from coordinator_app.store.session import Session
    from coordinator_app.ui.chips import Set

_CHIPS_BESIDE = 760  # px of the design


class ReviewsPage(Page):
    """Enter opens a review; the list is read a page at a time."""

    name: ClassVar[str] = "reviews"
    title: ClassVar[str] = "Reviews"
    kinds: ClassVar[frozenset[str]] = frozenset({"review", "pupil"})

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self._round = 0
        self.which = ChoiceBoxes([(False, "To hold"), (True, "Held")])
        self.which.set_value(False)
        self.which.setAccessibleName("Which reviews")
        self.list = TwoLineList("Reviews")
        self._card = list_card(self.list)
        self.export = export_button(services, self.title, chosen=self._table)
        self._empty = layout.column(space=0)
        self._lay_out()
        self.which.edited.connect(self.refresh)
        self.list.opened.connect(lambda key: services.go.to("review", review_id=str(key)))

    def refresh(self) -> None:
        """Read from the top."""
        self._round += 1
        self._card.show()
        layout.clear(self._empty)
        self.list.start(partial(self._load, self._round))

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

    def _fold(self) -> None:
        self.list.wrap_chips(self.width() / theme.current().scale < _CHIPS_BESIDE)

    def _lay_out(self) -> None:
        head = layout.row(space=12)
        layout.add_all(head, heading("Reviews", 1), None, self.export)
        self.body.addLayout(head)
        line = layout.row(space=0)
        line.addWidget(self.which)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addLayout(self._empty)
        self.body.addWidget(self._card, 1)
        self.body.addStretch(0)

    def _table(self) -> Callable[[Session], Table]:
        return partial(read_table, finished=self.which.value() is True)

    def _load(self, asked_in: int, after: object, limit: int) -> None:
        finished, mark = self.which.value() is True, cast("PageMark | None", after)

        def read(session: Session) -> Rows:
            return list_reading.read_page(session, finished, mark, limit)

        self.desk.jobs.read(
            read, done=guarded(self, partial(self._show, asked_in)), failed=guarded(self, self._failed)
        )

    def _show(self, asked_in: int, rows: Rows) -> None:
        if asked_in != self._round:
            return  # the other list was asked for meanwhile
        self.list.add_rows([_row(one) for one in rows.rows], rows.next)
        if not self.list.rows():
            self._card.hide()
            self._empty.addWidget(self._nothing())

    def _nothing(self) -> EmptyState:
        if self.which.value() is True:
            return EmptyState(
                "clipboard-check", "No review has been held yet", "Those you finish stand here."
            )
        to_pupils = button("Open pupils")
        to_pupils.clicked.connect(lambda: self.desk.go.to("pupils"))
        text = "Plan a review on a pupil's record, on the Reviews tab."
        return EmptyState("clipboard-check", "No review is planned", text, to_pupils)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)


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
