"""The corrections asked for, of one pupil or of all; here a new one is written down (003-5.4)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections import actions, choosing, view
from coordinator_app.corrections.choosing import Offered
from coordinator_app.corrections.model import CorrectionClaim
from coordinator_app.corrections.page.claim_box import ClaimBox
from coordinator_app.corrections.view import Line, Lines
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
_ICON = "message-square-warning"


class CorrectionsPage(Page):
    """Opened with (pupil_id=""): of all where it is empty. With an item, or `ask`, the box of a new one opens."""

    name: ClassVar[str] = "corrections"
    title: ClassVar[str] = "Corrections asked for"
    opens_once: ClassVar[frozenset[str]] = frozenset({"ask", "item_kind", "item_id"})
    kinds: ClassVar[frozenset[str]] = frozenset({"correction_claim", "correction_notice", "pupil"})

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.pupil_id = ""
        self._round = 0
        self.new = button("Something is &wrong", "primary", "plus", accessible="Say that something is wrong")
        self.record = button("Open the record", small=True)
        self.everybody = button("Show all pupils", icon="x", small=True)
        self.list = TwoLineList("Corrections asked for")
        self._card = list_card(self.list)
        self._empty = layout.column(space=0)
        self._lay_out()
        self.new.clicked.connect(self._press)
        self.record.clicked.connect(lambda: self.desk.go.to("pupil", pupil_id=self.pupil_id))
        self.everybody.clicked.connect(lambda: self.desk.go.to("corrections"))
        self.list.opened.connect(lambda key: self.desk.go.to("correction", claim_id=str(key)))

    # what the shell asks

    def open(
        self, pupil_id: str = "", item_kind: str = "", item_id: str = "", ask: bool = False, **_more: Any
    ) -> None:
        """The list; and the box, where somebody came to say that something is wrong."""
        if pupil_id != self.pupil_id:
            self.new_visit()
            self._about.setText("")
        self.pupil_id = pupil_id
        self.refresh()
        if pupil_id and (ask or item_id):
            self.ask(item_kind, item_id)

    def where(self) -> dict[str, Any] | None:
        """Whose; Back opens the list, not the box once more."""
        return {"pupil_id": self.pupil_id}

    def whose(self) -> str:
        """The pupil."""
        return self._about.text() if self.pupil_id else ""

    def refresh(self) -> None:
        """Read from the top."""
        self._round += 1
        for one in (self.new, self.record, self.everybody, self._about):
            one.setVisible(bool(self.pupil_id))
        self._card.show()
        layout.clear(self._empty)
        self._read_name()
        self.list.start(partial(self._load, self._round))

    def first_focus(self) -> None:
        """The list if there is one."""
        target = self.list if self.list.rows() or not self.pupil_id else self.new
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # a new one

    def ask(self, item_kind: str = "", item_id: str = "") -> None:
        """Read what can be said to be wrong, then ask."""
        pupil_id, fresh = self.pupil_id, self.desk.confirm.fresh
        self.new.setEnabled(False)
        self.desk.jobs.read(
            lambda session: (
                view.name_of(session, pupil_id),
                choosing.offer(session, pupil_id, item_kind, item_id, guarded_words=fresh),
            ),
            done=self.of_visit(partial(self._ask, item_kind, item_id), self._can_ask),
            failed=self.of_visit(self._cannot_ask, self._can_ask),
        )

    def _press(self) -> None:
        self.ask()

    def _can_ask(self, _answer: object = None) -> None:
        self.new.setEnabled(True)

    def _cannot_ask(self, error: Exception) -> None:
        self._can_ask()
        self.desk.say.trouble(error)

    def _ask(self, item_kind: str, item_id: str, read: tuple[str, Offered]) -> None:
        name, offered = read
        self._can_ask()
        if not self.in_front():
            return
        guards = self.desk.vault.holds(Compartment.GUARDED)
        box = ClaimBox(CorrectionClaim(pupil_id=self.pupil_id), offered, self.desk.clock, guards=guards)
        box.belongs_to(name)
        box.saves(lambda done, failed: self.desk.jobs.write(_asking(box.claim()), done=done, failed=failed))
        box.saved.connect(self.of_visit(self._asked, self._say))
        # whatever is typed may turn out to be about what is kept apart
        side = Compartment.GUARDED if guards else Compartment.GENERAL
        place = DraftOf("ask_correction", item_id or self.pupil_id, side)
        way = {"pupil_id": self.pupil_id, "item_kind": item_kind, "item_id": item_id, "ask": True}
        show_with_way(self.desk, box, place, self.name, way)

    def _say(self, saved: Saved[CorrectionClaim]) -> None:
        self.desk.say.toast("Written down. It is to be answered within a month.", saved.change_id)

    def _asked(self, saved: Saved[CorrectionClaim]) -> None:
        self._say(saved)
        if self.in_front():
            self.desk.go.to("correction", claim_id=saved.record.id)

    # the look

    def _lay_out(self) -> None:
        head = layout.row(space=12)
        layout.add_all(head, heading("Corrections asked for", 1), None, self.new)
        self.body.addLayout(head)
        self._about = label("", "body-strong", wrap=True)
        whose = layout.row(space=12)
        layout.add_all(whose, self._about, self.record, self.everybody, None)
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
            words = (
                "What somebody says is wrong in a record stands here, with what was decided and who was told."
            )
            if not self.pupil_id:
                words += " Open the pupil’s record, then the menu with the three dots."
            self._empty.addWidget(EmptyState(_ICON, "Nobody has asked for a correction", words))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)


def _asking(claim: CorrectionClaim) -> Any:
    return lambda session: actions.ask(session, claim)


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
