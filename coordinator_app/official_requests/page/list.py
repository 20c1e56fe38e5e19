"""The register of what officials asked: the newest first, open ones and answered ones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from coordinator_app.core.errors import Trouble
from coordinator_app.official_requests import view
from coordinator_app.official_requests.view import Line, Lines
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.page import Page

if TYPE_CHECKING:
    from coordinator_app.store.paging import PageMark
    from coordinator_app.store.session import Session
    from coordinator_app.ui.chips import Set

_CHIPS_BESIDE = 760  # px of the design
_ICON = "shield-alert"
_INTRO = "They have no right to see a file as a person has. Each gets what a power of the law makes necessary, and no more."
_EMPTY = "When the police, a court, Ofsted or social care ask about a pupil, log it before anything is said."


class OfficialRequestsPage(Page):
    """Restricted as a whole: without the key the list is empty, and says so."""

    name: ClassVar[str] = "official_requests"
    title: ClassVar[str] = "Police, courts and inspectors"
    kinds: ClassVar[frozenset[str]] = frozenset({"official_request", "pupil"})

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self._round = 0
        self.new = button("&Log what they ask", "primary", "plus")
        self.back = button("Access requests", icon="chevron-left", small=True)
        self.list = TwoLineList("Official requests")
        self._card = list_card(self.list)
        self._empty = layout.column(space=0)
        self._lay_out()
        self.new.clicked.connect(lambda: self.desk.go.to("log_request", about="official"))
        self.back.clicked.connect(lambda: self.desk.go.to("access_requests"))
        self.list.opened.connect(lambda key: self.desk.go.to("official_request", official_id=str(key)))

    def refresh(self) -> None:
        """Read from the top."""
        self._round += 1
        self._card.show()
        layout.clear(self._empty)
        self.list.start(partial(self._load, self._round))

    def first_focus(self) -> None:
        """The list if there is one."""
        target = self.list if self.list.rows() else self.new
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        head = layout.row(space=12)
        layout.add_all(head, heading(self.title, 1), None, self.new)
        self.body.addLayout(head)
        back = layout.row(space=8)
        layout.add_all(back, self.back, None)
        self.body.addLayout(back)
        self.body.addWidget(label(_INTRO, "body", "text-2", wrap=True))
        self.body.addLayout(self._empty)
        self.body.addWidget(self._card, 1)
        self.body.addStretch(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chips go below the words in a narrow window."""
        super().resizeEvent(event)
        self.list.wrap_chips(self.width() / theme.current().scale < _CHIPS_BESIDE)

    def _load(self, asked_in: int, after: object, limit: int) -> None:
        mark = cast("PageMark | None", after)

        def read(session: Session) -> Lines:
            return view.read_lines(session, mark, limit)

        self.desk.jobs.read(
            read, done=guarded(self, partial(self._show, asked_in)), failed=guarded(self, self._failed)
        )

    def _show(self, asked_in: int, found: Lines) -> None:
        if asked_in != self._round:
            return  # another list was asked for meanwhile
        self.show_content()
        self.list.add_rows([_row(one) for one in found.lines], found.next)
        if not self.list.rows():
            self._card.hide()
            self._empty.addWidget(EmptyState(_ICON, "No official has asked", _EMPTY))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)


def _row(one: Line) -> Row:
    return Row(
        one.id,
        one.title,
        one.second,
        _ICON,
        chip_text=one.chip,
        chip_kind=cast("Set", one.tone),
        action="Open",
    )
