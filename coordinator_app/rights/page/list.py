"""The requests to erase, restrict or stop, of one pupil or all; here a new one is logged (UK GDPR articles 17, 18, 20, 21)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.rights import actions, view
from coordinator_app.rights.model import RightsRequest
from coordinator_app.rights.page.boxes import RequestBox
from coordinator_app.rights.view import Line, Lines
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.box_back import show_with_way
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.page import Page

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.store.paging import PageMark
    from coordinator_app.store.session import Session
    from coordinator_app.ui.chips import Set

_CHIPS_BESIDE = 760  # px of the design
_ICON = "eraser"
_EMPTY = (
    "Somebody may ask to erase what we keep, to keep it and not use it, or to stop doing something with it. “Log a request” asks "
    "whose record it is about."
)


class RightsPage(Page):
    """Opened with (pupil_id="", ask=False); `ask` opens the box of a new one."""

    name: ClassVar[str] = "rights"
    title: ClassVar[str] = "Erase, restrict, stop"
    opens_once: ClassVar[frozenset[str]] = frozenset({"ask"})
    kinds: ClassVar[frozenset[str]] = frozenset({"rights_request", "rights_notice", "pupil"})

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.pupil_id = ""
        self._round = 0
        self.new = button(
            "&Log a request", "primary", "plus", accessible="Log a request to erase, restrict or stop"
        )
        self.everybody = button(
            "Show all", icon="x", small=True, accessible="Show the requests of all pupils"
        )
        self.list = TwoLineList("Requests to erase, restrict or stop")
        self._card = list_card(self.list)
        self._empty = layout.column(space=0)
        self._lay_out()
        self.new.clicked.connect(self._press)
        self.everybody.clicked.connect(lambda: self.desk.go.to("rights"))
        self.list.opened.connect(lambda key: self.desk.go.to("rights_request", request_id=str(key)))

    # what the shell asks

    def open(self, pupil_id: str = "", ask: bool = False, **_more: Any) -> None:
        """The list; and the box, where somebody came to log one."""
        if pupil_id != self.pupil_id:
            self.new_visit()
            self._about.setText("")
        self.pupil_id = pupil_id
        self.refresh()
        if ask and pupil_id:
            self.ask()

    def where(self) -> dict[str, Any] | None:
        """Whose; Back opens the list, not the box once more."""
        return {"pupil_id": self.pupil_id}

    def whose(self) -> str:
        """The pupil."""
        return self._about.text() if self.pupil_id else ""

    def refresh(self) -> None:
        """Read from the top."""
        self._round += 1
        for one in (self.everybody, self._about):
            one.setVisible(bool(self.pupil_id))
        self._card.show()
        layout.clear(self._empty)
        self._read_name()
        self.list.start(partial(self._load, self._round))

    def first_focus(self) -> None:
        """The list if there is one."""
        target = self.list if self.list.rows() else self.new
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # acts

    def ask(self) -> None:
        """Read whose record it is about, then ask."""
        pupil_id = self.pupil_id
        self.new.setEnabled(False)
        self.desk.jobs.read(
            lambda session: view.name_of(session, pupil_id),
            done=self.of_visit(self._ask, self._can_ask),
            failed=self.of_visit(self._cannot_ask, self._can_ask),
        )

    def _can_ask(self, _answer: object = None) -> None:
        self.new.setEnabled(True)

    def _cannot_ask(self, error: Exception) -> None:
        self._can_ask()
        self.desk.say.trouble(error)

    def _ask(self, name: str) -> None:
        self._can_ask()
        if not self.in_front():
            return
        new = RightsRequest(pupil_id=self.pupil_id)
        guards = self.desk.vault.holds(Compartment.GUARDED)
        box = RequestBox(new, self.desk.clock, guards=guards)
        if name:
            box.belongs_to(name)

        def save(done: Any, failed: Any) -> object:
            wanted = replace(new, kind_asked=box.kind(), **box.typed())
            return self.desk.jobs.write(
                lambda session: actions.log(session, wanted), done=done, failed=failed
            )

        box.saves(save)
        box.saved.connect(self.of_visit(self._logged, self._say))
        # whatever is typed may turn out to be about what is kept apart
        side = Compartment.GUARDED if guards else Compartment.GENERAL
        way = {"pupil_id": new.pupil_id, "ask": True}
        show_with_way(self.desk, box, DraftOf("log_rights", new.pupil_id, side), self.name, way)

    def _press(self) -> None:
        """Without a pupil, first to the form where the pupil is chosen: it comes back here with the box."""
        if self.pupil_id:
            self.ask()
        else:
            self.desk.go.to("log_request", about="rights")

    def _say(self, saved: Saved[RightsRequest]) -> None:
        self.desk.say.toast("Logged. It is to be answered within a month.", saved.change_id)

    def _logged(self, saved: Saved[RightsRequest]) -> None:
        self._say(saved)
        if self.in_front():
            self.desk.go.to("rights_request", request_id=saved.record.id)

    # the look

    def _lay_out(self) -> None:
        head = layout.row(space=12)
        layout.add_all(head, heading("Erase, restrict, stop", 1), None, self.new)
        self.body.addLayout(head)
        self._about = label("", "body-strong", wrap=True)
        whose = layout.row(space=12)
        layout.add_all(whose, self._about, self.everybody, None)
        self.body.addLayout(whose)
        self.body.addLayout(self._empty)
        self.body.addWidget(self._card, 1)
        self.body.addStretch(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chips go below the words in a narrow window."""
        super().resizeEvent(event)
        self.list.wrap_chips(self.width() / theme.current().scale < _CHIPS_BESIDE)

    # reading

    def _read_name(self) -> None:
        pupil_id = self.pupil_id
        if not pupil_id:
            return
        done, failed = self.in_turn(self._about.setText, self._failed)
        self.desk.jobs.read(lambda session: view.name_of(session, pupil_id), done=done, failed=failed)

    def _load(self, asked_in: int, after: object, limit: int) -> None:
        pupil_id, mark = self.pupil_id, cast("PageMark | None", after)

        def read(session: Session) -> Lines:
            return view.read_lines(session, pupil_id, mark, limit)

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
            self._empty.addWidget(EmptyState(_ICON, "Nobody has asked for this", _EMPTY))

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
